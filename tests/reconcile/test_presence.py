# SPDX-License-Identifier: Apache-2.0
"""Who was there and who was not, as plain sentences say it: what is compared, and the look-alikes that are not."""

from __future__ import annotations

import pytest

from ontherecord.reconcile.claims.fillers import contexts
from ontherecord.reconcile.claims.grounds import Grounds
from ontherecord.reconcile.claims.presence import presences
from tests.reconcile.printed import people, reports


def _claims(*texts: str) -> list[tuple[str, str, list[str]]]:
    """Slot, standing and values of the claims of one article a text, each of an origin and a day of its own."""
    articles, copies = reports(texts, [f"2031-05-{n + 1:02}" for n in range(len(texts))])
    cast = people(copies, "Ada Holt", "Bo Lind")
    story = Grounds((), articles, cast, copies)
    return [
        (c.slot.name, c.standing, [v.value for v in c.values])
        for c in presences(contexts(articles, copies), cast, story, {})
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada Holt attended the talks.", "Ada Holt stayed away."),
        ("Among the guests was the mayor, Ada Holt.", "Ada Holt did not come to the ceremony."),
        ("The judge, Ada Holt, sat in the second row.", "The chair of Ada Holt remained empty."),
        ("Ada Holt was there.", "The deal was signed in the absence of Ada Holt."),
    ],
)
def test_who_was_there_and_was_not_is_a_conflict(one: str, other: str) -> None:
    assert [(c[1], sorted(c[2])) for c in _claims(one, other)] == [
        ("in-conflict", ["stayed away", "took part"])
    ]


@pytest.mark.parametrize(
    "other",
    [
        "Ada Holt did not attend the dinner.",  # another occasion
        "Bo Lind stayed away.",  # another person
        "Ada Holt might not attend the talks.",
        "Between them stood a name, and Ada Holt’s name did not appear.",
        "Ada Holt attended the talks on Monday but did not come to the talks a day later.",
    ],
)
def test_what_is_no_conflict(other: str) -> None:
    assert all(c[1] != "in-conflict" for c in _claims("Ada Holt attended the talks.", other))


def test_who_was_expected_and_stayed_away_is_superseded() -> None:
    found = _claims("Ada Holt is expected to attend the talks.", "Ada Holt did not attend the talks.")
    assert found == [("attended: Ada Holt", "superseded", ["was expected", "stayed away"])]


def test_whom_no_name_tells_is_told_by_his_words_where_two_reports_do() -> None:
    assert _claims("A lifeguard was on board.") == []
    found = _claims("A lifeguard was on board.", "No lifeguard was on board.")
    assert [(c[1], c[2]) for c in found] == [("in-conflict", ["took part", "stayed away"])]


def test_a_name_that_goes_on_behind_what_looks_like_an_end_keeps_to_the_copy() -> None:
    texts = (
        "The mayor, A. Holt, attended the talks.",
        "The talks were attended by the mayor, A. Holt stayed away.",
    )
    articles, copies = reports(texts, ["2031-05-01", "2031-05-02"])
    cast = people(copies, "A. Holt")
    story = Grounds((), articles, cast, copies)
    found = list(presences(contexts(articles, copies), cast, story, {}))
    spans = [s for c in found for v in c.values for s in v.support]
    assert spans
    assert all(copies[s.document][s.start : s.end] == s.text for s in spans)


def test_who_came_to_power_came_nowhere() -> None:
    assert [c[2] for c in _claims("Ada Holt came to the quay.")] == [["took part"]]
    assert _claims("Ada Holt came to power.") == []
