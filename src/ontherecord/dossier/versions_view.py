# SPDX-License-Identifier: Apache-2.0
"""Versions of one article: what an edit changed, the changes of fact first.

Comes in: a `Lookup`. Goes out: one `VersionPair` a version; of a large story those for the first page, and the pages
beside it.
Refuses: nothing. Score: none; `tests/dossier/test_views.py`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ontherecord.dossier.diff import Piece, differences
from ontherecord.dossier.lookup import Lookup, Passage
from ontherecord.dossier.parts import Beside
from ontherecord.dossier.wording import CHANGES, basis_in_words
from ontherecord.model import Change, Span, Version
from ontherecord.reconcile.claims.edited import edited

A_SHELF = 6  # versions on the first page of a large story
A_PART = 40  # of a page beside: some 15,000 elements
REACH = 70  # characters shown on either side of an edit


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change: its kind in words, both wordings with their differences, and the words round them."""

    what: str
    how: str
    before: str
    pieces: tuple[Piece, ...]
    after: str
    then: Passage | None
    now: Passage | None


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """What the edit did to one claim: its text, and what the two versions give for it."""

    id: str
    how: str
    text: str
    then: str
    then_in: Passage | None
    now: str
    now_in: Passage | None


@dataclass(frozen=True, slots=True)
class VersionPair:
    """Two states of one article."""

    id: str
    earlier: int | None
    earlier_outlet: str
    earlier_day: str
    later: int | None
    later_outlet: str
    later_day: str
    basis: str
    summary: str
    silent: str
    """What to say of facts that read otherwise where no note of correction owns up to it, or nothing."""
    facts: tuple[ChangeLine, ...]
    wording: tuple[ChangeLine, ...]
    claims: tuple[ClaimLine, ...]


def versions(lookup: Lookup) -> tuple[VersionPair, ...]:
    """The version pairs of the story."""
    return tuple(_pair(lookup, version) for version in lookup.record.versions)


def versions_parts(found: tuple[VersionPair, ...]) -> tuple[tuple[VersionPair, ...], tuple[Beside, ...]]:
    """The versions for the first page of a large story, those that changed facts silently before all others; and the
    pages beside it, which have all."""
    if len(found) <= A_SHELF:
        return found, ()
    first = sorted(found, key=lambda one: not one.silent)[:A_SHELF]
    beside = [
        Beside(
            f"versions-{begin // A_PART + 1:03}.html", f"Versions {begin + 1} to {begin + len(held)}",
            f"{len(found)} in all", "versions", {"versions": held},
        )
        for begin in range(0, len(found), A_PART) if (held := found[begin : begin + A_PART])
    ]  # fmt: skip
    return tuple(first), tuple(beside)


def _pair(lookup: Lookup, version: Version) -> VersionPair:
    changes = version.changes  # facts that read otherwise come first there
    return VersionPair(
        id=version.id,
        earlier=lookup.numbers.get(version.earlier),
        earlier_outlet=lookup.outlet(version.earlier),
        earlier_day=_day(lookup, version.earlier),
        later=lookup.numbers.get(version.later),
        later_outlet=lookup.outlet(version.later),
        later_day=_day(lookup, version.later),
        basis=basis_in_words(version.basis),
        summary=_summary(changes),
        silent=_silent(changes),
        facts=_lines(lookup, [c for c in changes if c.what != "wording"]),
        wording=_lines(lookup, [c for c in changes if c.what == "wording"]),
        claims=_claims(lookup, version),
    )


def _claims(lookup: Lookup, version: Version) -> tuple[ClaimLine, ...]:
    earlier, later = lookup.articles.get(version.earlier), lookup.articles.get(version.later)
    if earlier is None or later is None:
        return ()
    texts = {claim.id: claim.text for claim in lookup.record.claims}
    return tuple(
        ClaimLine(
            id=edit.claim,
            how=edit.how,
            text=lookup.plain(texts[edit.claim]),
            then=lookup.plain(edit.then[0]) if edit.then else "",
            then_in=lookup.passage(edit.then[1]) if edit.then else None,
            now=lookup.plain(edit.now[0]) if edit.now else "",
            now_in=lookup.passage(edit.now[1]) if edit.now else None,
        )
        for edit in edited(version, earlier, later, lookup.record.claims)
    )


def _summary(changes: tuple[Change, ...]) -> str:
    """`2 changes of headline, 1 of figure`, in the order in which they are shown."""
    counts = Counter(CHANGES.get(c.what, c.what).lower() for c in changes)
    return ", ".join(f"{what} ×{count}" if count > 1 else what for what, count in counts.items())


def _silent(changes: tuple[Change, ...]) -> str:
    beside = ("wording", "headline", "correction")
    count = len({(c.earlier, c.later) for c in changes if c.class_ == "changed" and c.what not in beside})
    if not count or any(c.what == "correction" and c.class_ == "added" for c in changes):
        return ""
    facts = "One fact reads" if count == 1 else f"{count} facts read"
    return f"{facts} otherwise; the later version carries no note of correction."


def _day(lookup: Lookup, article: str) -> str:
    return lookup.day(lookup.articles[article].published.date) if article in lookup.articles else ""


def _lines(lookup: Lookup, changes: Sequence[Change]) -> tuple[ChangeLine, ...]:
    """A line for each edit, in order; one that changes several kinds of fact has all of them on its line."""
    edits: dict[tuple[Span | None, Span | None], list[Change]] = {}
    for change in changes:
        edits.setdefault((change.earlier, change.later), []).append(change)
    return tuple(_line(lookup, edit) for edit in edits.values())


def _line(lookup: Lookup, edit: Sequence[Change]) -> ChangeLine:
    change = edit[0]
    then = change.earlier.text if change.earlier else ""
    now = change.later.text if change.later else ""
    before, after = _around(lookup, change)
    kinds = [CHANGES.get(one.what, one.what) for one in edit]
    return ChangeLine(
        what=", ".join([kinds[0], *map(str.lower, kinds[1:])]),
        how=change.class_,
        before=before,
        pieces=differences(then, now),
        after=after,
        then=lookup.passage(change.earlier) if change.earlier else None,
        now=lookup.passage(change.later) if change.later else None,
    )


def _around(lookup: Lookup, change: Change) -> tuple[str, str]:
    """The words of the line before and after an edit inside a sentence; nothing of a whole one."""
    span = change.later or change.earlier
    if span is None or change.class_ != "changed" or change.what == "headline":
        return "", ""
    copy = lookup.copies.get(span.document, "")
    line = copy.rfind("\n", 0, span.start) + 1
    stop = copy.find("\n", span.end)
    left = copy[max(line, span.start - REACH) : span.start]
    right = copy[span.end : (len(copy) if stop < 0 else stop)][:REACH]
    if span.start - line > REACH:
        left = "… " + left.partition(" ")[2]
    if len(right) == REACH:
        right = right.rpartition(" ")[0] + " …"
    return left, right
