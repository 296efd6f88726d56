# SPDX-License-Identifier: Apache-2.0
"""Laws of quotations: any text is read without an exception, every span re-reads, and in time."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ontherecord.annotate.parse import parse_text
from ontherecord.annotate.quotations.marks import regions
from ontherecord.annotate.quotations.quotations import quotations

PIECES = st.sampled_from(
    ['"', "“", "”", "‘", "’", "'", "«", "»", "„", "said", "Voss", "he", ",", ".", "\n\n", ":", "that", "no",
     "will go", "according to", "Orlov", "told", "the plan", "``", "''", "?", "—", "\u202e", "😀", "\u0000", "S"]
)  # fmt: skip


def check(text: str) -> int:
    """Find the quotations of a text, re-read every span, and give their number."""
    found = quotations(parse_text(text), (), document="d", article="a")
    ids = {q.id for q in found}
    assert len(ids) == len(found)
    for quotation in found:
        assert quotation.content
        assert quotation.nested_in is None or quotation.nested_in in ids
        mention = quotation.speaker.mention if quotation.speaker else None
        for span in (*quotation.content, quotation.cue, mention):
            if span is not None:
                assert 0 <= span.start < span.end <= len(text)
                assert text[span.start : span.end] == span.text
    return len(found)


@given(st.lists(PIECES, max_size=40))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text(pieces: list[str]) -> None:
    check(" ".join(pieces))
    check("".join(pieces))


@given(st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_regions_lie_in_the_text_and_nest(text: str) -> None:
    lines = [(0, len(text))] if text else []
    found = regions(text, lines)
    for region in found:
        assert 0 <= region.start <= region.inner_start <= region.inner_end <= region.end <= len(text)
    outer = sorted(r for r in found if r.depth == 0)
    for one, two in itertools.pairwise(outer):
        assert one.end <= two.start


@pytest.mark.parametrize("mark", ['"', "“", "'", "‘", '" ', ' "', "'a ", "“a” "])
def test_ten_thousand_marks_in_linear_time(mark: str) -> None:
    start = time.process_time()
    regions(mark * 10_000, [(0, len(mark) * 10_000)])
    assert time.process_time() - start < 2


def test_a_report_that_ends_the_text_with_a_comma_raises_nothing() -> None:
    for text in ("The plan has failed, he said,", "SAID THAT, SAID THAT, "):
        parse = parse_text(text)
        found = quotations(parse, (), document="d", article="a")
        assert all(text[s.start : s.end] == s.text for q in found for s in q.content)
