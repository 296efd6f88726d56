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

Kind = Literal[
    "text/plain", "text/html", "application/json", "application/jsonl", "application/rss+xml",
    "application/feed+json", "application/mbox", "message/rfc822",
]  # fmt: skip

LOOKED_AT = 8_192  # bytes; enough for a prologue, a comment and the first tag
_CONTROL = bytes(c for c in range(32) if c not in b"\t\n\r\f\x1b\x00") + b"\x7f"
_MOST_CONTROL = 0.05  # share of control characters above which bytes are not text
_MOST_NULL = 0.1  # a text may hold stray nulls; a binary format is full of them
_SKIPPED = rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,1000}-->\s*)?"
_HTML = re.compile(_SKIPPED + rb"<(?:!doctype\s+html|html|head|body|meta|title|article|div)\b", re.IGNORECASE)
_FEED = re.compile(_SKIPPED + rb"<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)
_JSON_FEED = re.compile(rb'"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org\\?/version')
MAILBOX_LINE = re.compile(rb"From \S{1,200} [^\n]{3,30}\d\d:\d\d[^\n]{0,30}\d{4}[^\n]{0,10}\n")
"""What parts the messages of a mailbox: "From ", an address, and the time of day, day and year."""
_HEADER = rb"[A-Za-z][A-Za-z0-9-]{1,60}:[^\n]{0,1000}\n(?:[ \t][^\n]{0,1000}\n){0,40}"
_MAIL = re.compile(
    rb"(?:" + _HEADER + rb"){0,60}?(?:Received|Return-Path|Message-ID|MIME-Version):", re.IGNORECASE
)
_SUFFIXES: dict[str, Kind] = {
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
    ".jsonl": "application/jsonl",
    ".ndjson": "application/jsonl",
    ".json": "application/json",
    ".mbox": "application/mbox",
    ".eml": "message/rfc822",
}
_SAID: dict[str, Kind] = {
    "text/html": "text/html",
    "application/xhtml+xml": "text/html",
    "application/json": "application/json",
    "text/json": "application/json",
    "application/ld+json": "application/json",
    "application/jsonl": "application/jsonl",
    "application/jsonlines": "application/jsonl",
    "application/x-jsonlines": "application/jsonl",
    "application/ndjson": "application/jsonl",
    "application/x-ndjson": "application/jsonl",
    "application/mbox": "application/mbox",
    "message/rfc822": "message/rfc822",
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


def is_warc(head: bytes) -> bool:
    """Whether these first bytes, unpacked, are those of a web archive."""
    return head.startswith(b"WARC/")


def kind(head: bytes, name: str, said: str = "") -> Kind:
    """The kind of a text by its first bytes and, where they leave it open, what its carrier says of it
    (`said`, a media type), or its name."""
    if _FEED.match(head):
        return "application/rss+xml"
    if _HTML.match(head):
        return "text/html"
    named = _SAID.get(said) or _suffix(name)
    if MAILBOX_LINE.match(head):
        return "application/mbox"
    if named == "message/rfc822" or _MAIL.match(head):
        return "message/rfc822"
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if named == "text/html" and b"<" in head:
        return named
    if start[:1] == b"{" and _JSON_FEED.search(head):
        return "application/feed+json"
    if named in ("application/json", "application/jsonl") and start[:1] in (b"{", b"["):
        return named
    if re.match(rb'\{\s*"', start):
        first, _, rest = head.lstrip().partition(b"\n")
        whole_lines = first.rstrip().endswith(b"}") and (not rest.strip() or rest.lstrip()[:1] == b"{")
        return "application/jsonl" if whole_lines or len(first) == len(head) else "application/json"
    return "text/plain"


def _suffix(name: str) -> Kind | None:
    base = name.lower().removesuffix(".gz")
    return next((kind for suffix, kind in _SUFFIXES.items() if base.endswith(suffix)), None)
