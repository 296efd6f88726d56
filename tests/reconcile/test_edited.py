# SPDX-License-Identifier: Apache-2.0
"""What an edit did to claims: added, dropped, changed; and what it left as it was."""

from __future__ import annotations

from ontherecord.model import Article, Change, Claim, ClaimValue, Slot, Span, Version
from ontherecord.reconcile.claims.edited import edited

THEN = "The ferry is expected in Aneho on Friday. It carries 40 sheep. The mayor is ill."
NOW = "The ferry arrived in Aneho on Friday. It carries 40 sheep. A band played."


def _span(document: str, words: str) -> Span:
    start = (THEN if document == "d1" else NOW).index(words)
    return Span(document=document, start=start, end=start + len(words), text=words)


def _claim(id_: str, *values: tuple[str, tuple[Span, ...]]) -> Claim:
    told = tuple(ClaimValue(value=value, support=support, origins=("o-1",)) for value, support in values)
    return Claim(id=id_, text=id_, slot=Slot(name="took place"), values=told, standing="superseded", why="")


VERSION = Version(
    id="v-1", earlier="a1", later="a2", basis="publication dates",
    changes=(
        Change(class_="changed", what="modality", earlier=_span("d1", "is expected"), later=_span("d2", "arrived")),
        Change(class_="removed", what="wording", earlier=_span("d1", "The mayor is ill.")),
        Change(class_="added", what="wording", later=_span("d2", "A band played.")),
    ),
)  # fmt: skip
EARLIER = Article(id="a1", document="d1", start=0, end=len(THEN))
LATER = Article(id="a2", document="d2", start=0, end=len(NOW))


def _edited(*claims: Claim) -> list[tuple[str, str, str | None, str | None]]:
    return [
        (e.claim, e.how, e.then[0] if e.then else None, e.now[0] if e.now else None)
        for e in edited(VERSION, EARLIER, LATER, claims)
    ]


def test_a_plan_that_came_true_is_changed() -> None:
    claim = _claim(
        "c-1",
        ("is planned", (_span("d1", "The ferry is expected in Aneho"),)),
        ("took place", (_span("d2", "The ferry arrived in Aneho"),)),
    )
    assert _edited(claim) == [("c-1", "changed", "is planned", "took place")]


def test_what_came_and_what_went_stand_behind_what_changed() -> None:
    went = _claim("c-2", ("took place", (_span("d1", "The mayor is ill"),)))
    came = _claim("c-3", ("took place", (_span("d2", "A band played"),)))
    assert _edited(went, came) == [
        ("c-3", "added", None, "took place"),
        ("c-2", "dropped", "took place", None),
    ]


def test_what_stands_in_both_is_left_out() -> None:
    both = _claim("c-4", ("40", (_span("d1", "40 sheep"), _span("d2", "40 sheep"))))
    assert _edited(both) == []


def test_words_that_no_edit_touched_are_neither_added_nor_dropped() -> None:
    missed = _claim("c-5", ("40", (_span("d1", "40 sheep"),)))
    assert _edited(missed) == []


def test_a_value_that_was_there_before_is_no_change() -> None:
    claim = _claim(
        "c-6",
        ("is planned", (_span("d1", "The ferry is expected in Aneho"),)),
        ("took place", (_span("d1", "The mayor is ill"), _span("d2", "The ferry arrived in Aneho"))),
    )
    assert _edited(claim) == []
