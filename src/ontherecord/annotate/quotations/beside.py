# SPDX-License-Identifier: Apache-2.0
"""What stands beside a quoted region: the words before and after it in its sentence.

Comes in: a page and the number of an outer region. Goes out: token positions, and whether the region
begins a sentence or is a sentence somebody speaks. Refuses: nothing.
Score: with the quotations, `python -m bench quotations`.
"""

from __future__ import annotations

from ontherecord.annotate.quotations.page import MARKS, Page

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_STOPS = frozenset({".", "?", "!"})
LONGEST_ATTRIBUTION = 60
"""Tokens searched on either side of a quoted region for its cue."""


def opening(page: Page, n: int) -> int:
    """The first token of a region, its marks included."""
    quoted = page.outer[n]
    first = quoted.first
    while first > 0 and page.parse.starts[first - 1] >= quoted.region.start:
        first -= 1
    return first


def closing(page: Page, n: int) -> int:
    """The token after a region and its marks."""
    quoted = page.outer[n]
    end = quoted.end
    while end < len(page.parse) and page.parse.starts[end] < quoted.region.end:
        end += 1
    return end


def lead(page: Page, n: int) -> int:
    """Where the words before a region that may introduce it begin: after the last stop."""
    first, _ = page.paragraph(page.outer[n].first)
    token = opening(page, n)
    floor = max(first, token - LONGEST_ATTRIBUTION)
    while token > floor:
        before = token - 1
        region = page.inside[before]
        if region >= 0 and region != n:
            if _ends_sentence(page, region):
                return closing(page, region)
            token = opening(page, region)
        elif page.parse.words[before] in _STOPS or _closed_sentence(page, before):
            return token
        else:
            token -= 1
    return max(token, first)


def _closed_sentence(page: Page, mark: int) -> bool:
    """Whether a closing mark ends a sentence that was spoken."""
    if page.parse.words[mark] not in MARKS or page.inside[mark] >= 0 or mark == 0:
        return False
    region = page.inside[mark - 1]
    return region >= 0 and _ends_sentence(page, region)


def _ends_sentence(page: Page, n: int) -> bool:
    region = page.outer[n].region
    return (
        page.text[max(region.inner_start, region.inner_end - 3) : region.inner_end]
        .rstrip()
        .endswith((".", "?", "!", "…"))
    )


def tail(page: Page, n: int) -> int:
    """Where the words after a region that may attribute it end: at a stop, a spoken region, the paragraph."""
    parse = page.parse
    token = closing(page, n)
    _, end = page.paragraph(page.outer[n].first)
    end = min(end, token + LONGEST_ATTRIBUTION)
    while token < end and page.inside[token] < 0:
        if parse.words[token] in (".", "?", "!", ";"):
            return token
        token += 1
    return token


def begins_sentence(page: Page, n: int) -> bool:
    """Whether no words of the sentence stand before a region."""
    return not page.has_words(lead(page, n), opening(page, n))


def capital(page: Page, n: int) -> bool:
    """Whether a region begins like a sentence."""
    return not page.parse.words[page.outer[n].first][0].islower()


def has_finite(page: Page, n: int) -> bool:
    """Whether a finite verb stands in a region."""
    return any(page.parse.tags[t] in _FINITE for t in range(page.outer[n].first, page.outer[n].end))


def speaks(page: Page, n: int) -> bool:
    """Whether a region is a sentence somebody speaks: it begins like one, and ends or acts like one."""
    quoted = page.outer[n]
    words = sum(page.is_word(t) for t in range(quoted.first, quoted.end))
    if words < 2 or not capital(page, n):
        return False
    ends = page.text[quoted.region.inner_end - 1] in ".?!…,"
    return (ends or not quoted.region.closed) and (has_finite(page, n) or begins_sentence(page, n))
