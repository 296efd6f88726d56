# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from msgspec.structs import replace

from ontherecord.dossier.lookup import Lookup
from ontherecord.dossier.quotes_view import NO_SPEAKER, Quotes, SpeakerGroup, quotes
from ontherecord.model import Quotation, Speaker, Utterance, When
from tests.made import build, span

HOLT = Speaker(cast="anna-holt", name="Anna Holt")
SAID = build().records[0].quotations[0]


def view(*quotations: Quotation, utterances: tuple[Utterance, ...] = ()) -> Quotes:
    base = build()
    record = replace(base.records[0], quotations=quotations, utterances=utterances)
    return quotes(Lookup(record, base.copies))


def told(number: int, article: str, words: str, **more: object) -> Quotation:
    given: dict[str, object] = {"kind": "indirect", "speaker": HOLT, **more}
    content = (span(article.replace("a", "d"), words),)
    return Quotation(id=f"{article}.q{number}", article=article, content=content, **given)  # type: ignore[arg-type]


def only(found: Quotes) -> SpeakerGroup:
    (group,) = found.speakers
    return group


def test_own_words_stand_apart_from_what_is_only_reported_and_from_what_was_not_said() -> None:
    group = only(view(
        told(1, "a1", "The talks opened in Ruse", force="warned"), replace(SAID, utterance=None),
        told(2, "a1", "Fourteen died", negated=True), told(3, "a2", "Talks on ferry", force="thought"),
    ))  # fmt: skip
    assert [(s.heading, len(s.said)) for s in group.shelves] == [
        ("In their own words", 1),
        ("Only as reported", 1),
        ("Thought, wanted or judged, as reported", 1),
        ("Not said, or not yet", 1),
    ]
    assert [s.cue for s in group.said] == ["", "warned:", "thought:", "did not say:"]
    assert (
        group.on_record
        == "1 statement in their own words, 1 only as reported, 1 thought as reported, 1 not said"
    )
    assert group.articles == "in 2 articles"


def test_a_supposed_saying_is_no_statement() -> None:
    group = only(view(told(1, "a1", "Fourteen died", hypothetical=True, force="denied")))
    assert group.said[0].cue == "might deny, by this report:"
    assert group.on_record == "1 not said"


def test_what_was_denied_in_two_articles_is_one_entry_with_two_passages() -> None:
    group = only(
        view(
            told(1, "a1", "The talks opened in", negated=True),
            told(1, "a2", "The talks opened in", negated=True),
        )
    )
    (said,) = group.said
    assert [p.outlet for p in said.passages] == ["The Lantern", "Rivertown Post"]
    assert said.origins == "2 origins, 2 articles"


def test_another_wording_is_aligned_and_leads_to_its_passage() -> None:
    other = told(1, "a2", "The river is high")
    whole = told(1, "a1", "the river is high”. The talks", kind="direct")
    utterance = Utterance(id="u-1", speaker=HOLT, quotations=("a1.q1", "a2.q1"), fullest="a1.q1")
    (said,) = only(view(whole, other, utterances=(utterance,))).said
    (line,) = said.variants
    assert [p.text for p in line.pieces if p.kind == "gone"] == ["The talks"]
    assert line.extent == "2 words left out"
    assert [(p.outlet, p.href) for p in line.passages] == [
        ("Rivertown Post", f"#d2:{other.content[0].start}-{other.content[0].end}")
    ]


def test_the_same_words_in_many_articles_are_no_variant() -> None:
    pair = (told(1, "a1", "The talks opened in"), told(1, "a2", "The talks opened in"))
    utterance = Utterance(id="u-1", speaker=HOLT, quotations=("a1.q1", "a2.q1"), fullest="a2.q1")
    (said,) = only(view(*pair, utterances=(utterance,))).said
    assert said.variants == ()
    assert [p.article for p in said.passages] == ["a2", "a1"]


def test_speakers_without_a_name_stand_apart_by_what_they_are() -> None:
    names = ["the mayor", "two officials", "a decree", "who"]
    words = ["Fourteen died", "The talks", "Ruse", "said"]
    found = view(
        *(told(n, "a1", w, speaker=Speaker(cast=None, name=name)) for n, (name, w) in enumerate(zip(names, words, strict=True))),
        told(9, "a1", "Ferry", speaker=None),
    )  # fmt: skip
    assert found.speakers == ()
    assert [(a.heading, a.total, [g.name for g in a.speakers]) for a in found.apart] == [
        ("Known by office, not by name", 1, ["The mayor"]),
        ("Unnamed people and sources", 1, ["Two officials"]),
        ("Documents and posts", 1, ["A decree"]),
        (NO_SPEAKER, 2, [NO_SPEAKER]),
    ]


def test_only_words_between_marks_of_the_article_are_shown_in_marks() -> None:
    (own,) = only(view(replace(SAID, utterance=None, kind="mixed"))).said
    assert own.quoted
    (part,) = only(view(told(1, "a1", "river is high", kind="mixed"))).said
    assert not part.quoted


def test_what_has_no_day_of_speaking_stands_under_the_day_of_its_first_report() -> None:
    dated = told(1, "a1", "Fourteen died", date=When(date="2031-03-16", basis="publication date"))
    days = view(dated, told(2, "a1", "Ruse")).by_date
    assert [(d.heading, len(d.spoken), len(d.reported)) for d in days] == [
        ("16 March 2031", 1, 0),
        ("17 March 2031", 0, 1),
    ]


def test_a_day_counted_from_an_inferred_day_says_so() -> None:
    when = When(date="2031-03-16", basis="publication date, inferred from the story")
    (said,) = only(view(told(1, "a1", "Fourteen died", date=when))).said
    assert said.on == "counted from a day of publication inferred from the story"


def test_words_passed_on_by_another_speaker_say_so() -> None:
    inner = told(
        2, "a1", "high", speaker=Speaker(cast=None, name="a deckhand"), kind="direct", nested_in="a1.q1"
    )
    (apart,) = view(replace(SAID, utterance=None), inner).apart
    assert apart.speakers[0].said[0].how == ("as told by Anna Holt",)
