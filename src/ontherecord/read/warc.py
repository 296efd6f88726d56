# SPDX-License-Identifier: Apache-2.0
"""The pages of a web archive: WARC 0.17 to 1.1, as crawlers and Common Crawl's CC-NEWS write them.

Comes in: a stream of a WARC file, plain, or gzipped by record or whole. Goes out: a `Capture` for each
HTML page and each extracted text, or a `Damage` that names what could not be read, in the order of the
file. Refuses: records whose length is wrong, that are cut off, larger than a document may be or packed
otherwise; after each the reading goes on at the next record. Records of other things (requests,
images, failed answers) are passed over. Score: none; `tests/read/test_warc.py`.

The format: https://iipc.github.io/warc-specifications/. The usual readers end at the first wrong
length; a record's true end is where the next one begins, so this one goes on.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from ontherecord.read.declared import moment

_START = re.compile(rb"WARC/[01]\.\d{1,2}\r?\n")
_BREAKS = re.compile(rb"[\r\n]+")
_AFTER = re.compile(rb"\r\n\r\n|\n\n|(?:\r?\n)?(?:WARC/|\Z)")
_BLANK = re.compile(rb"\r?\n\r?\n")
_PACKING = "some of its packed data are damaged or cut off: fetch the archive again"
_LINE_BREAK = ord("\n")
_GZIP = b"\x1f\x8b\x08"
_CHUNK = 256 * 1024
_LONGEST_HEAD = 64 * 1024
_LONGEST_START = 32  # bytes of the line break, the first line of a record and what may stand between records
_SIZE = re.compile(rb"([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]{0,200})?\r\n")
_PIECE = 16 * 1024  # packed bytes unpacked at a time
_MEMBER = 16 + zlib.MAX_WBITS  # gzip
_UNPACK = 32 + zlib.MAX_WBITS  # gzip or zlib, told by the first bytes
_HTML = ("text/html", "application/xhtml+xml")


class Capture(NamedTuple):
    """A page as captured. `number` is that of its record in the file, from 1."""

    number: int
    data: bytes
    url: str | None
    fetched: str | None
    media_type: str
    charset: str | None


class Damage(NamedTuple):
    """A record, or a part of the file, that could not be read, and why."""

    number: int
    reason: str


class Record(NamedTuple):
    """The fields of a record's head, by lower-case name, and its block."""

    head: dict[str, str]
    block: bytes


def captures(stream: BinaryIO, largest: int) -> Iterator[Capture | Damage]:
    """Every page of a WARC stream that has at most `largest` bytes, and what could not be read."""
    pages: set[str] = set()
    revisits: dict[str, int] = {}
    for number, record in enumerate(_records(_Unpacked(stream), largest), 1):
        if not isinstance(record, Record):
            if record:
                yield Damage(number, record)
            continue
        head, block = record
        url = head.get("warc-target-uri", "").strip("<>")
        if head.get("warc-type") == "revisit":
            revisits.setdefault(url, number)
            continue
        try:
            page = _page(number, head, block, largest)
        except ValueError as fault:
            yield Damage(number, str(fault))
            continue
        if page is not None:
            pages.add(url)
            yield page
    for url, number in revisits.items():
        if url not in pages:
            yield Damage(number, f"says that {url[:300]} was as before: name the archive that holds it, too")


def _page(number: int, head: dict[str, str], block: bytes, largest: int) -> Capture | None:
    """The page of a record, if it holds one. Raises ValueError with the reason where it is damaged."""
    kind = head.get("warc-type")
    said = head.get("content-type", "")
    if kind == "response" and said.lower().startswith("application/http"):
        end = _BLANK.search(block, 0, _LONGEST_HEAD)
        if end is None:
            raise ValueError("its HTTP answer is cut off: fetch the archive again")
        status, http = _fields(block[: end.start()])
        if status.split(b" ")[1:2] != [b"200"]:
            return None
        said, block = http.get("content-type", ""), block[end.end() :]
        if not said.lower().startswith(_HTML):
            return None
        block = _decoded(block, http, largest)
    elif not (kind == "resource" and said.lower().startswith(_HTML)) and kind != "conversion":
        return None
    media_type, _, rest = said.partition(";")
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", rest)
    return Capture(
        number=number,
        data=block,
        url=head.get("warc-target-uri", "").strip("<>") or None,
        fetched=moment(head.get("warc-date")),
        media_type=media_type.strip().lower(),
        charset=charset.group(1) if charset else None,
    )


def _decoded(block: bytes, http: dict[str, str], largest: int) -> bytes:
    """A body without its transfer coding and unpacked, where the crawler kept it as it came."""
    if "chunked" in http.get("transfer-encoding", "").lower():
        block = _unchunked(block)
    coding = http.get("content-encoding", "").strip().lower()
    if coding in ("gzip", "x-gzip", "deflate") and block[:2] in (
        b"\x1f\x8b",
        b"\x78\x9c",
        b"\x78\xda",
        b"\x78\x01",
    ):
        try:
            unpacker = zlib.decompressobj(_UNPACK)
            out = unpacker.decompress(block, largest + 1)
        except zlib.error as error:
            raise ValueError("its packed page is damaged: fetch the archive again") from error
        if len(out) > largest:
            raise ValueError(f"larger than {largest // 1024 // 1024} MB unpacked: no article")
        return out
    if coding in ("br", "zstd") and b"<" not in block[:1024]:
        raise ValueError(f"its page is packed as {coding}: unpack the archive with the crawler's own tool")
    return block


def _unchunked(block: bytes) -> bytes:
    """The chunks of a body joined; a body that has none (the crawler joined them) as it is."""
    out, at = list[bytes](), 0
    while size := _SIZE.match(block, at):
        length = int(size[1], 16)
        if length == 0:
            return b"".join(out)
        out.append(block[size.end() : size.end() + length])
        at = size.end() + length + 2
    return b"".join(out) if out and at >= len(block) else block


def _fields(head: bytes) -> tuple[bytes, dict[str, str]]:
    """The first line of a head, and its fields by lower-case name; the first of a name counts."""
    first, *rows = head.split(b"\n")
    fields: dict[str, str] = {}
    for row in rows:
        name, colon, value = row.partition(b":")
        if colon:
            fields.setdefault(
                name.strip().lower().decode("latin-1"), value.strip().decode("utf-8", "replace")
            )
    return first.strip(), fields


# --- records and their ends -------------------------------------------------------------------


def _records(stream: _Unpacked, largest: int) -> Iterator[Record | str]:
    """The records of a file; or why one cannot be had, "" for one that is too large and no page."""
    while stream.fill(_LONGEST_HEAD):
        if breaks := _BREAKS.match(stream.held):
            del stream.held[: breaks.end()]
            continue
        found = _START.match(stream.held)
        end = _BLANK.search(stream.held, 0, _LONGEST_HEAD) if found else None
        if found is None:
            yield "this is no record of a web archive: fetch the archive again"
            stream.next_record()
        elif end is None:
            yield "the head of the record is cut off: fetch the archive again"
            stream.next_record()
        else:
            _, head = _fields(bytes(stream.held[: end.start()]))
            del stream.held[: end.end()]
            yield _record(stream, head, largest)
    if stream.is_damaged:
        yield _PACKING


def _record(stream: _Unpacked, head: dict[str, str], largest: int) -> Record | str:
    """The record whose head was read: its block ends where another record or nothing follows."""
    said = head.get("content-length", "")
    length = int(said) if said.isascii() and said.isdigit() and len(said) < 20 else -1
    if length > largest:
        is_page = b"text/html" in stream.held[:_LONGEST_HEAD].lower()
        stream.next_record()
        return f"larger than {largest // 1024 // 1024} MB: no article" if is_page else ""
    stream.fill(max(length, 0) + _LONGEST_START)
    rest = bytes(stream.held[length : length + _LONGEST_START]) if length >= 0 else b"?"
    if _AFTER.match(rest) and len(stream.held) >= length:
        block = bytes(stream.held[:length])
        del stream.held[:length]
        return Record(head, block)
    if len(stream.held) < length and _next_start(stream.held, 1) < 0:
        stream.held.clear()
        return "cut off: fetch the archive again"
    stream.next_record()
    return f"its length is wrong (it says {said[:20] or 'nothing'}): fetch the archive again"


def _next_start(held: bytearray, at: int) -> int:
    """Where the next record begins at or after `at`; -1 if none does."""
    while (found := held.find(b"WARC/", at)) >= 0:
        if (found == 0 or held[found - 1] == _LINE_BREAK) and _START.match(held, found):
            return found
        at = found + 1
    return -1


class _Unpacked:
    """The bytes of a stream as they are needed, unpacked if they are gzipped, whole or record by record.

    Where packed data are damaged, what comes goes on at the next member, after a line break.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._raw = bytearray(stream.read(_CHUNK))
        self._is_packed = self._raw.startswith(_GZIP)
        self._unpacker, self._is_inside = zlib.decompressobj(_MEMBER), False
        self.held = bytearray()
        self.is_damaged = False

    def fill(self, size: int) -> bool:
        """Hold at least `size` bytes, or all that are left; whether there are any."""
        while len(self.held) < size and self._more():
            pass
        return bool(self.held)

    def next_record(self) -> None:
        """Drop what is held up to the beginning of the next record, however far it is; never nothing."""
        at = 1
        while (found := _next_start(self.held, at)) < 0:
            del self.held[: max(0, len(self.held) - _LONGEST_START)]
            at = 0
            if not self._more():
                self.held.clear()
                return
        del self.held[:found]

    def _more(self) -> bool:
        """Hold some more bytes; False at the end of the stream."""
        if not self._raw:
            self._raw += self._stream.read(_CHUNK)
        if not self._raw:
            self.is_damaged |= self._is_inside
            return False
        piece = bytes(self._raw[:_PIECE]) if self._is_packed else bytes(self._raw)
        del self._raw[: len(piece)]
        if not self._is_packed:
            self.held += piece
            return True
        try:
            self.held += self._unpacker.decompress(piece, _CHUNK)
        except zlib.error:
            self._raw[:0] = piece[1:]
            self._next_member()
            self.held += b"\r\n"
            self.is_damaged = True
            return True
        self._raw[:0] = self._unpacker.unconsumed_tail or self._unpacker.unused_data
        self._is_inside = not self._unpacker.eof
        if self._unpacker.eof:
            self._unpacker = zlib.decompressobj(_MEMBER)
        return True

    def _next_member(self) -> None:
        """Drop packed bytes up to what looks like the beginning of the next member."""
        self._unpacker, self._is_inside = zlib.decompressobj(_MEMBER), False
        while (at := self._raw.find(_GZIP)) < 0:
            del self._raw[: -len(_GZIP)]
            more = self._stream.read(_CHUNK)
            if not more:
                self._raw.clear()
                return
            self._raw += more
        del self._raw[:at]
