# SPDX-License-Identifier: Apache-2.0
"""What claims of every kind are made with: the lookups of a story, and the making of a `Claim`.

Comes in: accounts, quotations, articles, cast; a slot with its verdict. Goes out: `Grounds`, `Claim`.
Refuses: nothing. Score: `python -m bench claims`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ontherecord.mark import mark
from ontherecord.model import Account, Article, CastMember, Claim, Quotation, Slot, Span, Speaker
from ontherecord.reconcile.claims.standing import Assertion, Verdict


class Grounds:
    """What every kind of claim looks up: quotations, origins, dates and names."""

    def __init__(
        self,
        quotations: Sequence[Quotation],
        articles: Sequence[Article],
        cast: Sequence[CastMember],
        copies: Mapping[str, str] | None = None,
    ) -> None:
        self.quotations = {q.id: q for q in quotations}
        self.origin = {a.id: a.origin or a.id for a in articles}
        self.date = {a.id: a.published.date or "" for a in articles}
        self.names = {m.id: m.name for m in cast}
        self.persons = {m.name for m in cast if m.kind == "person"}
        self.origins = _origin_names(articles)
        self.beside = {(s.document, s.start): m.name for m in cast if m.kind == "person" for s in m.mentions}

        self.credited = _credited(articles, copies or {})
        self.copies = copies or {}
        self.earlier = _earlier(articles)

    def assertion(self, label: str, account: Account, span: Span, rank: int = 0) -> Assertion:
        """One account's word for a value."""
        return self.asserted(label, account.article, span, rank)

    def asserted(self, label: str, article: str, span: Span, rank: int = 0) -> Assertion:
        """One article's word for a value; where its sentence says that another outlet of the story reported it, that
        outlet's word."""
        origin = self.origin.get(article, article)
        for start, end, other in self.credited.get(span.document, ()):
            if start <= span.start < end:
                origin = other
        return Assertion(label, origin, self._said(article, span), span, rank)

    def _said(self, article: str, span: Span) -> str:
        """When the words of a span were first printed: those of a reprint when their original was, so that old words that
        are carried again a day later insist on nothing."""
        date = self.date.get(article, "")
        copy = self.copies.get(span.document, "")
        for first in self.earlier.get(article, ()):
            around = _AROUND if first.reprinted else _AROUND_OF_SIBLINGS
            before, behind = (
                copy[max(0, span.start - around) : span.start],
                copy[span.end : span.end + around],
            )
            words = before.rpartition("\n")[2] + copy[span.start : span.end] + behind.partition("\n")[0]
            if 0 < len(first.date) <= len(date) and words.strip() in self.copies.get(first.document, ""):
                return min(date, first.date)
        return date

    def speaker(self, speaker: Speaker) -> str:
        """The name of a speaker; of a title with a name beside it ("the dean, Friedhelm Oster"), the name."""
        if speaker.cast is None and speaker.mention is not None:
            behind = self.beside.get((speaker.mention.document, speaker.mention.end + len(", ")))
            if behind is not None:
                return behind
        return self.names.get(speaker.cast or "", speaker.name)

    def speakers_agree(self, one: str, other: str) -> bool:
        """Whether two names may be one speaker's: a firm speaks through its people, and only two
        persons exclude each other."""
        return names_agree(one, other) or not {one, other} <= self.persons


_AROUND = 12  # characters of its paragraph before and behind a value that must stand in the original too,
_AROUND_OF_SIBLINGS = 80  # or in an article that is of its origin and not known to be its original


class _Earlier(NamedTuple):
    """An article whose words another may carry: when it was printed, and whether the other is its reprint."""

    date: str
    document: str
    reprinted: bool


def _earlier(articles: Sequence[Article]) -> dict[str, list[_Earlier]]:
    """By article, those whose words it may carry: its original, and those of its origin that were printed before it."""
    of_origin: dict[str, list[Article]] = {}
    for article in sorted(articles, key=lambda a: (a.published.date or "", a.id)):
        of_origin.setdefault(article.origin or article.id, []).append(article)
    known = {a.id: a for a in articles}
    found: dict[str, list[_Earlier]] = {}
    for article in articles:
        original = known.get(article.reprint_of or "")
        found[article.id] = (
            [_Earlier(original.published.date or "", original.document, True)] if original else []
        )
        found[article.id] += [
            _Earlier(a.published.date or "", a.document, False)
            for a in of_origin[article.origin or article.id]
            if (a.published.date or "") < (article.published.date or "")
        ]
    return found


def _credited(
    articles: Sequence[Article], copies: Mapping[str, str]
) -> dict[str, list[tuple[int, int, str]]]:
    """By document, the sentences that give what they tell as the report of another outlet of the story, with its
    origin: "as the Harbour Times reported"."""
    origins = {
        a.outlet: a.origin or a.id for a in sorted(articles, key=lambda a: a.id, reverse=True) if a.outlet
    }
    if not origins:
        return {}
    names = "|".join(re.escape(name) for name in sorted(origins, key=lambda name: (-len(name), name)))
    cited = re.compile(
        rf"\b(?:as|according to|told) (?:the )?(?P<by>{names})\b|\b(?P<said>{names}),? (?:had )?(?:first )?(?:reported|wrote)\b"
    )
    found: dict[str, list[tuple[int, int, str]]] = {}
    for article in articles:
        copy = copies.get(article.document, "")
        for match in cited.finditer(copy, article.start, article.end):
            origin = origins[match["by"] or match["said"]]
            if origin != (article.origin or article.id):
                start = (
                    max(copy.rfind(mark, article.start, match.start()) for mark in ("\n", ". ", "? ", "! "))
                    + 1
                )
                end = min(
                    (at for mark in ("\n", ". ") if (at := copy.find(mark, match.end())) >= 0),
                    default=len(copy),
                )
                found.setdefault(article.document, []).append((start, end, origin))
    return found


def _origin_names(articles: Sequence[Article]) -> dict[str, str]:
    """A name for each origin: its agency, else the outlet of its first article."""
    found: dict[str, str] = {}
    for article in sorted(articles, key=lambda a: (a.published.date or "9999", a.id)):
        name = article.agency or article.outlet or _unnamed(article)
        found.setdefault(article.origin or article.id, name)
    return found


def _unnamed(article: Article) -> str:
    """What a reader is told of an outlet that the article does not name."""
    words = (article.headline or "").split()
    line = " ".join(words[:_HEADLINE_WORDS]) + (" …" if len(words) > _HEADLINE_WORDS else "")
    return f"an unnamed outlet (“{line}”)" if words else "an unnamed outlet"


_HEADLINE_WORDS = 6  # of a headline, which name an article whose outlet is not known


def claim(text: str, slot: Slot, found: Verdict, by: str) -> Claim:
    """A claim with an id that its slot and its words give."""
    rests_on = [
        slot.event or slot.utterance or "",
        slot.name,
        *(f"{s.document}:{s.start}" for v in found.values for s in v.support),
    ]
    return Claim(
        id=f"c-{mark(*rests_on)}", text=text, slot=slot, values=found.values, standing=found.standing,
        why=found.why, by=by,
    )  # fmt: skip


def line(span: Span) -> str:
    """The words of a span on one line, of long ones the first."""
    words = " ".join(span.text.split())
    return words if len(words) <= _LONGEST_LINE else words[: words.rfind(" ", 0, _LONGEST_LINE)] + " …"


_LONGEST_LINE = 80  # characters of a statement that a claim repeats


def meets(one: Span, other: Span) -> bool:
    """Whether two spans have a character in common."""
    return one.document == other.document and one.start < other.end and other.start < one.end


def names_agree(one: str, other: str) -> bool:
    """Whether two names may be one speaker's: one is part of the other."""
    some, others = set(one.casefold().split()), set(other.casefold().split())
    return bool(some & others)
