# SPDX-License-Identifier: Apache-2.0
"""Reports of one paragraph each, each of an origin of its own, with who is named and the days that their words name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ontherecord.model import Article, CastMember, Published, Segment, Span, TimeReference
from ontherecord.reconcile.claims.fillers import Filler, contexts, days_of, with_references
from ontherecord.reconcile.claims.grounds import Grounds


def reports(texts: Sequence[str], days: Sequence[str] = ()) -> tuple[list[Article], dict[str, str]]:
    """One article a text, with the day on which it was printed where `days` gives it, and the texts by document."""
    articles = [
        Article(
            id=f"a{n}", document=f"d{n}", start=0, end=len(text), outlet=f"Outlet {n}", origin=f"o{n}",
            published=Published(date=days[n], basis="stated") if days else Published(),
            segments=(Segment(role="body", start=0, end=len(text)),),
        )
        for n, text in enumerate(texts)
    ]  # fmt: skip
    return articles, {f"d{n}": text for n, text in enumerate(texts)}


def people(copies: Mapping[str, str], *names: str) -> list[CastMember]:
    """Persons, each with the first mention of the name in each text; their names are their ids."""
    return [
        CastMember(
            id=name, name=name, kind="person",
            mentions=tuple(
                Span.of(document, text, at, at + len(name)) for document, text in copies.items() if (at := text.find(name)) >= 0
            ),
        )
        for name in names
    ]  # fmt: skip


class Printed(NamedTuple):
    """The days of the reports, what their words weigh, and the story that they are."""

    dated: list[Filler]
    weights: dict[str, float]
    story: Grounds


def printed(texts: Sequence[tuple[str, str]], named: Mapping[str, str]) -> Printed:
    """Reports, each with the day on which it was printed; `named` says which words are which day."""
    articles, copies = reports([text for _, text in texts], [day for day, _ in texts])
    times = []
    for n, (_, text) in enumerate(texts):
        for words, value in named.items():
            if words in text:
                span = Span.of(f"d{n}", text, text.index(words), text.index(words) + len(words))
                times.append(
                    TimeReference(
                        id=f"a{n}.t{len(times)}", article=f"a{n}", span=span, type="DATE", value=value, basis="relative",
                    )
                )  # fmt: skip
    read = contexts(articles, copies)
    dated = [day for c, some in with_references(read, times) for day in days_of(c, some)]
    return Printed(dated, {w: 0.8 for context in read for w in context.words}, Grounds((), articles, ()))
