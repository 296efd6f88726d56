# SPDX-License-Identifier: Apache-2.0
"""What became of an act: undone, done at last, carried out; and what only looks like it."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from ontherecord.model import Account, Article, Modality, Published, Span, When
from ontherecord.reconcile.claims.grounds import Grounds
from ontherecord.reconcile.claims.undone import of_reversals
from ontherecord.reconcile.matters.told import PLAIN, STATEMENT, Told, family


def _told(
    printed: int, text: str, act: str, *, agents: Sequence[str] = (), patients: Sequence[str] = (), day: int = 0,
    negated: bool = False, modality: Modality = "happened", own: str = "",
) -> Told:  # fmt: skip
    """A statement of the article printed on a day of May."""
    document = f"d{printed}"
    span = Span(document=document, start=0, end=len(text), text=text)
    when = When(date=f"2031-05-{day:02}", basis="stated", span=span) if day else None
    word = re.search(rf"\b{act[:3]}\w*", text)
    start, end = word.span() if word else (0, 1)
    account = Account(
        id=f"a{printed}.s1", article=f"a{printed}", span=span,
        trigger=Span(document=document, start=start, end=end, text=text[start:end]),
        type=family(act), modality=modality, negated=negated, date=when, by=PLAIN if modality == "happened" else STATEMENT,
    )  # fmt: skip
    words = frozenset(w.strip(".,").lower() for w in text.split())
    return Told(
        account, family(act), frozenset(agents), frozenset(patients), words, frozenset(own.split()),
        f"2031-05-{printed:02}", frozenset(a[1:] for a in agents if a[0] == "="), frozenset({family(act)}),
    )  # fmt: skip


def _standings(*told: Told, slot: str = "took place") -> list[tuple[str, list[str]]]:
    articles = [
        Article(
            id=t.account.article, document=t.account.span.document, start=0, end=len(t.account.span.text), origin=t.account.article,
            published=Published(date=t.published, basis="stated"),
        )
        for t in told
    ]  # fmt: skip
    found = of_reversals(told, Grounds((), articles, ()))
    return [(claim.standing, [v.value for v in claim.values]) for claim in found if claim.slot.name == slot]


UNDONE = [("superseded", ["was otherwise", "took place"])]
CARRIED_OUT = [("superseded", ["is planned", "took place"])]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (
            _told(2, "The Rosslare road is closed.", "close", patients=["road"]),
            _told(3, "The road was opened again.", "open", patients=["road"]),
            UNDONE,
        ),
        (
            _told(2, "The price has not been fixed.", "fix", patients=["price"], negated=True),
            _told(3, "The price was fixed overnight.", "fix", patients=["price"]),
            UNDONE,
        ),
        (
            _told(2, "No one has been arrested.", "arrest", patients=["?one"], negated=True),
            _told(3, "Two men were arrested at the quay.", "arrest", patients=["?man"]),
            UNDONE,
        ),
        (
            _told(2, "Holt is to be flown to Rosslare on Saturday.", "travel", patients=["=holt"], modality="planned", day=4),
            _told(6, "Holt landed on Sunday.", "land", agents=["=holt"], day=5),
            CARRIED_OUT,
        ),
        (
            _told(2, "A navy ship is expected on Saturday.", "arrive", agents=["ship"], modality="planned", day=4),
            _told(6, "The navy vessel docked on Sunday.", "dock", agents=["vessel"], day=5),
            CARRIED_OUT,
        ),
        (
            _told(2, "Holt will lead the team.", "lead", agents=["=holt"], patients=["team"], modality="planned"),
            _told(6, "Holt led the team.", "lead", agents=["=holt"], patients=["team"]),
            CARRIED_OUT,
        ),
    ],
)  # fmt: skip
def test_a_later_report_tells_what_became_of_it(
    one: Told, other: Told, expected: list[tuple[str, list[str]]]
) -> None:
    assert _standings(one, other) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            _told(2, "Nobody has landed on the far side.", "land", patients=["?one"], negated=True, own="far side"),
            _told(3, "A lander touched down on the near side.", "land", agents=["lander"]),
        ),
        (
            _told(2, "Holt will fly to Rosslare on Saturday.", "travel", agents=["=holt"], modality="planned", day=4),
            _told(9, "Holt landed in Cork on Thursday.", "land", agents=["=holt"], day=8),
        ),
        (
            _told(2, "Holt will lead the team.", "lead", agents=["=holt"], patients=["team"], modality="planned"),
            _told(6, "Lind led the team.", "lead", agents=["=lind"], patients=["team"]),
        ),
        (
            _told(2, "Lind arrived in the room.", "arrive", agents=["=lind"]),
            _told(6, "Lind withdrew.", "withdraw", agents=["=lind"]),
        ),
        (
            _told(6, "Holt will lead the team.", "lead", agents=["=holt"], patients=["team"], modality="planned"),
            _told(2, "Holt led the team.", "lead", agents=["=holt"], patients=["team"]),
        ),
    ],
)  # fmt: skip
def test_what_only_looks_like_it(one: Told, other: Told) -> None:
    assert _standings(one, other) == []


def test_a_plan_carried_out_on_another_day_has_a_new_date() -> None:
    plan = _told(
        2,
        "Holt is to be flown to Rosslare on Saturday.",
        "travel",
        patients=["=holt"],
        modality="planned",
        day=4,
    )
    later = _told(6, "Holt landed on Sunday.", "land", agents=["=holt"], day=5)
    assert _standings(plan, later, slot="date") == [("superseded", ["2031-05-04", "2031-05-05"])]
    punctual = _told(6, "Holt landed on Saturday.", "land", agents=["=holt"], day=4)
    assert _standings(plan, punctual, slot="date") == []
