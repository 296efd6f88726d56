# SPDX-License-Identifier: Apache-2.0
"""What an edit did to the claims of a story: which it added, dropped or changed.

Comes in: a `Version`, its two articles, the claims with their supports. Goes out: `ClaimEdit`s, in words
a reader follows ("then: is planned; now: took place").
Refuses: a claim whose words the edit left as they were, though only one version was understood; a value
that stands in both versions.
Score: `tests/reconcile/test_edited.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from ontherecord.model import Article, Claim, ClaimValue, Span, Version
from ontherecord.reconcile.claims.grounds import meets


class ClaimEdit(NamedTuple):
    """What became of one claim: a value and its words in either version, None where the version has none."""

    claim: str
    how: Literal["added", "dropped", "changed"]
    then: tuple[str, Span] | None
    now: tuple[str, Span] | None


def edited(
    version: Version, earlier: Article, later: Article, claims: Sequence[Claim]
) -> tuple[ClaimEdit, ...]:
    """The claims that a version changed, then those it added, then those it dropped; each kind in the order
    of the claims."""
    touched = [s for change in version.changes for s in (change.earlier, change.later) if s is not None]
    found = [edit for claim in claims for edit in _edit(claim, earlier, later, touched)]
    return tuple(sorted(found, key=lambda edit: _ORDER.index(edit.how)))


_ORDER = ("changed", "added", "dropped")


def _edit(claim: Claim, earlier: Article, later: Article, touched: Sequence[Span]) -> Iterator[ClaimEdit]:
    then = [(v.value, s) for v in claim.values for s in _of(v, earlier)]
    now = [(v.value, s) for v in claim.values for s in _of(v, later)]
    if not then and not now:
        return
    gone = [t for t in then if t[0] not in {value for value, _ in now}]
    come = [n for n in now if n[0] not in {value for value, _ in then}]
    if gone and come and (_is_touched(gone[0][1], touched) or _is_touched(come[0][1], touched)):
        yield ClaimEdit(claim.id, "changed", gone[-1], come[-1])
    elif not then and all(_is_touched(s, touched) for _, s in now):
        yield ClaimEdit(claim.id, "added", None, now[0])
    elif not now and all(_is_touched(s, touched) for _, s in then):
        yield ClaimEdit(claim.id, "dropped", then[0], None)


def _of(value: ClaimValue, article: Article) -> list[Span]:
    return [
        s for s in value.support if s.document == article.document and article.start <= s.start < article.end
    ]


def _is_touched(span: Span, touched: Sequence[Span]) -> bool:
    """Whether an edit is in the words of a claim, or they are in what came or went."""
    return any(meets(span, t) for t in touched)
