# SPDX-License-Identifier: Apache-2.0
"""What an event is called: words of a source, a name for a pronoun, a mark where the words do not say how sure."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from ontherecord.model import Account, Modality, Span
from ontherecord.reconcile.events.titles import title

NAMES = {"anna-holt": "Anna Holt", "ruse": "Ruse"}


def span(words: str) -> Span:
    return Span(document="d1", start=0, end=len(words), text=words)


def account(
    predicate: str | None, subject: str | None = None, modality: Modality = "happened", **more: Any
) -> Account:
    return Account(
        id=more.pop("id", "a1.e1"), article="a1", span=span("…"), trigger=span("met"), type="CONSULT", modality=modality,
        subject=span(subject) if subject else None, predicate=span(predicate) if predicate else None, **more,
    )  # fmt: skip


def test_a_clause_with_its_own_subject_stands_as_it_is() -> None:
    one = account("met the owners in Ruse on Monday", "the minister")
    assert (
        title(one, [one], ["anna-holt"], [], None, NAMES) == "The minister met the owners in Ruse on Monday"
    )


def test_a_pronoun_gives_way_to_the_name() -> None:
    one = account("met the owners in Ruse")
    assert title(one, [one], ["anna-holt"], [], None, NAMES) == "Anna Holt met the owners in Ruse"


def test_a_subject_that_is_somebody_elses_is_the_second_choice() -> None:
    owned, named = (
        account("met the crew in Ruse on Monday", "its owner"),
        account("met the crew in Ruse", "Holt", id="a2.e1"),
    )
    assert title(owned, [owned, named], ["anna-holt"], [], None, NAMES) == "Holt met the crew in Ruse"


def test_a_noun_is_a_phrase_with_those_who_took_part() -> None:
    one = account("the talks in Ruse", by="noun")
    assert title(one, [one], ["anna-holt"], [], None, NAMES) == "Talks in Ruse: Anna Holt"


@pytest.mark.parametrize(
    ("modality", "predicate", "line"),
    [
        ("planned", "will meet the owners", "Holt will meet the owners"),
        ("planned", "flies out on Monday", "Holt flies out on Monday (planned)"),
        ("denied", "did not meet the owners", "Holt did not meet the owners"),
        ("denied", "met the owners alone", "Holt met the owners alone (denied)"),
        ("threatened", "to close the quay", "Holt to close the quay (threatened)"),
    ],
)
def test_the_mark_says_how_sure_unless_the_words_do(modality: Modality, predicate: str, line: str) -> None:
    one = account(predicate, "Holt", modality)
    assert title(one, [one], [], [], None, NAMES) == line


def test_the_clearest_account_as_sure_as_the_latest_names_the_event() -> None:
    latest = account("met them", id="a2.e1")
    clear = account("met the owners in Ruse on Monday", "Anna Holt", id="a3.e1")
    older = account("will meet the owners in Ruse on Monday", "Anna Holt", "planned", id="a1.e1")
    assert title(latest, [older, latest, clear], ["anna-holt"], [], None, NAMES) == (
        "Anna Holt met the owners in Ruse on Monday"
    )


def test_without_a_clause_the_slots_are_listed() -> None:
    one = account(None)
    assert title(one, [one], ["anna-holt"], ["ruse"], None, NAMES) == "Anna Holt: met – Ruse"


def test_whom_it_is_done_to_never_does_it() -> None:
    one = account("to gather outside the embassy")
    assert "Ruse to gather" not in title(one, [one], [], ["ruse"], None, NAMES)


def test_a_passive_opens_with_whom_it_is_done_to() -> None:
    one = account("was met by a crowd", recipient=("anna-holt",))
    one = msgspec.structs.replace(one, trigger=Span(document="d1", start=4, end=7, text="met"))
    assert title(one, [one], [], ["anna-holt"], None, NAMES) == "Anna Holt was met by a crowd"


def test_nobody_stands_before_a_clause_that_names_them_as_its_object() -> None:
    one = account("met Anna Holt at noon", actor=("ruse", "anna-holt"))
    assert title(one, [one], ["anna-holt", "ruse"], [], None, NAMES) == "Ruse met Anna Holt at noon"


def test_half_a_quotation_is_not_shown() -> None:
    one = account("called her \u2018tired and", "The owner")
    assert "tired" not in title(one, [one], [], [], None, NAMES)


def test_the_act_before_those_who_came_to_it() -> None:
    came = account("joined them in the afternoon", "Anna Holt", by="attendance", id="a1.e1")
    talks = account("opened talks in Ruse", "The owners", id="a1.e2")
    assert title(came, [came, talks], [], [], None, NAMES) == "The owners opened talks in Ruse"


def test_a_long_clause_is_shortened_to_the_name_its_subject_ends_with_and_never_to_the_state() -> None:
    told = "warned on Tuesday that every ferry of the line would be shut out of the harbour by the end of the week"
    ferry = account(told, "the deputy transport minister of the country, Anna Holt", actor=("anna-holt",))
    assert title(ferry, [ferry], ["anna-holt"], [], None, NAMES) == f"Anna Holt {told}"
    state = account(
        told, "the deputy minister of foreign affairs and of transport of Ruse", actor=("anna-holt",)
    )
    assert not title(state, [state], ["anna-holt"], [], None, NAMES).startswith("Anna Holt warned")


def test_what_might_not_happen_is_not_said_not_to_have_happened() -> None:
    one = account("meeting the owners", "Anna Holt", "hypothetical", negated=True)
    assert "did not happen" not in title(one, [one], [], [], None, NAMES)
