# SPDX-License-Identifier: Apache-2.0
"""Word differences: both wordings can be read back from the pieces."""

from hypothesis import given
from hypothesis import strategies as st

from ontherecord.dossier.diff import LONGEST_DIFF, Piece, differences, earlier_side, later_side

WORDS = st.lists(
    st.sampled_from(["ships", "wait", "40", "52", "at", "the", ",", " ", "\n"]), max_size=25
).map(" ".join)


@given(WORDS, WORDS)
def test_both_wordings_can_be_read_back(earlier, later):
    pieces = differences(earlier, later)
    assert "".join(p.text for p in earlier_side(pieces)) == earlier
    assert "".join(p.text for p in later_side(pieces)) == later


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_can_be_compared(earlier, later):
    pieces = differences(earlier, later)
    assert "".join(p.text for p in later_side(pieces)) == later


def test_a_changed_figure_stands_alone():
    assert differences("kept 40 ships waiting", "kept 52 ships waiting") == (
        Piece("same", "kept "), Piece("gone", "40"), Piece("new", "52"), Piece("same", " ships waiting"),
    )  # fmt: skip


def test_neighbouring_changes_read_as_one():
    pieces = differences("they are expected to meet in Kessel", "they met yesterday in Kessel")
    assert [p.kind for p in pieces] == ["same", "gone", "new", "same"]


def test_very_long_texts_are_not_compared_word_by_word():
    long = "word " * (LONGEST_DIFF + 1)
    assert [p.kind for p in differences(long, long + "more")] == ["gone", "new"]
