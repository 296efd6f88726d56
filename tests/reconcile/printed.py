# SPDX-License-Identifier: Apache-2.0
"""Reports of one paragraph each, with the days that their words name: for tests of plans and of what came of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ontherecord.model import Article, Published, Segment, Span, TimeReference
from ontherecord.reconcile.claims.fillers import Filler, contexts, days_of, with_references
from ontherecord.reconcile.claims.grounds import Grounds


class Printed(NamedTuple):
    """The days of the reports, what their words weigh, and the story that they are."""

    dated: list[Filler]
    weights: dict[str, float]
    story: Grounds


def printed(texts: Sequence[tuple[str, str]], named: Mapping[str, str]) -> Printed:
    """Reports, each with the day on which it was printed; `named` says which words are which day."""
    articles, times, copies = [], [], {}
    for n, (day, text) in enumerate(texts):
        articles.append(
            Article(
                id=f"a{n}", document=f"d{n}", start=0, end=len(text), outlet=f"Outlet {n}", origin=f"o{n}",
                published=Published(date=day, basis="stated"),
                segments=(Segment(role="body", start=0, end=len(text)),),
            )
        )  # fmt: skip
        copies[f"d{n}"] = text
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
