# SPDX-License-Identifier: Apache-2.0
"""What was found before is not looked for again, and is the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ontherecord.memory import remembered
from tests.notebook import Notebook


def _lengths(asked: Sequence[str], looked: list[str]) -> Iterator[tuple[str, float]]:
    for one in asked:
        looked.append(one)
        yield one, len(one) / 3


def test_only_what_is_new_is_found_and_in_the_order_asked() -> None:
    notebook, looked = Notebook(), list[str]()

    def ask(*words: str) -> list[tuple[str, float]]:
        return remembered(notebook, words, str.encode, lambda some: _lengths(some, looked), tuple[str, float])

    assert ask("ferry", "dam") == [("ferry", 5 / 3), ("dam", 1.0)]
    assert ask("comet", "ferry", "comet") == [("comet", 5 / 3), ("ferry", 5 / 3), ("comet", 5 / 3)]
    assert looked == ["ferry", "dam", "comet"]


def test_without_a_memory_all_is_found_and_no_key_is_made() -> None:
    def no_key(one: str) -> bytes:
        raise AssertionError(one)

    looked: list[str] = []
    found = remembered(None, ("a", "a"), no_key, lambda some: _lengths(some, looked), tuple[str, float])
    assert found == [("a", 1 / 3), ("a", 1 / 3)]
