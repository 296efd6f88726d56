# SPDX-License-Identifier: Apache-2.0
"""The parts of a large dossier: which page beside it holds which articles.

Comes in: the articles of a story. Goes out: the file name of the part an article stands in; nothing
for a story that one page carries whole.
Refuses: nothing. Score: none; `tests/dossier/test_parts.py`.
"""

from __future__ import annotations

from collections.abc import Sequence

from ontherecord.model import Article

WHOLE = 600_000
"""Characters of articles that one page carries: with their marks some 9 MB, which opens in a second."""
A_PART = 25  # articles of a part: half a megabyte


def homes(articles: Sequence[Article]) -> dict[str, str]:
    """The file name of the part by article id, in the order of the record; empty if no part is needed."""
    if sum(article.end - article.start for article in articles) <= WHOLE:
        return {}
    return {article.id: f"articles-{number // A_PART + 1:03}.html" for number, article in enumerate(articles)}
