# SPDX-License-Identifier: Apache-2.0
"""The kind of an input by its first bytes."""

from __future__ import annotations

import pytest

from ontherecord.read.media import kind, no_text


@pytest.mark.parametrize(
    ("head", "name", "expected"),
    [
        (b"The minister said no.", "a.txt", "text/plain"),
        (b"He typed <script>alert(1)</script> and laughed.", "a.txt", "text/plain"),
        (b"<script>alert(1)</script> he typed.", "a.txt", "text/plain"),
        (b"  <!-- saved --> <!DOCTYPE html><html>", "a.txt", "text/html"),
        (b"<p>Talks open</p>", "a.html", "text/html"),
        (b"No tag at all", "a.html", "text/plain"),
        (b'{"text": "a"}\n{"text": "b"}\n', "a", "application/jsonl"),
        (b'{"text": "a"}\n', "a.json", "application/json"),
        (b'{\n "text": "a"\n}', "a", "application/json"),
        (b'[{"text": "a"}]', "a.json", "application/json"),
        (b"{brackets} in a text", "a.txt", "text/plain"),
        (b'<?xml version="1.0"?>\n<rss version="2.0">', "a.xml", "application/rss+xml"),
        (b'<feed xmlns="http://www.w3.org/2005/Atom">', "a", "application/rss+xml"),
    ],
)
def test_kind(head: bytes, name: str, expected: str) -> None:
    assert kind(head, name) == expected


@pytest.mark.parametrize(
    ("head", "word"),
    [
        (b"%PDF-1.7\n", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"PK\x03\x04abc", "ZIP"),
        (bytes(range(256)) * 4, "not text"),
    ],
)
def test_no_text_says_what_it_is(head: bytes, word: str) -> None:
    reason = no_text(head)
    assert reason is not None
    assert word in reason
    assert ":" in reason


@pytest.mark.parametrize(
    "head",
    ["Grüße aus Győr".encode("utf-16-le"), "Grüße".encode("utf-16"), "Grüße".encode(), b"one stray \0 null"],
)
def test_text_is_text(head: bytes) -> None:
    assert no_text(head) is None
