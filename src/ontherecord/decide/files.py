# SPDX-License-Identifier: Apache-2.0
"""Decisions as a file: JSON Lines, one decision a line, that can be exported, merged and imported.

Comes in: the text of a file, or decisions. Goes out: decisions, or lines. Refuses, with `DecisionError`
that names the line: what is no decision, one whose id is not that of its content, a time that is none.
Score: none; `tests/decisions/test_files.py`.

A file is only ever added to: a decision that is undone stands in it twice, and the undone one tells. So
two files are merged by putting one after the other, and two people who write at once lose nothing.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from ontherecord.decide.rulings import merged
from ontherecord.model import Decision, Undoing

_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(Decision)
_DIGITS = 10  # hexadecimal digits of the hash in an id
_LONGEST = 2000  # characters of a name or a reason; more is no reason but a text


class DecisionError(ValueError):
    """A decision that cannot be made or read; one line that names it and the mend."""


def identified(one: Decision) -> Decision:
    """A decision with the id that its content gives."""
    content = _ENCODER.encode(msgspec.structs.replace(one, id="", undone=None))
    return msgspec.structs.replace(one, id=f"x-{hashlib.sha256(content).hexdigest()[:_DIGITS]}")


def moment(when: str) -> str:
    """A time as decisions have it: UTC, ISO 8601 to the second. Raises DecisionError if it is none."""
    try:
        found = datetime.fromisoformat(when)
    except ValueError as fault:
        raise DecisionError(f"{when[:40]!r} is no time; write it like 2031-03-20T14:05:00Z") from fault
    if found.tzinfo is None:
        raise DecisionError(f"{when!r} has no time zone; write it like 2031-03-20T14:05:00Z")
    return found.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def checked(one: Decision) -> Decision:
    """The decision itself, if it is one. Raises DecisionError."""
    if identified(one).id != one.id:
        raise DecisionError(f"{one.id[:40]!r}: its content was changed; its id would be {identified(one).id}")
    for when in (one.when, *([one.undone.when] if one.undone else [])):
        if moment(when) != when:
            raise DecisionError(f"{one.id}: {when!r} is not UTC to the second, like 2031-03-20T14:05:00Z")
    if max(map(len, (one.who, one.why, one.wanted, one.about, one.text))) > _LONGEST:
        raise DecisionError(f"{one.id}: a name or reason of more than {_LONGEST} characters")
    if not any(one.subjects) or not one.who.strip():
        raise DecisionError(
            f"{one.id}: it says not {'by whom it is' if any(one.subjects) else 'on which words'}"
        )
    return one


def lines(decisions: Iterable[Decision]) -> Iterator[bytes]:
    """The lines of a file, each decision once, in the order of their making; undone ones too."""
    for one in merged(decisions):
        yield _ENCODER.encode(one) + b"\n"


def parsed(text: bytes, name: str = "decisions") -> tuple[Decision, ...]:
    """The decisions of a file, each once, in the order of their making. `name` is that of the file, for
    messages. Raises DecisionError."""
    found: list[Decision] = []
    for number, line in enumerate(text.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if line.strip():
            try:
                found.append(checked(_DECODER.decode(line)))
            except (msgspec.MsgspecError, UnicodeDecodeError, DecisionError) as fault:
                raise DecisionError(f"{name}:{number}: {fault}; mend or delete this line") from fault
    return merged(found)


def read(path: Path, *, missing_ok: bool = False) -> tuple[Decision, ...]:
    """The decisions of a file. Raises DecisionError, also for a file that cannot be read."""
    try:
        return parsed(path.read_bytes(), str(path))
    except FileNotFoundError as fault:
        if missing_ok:
            return ()
        raise DecisionError(f"{path}: there is no such file") from fault
    except OSError as fault:
        raise DecisionError(f"{path}: cannot be read ({fault.strerror or fault})") from fault


def keep(path: Path, decisions: Iterable[Decision]) -> None:
    """Add decisions to a file, which is made if it is not there; in one write. Raises DecisionError."""
    text = b"".join(lines(decisions))
    try:
        place = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o666)
        try:
            size = os.fstat(place).st_size
            torn = size > 0 and os.pread(place, 1, size - 1) != b"\n"
            os.write(place, (b"\n" if torn else b"") + text)
            os.fsync(place)
        finally:
            os.close(place)
    except OSError as fault:
        raise DecisionError(f"{path}: cannot be written ({fault.strerror or fault})") from fault


def undone(
    decisions: Iterable[Decision], ids: Iterable[str], *, who: str, when: str, why: str = ""
) -> tuple[Decision, ...]:
    """The decisions of some ids, taken back. Raises DecisionError for an id that names none, or one that
    was taken back before."""
    known = {one.id: one for one in decisions}
    by = Undoing(who=who, when=moment(when), why=why)
    found = []
    for id_ in dict.fromkeys(ids):
        if id_ not in known:
            raise DecisionError(f"{id_}: there is no such decision; `ontherecord decisions list` shows them")
        if known[id_].undone is not None:
            raise DecisionError(f"{id_}: was undone already; to decide so again, decide again")
        found.append(msgspec.structs.replace(known[id_], undone=by))
    return tuple(found)
