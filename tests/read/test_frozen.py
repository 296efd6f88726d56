# SPDX-License-Identifier: Apache-2.0
"""The frozen copy: what is changed, and that nothing else is."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from ontherecord.read.frozen import frozen


def test_line_ends_nulls_and_halves() -> None:
    copy, problems = frozen("\ufeffone\r\ntwo\rthree\0 \ud800!")
    assert copy == "one\ntwo\nthree\ufffd \ufffd!"
    assert problems == ("1 null characters were replaced", "1 lone surrogates were replaced")


def test_composed_characters() -> None:
    assert frozen("Go\u0308rlitz")[0] == "Görlitz"


def test_white_space_and_markup_stay() -> None:
    text = "  a\t b \n\n\n<script>alert('x')</script>\u00a0&amp;  \n"
    assert frozen(text) == (text, ())


def test_a_flood_of_marks_takes_no_quadratic_time_and_is_stable() -> None:
    copy, _ = frozen("a" + "\u0301\u0316" * 50_000)
    assert frozen(copy)[0] == copy


@given(st.text(st.characters(), max_size=300))
def test_the_copy_is_valid_normal_and_stable(text: str) -> None:
    copy, _ = frozen(text)
    copy.encode("utf-8")
    assert unicodedata.is_normalized("NFC", copy)
    assert not {"\r", "\0"} & set(copy)
    assert frozen(copy)[0] == copy.removeprefix("\ufeff")
