# SPDX-License-Identifier: Apache-2.0
"""Conversations: paragraphs in which people answer each other, and whose turn it is.

Comes in: a page, and its turns with their speakers. Goes out: whether a paragraph of speech without
a cue may carry on the paragraph before it, and who speaks where two speakers alternate.
Refuses: to name a speaker unless the three turns before are those of two people by turns.
Score: with the quotations, `python -m bench quotations` (direct quotations; wrong sources).

A report prints one speaker's words in several paragraphs ("..." she said. New paragraph: "..."); in a
conversation a new paragraph is another speaker. One question put or answered in a paragraph of
its own shows that a page holds a conversation.
"""

from __future__ import annotations

from collections.abc import Sequence

from ontherecord.annotate.quotations.beside import closing, opening
from ontherecord.annotate.quotations.page import Page
from ontherecord.annotate.quotations.subjects import NAME_TAGS

Names = tuple[int, int]
"""The tokens that name a speaker."""


def conversing(page: Page) -> bool:
    """Whether on a page someone asks or answers in a paragraph that holds nothing but quoted words."""
    return any(_alone(page, n) and (_asks(page, n - 1) or _asks(page, n)) for n in range(1, len(page.outer)))


def _alone(page: Page, n: int) -> bool:
    """Whether a region is the whole of a paragraph right behind one that ends a turn."""
    parse, quoted, before = page.parse, page.outer[n], page.outer[n - 1]
    first, end = page.paragraph(quoted.first)
    nearby = parse.paragraph_index[quoted.first] - parse.paragraph_index[before.first] == 1
    whole = opening(page, n) == first and not page.has_words(closing(page, n), end)
    return nearby and whole and before.region.closed and not quoted.region.continues


def _asks(page: Page, n: int) -> bool:
    return page.text[page.outer[n].region.inner_end - 1] == "?"


def alternate(page: Page, turns: Sequence[tuple[int, Names | None]]) -> bool:
    """Whether the last three turns stand in three paragraphs on end and are those of two people by turns."""
    last = turns[-_TURNS:]
    paragraphs = [p for p, _ in last]
    if len(last) < _TURNS or paragraphs != list(range(paragraphs[0], paragraphs[0] + _TURNS)):
        return False
    who = [s for _, s in last if s is not None and page.parse.tags[s[1] - 1] in NAME_TAGS]
    names = [page.parse.lowers[s[1] - 1] for s in who]
    return len(names) == len(last) and names[0] == names[2] != names[1]


_TURNS = 3
"""Turns that show who alternates."""


def next_speaker(page: Page, turns: Sequence[tuple[int, Names | None]], paragraph: int) -> Names | None:
    """Who speaks in a paragraph without a cue: of the two people whose turns alternate in the three
    paragraphs right before it, the one who did not speak last. `turns` are (paragraph, speaker)."""
    last = turns[-_TURNS:]
    return last[1][1] if alternate(page, turns) and last[-1][0] == paragraph - 1 else None
