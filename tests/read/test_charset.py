# SPDX-License-Identifier: Apache-2.0
"""Bytes to text: marks, declarations true and false, detection, damage."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontherecord.read.charset import decoded

WORDS = "Die Ministerin sagte – „nein“ – und ging über die Brücke nach Győr."


@pytest.mark.parametrize("charset", ["utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"])
def test_wide_and_marked_text(charset: str) -> None:
    assert decoded(WORDS.encode(charset)).text == WORDS


def test_a_true_declaration_is_followed() -> None:
    text = "Ψωμί, ελιές, κρασί."
    assert decoded(text.encode("iso8859-7"), "ISO-8859-7").text == text


def test_latin_1_means_the_windows_code_page_as_on_the_web() -> None:
    assert decoded("“no”".encode("cp1252"), "iso-8859-1").text == "“no”"


def test_utf8_declared_as_latin_1_is_read_as_utf8_and_said() -> None:
    found = decoded(WORDS.encode(), "iso-8859-1")
    assert found.text == WORDS
    assert "iso-8859-1" in found.problems[0]


def test_a_declaration_the_bytes_contradict_is_dropped() -> None:
    text = "Le ministre a déclaré que les négociations à Genève étaient terminées, après une journée animée."
    found = decoded(text.encode("cp1252"), "utf-8")
    assert found.text == text
    assert found.problems


@pytest.mark.parametrize("declared", ["klingon", "", "rot13", "\x00", "zlib"])
def test_a_declaration_that_names_no_charset_is_dropped(declared: str) -> None:
    assert decoded(WORDS.encode(), declared).text == WORDS


def test_text_cut_off_inside_a_character_keeps_the_rest() -> None:
    found = decoded(("é" * 200).encode()[:-1])
    assert found.text == "é" * 199 + "\ufffd"
    assert found.charset == "utf-8"
    assert "replaced" in found.problems[0]


def test_a_replacement_character_of_the_text_is_no_problem() -> None:
    assert decoded("a \ufffd b é".encode()).problems == ()


@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "latin-1", "shift_jis", "utf-16"]))
def test_any_bytes_give_text(data: bytes, declared: str | None) -> None:
    found = decoded(data, declared)
    found.text.encode("utf-8", "surrogatepass")
    assert isinstance(found.charset, str)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    assert decoded(text.encode(), "utf-8").text == text.removeprefix("\ufeff")
