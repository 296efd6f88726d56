# SPDX-License-Identifier: Apache-2.0
"""The readings of one opened input: its kind is told, it is decoded, its articles are found.

Comes in: a `Source`. Goes out: `Reading`s and `Refusal`s, in the order of the input. Refuses: empty,
binary, truncated and too large inputs, JSON that is none; in a file of many records only the one
that is wrong. Score: none of its own; `tests/read/test_inputs.py`.

A file of JSON Lines is read line by line, however long it is; its documents are named "path#line".
"""

from __future__ import annotations

import gzip
import io
import json
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from typing import BinaryIO, TypeVar, cast

from ontherecord.model import Reading, Refusal
from ontherecord.read.charset import decoded
from ontherecord.read.declared import Declared
from ontherecord.read.documents import Input, reading
from ontherecord.read.feeds import items
from ontherecord.read.media import LOOKED_AT, Kind, kind, no_text
from ontherecord.read.pages import declared_charset, page
from ontherecord.read.records import Item, item
from ontherecord.read.sources import Source, unreadable

Taken = TypeVar("Taken")

LARGEST = 16 * 1024 * 1024
"""Bytes of one document (a file, or one line of JSON Lines), unpacked. More than any article by far."""

_GZIP = b"\x1f\x8b"
_TOO_LARGE = f"larger than {LARGEST // 1024 // 1024} MB: split it (JSON Lines files may be of any size)"
_CUT_OFF = "cut off: its compressed data ends early; fetch it again"


class _Unreadable(Exception):
    """The input itself could not be opened or read on; its only argument is the refusal."""


def readings(source: Source, seen: Counter[str]) -> Iterator[Reading | Refusal]:
    """All documents of one input. `seen` counts equal copies over the whole build."""
    try:
        with _taken(source.name, source.open) as stream:
            yield from _of_stream(source.name, stream, seen)
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


def _of_stream(name: str, stream: BinaryIO, seen: Counter[str]) -> Iterator[Reading | Refusal]:
    buffered = _taken(name, lambda: _unpacked(stream))
    head = _taken(name, lambda: buffered.peek(LOOKED_AT)[:LOOKED_AT])
    if not head:
        yield Refusal(source=name, reason="empty: there is nothing in it")
        return
    if reason := no_text(head):
        yield Refusal(source=name, reason=reason)
        return
    found = kind(head, name)
    if found == "application/jsonl":
        yield from _of_lines(name, buffered, seen)
        return
    data = _taken(name, lambda: buffered.read(LARGEST + 1))
    if len(data) > LARGEST:
        yield Refusal(source=name, reason=_TOO_LARGE)
    else:
        yield from _of_bytes(name, data, found, seen)


def _unpacked(stream: BinaryIO) -> io.BufferedReader:
    """The stream with room to look ahead, unpacked if it is gzip."""
    raw = cast(io.RawIOBase, stream)
    buffered: io.BufferedReader = io.BufferedReader(raw, LOOKED_AT)
    if buffered.peek(2)[:2] == _GZIP:
        unpacked = cast(io.RawIOBase, gzip.GzipFile(fileobj=buffered))
        buffered = io.BufferedReader(unpacked, LOOKED_AT)
    return buffered


def _of_bytes(name: str, data: bytes, found: Kind, seen: Counter[str]) -> Iterator[Reading | Refusal]:
    if found == "text/plain":
        text = decoded(data)
        given = Input(name, data, found, text.charset)
        yield reading(given, text.text, Declared(), text.problems, seen)
    elif found == "text/html":
        text = decoded(data, declared_charset(data))
        shown = page(text.text)
        given = Input(name, data, found, text.charset)
        yield reading(given, shown.text, shown.declared, (*text.problems, *shown.problems), seen)
    elif found == "application/rss+xml":
        yield from _of_items(name, data, found, items(data), seen)
    else:
        yield from _of_json(name, data, seen)


def _of_items(
    name: str, data: bytes, found: Kind, given: list[Item] | str, seen: Counter[str]
) -> Iterator[Reading | Refusal]:
    if isinstance(given, str) or not given:
        yield Refusal(source=name, reason=given if isinstance(given, str) else "a feed without items")
        return
    for n, one in enumerate(given, 1):
        place = f"{name}#{n}"
        yield reading(Input(place, data, found, "utf-8"), one.text, one.declared, one.problems, seen)


def _of_json(name: str, data: bytes, seen: Counter[str]) -> Iterator[Reading | Refusal]:
    """A JSON file: one record, or an array of them."""
    text = decoded(data, "utf-8")
    try:
        value = json.loads(text.text)
    except (ValueError, RecursionError) as error:
        yield Refusal(source=name, reason=_not_json(error))
        return
    records = value if isinstance(value, list) else [value]
    if not records:
        yield Refusal(source=name, reason="empty: there is no record in it")
    for n, record in enumerate(records, 1):
        place = f"{name}#{n}" if isinstance(value, list) else name
        yield _of_record(Input(place, data, "application/json", text.charset), record, text.problems, seen)


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
