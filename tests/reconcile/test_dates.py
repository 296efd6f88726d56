# SPDX-License-Identifier: Apache-2.0
"""Publication dates inferred from a story, and time expressions resolved with their basis."""

from __future__ import annotations

import tomllib
import unicodedata
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ontherecord.annotate.parse import Parse, load, paragraphs, parse_paragraphs
from ontherecord.annotate.sentences import sentences
from ontherecord.annotate.times.calendar import period
from ontherecord.annotate.times.times import times
from ontherecord.model import (
    Annotations,
    Article,
    Published,
    Quotation,
    Reuse,
    Segment,
    SegmentRole,
    Span,
    TimeReference,
    Tracing,
)
from ontherecord.reconcile.dates.dates import publication_dates, time_references
from ontherecord.reconcile.values.grains import dates_agree

EXAMPLES = Path(__file__).parents[2] / "examples"

NO_TRACING = Tracing()
Parts = list[tuple[SegmentRole, str]]


def article(id_: str, parts: Parts | str, **fields: object) -> tuple[Article, str, Annotations]:
    """An article whose copy is its parts, a line each, with its sentences and times."""
    lines: Parts = [("body", parts)] if isinstance(parts, str) else parts
    copy = "\n".join(text for _, text in lines)
    segments, start, parse = [], 0, Parse(copy)
    for role, text in lines:
        end = min(start + len(text) + 1, len(copy))
        segments.append(Segment(role=role, start=start, end=end))
        if role in ("body", "caption", "headline"):
            found = paragraphs(copy, start, end)
            for (offset, _), one in zip(found, parse_paragraphs(load(), [t for _, t in found]), strict=True):
                parse.append(one, offset, role)
        start = end
    made = Article(id=id_, document=id_, start=0, end=len(copy), segments=tuple(segments), **fields)  # type: ignore[arg-type]
    return made, copy, Annotations(article=id_, sentences=sentences(parse), times=times(parse))


def dated(*made: tuple[Article, str, Annotations], tracing: Tracing = NO_TRACING) -> dict[str, Article]:
    copies = {a.document: copy for a, copy, _ in made}
    notes = {a.id: one for a, _, one in made}
    results = [
        publication_dates(order, copies, notes, tracing) for order in permutations([a for a, _, _ in made])
    ]
    first = {a.id: a for a in results[0]}
    assert all({a.id: a for a in one} == first for one in results), (
        "the order of the articles must not matter"
    )
    return first


def references(*made: tuple[Article, str, Annotations]) -> dict[str, TimeReference]:
    """By the words of the expression."""
    found = dated(*made)
    notes = {a.id: one for a, _, one in made}
    all_ = time_references(tuple(found.values()), {a.document: copy for a, copy, _ in made}, notes)
    return {one.span.text: one for one in all_}


STATED = Published(date="2031-03-18", basis="stated")
TUESDAY = article("a1", "The minister spoke on Monday.", published=STATED)


def test_a_caption_and_the_weekday_words_date_an_article() -> None:
    caption = "Two ministers meet in Varn, in this handout photo released March 20, 2031."
    made = article(
        "a2",
        [("body", "The ministers met on Thursday. They will meet again on Friday."), ("caption", caption)],
    )
    published = dated(made)["a2"].published
    assert published.basis == "inferred-from-story"
    assert (published.date or "").rstrip("~") == "2031-03-20"
    assert published.span is not None
    assert published.span.text == "March 20, 2031"
    assert "caption" in published.by


def test_behind_and_ahead_the_same_weekday_is_today() -> None:
    made = article(
        "a2",
        "The ministers will meet on Wednesday. A spokesman confirmed on Wednesday that they had left.",
    )
    assert dated(TUESDAY, made)["a2"].published.date == "2031-03-19"


def test_weekdays_ahead_and_behind_bound_the_day() -> None:
    made = article(
        "a2", "The ministers will meet on Thursday. The mayor said on Wednesday that she would come."
    )
    assert (dated(TUESDAY, made)["a2"].published.date or "")[:10] == "2031-03-19"


def test_without_weekdays_the_date_is_only_near() -> None:
    made = article("a2", "The ministers have met.")
    assert dated(TUESDAY, made)["a2"].published.date == "2031-03-18~"


def test_a_stated_date_is_never_changed() -> None:
    assert dated(TUESDAY, article("a2", "It was said on Friday."))["a1"].published == STATED


def test_nothing_to_go_by_leaves_the_date_unknown() -> None:
    made = article("a2", "The ministers met on Thursday.")
    assert dated(made)["a2"].published == Published()


def test_an_attached_article_is_never_dated_and_never_votes() -> None:
    attached = article("a2", "The ministers met on Thursday.", attached_to="a1")
    assert dated(TUESDAY, attached)["a2"].published == Published()
    voter = article("a3", "The ministers met on Thursday.", attached_to="a4", published=STATED)
    alone = article("a5", "The ministers met on Thursday.")
    assert dated(voter, alone)["a5"].published == Published()


def test_a_story_of_weeks_dates_nothing_by_itself() -> None:
    later = article(
        "a3", "The minister spoke on Monday.", published=Published(date="2031-04-28", basis="metadata")
    )
    made = article("a2", "The ministers met on Thursday.")
    assert dated(TUESDAY, later, made)["a2"].published == Published()


def test_a_version_of_a_dated_article_is_dated_by_it() -> None:
    later = article(
        "a3", "The minister spoke on Monday.", published=Published(date="2031-04-28", basis="metadata")
    )
    made = article("a2", "The minister spoke on Monday. He spoke again on Tuesday.")
    reuse = Reuse(
        id="r-1",
        from_="a2",
        to="a3",
        basis="",
        passages=(),
        share_of_from=0.8,
        share_of_to=0.9,
        kind="version",
    )
    published = dated(TUESDAY, later, made, tracing=Tracing(reuse=(reuse,)))["a2"].published
    assert (published.date or "")[:10] == "2031-04-29"


def test_a_dateline_without_its_year_has_that_of_the_story() -> None:
    made = article("a2", [("dateline", "VARN, March 20 -"), ("body", "The ministers have met.")])
    published = dated(TUESDAY, made)["a2"].published
    assert published.date == "2031-03-20~"
    assert published.span is not None
    assert published.span.text == "March 20"


def test_a_dateline_without_its_year_has_that_of_the_copyright_line() -> None:
    made = article(
        "a2",
        [
            ("dateline", "VARN, March 20 -"),
            ("body", "It rained on Thursday."),
            ("boilerplate", "© 2031 Varn Post"),
        ],
    )
    assert (dated(made)["a2"].published.date or "")[:10] == "2031-03-20"


def test_one_old_picture_does_not_move_the_story() -> None:
    caption = "The minister in Varn on March 2, 2029."
    made = article("a2", [("body", "The ministers met on Tuesday."), ("caption", caption)])
    recent = article("a3", [("body", "The ministers met."), ("caption", "The ministers on March 18, 2031.")])
    found = dated(made, recent)
    assert [(a.published.date or "")[:10] for a in found.values()] == ["2031-03-18", "2031-03-18"]


def test_a_copyright_year_that_disagrees_forbids_the_date() -> None:
    parts: Parts = [("body", "The ministers have met."), ("boilerplate", "Copyright © 2024, Varn Post")]
    assert dated(TUESDAY, article("a2", parts))["a2"].published == Published()


def test_an_archive_picture_dates_nothing_alone() -> None:
    caption = "FILE PHOTO: The minister in Varn, March 2, 2030."
    made = article("a2", [("body", "The ministers met on Thursday."), ("caption", caption)])
    assert dated(made)["a2"].published == Published()


def test_the_basis_of_a_value_is_told() -> None:
    found = references(
        article("a1", "The minister spoke on Monday. He was elected in May 2027.", published=STATED)
    )
    assert (found["Monday"].value, found["Monday"].basis) == ("2031-03-17", "publication date, stated")
    assert found["Monday"].anchor == "2031-03-18"
    assert (found["May 2027"].value, found["May 2027"].basis) == ("2027-05", "stated")


def test_a_zone_is_kept_and_rough_words_are_marked() -> None:
    text = "It rained at 5 p.m. EST on Monday, at 14:30 GMT on Sunday, about 1990 and again four years ago."
    found = references(article("a1", text, published=STATED))
    assert [found[one].value for one in found] == [
        "2031-03-17T17:00:00-05:00",
        "2031-03-16T14:30:00Z",
        "1990~",
        "2027~",
    ]


def test_local_time_keeps_its_clock_and_says_so() -> None:
    text = "It rained at 10 p.m. local time on Monday, at noon Moscow time on Sunday and at 5 a.m. Kyiv time."
    found = list(references(article("a1", text, published=STATED)).values())
    assert [(one.value, one.by) for one in found] == [
        ("2031-03-17T22:00:00", "times: time of day, local time"),
        ("2031-03-16T12:00:00+03:00", "times: time of day"),
        ("2031-03-16T05:00:00", "times: clock, local time"),
    ]


@pytest.mark.parametrize(
    ("words", "values"),
    [
        ("at 10 p.m. local time (1900 GMT) on Monday", ["2031-03-17T22:00:00+03:00", "2031-03-17T19:00:00Z"]),
        ("at 1 a.m. on Monday (2200 GMT)", ["2031-03-17T01:00:00+03:00", "2031-03-16T22:00:00Z"]),
        ("at 9 p.m. EST (0200 GMT) on Monday", ["2031-03-17T21:00:00-05:00", "2031-03-18T02:00:00Z"]),
        ("at 9:07 p.m. (0200 GMT) on Monday", ["2031-03-17T21:07:00", "2031-03-17T02:00:00Z"]),
        ("on Monday at 10:00 (GMT+3)", ["2031-03-17T10:00:00+03:00"]),
        ("on Monday at 10:00 (UTC-4:30)", ["2031-03-17T10:00:00-04:30"]),
        ("on Monday at 10:00 (UTC+77)", ["2031-03-17T10:00:00"]),
    ],
)
def test_two_clocks_side_by_side_are_one_moment(words: str, values: list[str]) -> None:
    found = references(article("a1", f"It rained {words}.", published=STATED))
    assert [one.value for one in found.values() if one.type == "TIME"] == values


def test_one_moment_told_in_two_zones_is_no_conflict_of_dates() -> None:
    assert dates_agree("2031-03-18T01:00:00+03:00", "2031-03-17T22:00:00Z")
    assert dates_agree("2031-03-17T22:00:00Z", "2031-03-18")
    assert dates_agree("2031-03-18T01:00:00+03:00", "2031-03-17")
    assert not dates_agree("2031-03-17T22:00:00Z", "2031-03-19")
    assert not dates_agree("2031-03-18T12:00:00+03:00", "2031-03-17")
    assert dates_agree("9999-12-31T23:00:00Z", "9999-12-31")
    assert not dates_agree("0001-01-01T00:30:00+03:00", "0001-01-02")


def test_an_inferred_anchor_is_named_as_such() -> None:
    text = (
        "The ministers will meet on Wednesday. A spokesman confirmed on Wednesday that they left yesterday."
    )
    found = references(TUESDAY, article("a2", text))
    assert found["Wednesday"].basis == "publication date, inferred from the story"
    assert found["yesterday"].value == "2031-03-18"


def test_without_an_anchor_there_is_no_value() -> None:
    found = references(article("a2", "The ministers met on Thursday."))
    assert found["Thursday"].value is None
    assert found["Thursday"].basis == "publication date unknown"


def test_words_in_a_quotation_count_from_the_day_of_speaking() -> None:
    made, copy, notes = article("a1", "“It will rain tomorrow,” the mayor said on Monday.", published=STATED)
    start, end = copy.index("It will"), copy.index(",”") + 1
    quotation = Quotation(
        id="a1.q1",
        article="a1",
        content=(Span(document="a1", start=start, end=end, text=copy[start:end]),),
        kind="direct",
        cue=Span(document="a1", start=copy.index("said"), end=copy.index("said") + 4, text="said"),
    )
    notes = Annotations(article="a1", sentences=notes.sentences, times=notes.times, quotations=(quotation,))
    found = {r.span.text: r for r in time_references((made,), {"a1": copy}, {"a1": notes})}
    assert (found["tomorrow"].value, found["tomorrow"].basis) == ("2031-03-18", "day of speaking")
    assert found["tomorrow"].anchor == "2031-03-17"


_SENTENCES = st.sampled_from(
    [
        "The ministers met on Thursday.",
        "They will meet on Monday.",
        "It rained on March 3, 2031.",
        "It rained on 30 February.",
        "VARN, March 9 -",
        "© 2031 Varn Post",
        "44 minutes ago",
        "They met in May 2027 and a week later.",
    ]
)
_ROLES = st.sampled_from(["body", "caption", "dateline", "credit", "boilerplate"])
_DATES = st.sampled_from(
    [None, None, "2031-03-18", "2031-03", "2031-03-20T10:00:00+02:00", "9999-12-31", "0001-01-01"]
)
_PARTS = st.lists(st.tuples(_ROLES, _SENTENCES), min_size=1, max_size=4)


@pytest.mark.parametrize("date", ["9999-12-31", "0001-01-01"])
def test_a_story_at_the_end_of_the_calendar(date: str) -> None:
    edge = article("a1", "It rained on Monday.", published=Published(date=date, basis="metadata"))
    found = dated(edge, article("a2", "It rained on Friday. It will rain on Sunday."))
    assert period(found["a2"].published.date) is not None


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(_PARTS, _DATES, st.booleans()), max_size=3))
def test_any_story_is_dated_without_regard_to_order(
    story: list[tuple[list[tuple[SegmentRole, str]], str | None, bool]],
) -> None:
    made = []
    for n, (parts, date, attached) in enumerate(story):
        published = Published(date=date, basis="metadata") if date else Published()
        made.append(article(f"a{n}", parts, published=published, attached_to="a9" if attached else None))
    found = dated(*made)
    for one, copy, _ in made:
        published = found[one.id].published
        if one.attached_to or one.published.date:
            assert published == one.published
        elif published.date:
            assert published.basis == "inferred-from-story"
            assert period(published.date) is not None
            if published.span and published.span.document == one.document:
                assert copy[published.span.start : published.span.end] == published.span.text
    notes = {a.id: one for a, _, one in made}
    for reference in time_references(tuple(found.values()), {a.document: copy for a, copy, _ in made}, notes):
        if reference.value and reference.type == "DATE" and "/" not in reference.value:
            assert period(reference.value) is not None


@pytest.fixture(scope="module")
def example() -> tuple[dict[str, str], dict[tuple[str, int], TimeReference], dict[str, list[dict[str, str]]]]:
    """The dated plain texts of the example story, read as one body each."""
    truth = tomllib.loads((EXAMPLES / "truth.toml").read_text("utf-8"))
    made = []
    for one in truth["article"]:
        if one["file"].endswith(".txt") and one["basis"] == "stated" and "attached" not in one["kind"]:
            text = (EXAMPLES / one["file"]).read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
            published = Published(date=one["published"], basis="stated")
            made.append(article(one["id"], unicodedata.normalize("NFC", text), published=published))
    copies = {a.id: copy for a, copy, _ in made}
    found = time_references([a for a, _, _ in made], copies, {a.id: notes for a, _, notes in made})
    return copies, {(r.article, r.span.start): r for r in found}, truth["time"]


def test_the_example_story_has_its_dates(
    example: tuple[dict[str, str], dict[tuple[str, int], TimeReference], dict[str, list[dict[str, str]]]],
) -> None:
    copies, found, truth = example
    right = total = 0
    for name, copy in copies.items():
        for one in truth.get(name, []):
            start = copy.index(one["context"]) + one["context"].index(one["words"])
            end = start + len(one["words"])
            values = {
                r.value for (a, at), r in found.items() if a == name and at < end and r.span.end > start
            }
            total += 1
            right += one["value"] in values
    assert total > 60
    assert right / total >= 0.9
