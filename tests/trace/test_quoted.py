# SPDX-License-Identifier: Apache-2.0
"""Quoted words are told from the reporter's own, in every style of quotation marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontherecord.model import Article, Quotation, Span
from ontherecord.trace.quoted import quoted
from ontherecord.trace.words import words


def _quoted(text: str, *quotations: Quotation) -> str:
    found = words(Article(id="a", document="d", start=0, end=len(text)), text)
    mask = quoted(found, quotations)
    return " ".join(token for token, inside in zip(found.tokens, mask, strict=True) if inside)


@pytest.mark.parametrize(
    "text",
    [
        'The keeper said "the gate was open" twice.',
        "The keeper said “the gate was open” twice.",
        "The keeper said ‘the gate was open’ twice.",
        "The keeper said 'the gate was open' twice.",
        "The keeper said «the gate was open» twice.",
    ],
)
def test_marks_of_any_style(text):
    assert _quoted(text) == "the gate was open"


@pytest.mark.parametrize(
    ("kind", "expected"), [("direct", "the gate stood open all night"), ("mixed", "open all night")]
)
def test_of_a_mixed_quotation_only_the_words_in_marks_are_quoted(kind, expected):
    text = "The keeper said the gate stood “open all night” in Tamsin."
    content = Span.of("d", text, text.index("the gate"), text.index("” in"))
    quotation = Quotation(id="q", article="a", content=(content,), kind=kind)
    assert _quoted(text, quotation) == expected


def test_an_apostrophe_opens_nothing():
    assert _quoted("The keepers' hut isn't Tamsin's, and the boats' owners' club is shut.") == ""


def test_a_paragraph_that_opens_and_does_not_close_is_quoted_to_its_end():
    assert _quoted("“The gate was open.\nThe keeper slept.") == "the gate was open"


def test_a_stray_mark_inside_a_line_quotes_nothing():
    assert _quoted('The gate was 12" wide and the keeper slept.') == ""


@given(st.text(alphabet="ab “”\"'‘’«»\n.", max_size=80))
def test_no_text_breaks_it(text):
    _quoted(text)
