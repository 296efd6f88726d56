# SPDX-License-Identifier: Apache-2.0
"""Decisions as files: read, merged, undone; hostile ones refused with the line."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontherecord.decide.files import DecisionError, identified, keep, lines, moment, parsed, read, undone
from ontherecord.export import schema
from ontherecord.model import CopySpan, Decision

WORDS = CopySpan(sha256="0" * 64, start=3, end=8, text="Kovar")


def made(minute: int = 0, **more: object) -> Decision:
    """A decision of a minute."""
    given_ = {
        "kind": "confirm",
        "subjects": ((WORDS,),),
        "who": "Rosa",
        "when": f"2031-03-22T10:{minute:02}:00Z",
    }
    return identified(Decision(id="", **(given_ | more)))  # type: ignore[arg-type]


def test_the_id_is_that_of_the_content() -> None:
    assert made().id == made().id
    assert made(why="a slip").id != made().id
    assert made(1).id != made().id
    (back,) = undone([made()], [made().id], who="Ilian", when="2031-03-23T09:00:00+02:00")
    assert (back.id, back.undone.when if back.undone else "") == (made().id, "2031-03-23T07:00:00Z")


def test_a_file_is_added_to_and_read_in_the_order_of_making(tmp_path: Path) -> None:
    file = tmp_path / "d.jsonl"
    keep(file, [made(5)])
    keep(file, [made(1), made(5)])
    assert read(file) == (made(1), made(5))
    keep(file, undone(read(file), [made(1).id], who="Ilian", when="2031-03-23T09:00:00Z", why="too soon"))
    first, second = read(file)
    assert (first.undone.why if first.undone else None, second.undone) == ("too soon", None)
    # An older file, in which it still stands, does not revive it.
    keep(file, [made(1)])
    assert read(file)[0].undone is not None
    assert b"".join(lines(read(file))).count(b"\n") == 2


def test_a_line_that_was_cut_off_is_named_and_spoils_no_later_one(tmp_path: Path) -> None:
    file = tmp_path / "d.jsonl"
    file.write_bytes(b"".join(lines([made(1)]))[:-20])
    keep(file, [made(2)])
    assert file.read_bytes().count(b"\n") == 2
    with pytest.raises(DecisionError, match=r"d\.jsonl:1: .*mend or delete this line"):
        read(file)


@pytest.mark.parametrize(("change", "told"), [
    ({"who": "Nobody"}, "its content was changed"),
    ({"kind": "punish"}, "Invalid enum value"),
    ({"when": "yesterday"}, "its content was changed"),
    ({"subjects": []}, "its content was changed"),
    ({"undone": {"who": "x", "when": "soon"}}, "is no time"),
])  # fmt: skip
def test_what_is_no_decision_is_refused_with_its_line(change: dict[str, object], told: str) -> None:
    value = msgspec.to_builtins(made()) | change
    with pytest.raises(DecisionError, match=told) as fault:
        parsed(b"\n" + msgspec.json.encode(value), "theirs.jsonl")
    assert str(fault.value).startswith("theirs.jsonl:2: ")


@pytest.mark.parametrize(("one", "told"), [
    (made(who=" "), "it says not by whom it is"),
    (made(subjects=()), "it says not on which words"),
    (made(why="x" * 2001), "more than 2000 characters"),
    (made(when="2031-03-22T10:00:00+01:00"), "is not UTC"),
])  # fmt: skip
def test_a_decision_that_is_right_by_its_id_may_still_be_none(one: Decision, told: str) -> None:
    with pytest.raises(DecisionError, match=told):
        parsed(msgspec.json.encode(one))


def test_times_are_told_with_a_zone() -> None:
    assert moment("2031-03-22T12:00+02:00") == "2031-03-22T10:00:00Z"
    for wrong in ("2031-03-22T12:00", "soon", ""):
        with pytest.raises(DecisionError):
            moment(wrong)


def test_only_what_stands_is_undone() -> None:
    with pytest.raises(DecisionError, match="no such decision"):
        undone([made()], ["x-1"], who="Ilian", when="2031-03-23T09:00:00Z")
    back = undone([made()], [made().id], who="Ilian", when="2031-03-23T09:00:00Z")
    with pytest.raises(DecisionError, match="undone already"):
        undone(back, [made().id], who="Ilian", when="2031-03-23T09:00:00Z")


def test_the_schema_of_a_line_is_published() -> None:
    assert "subjects" in str(schema("decisions"))


@given(st.binary(min_size=1, max_size=200).filter(bytes.strip))
def test_bytes_that_are_no_decision_are_refused(text: bytes) -> None:
    with pytest.raises(DecisionError, match=r"^decisions:\d+: "):
        parsed(b"{" + text)


def test_a_file_that_cannot_be_read_or_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(DecisionError, match="there is no such file"):
        read(tmp_path / "none.jsonl")
    assert read(tmp_path / "none.jsonl", missing_ok=True) == ()
    with pytest.raises(DecisionError, match="cannot be written"):
        keep(tmp_path, [made()])
