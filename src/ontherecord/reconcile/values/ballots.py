# SPDX-License-Identifier: Apache-2.0
"""Ballots: how many voted for, how many against, how many did neither, whatever words tell it.

Comes in: the words of a sentence. Goes out: `Figure` records with spans into it, of the units `FOR`, `AGAINST` and `NEITHER`.
Refuses: two numbers of a sentence that tells of no vote (a result of a match), the seats of a house, shares of a vote, numbers that
are to come, and to read more of a sentence than its first `LONGEST` characters.
Score: with the claims made of them, `python -m bench claims`; `tests/reconcile/test_ballots.py`.

"By 52 votes to 46", "fifty-three deputies voted in favour and 46 against" and "the motion got 45 votes" tell of two things
only, of each ballot: those for it and those against it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ontherecord.reconcile.values.figures import YEARS, Figure
from ontherecord.reconcile.values.numbers import number
from ontherecord.reconcile.values.units import AGAINST, FOR, NEITHER

LONGEST = 600  # characters of a sentence that are read
_N = r"(?:\d{1,4}|[a-z]+(?:-[a-z]+)?)"
_WHO = (
    r"(?:\s+(?:of\s+(?:the\s+)?[\w-]+\s+)?(?:[a-z-]+\s){0,2}?[a-z]+s)?"  # "deputies", "of the seven judges"
)
_VOTE = re.compile(
    r"\bvot(?:e|es|ed|ing)\b|\bballots?\b|\bmajority\b|\b(?:re-?)?elect(?:ed|s)?\b|\babstain|\bresolution\b|\bdeputies\b|\bsenators\b"
    r"|\brul(?:ed|es|ing)\b(?=.*\b(?:judges|justices|court)\b)|\b(?:judges?|justices|court)\b(?=.*\brul(?:ed|es|ing)\b)",
    re.IGNORECASE,
)  # a sentence that tells of a vote
_LOST = re.compile(
    r"\b(?:reject(?:ed|s)?|defeat(?:ed|s)?|fail(?:ed|s)?|voted? down|threw out|thrown out|turned down|vot(?:ed|es) against)\b",
    re.IGNORECASE,
)  # what is told first is then against it
_SEATS = re.compile(
    r"\s+(?:[a-z]+\s+){0,2}(?:majority|seats)\b",
    re.IGNORECASE,
)  # behind two numbers: of a house, not of a vote
_TO_COME = re.compile(r"\b(?:needs?|required?|requires|would|could|will|must|if|unless)\b", re.IGNORECASE)
_TWO = re.compile(
    rf"\b(?P<one>{_N})(?:\s+votes?)?(?:\s+to\s+|\s+(?:votes?\s+)?against\s+|(?<=\d)[-–](?=\d))"
    rf"(?P<other>{_N})\b(?![-–/,.%]\d|\s+(?:per ?cent|percent|%))",
    re.IGNORECASE,
)
_IN_FAVOUR = re.compile(
    rf"\b(?P<n>{_N}){_WHO}\s+(?:(?:were |was |voted |voting |spoke )?in favou?r\b|voted (?:for|yes)\b"
    r"|(?:support|back|approv|endors)ed\b|for (?=[^.;]*\bagainst\b))",
    re.IGNORECASE,
)
_OPPOSED = re.compile(
    rf"\b(?P<n>{_N}){_WHO}\s+(?:(?:were |was |voted |voting )?against\b|voted no\b|opposed\b|rejected\b)",
    re.IGNORECASE,
)
_ABSTAINED = re.compile(rf"\b(?P<n>{_N})(?:{_WHO}\s+abstained\b|\s+abstentions?\b)", re.IGNORECASE)
_PASSED = re.compile(
    r"\b(?:(?:passed|adopted|approved|carried|elected|through)\b[^.;]{0,30}?\s(?:with|by)|(?:got|received|won|obtained|secured))"
    rf"\s+(?P<n>{_N})\s+votes\b(?!\s+to\b|\s+against\b)",
    re.IGNORECASE,
)
_ONE_SIDED = ((_IN_FAVOUR, FOR), (_OPPOSED, AGAINST), (_ABSTAINED, NEITHER), (_PASSED, FOR))


def ballots(sentence: str) -> Iterator[Figure]:
    """The votes that a sentence tells. Of two numbers of one result ("52 votes to 46") it is the first: whoever has another
    first has another result."""
    text = sentence[:LONGEST]
    if not _VOTE.search(text):
        return
    taken: set[int] = set()
    for match in _TWO.finditer(text):
        told = [number(match[part].lower()) for part in ("one", "other")]
        before, behind = text[: match.start()], text[match.end() :]
        if None not in told and not _TO_COME.search(before) and not _SEATS.match(behind):
            lost = _LOST.search(before) is not None or behind.startswith(" against ")
            yield from _figure(match, "one", AGAINST if lost else FOR, taken)
    for pattern, unit in _ONE_SIDED:
        for match in pattern.finditer(text):
            if not _TO_COME.search(text[: match.start()]):
                yield from _figure(match, "n", unit, taken)


def _figure(match: re.Match[str], part: str, unit: str, taken: set[int]) -> Iterator[Figure]:
    """The figure that a group of a match begins, if it is a number that is of no other side; a result has all its words."""
    said = number(match[part].lower())
    start, end = match.span() if part == "one" else match.span(part)
    year = said is not None and match[part].isdigit() and YEARS[0] <= said <= YEARS[1]
    if said is not None and start not in taken and not year:
        taken.update(range(start, end))
        yield Figure(said, said, unit, start, end, said, end)
