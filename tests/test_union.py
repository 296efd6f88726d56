# SPDX-License-Identifier: Apache-2.0
"""Disjoint sets: the representative does not depend on the order of joining."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from ontherecord.union import Union

PAIRS = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)))


def test_what_was_never_joined_stands_alone() -> None:
    joined: Union[str] = Union()
    joined.join("b", "c")
    assert (joined.find("a"), joined.find("b"), joined.find("c")) == ("a", "b", "b")


@given(PAIRS, st.randoms())
def test_any_order_of_joining_gives_the_smallest_reachable(
    pairs: list[tuple[int, int]], order: Random
) -> None:
    near = {n: {n} for n in range(13)}
    for a, b in pairs:
        whole = near[a] | near[b]
        for member in whole:
            near[member] = whole
    order.shuffle(pairs)
    joined: Union[int] = Union()
    for a, b in pairs:
        joined.join(a, b)
    assert [joined.find(n) for n in range(13)] == [min(near[n]) for n in range(13)]
