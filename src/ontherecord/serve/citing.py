# SPDX-License-Identifier: Apache-2.0
"""Words with the place where they stand, for the pages over all stories.

Comes in: the articles of a story; a span. Goes out: its article; `Cited`. Refuses: nothing; words of no article here lead to the
list of stories. Score: none; `tests/serve/test_browsing.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ontherecord.dossier.wording import date_in_words
from ontherecord.model import Article, Span
from ontherecord.serve.answers import View


class Cited(View, frozen=True, kw_only=True):
    """Words, and where they stand."""

    text: str
    address: str
    outlet: str
    date: str


def homes(articles: Iterable[Article]) -> Callable[[Span], Article | None]:
    """What finds the article that a span stands in."""
    held: dict[str, list[Article]] = {}
    for article in articles:
        held.setdefault(article.document, []).append(article)

    def home(span: Span) -> Article | None:
        return next((a for a in held.get(span.document, ()) if a.start <= span.start < a.end), None)

    return home


def citer(articles: Iterable[Article]) -> Callable[[Span], Cited]:
    """What cites spans of these articles."""
    home_of = homes(articles)

    def cited(span: Span) -> Cited:
        home = home_of(span)
        return Cited(
            text=span.text, outlet=(home and home.outlet) or "outlet not named",
            address=f"/articles/{home.id}#{span.document}:{span.start}-{span.end}" if home else "/",
            date=date_in_words(home.published.date) if home else "",
        )  # fmt: skip

    return cited
