# SPDX-License-Identifier: Apache-2.0
"""What is read of a story's sentences is read once, and forgotten before the next story."""

from __future__ import annotations

import gc

import pytest

from ontherecord.model import Annotations, Tracing
from ontherecord.reconcile import reconcile
from ontherecord.reconcile.words.kept import forget, of_a_story, of_one_story
from tests.made import build

read: list[str] = []


@of_a_story
def _length(text: str) -> int:
    read.append(text)
    return len(text)


def test_a_text_is_read_once_until_it_is_forgotten() -> None:
    read.clear()
    assert [_length("A dam."), _length("A dam."), _length("A quay.")] == [6, 6, 7]
    assert read == ["A dam.", "A quay."]
    forget()
    assert _length("A dam.") == 6
    assert read == ["A dam.", "A quay.", "A dam."]


def test_the_next_story_starts_with_nothing_kept() -> None:
    made = build()
    record = made.records[0]
    _length("A weir.")
    notes = {a.id: Annotations(article=a.id) for a in record.articles}
    reconcile(record.story, record.articles, made.copies, notes, Tracing())
    read.clear()
    _length("A weir.")
    assert read == ["A weir."]


def test_no_garbage_is_sought_while_a_story_is_told_and_it_is_sought_again_after_a_fault() -> None:
    sought: list[bool] = []

    @of_one_story
    def told(fault: bool) -> None:
        sought.append(gc.isenabled())
        if fault:
            raise ValueError("a fault")

    told(False)
    with pytest.raises(ValueError, match="a fault"):
        told(True)
    assert (sought, gc.isenabled()) == ([False, False], True)
