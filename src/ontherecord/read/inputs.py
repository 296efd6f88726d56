# SPDX-License-Identifier: Apache-2.0
"""The readings of one opened input: its kind is told, it is decoded, its articles are found.

Comes in: a `Source`. Goes out: `Reading`s and `Refusal`s, in the order of the input. Refuses: empty,
binary, truncated and too large inputs, JSON that is none, news alerts (their links are named, not
fetched); in a file of many records only the one that is wrong.
Score: none of its own; `tests/read/test_inputs.py`.

Files of JSON Lines, mailboxes and web archives are read piece by piece, however long they are. A
document of a file with many is named "path#n"; an item of a feed "path#link", if it has a link.
"""

from __future__ import annotations

import gzip
import io
import json
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from typing import BinaryIO, NamedTuple, TypeVar, cast

from ontherecord.model import Reading, Refusal
from ontherecord.read.charset import decoded
from ontherecord.read.declared import Declared, host
from ontherecord.read.documents import Input, reading
from ontherecord.read.feeds import items, json_items
from ontherecord.read.mail import letters, messages
from ontherecord.read.media import LOOKED_AT, Kind, is_warc, kind, no_text
from ontherecord.read.pages import declared_charset, page
from ontherecord.read.records import Item, item
from ontherecord.read.sources import Said, Source, unreadable
from ontherecord.read.warc import Capture, captures

Taken = TypeVar("Taken")

LARGEST = 16 * 1024 * 1024
"""Bytes of one document (a file, a line of JSON Lines, a message, a captured page), unpacked. More than any article by far."""

_GZIP = b"\x1f\x8b"
_TOO_LARGE = f"larger than {LARGEST // 1024 // 1024} MB: split it (JSON Lines, mailboxes and web archives may be of any size)"
_SHOWN_LINKS = 20
_CUT_OFF = "cut off: its compressed data ends early; fetch it again"


class _Unreadable(Exception):
    """The input itself could not be opened or read on; its only argument is the refusal."""


class Alert(NamedTuple):
    """A mail that lists links and is no article itself."""

    source: str
    links: tuple[str, ...]


Found = Reading | Refusal | Alert
"""What an input holds."""


def readings(source: Source, seen: Counter[str]) -> Iterator[Reading | Refusal]:
    """All documents of one input. `seen` counts the ids given over the whole build."""
    return (_refused(one) if isinstance(one, Alert) else one for one in found_in(source, seen))


def _refused(alert: Alert) -> Refusal:
    shown = " ".join(alert.links[:_SHOWN_LINKS])
    more = f" and {len(alert.links) - _SHOWN_LINKS} more" if len(alert.links) > _SHOWN_LINKS else ""
    reason = f"an alert, no article; what it links to is not fetched, name what you want: {shown}{more}"
    return Refusal(source=alert.source, reason=reason)


def found_in(source: Source, seen: Counter[str]) -> Iterator[Found]:
    """All documents of one input, and the alerts among its mails."""
    try:
        with _taken(source.name, source.open) as stream:
            yield from _of_stream(source, stream, seen)
    except _Unreadable as fault:
        yield fault.args[0]


def _taken(name: str, take: Callable[[], Taken]) -> Taken:
    """What opening or reading the input gives. Only here may an error of the system become a refusal:
    one met while the text is worked on is a fault of this program or its installation."""
    try:
        return take()
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise _Unreadable(Refusal(source=name, reason=_CUT_OFF)) from error
    except OSError as error:
        raise _Unreadable(unreadable(name, error)) from error


def _each(name: str, parts: Iterator[Taken]) -> Iterator[Taken]:
    """The parts of an input that is read piece by piece."""
    while (part := _taken(name, lambda: next(parts, None))) is not None:
        yield part


def _of_stream(source: Source, stream: BinaryIO, seen: Counter[str]) -> Iterator[Found]:
    name = source.name
    raw: io.BufferedReader = io.BufferedReader(cast(io.RawIOBase, stream), LOOKED_AT)
    first = _taken(name, lambda: raw.peek(LOOKED_AT)[:LOOKED_AT])
    if is_warc(_head(first)):
        yield from _of_archive(name, raw, seen)
        return
    buffered = _taken(name, lambda: _unpacked(raw))
    head = _taken(name, lambda: buffered.peek(LOOKED_AT)[:LOOKED_AT])
    if not head:
        yield Refusal(source=name, reason="empty: there is nothing in it")
        return
    if reason := no_text(head):
        yield Refusal(source=name, reason=reason)
        return
    found = kind(head, name, source.said.media_type)
    if found == "application/jsonl":
        yield from _of_lines(name, buffered, seen)
    elif found == "application/mbox":
        yield from _of_mailbox(name, buffered, seen)
    else:
        data = _taken(name, lambda: buffered.read(LARGEST + 1))
        if len(data) > LARGEST:
            yield Refusal(source=name, reason=_TOO_LARGE)
        else:
            yield from _of_bytes(name, data, found, source.said, seen)


def _head(first: bytes) -> bytes:
    """The first bytes, unpacked if they are gzip and whole enough."""
    if not first.startswith(_GZIP):
        return first
    try:
        return zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(first, LOOKED_AT)
    except zlib.error:
        return b""


def _unpacked(buffered: io.BufferedReader) -> io.BufferedReader:
    """The stream, unpacked if it is gzip, with room to look ahead."""
    if buffered.peek(2)[:2] != _GZIP:
        return buffered
    return io.BufferedReader(cast(io.RawIOBase, gzip.GzipFile(fileobj=buffered)), LOOKED_AT)


def _of_bytes(name: str, data: bytes, found: Kind, said: Said, seen: Counter[str]) -> Iterator[Found]:
    """The documents of bytes of a known kind; what the carrier says fills what they do not say."""
    if found == "text/plain":
        text = decoded(data, said.charset)
        given = Input(name, data, found, text.charset)
        yield reading(given, text.text, said.declared, text.problems, seen)
    elif found == "text/html":
        text = decoded(data, said.charset or declared_charset(data))
        shown = page(text.text)
        given = Input(name, data, found, text.charset)
        declared = shown.declared.or_else(said.declared)
        yield reading(given, shown.text, declared, (*text.problems, *shown.problems), seen)
    elif found == "application/rss+xml":
        text = decoded(data, declared_charset(data) or said.charset)
        given = Input(name, data, found, text.charset)
        yield from _of_items(given, items(text.text, said.declared.url), text.problems, seen)
    elif found == "message/rfc822":
        yield from _of_message(name, data, seen)
    else:
        yield from _of_json(name, data, found, said, seen)


def _of_items(
    given: Input, found: list[Item] | str, problems: tuple[str, ...], seen: Counter[str]
) -> Iterator[Reading | Refusal]:
    """The items of a feed, named by what it calls them, so that a name holds when the feed moves on."""
    if isinstance(found, str) or not found:
        yield Refusal(source=given.source, reason=found if isinstance(found, str) else "a feed without items")
        return
    named = Counter(one.key for one in found)
    for n, one in enumerate(found, 1):
        key = one.key if named[one.key] == 1 else ""
        place = given._replace(source=f"{given.source}#{key or n}")
        yield reading(place, one.text, one.declared, (*problems, *one.problems), seen)


def _of_message(name: str, data: bytes, seen: Counter[str]) -> Iterator[Found]:
    """A mail, and those attached to it; of an alert only what it links to is named."""
    found = letters(data)
    if not found:
        yield Refusal(source=name, reason="no text in this mail: save its article alone")
    for n, letter in enumerate(found, 1):
        place = name if n == 1 else f"{name}.{n}"
        if letter.links:
            yield Alert(place, letter.links)
        else:
            given = Input(place, data, "message/rfc822", letter.charset)
            yield reading(given, letter.text, letter.declared, letter.problems, seen)


def _of_mailbox(name: str, stream: BinaryIO, seen: Counter[str]) -> Iterator[Found]:
    for n, message in enumerate(_each(name, messages(stream, LARGEST)), 1):
        if message:
            yield from _of_message(f"{name}#{n}", message, seen)
        else:
            yield Refusal(source=f"{name}#{n}", reason=_TOO_LARGE)


def _of_archive(name: str, stream: BinaryIO, seen: Counter[str]) -> Iterator[Found]:
    """The pages of a web archive, each named by the number of its record."""
    pages = 0
    for one in _each(name, captures(stream, LARGEST)):
        place = f"{name}#{one.number}"
        if isinstance(one, Capture):
            pages += 1
            declared = Declared(url=one.url, outlet=host(one.url), fetched=one.fetched)
            found: Kind = "text/html" if "html" in one.media_type else "text/plain"
            yield from _of_bytes(place, one.data, found, Said(one.media_type, one.charset, declared), seen)
        else:
            yield Refusal(source=place, reason=one.reason)
    if not pages:
        yield Refusal(source=name, reason="a web archive without a page that was answered")


def _of_json(
    name: str, data: bytes, found: Kind, said: Said, seen: Counter[str]
) -> Iterator[Reading | Refusal]:
    """A JSON file: a feed, one record, or an array of them."""
    text = decoded(data, "utf-8")
    try:
        value = json.loads(text.text)
    except (ValueError, RecursionError) as error:
        yield Refusal(source=name, reason=_not_json(error))
        return
    given = Input(name, data, found, text.charset)
    if found == "application/feed+json" and isinstance(value, dict):
        yield from _of_items(given, json_items(value, said.declared.url), text.problems, seen)
        return
    records = value if isinstance(value, list) else [value]
    if not records:
        yield Refusal(source=name, reason="empty: there is no record in it")
    for n, record in enumerate(records, 1):
        place = f"{name}#{n}" if isinstance(value, list) else name
        yield _of_record(given._replace(source=place), record, text.problems, seen)


def _of_lines(name: str, stream: BinaryIO, seen: Counter[str]) -> Iterator[Reading | Refusal]:
    """A file of JSON Lines: one record a line, named by its line."""
    number, records = 0, 0
    while raw := _taken(name, lambda: stream.readline(LARGEST + 1)):
        number += 1
        place = f"{name}#{number}"
        if len(raw) > LARGEST:
            yield Refusal(source=place, reason=_TOO_LARGE)
            return
        if not raw.strip():
            continue
        records += 1
        data = raw.rstrip(b"\r\n")
        text = decoded(data, "utf-8")
        try:
            record = json.loads(text.text)
        except (ValueError, RecursionError) as error:
            yield Refusal(source=place, reason=_not_json(error))
            continue
        yield _of_record(Input(place, data, "application/jsonl", text.charset), record, text.problems, seen)
    if not records:
        yield Refusal(source=name, reason="empty: there is no record in it")


def _of_record(
    given: Input, record: object, problems: tuple[str, ...], seen: Counter[str]
) -> Reading | Refusal:
    found = item(record)
    if isinstance(found, str):
        return Refusal(source=given.source, reason=found)
    return reading(given, found.text, found.declared, (*problems, *found.problems), seen)


def _not_json(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"not valid JSON ({error.msg}, character {error.pos}): mend or remove it"
    return "not valid JSON (nested too deep): mend or remove it"
