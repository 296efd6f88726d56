# SPDX-License-Identifier: Apache-2.0
"""What a server answered, read as far as the limits go: its status, its type, its bytes unpacked.

Comes in: an open response. Goes out: an `Answer`. Refuses: what is no text by its own word, what is
larger than allowed before or after it is unpacked (a bomb is stopped while it opens), packings that
were not asked for, bodies that are cut off. Nothing beyond the limit is ever held.
Score: none; `tests/fetch/test_fetching.py`.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import NamedTuple

import httpx

from ontherecord.fetch.door import Closed

TEXTS = frozenset({
    "", "text/html", "application/xhtml+xml", "text/plain", "text/markdown",
    "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml",
    "application/feed+json", "application/json", "text/json", "application/ld+json",
    "application/jsonl", "application/jsonlines", "application/x-jsonlines", "application/ndjson",
    "application/x-ndjson", "message/rfc822", "application/mbox", "application/gzip", "application/x-gzip",
})  # fmt: skip
"""Media types that may hold an article; "" is a server that names none."""

ACCEPT = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json;q=0.9,*/*;q=0.1"
PACKED = "gzip, deflate"
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_LONGEST = 1_000  # characters of a header that is looked at
_WITH_BODY = (200, 203)
_EITHER = 32 + zlib.MAX_WBITS  # gzip or zlib, told by the first bytes
_PIECE = 256 * 1024  # bytes unpacked at a time


class Answer(NamedTuple):
    """One response: its status and headers, and its bytes where they are wanted."""

    status: int
    headers: httpx.Headers
    data: bytes = b""

    def header(self, name: str) -> str | None:
        """A header as a clean short line, or None."""
        value = " ".join(self.headers.get(name, "").split())
        return value if value.isascii() and value.isprintable() and 0 < len(value) <= _LONGEST else None


def media_type(answer: Answer) -> str:
    """The media type as the server names it, lower case; "" if it names none."""
    return (answer.header("content-type") or "").partition(";")[0].strip().lower()


def charset(answer: Answer) -> str | None:
    """The charset as the server names it."""
    found = _CHARSET.search(answer.header("content-type") or "")
    return found.group(1) if found else None


async def answered(response: httpx.Response, largest: int) -> Answer:
    """The answer with its bytes, if it is a page. Raises Closed, httpx.HTTPError."""
    answer = Answer(response.status_code, response.headers)
    if answer.status not in _WITH_BODY:
        return answer
    kind = media_type(answer)
    if kind not in TEXTS:
        raise Closed(f"is {kind[:60]}, no text that can be read: name a page, a feed or a text")
    return answer._replace(data=await body(response, largest))


async def body(response: httpx.Response, largest: int) -> bytes:
    """The bytes of a response, unpacked. Raises Closed as soon as they are more than `largest`."""
    declared = response.headers.get("content-length", "")
    if declared.isascii() and declared.isdigit() and int(declared[:20]) > largest:
        raise _too_large(largest)
    data = await first(response, largest + 1)
    if len(data) > largest or response.num_bytes_downloaded > largest:
        raise _too_large(largest)
    return data


async def first(response: httpx.Response, most: int) -> bytes:
    """The first `most` bytes of a response, unpacked; the rest is neither read nor unpacked."""
    out = bytearray()
    async with aclosing(_unpacked(response)) as pieces:
        async for piece in pieces:
            out += piece
            if len(out) >= most or response.num_bytes_downloaded >= most:
                break
    return bytes(out[:most])


async def _unpacked(response: httpx.Response) -> AsyncGenerator[bytes]:
    """The body in pieces of bounded size. What stands after the end of packed data is left out."""
    unpacker = _unpacker(response.headers.get("content-encoding", ""))
    async for raw in response.aiter_raw():
        if unpacker is None:
            yield raw
            continue
        try:
            while True:
                yield unpacker.decompress(raw, _PIECE)
                raw = unpacker.unconsumed_tail
                if not raw or unpacker.eof:
                    break
        except zlib.error as error:
            raise Closed("its packed answer is damaged: fetch it again") from error
    if unpacker is not None and response.num_bytes_downloaded and not unpacker.eof:
        raise Closed("its packed answer is cut off: fetch it again")


def _unpacker(encoding: str) -> zlib._Decompress | None:
    name = encoding.strip().lower()
    if name in ("", "identity"):
        return None
    if name in ("gzip", "x-gzip", "deflate"):
        return zlib.decompressobj(_EITHER)
    raise Closed(f"is packed as {name[:20]!r}, which was not asked for: save the page and name the file")


def _too_large(largest: int) -> Closed:
    return Closed(f"larger than {largest / 1024 / 1024:.3g} MB: save the article alone and name the file")
