# SPDX-License-Identifier: Apache-2.0
"""The parts of a large dossier: which page beside it holds which articles, and what else stands beside it.

Comes in: the articles of a story. Goes out: the file name of the part an article stands in; nothing
for a story that one page carries whole. A `Beside` is a page with a part of one section.
Refuses: nothing. Score: none; `tests/dossier/test_parts.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ontherecord.model import Article

WHOLE = 300_000
"""Characters of articles that one page carries with all that is told of them: it opens in a second."""
A_PART = 25  # articles of a part: half a megabyte


@dataclass(frozen=True, slots=True)
class Beside:
    """A page beside a large dossier with a part of one section: what it is called, how much it holds in words, and
    what the template of the section shows."""

    name: str
    title: str
    held: str
    section: str
    shown: Mapping[str, object]


def homes(articles: Sequence[Article]) -> dict[str, str]:
    """The file name of the part by article id, in the order of the record; empty if no part is needed."""
    if sum(article.end - article.start for article in articles) <= WHOLE:
        return {}
    return {article.id: f"articles-{number // A_PART + 1:03}.html" for number, article in enumerate(articles)}
