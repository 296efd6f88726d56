# SPDX-License-Identifier: Apache-2.0
"""What names an edge between two articles."""

from ontherecord.trace.reuse import mark


def test_a_hundred_thousand_edges_have_as_many_names() -> None:
    assert len({mark("a", str(number)) for number in range(100_000)}) == 100_000


def test_an_edge_has_a_direction() -> None:
    assert mark("a", "b") != mark("b", "a")
