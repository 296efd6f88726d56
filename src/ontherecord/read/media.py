# SPDX-License-Identifier: Apache-2.0
"""What kind of thing some bytes are: HTML, JSON, JSON Lines, a feed, plain text, or no text at all.

Comes in: the first bytes of an input and its name. Goes out: a `Kind`, or the reason why it is not
text. Refuses: nothing. Score: none; `tests/read/test_media.py`.
Content decides; the name only where the content leaves it open. HTML is told by its first tag, so
that a `<script>` quoted in a plain text stays text.
"""

from __future__ import annotations

import functools
import re
import tomllib
from importlib import resources
from typing import Literal

Kind = Literal["text/plain", "text/html", "application/json", "application/jsonl", "application/rss+xml"]

LOOKED_AT = 8_192  # bytes; enough for a prologue, a comment and the first tag
_CONTROL = bytes(c for c in range(32) if c not in b"\t\n\r\f\x1b\x00") + b"\x7f"
_MOST_CONTROL = 0.05  # share of control characters above which bytes are not text
_MOST_NULL = 0.1  # a text may hold stray nulls; a binary format is full of them
_SKIPPED = rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,1000}-->\s*)?"
_HTML = re.compile(_SKIPPED + rb"<(?:!doctype\s+html|html|head|body|meta|title|article|div)\b", re.IGNORECASE)
_FEED = re.compile(_SKIPPED + rb"<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)
_SUFFIXES: dict[str, Kind] = {
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
    ".jsonl": "application/jsonl",
    ".ndjson": "application/jsonl",
    ".json": "application/json",
}


@functools.cache
def _binary() -> tuple[tuple[bytes, str], ...]:
    table = tomllib.loads(resources.files("ontherecord.read").joinpath("data/media.toml").read_text("utf-8"))
    return tuple(
        (row["first"].encode("latin-1"), f"this is {row['is']}: {row['mend']}") for row in table["binary"]
    )


def no_text(head: bytes) -> str | None:
    """Why these first bytes are not text, with the mend; None if they may be text."""
    for first, reason in _binary():
        if head.startswith(first):
            return reason
    if _is_wide(head):
        return None
    controls = len(head) - len(head.translate(None, _CONTROL))
    if controls > _MOST_CONTROL * len(head) or head.count(0) > _MOST_NULL * len(head):
        return "these bytes are not text: name a text, HTML or JSON file"
    return None


def _is_wide(head: bytes) -> bool:
    """UTF-16 or UTF-32: a mark, or nulls on one side of each pair only."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        return True
    even, odd = head[0::2].count(0), head[1::2].count(0)
    return (even == 0 or odd == 0) and even + odd > 0.35 * len(head)


def kind(head: bytes, name: str) -> Kind:
    """The kind of a text by its first bytes and, where they leave it open, its name."""
    if _FEED.match(head):
        return "application/rss+xml"
    if _HTML.match(head):
        return "text/html"
    suffix = _suffix(name)
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if suffix == "text/html" and b"<" in head:
        return suffix
    if suffix in ("application/json", "application/jsonl") and start in (b"{", b"["):
        return suffix
    if start == b"{" and re.match(rb'\{\s*"', head.removeprefix(b"\xef\xbb\xbf").lstrip()):
        first, _, rest = head.lstrip().partition(b"\n")
        whole_lines = first.rstrip().endswith(b"}") and (not rest.strip() or rest.lstrip()[:1] == b"{")
        return "application/jsonl" if whole_lines or len(first) == len(head) else "application/json"
    return "text/plain"


def _suffix(name: str) -> Kind | None:
    base = name.lower().removesuffix(".gz")
    return next((kind for suffix, kind in _SUFFIXES.items() if base.endswith(suffix)), None)
