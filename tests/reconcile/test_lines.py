# SPDX-License-Identifier: Apache-2.0
"""What a statement reads as, and what is no line."""

from __future__ import annotations

import pytest

from ontherecord.model import Account, Span
from ontherecord.reconcile.matters.lines import best, reads, worded
from ontherecord.reconcile.matters.told import PLAIN, STATEMENT


def _account(
    text: str, act: str, agent: str = "", patient: str = "", by: str = PLAIN, negated: bool = False
) -> Account:
    def spans(words: str) -> tuple[Span, ...]:
        return (Span.of("d", text, text.index(words), text.index(words) + len(words)),) if words else ()

    return Account(
        id=f"a {text}", article="a", span=Span.of("d", text, 0, len(text)), trigger=spans(act)[0], type="x", by=by,
        actor=("holt",), actor_mentions=spans(agent), recipient_mentions=spans(patient), negated=negated,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("account", "line"),
    [
        (_account("after Ada Holt left the yard", "left", "Ada Holt"), "Ada Holt left the yard"),
        (_account("that the yard was sold", "sold", patient="the yard"), "The yard was sold"),
        (_account("that man was seen", "seen", patient="that man"), "That man was seen"),
        (_account("after a rain Ada Holt left the yard", "left", "Ada Holt"), "After a rain Ada Holt left the yard"),
        (_account("if Ada Holt leaves the yard", "leaves", "Ada Holt"), "If Ada Holt leaves the yard"),
        (_account("Ada Holt, who owns the yard", "owns", "Ada Holt"), "Ada Holt owns the yard"),
        (_account("people who own a yard", "own", "people"), "People who own a yard"),
        (_account("she left the yard", "left", "she"), "Ada Holt left the yard"),
        (_account("she’d left the yard", "left", "she"), "She’d left the yard"),
    ],
)  # fmt: skip
def test_a_clause_stands_by_itself_without_the_word_that_hangs_it_on_another(
    account: Account, line: str
) -> None:
    assert worded(account, {"holt": "Ada Holt"}) == line


@pytest.mark.parametrize(
    ("account", "may"),
    [
        (_account("after Ada Holt left the yard", "left", "Ada Holt"), True),
        (_account("she left the yard", "left", "she"), True),
        (_account("Ada Holt, who owns the yard", "owns", "Ada Holt"), True),
        (_account("people who own a yard", "own", "people"), False),
        (_account("The aides of Holt cautioned", "cautioned", "The aides"), False),
        (_account("if Ada Holt leaves the yard", "leaves", "Ada Holt"), False),
        (_account("they left the yard", "left", "they"), False),
        (_account("Holt left", "left", "Holt"), False),
        (_account("in the rain Ada Holt left the yard", "left", "Ada Holt"), False),
    ],
)
def test_what_reads_as_a_line(account: Account, may: bool) -> None:
    assert reads(account) is may


def test_the_best_is_told_flatly_and_reads() -> None:
    which = _account("people who own a yard", "own", "people")
    flat = _account("The people of Lund bought an old yard", "bought", "The people")
    loose = _account("The people bought a yard", "bought", "The people", by=STATEMENT)
    denied = _account("The people bought no yard", "bought", "The people", negated=True)
    assert best([which, denied, loose, flat]) is flat
    assert best([which, denied]) is which
