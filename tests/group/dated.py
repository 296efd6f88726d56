# SPDX-License-Identifier: Apache-2.0
"""Dated articles out of texts, for the tests of grouping."""

from __future__ import annotations

from collections.abc import Sequence

from ontherecord.model import Article, Published


def dated(
    texts: Sequence[str], days: Sequence[str | None], digits: int = 1
) -> tuple[list[Article], dict[str, str]]:
    """One article a text, `a0`, `a1` ... (of `digits` digits at least), each of its day, and their copies
    `d0`, `d1` ..."""
    articles = [
        Article(
            id=f"a{n:0{digits}}",
            document=f"d{n}",
            start=0,
            end=len(text),
            published=Published(date=day, basis="metadata"),
        )
        for n, (text, day) in enumerate(zip(texts, days, strict=True))
    ]
    return articles, {f"d{n}": text for n, text in enumerate(texts)}
