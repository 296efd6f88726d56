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

from ontherecord.reconcile.values.figures import LONGEST, Figure, is_year
from ontherecord.reconcile.values.numbers import number
from ontherecord.reconcile.values.units import AGAINST, FOR, NEITHER

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
    rf"\b(?P<n>{_N})(?:\s+votes?)?(?:\s+to\s+|\s+(?:votes?\s+)?against\s+|(?<=\d)[-–](?=\d))"
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
        if number(match["other"].lower()) is not None and not _SEATS.match(text, match.end()):
            lost = _LOST.search(text, 0, match.start()) or text.startswith(" against ", match.end())
            yield from _figure(match, AGAINST if lost else FOR, match.span(), taken)
    for pattern, unit in _ONE_SIDED:
        for match in pattern.finditer(text):
            yield from _figure(match, unit, match.span("n"), taken)


def _figure(match: re.Match[str], unit: str, span: tuple[int, int], taken: set[int]) -> Iterator[Figure]:
    """The figure at a span of a match, if its number is that of no other side, no year, and not of a vote to come."""
    said = number(match["n"].lower())
    if said is None or is_year(match["n"], said) or span[0] in taken:
        return
    if not _TO_COME.search(match.string, 0, match.start()):
        taken.update(range(*span))
        yield Figure(said, said, unit, *span, said, span[1])
