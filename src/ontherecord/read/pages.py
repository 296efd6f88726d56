# SPDX-License-Identifier: Apache-2.0
"""The article of an HTML page as text, with what the page declares about it.

Comes in: the markup. Goes out: `Page` (text with its headline on top, metadata, problems). Refuses:
nothing; a page trafilatura finds no article in (or cannot take: too deep, too large) gives all its
visible text, which the rules for dirty text then clean.
Score: `tests/read/test_pages.py`; the text is trafilatura's, measured by its authors.
"""

from __future__ import annotations

import logging
import re
from html.parser import HTMLParser
from typing import Any, NamedTuple

from lxml import etree
from lxml import html as lxml_html

from ontherecord.read.declared import Declared
from ontherecord.read.metadata import metadata

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w-]{2,40})", re.IGNORECASE)
_HEAD = 4_096  # bytes in which a page may declare its charset (the HTML standard says 1,024)
_FEWEST_WORDS = 25  # a shorter text is a caption or a cookie notice, not an article
_LARGEST = 8_000_000  # characters of markup that are parsed into a tree
_MOST_ELEMENTS = (
    15_000  # that trafilatura is given: news pages have 1,000 to 8,000, and 20,000 take half a minute
)
_DEEPEST = 800  # levels of nesting; deeper trees exhaust the stack of recursive code
_SILENT = frozenset({"script", "style", "noscript", "template", "svg", "head", "iframe", "object", "select"})
_INLINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "em", "font", "i", "kbd", "mark", "q", "s",
    "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "img",
})  # fmt: skip


class Page(NamedTuple):
    """The text of a page, its metadata, and what went wrong."""

    text: str
    declared: Declared
    problems: tuple[str, ...] = ()


def declared_charset(data: bytes) -> str | None:
    """The charset that the head of a page declares."""
    found = _XML.search(data[:_HEAD]) or _DECLARED.search(data[:_HEAD])
    return found.group(1).decode("ascii") if found else None


def page(markup: str) -> Page:
    """Text and metadata of a page. The headline stands above the text, where it is known."""
    tree = None if len(markup) > _LARGEST else parsed(markup)
    declared = metadata(tree) if tree is not None else Declared()
    text = _extracted(tree) if tree is not None else None
    problems: tuple[str, ...] = ()
    if text is None or len(text.split()) < _FEWEST_WORDS:
        whole = visible_text(markup)
        if text is None or len(whole.split()) > 2 * len(text.split()):
            text, problems = whole, ("no article was found in the markup; all visible text was read",)
    return Page(with_headline(text, declared.headline), declared, problems)


def with_headline(text: str, headline: str | None) -> str:
    """The text with its headline as the first line, unless one of its first lines is that already."""
    if not headline:
        return text
    first = [" ".join(row.split()).casefold() for row in text[:2_000].split("\n") if row.strip()][:3]
    if " ".join(headline.split()).casefold() in first:
        return text
    return f"{headline}\n\n{text}"


def parsed(markup: str) -> Any | None:
    """The tree of a page, or None where it cannot be parsed or is nested too deep to be walked."""
    parser = lxml_html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        tree = lxml_html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, RecursionError, AssertionError):
        return None
    return tree if _is_shallow(tree) else None


def _is_shallow(tree: Any) -> bool:
    depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > _DEEPEST:
            return False
    return True


def _extracted(tree: Any) -> str | None:
    """The article's text by trafilatura, or None where it finds none or the page is too large for it."""
    import trafilatura

    if sum(1 for _ in tree.iter()) > _MOST_ELEMENTS:
        return None

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        text = trafilatura.extract(tree, include_comments=False, include_tables=True, with_metadata=False)
    except (RecursionError, ValueError, TypeError, AttributeError, AssertionError, etree.LxmlError):
        return None
    return text or None


# --- all visible text --------------------------------------------------------------------------


class _Visible(HTMLParser):
    """Collects what a reader would see, a block a line, without recursion."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A silent element hides its content; a block starts a line."""
        if tag in _SILENT:
            self.silent += 1
        elif tag not in _INLINE:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """The end of a block ends its line."""
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag not in _INLINE:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        """Text, as one line whatever its line breaks."""
        if not self.silent:
            self.parts.append(re.sub(r"\s+", " ", data))


def visible_text(markup: str) -> str:
    """All text of a page that a reader would see, one block a line."""
    reader = _Visible()
    try:
        reader.feed(re.sub("<{2,}", "<", markup))  # a flood of "<" takes the parser quadratic time
        reader.close()
    except (AssertionError, ValueError):
        pass  # damaged markup: what was read so far counts
    rows = (" ".join(row.split()) for row in "".join(reader.parts).split("\n"))
    return "\n".join(row for row in rows if row)
