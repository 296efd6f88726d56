# SPDX-License-Identifier: Apache-2.0
"""The mark of a datum follows from what it rests on, and from nothing else."""

from __future__ import annotations

from ontherecord.mark import mark


def test_a_mark_is_the_same_on_every_machine() -> None:
    assert mark("a1.e1", "a2.e4") == "19920e6ef57c"


def test_parts_do_not_run_into_each_other() -> None:
    assert mark("a1", "2") != mark("a", "12")


def test_parts_have_an_order() -> None:
    assert mark("a", "b") != mark("b", "a")


def test_a_hundred_thousand_data_have_marks_of_their_own() -> None:
    assert len({mark(str(n)) for n in range(100_000)}) == 100_000
