# SPDX-License-Identifier: Apache-2.0
"""Datelines: the forms of the agencies, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontherecord.read.datelines import dateline


@pytest.mark.parametrize(
    ("head", "source", "date"),
    [
        ("SOFIA -- ", None, None),
        ("(SOFIA )– ", None, None),
        ("(SOFIA) — ", None, None),
        ("SOFIA (AP) — ", "AP", None),
        ("SOFIA (Reuters) -", "Reuters", None),
        ("(AFP) — ", "AFP", None),
        ("(AFP) ", "AFP", None),
        ("Sofia (dpa) - ", "dpa", None),
        ("SOFIA/VIENNA, March 5 (Halcyon) - ", "Halcyon", "March 5"),
        ("SOFIA, March 17, 2031 (Halcyon) - ", "Halcyon", "March 17, 2031"),
        ("New Sofia, 17 March (PTI): ", "PTI", "17 March"),
        ("ST. ELVIN, Mo. (AP) — ", "AP", None),
        ("PORT ELVIN, Marrowland — ", None, None),
        ("PORT ELVIN—", None, None),
    ],
)
def test_forms(head: str, source: str | None, date: str | None) -> None:
    text = head + "The talks opened on Monday."
    found = dateline(text)
    assert found is not None
    assert text[: found.length] == head
    assert (text[slice(*found.source)] if found.source else None) == source
    assert (text[slice(*found.date)] if found.date else None) == date


@pytest.mark.parametrize(
    "text",
    [
        "BREAKING — The talks opened.",
        "WATCH - The talks opened.",
        "The talks — the third this year — opened.",
        "NATO — the alliance — said no.",
        "Minister Holt (Labour) said no.",
        "“No” — that was all.",
        "",
    ],
)
def test_no_dateline(text: str) -> None:
    assert dateline(text) is None


@given(st.text(max_size=200))
def test_any_paragraph(text: str) -> None:
    found = dateline(text)
    assert found is None or 0 < found.length <= len(text)
