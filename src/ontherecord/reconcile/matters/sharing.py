# SPDX-License-Identifier: Apache-2.0
"""What two statements share beside their act: a name, a noun, rare words.

Comes in: two statements (`told`), what words weigh (`rarity`). Goes out: a `Sharing`.
Refuses: pronouns and general nouns, which any two statements share. Score: with the claims, `python -m bench claims`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ontherecord.reconcile.matters.told import WEAK, Told
from ontherecord.reconcile.words.concepts import akin, stem


class Sharing(NamedTuple):
    """Whether two statements share a member of the cast, another party; and what their other common words weigh."""

    named: bool
    head: bool
    words: float


def sharing(one: Told, other: Told, weights: Mapping[str, float]) -> Sharing:
    """What two statements share."""
    shared = one.parties & other.parties
    rest = (one.around & other.around) - {p.lstrip("=?~") for p in shared}
    return Sharing(
        any(p[0] == "=" for p in shared),
        one_noun(one.parties, other.parties),
        sum(weights.get(w, 0.0) for w in sorted(rest)),
    )


def one_noun(some: frozenset[str], others: frozenset[str]) -> bool:
    """Whether two statements have a party of one noun, or of two that share a sense: "ship" and "vessel"."""
    ours, theirs = (
        {stem(p) for p in parties if p[0] != "=" and p[0] not in WEAK} for parties in (some, others)
    )
    return any(akin(a, b) for a in ours for b in theirs)
