# SPDX-License-Identifier: Apache-2.0
"""What was made of a record is made once, and forgotten when there is no more room."""

from __future__ import annotations

import pytest

from ontherecord.serve import remembered as memory
from ontherecord.serve.remembered import remembered


def test_it_is_made_once_under_each_key_and_name() -> None:
    made: list[str] = []

    def asked(key: str, what: str) -> str:
        return remembered(key, what, lambda: made.append(key + what) or key + what, len)  # type: ignore[func-returns-value]

    assert [asked("k1", "a"), asked("k1", "a"), asked("k1", "b"), asked("k2", "a")] == [
        "k1a",
        "k1a",
        "k1b",
        "k2a",
    ]
    assert made == ["k1a", "k1b", "k2a"]


def test_what_was_not_asked_for_longest_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "_memory", memory._Memory())
    monkeypatch.setattr(memory, "ROOM", 10)
    made: list[str] = []

    def asked(key: str) -> None:
        remembered(key, "text", lambda: made.append(key) or key, lambda _: 4)  # type: ignore[func-returns-value]

    for key in ("one", "two", "one", "three", "one", "two"):
        asked(key)
    assert made == ["one", "two", "three", "two"]
