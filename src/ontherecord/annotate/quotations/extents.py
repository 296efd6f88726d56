# SPDX-License-Identifier: Apache-2.0
"""Extents: the characters of what is quoted, and whether they stand in quotation marks.

Comes in: a page and token or character ranges. Goes out: character ranges without the marks at their
edges, and the kind of a quotation: direct, mixed or indirect.
Refuses: nothing. Score: with the quotations, `python -m bench quotations` (detection at overlap 0.8).
"""

from __future__ import annotations

from collections.abc import Sequence

from ontherecord.annotate.quotations.page import Page
from ontherecord.model import QuotationKind


def widened(page: Page, first: int, end: int) -> tuple[int, int]:
    """Characters of a range; marks at its edges are left out, a region it breaks into is finished."""
    last = page.inside[end - 1]
    start_at, end_at = page.span(first, end)
    if last >= 0:
        end_at = max(end_at, page.outer[last].region.inner_end)
    text = page.text
    while start_at < end_at and (text[start_at] in '"“”„«»`-–—' or text[start_at].isspace()):
        start_at += 1
    while end_at > start_at and (text[end_at - 1] in '"“”„«»`,;:' or text[end_at - 1].isspace()):
        end_at -= 1
    return _balanced(page, first, end, start_at, end_at)


def _balanced(page: Page, first: int, end: int, start_at: int, end_at: int) -> tuple[int, int]:
    """Characters with both marks of a part in marks at an edge: `the port was "wide open"`."""
    inside = [page.inside[t] for t in range(first, end) if page.is_word(t)]
    if inside and inside[0] != inside[-1]:
        head, foot = page.outer[inside[0]].region, page.outer[inside[-1]].region
        if inside[0] >= 0 and head.closed and start_at == head.inner_start:
            start_at = head.start
        if inside[-1] >= 0 and foot.closed and not page.text[end_at : foot.inner_end].strip(" ,;:"):
            end_at = foot.end
    return start_at, end_at


def kind(page: Page, content: Sequence[tuple[int, int]]) -> QuotationKind:
    """Direct if all words stand in quotation marks, indirect if none does, else mixed."""
    quoted = total = 0
    for start, end in content:
        token = page.parse.token_at(start)
        while token is not None and token < len(page.parse) and page.parse.starts[token] < end:
            if page.is_word(token):
                total += 1
                quoted += page.inside[token] >= 0
            token += 1
    if quoted == 0:
        return "indirect"
    return "direct" if quoted >= 0.95 * total else "mixed"
