# SPDX-License-Identifier: Apache-2.0
from hypothesis import given
from hypothesis import strategies as st

from ontherecord.batches import batches, each


def test_a_batch_ends_when_it_is_enough() -> None:
    assert list(batches(["aa", "b", "cccc", "d"], len, 3)) == [["aa", "b"], ["cccc"], ["d"]]


def test_items_may_be_counted() -> None:
    assert list(batches("abcde", each, 2)) == [["a", "b"], ["c", "d"], ["e"]]


@given(st.lists(st.integers(0, 9)), st.integers(1, 20))
def test_nothing_is_lost_or_moved_and_no_batch_is_empty(sizes: list[int], enough: int) -> None:
    made = list(batches(sizes, int, enough))
    assert [one for batch in made for one in batch] == sizes
    assert all(made)
    assert all(sum(batch[:-1]) < enough for batch in made)
    assert all(sum(batch) >= enough for batch in made[:-1])
