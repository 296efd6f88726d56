# SPDX-License-Identifier: Apache-2.0
"""PLOVER: the 16 types of political event, their modes and scores, and the type of an export.

Comes in: an account or event with its own modality. Goes out: the type, mode and auxiliary
modes under which PLOVER lists it.
Refuses: what PLOVER drops (an act that did not happen; a plain statement): None.
Score: `python -m bench events`.

An account keeps the act itself and, apart from it, how sure it is: a planned meeting is CONSULT,
planned. PLOVER folds the two into one: a planned meeting is AGREE. The facts here are those of the
manual, version 2.0 draft (openeventdata/PLOVER), in our own words; where it contradicts itself,
docs/methods.md says what we took.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ontherecord.model import Modality

QUADS: Mapping[str, int] = {
    "AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "CONCEDE": 1,
    "COOPERATE": 2, "AID": 2, "RETREAT": 2,
    "REQUEST": 3, "ACCUSE": 3, "REJECT": 3, "THREATEN": 3,
    "PROTEST": 4, "SANCTION": 4, "MOBILIZE": 4, "COERCE": 4, "ASSAULT": 4,
}  # fmt: skip
"""Verbal cooperation 1, material cooperation 2, verbal conflict 3, material conflict 4."""

TYPES = frozenset(QUADS)
_HOSTILE = frozenset(t for t, quad in QUADS.items() if quad == 4)
_FRIENDLY = frozenset({"CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})
_UNSURE: frozenset[Modality] = frozenset({"planned", "proposed", "demanded", "threatened"})

# What a threat threatens, and what a request or refusal is about, by the type of the act under it.
_THREATENED = {
    "SANCTION": "relations", "COERCE": "restrict", "PROTEST": "restrict", "ASSAULT": "violence",
    "MOBILIZE": "violence", "REJECT": "relations",
}  # fmt: skip
_ASKED = {
    "CONSULT": "meet", "AGREE": "meet", "AID": "assist", "COOPERATE": "assist", "SUPPORT": "assist",
    "RETREAT": "yield", "CONCEDE": "yield",
}  # fmt: skip


class Listing(NamedTuple):
    """How PLOVER lists an act: type, mode and auxiliary modes (for its `context`)."""

    type: str
    mode: str | None
    auxiliary: tuple[str, ...] = ()


def listing(
    type_: str, mode: str | None, modality: Modality, *, negated: bool = False, historical: bool = False
) -> Listing | None:
    """The PLOVER listing of an act with its modality, or None where PLOVER has no event.

    Source: PLOVER manual 2.0 draft, chapters on types and auxiliary modes.
    """
    past = ("historical",) if historical else ()
    if negated and modality == "happened" and type_ == "AGREE":
        return Listing("REJECT", None, past)  # to fail to agree is to refuse
    if modality == "denied" or (negated and modality in {"happened", "ongoing"}):
        return None
    unsure = ("hypothetical",) if modality == "hypothetical" else ()
    if negated and type_ in _FRIENDLY | {"AGREE"}:
        return Listing("REJECT", _ASKED.get(type_), (*unsure, *past))
    if unsure:
        return Listing(type_, mode, (*unsure, *past))
    if negated:
        return Listing("AGREE", None, ("future", *past))
    if modality in _UNSURE:
        return _listing_of_future(type_, mode, modality, past)
    return Listing(type_, mode, past)


def _listing_of_future(type_: str, mode: str | None, modality: Modality, past: tuple[str, ...]) -> Listing:
    if modality == "demanded":
        return Listing("REQUEST", _ASKED.get(type_, "change"), past)
    if modality == "threatened" or type_ in _HOSTILE:
        return Listing("THREATEN", _THREATENED.get(type_), past)
    if type_ == "CONCEDE":
        return Listing(type_, mode, ("future", *past))  # a concession that is announced is made
    if type_ in _FRIENDLY:
        return Listing("AGREE", None, ("future", *past))
    return Listing(type_, mode, ("future", *past))


def threatened_mode(type_: str) -> str | None:
    """PLOVER's mode of a threat of an act of this type."""
    return _THREATENED.get(type_)


def asked_mode(type_: str) -> str | None:
    """PLOVER's mode of a request for, or a refusal of, an act of this type."""
    return _ASKED.get(type_)
