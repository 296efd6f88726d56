# SPDX-License-Identifier: Apache-2.0
"""What a line of a head names: the outlet without its label, its staff, its date and the author beside it."""

from __future__ import annotations

import pytest

from ontherecord.read.attached import is_outlet
from ontherecord.read.bylines import byline
from ontherecord.read.heads import name_in
from ontherecord.read.lines import line


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [
        ("Kite", "Kite", False),
        ("From Kite", "Kite", True),
        ("Source: Harrow Gazette", "Harrow Gazette", True),
        ("Provided by Radio Tamsin", "Radio Tamsin", True),
        ("Read the original at Kite", "Kite", True),
        ("Published by Kite on Thursday, June 5, 2031", "Kite", True),
        ("Jo Ruiz | Kite | 5 June 2031", "Kite", True),
        ("Kite • Jo Ruiz • 3h ago", "Kite", True),
        ("Jo Ruiz, Harrow Gazette", "Harrow Gazette", True),
        ("Jo Ruiz for Kite", "Kite", True),
        ("Radio Tamsin (7 hrs ago)", "Radio Tamsin", False),
        ("44 minutes ago · Radio Tamsin", "Radio Tamsin", False),
        ("June 5, 2031 - The Lower Tamsin Observer", "The Lower Tamsin Observer", False),
        ("[Kite, 5 June 2031]", "Kite", False),
        ("Kite Staff", "Kite", True),
        ("Harrow Gazette Web Desk", "Harrow Gazette", True),
        ("Times of Lower Tamsin", "Times of Lower Tamsin", False),
    ],
)
def test_the_name_of_an_outlet(text: str, name: str, told: bool) -> None:
    found = name_in(line(text))
    assert found is not None
    assert (found.text, found.told) == (name, told)
    assert text[found.start : found.start + len(name)] == name


@pytest.mark.parametrize(
    "text",
    ["2 hours ago", "Thursday, June 5, 2031", "05.06.2031", "Updated June 5, 2031 at 9:02 AM EDT",
     "5 June 2031 | Politics", "June 5, 2031 - 10 min read", "Published on 5 June 2031"],
)  # fmt: skip
def test_a_date_names_nobody(text: str) -> None:
    assert name_in(line(text)) is None
    assert not is_outlet(line(text))


@pytest.mark.parametrize(
    "text", ["By Jo Ruiz of Kite", "By Jo Ruiz of the Portside Business", "By Kite Staff"]
)
def test_a_byline_names_its_newsroom(text: str) -> None:
    signed = byline(text)
    named = [text[a:b] for a, b in signed.organisations]
    assert named in (["Kite"], ["Portside Business"])
    assert signed.authors in (("Jo Ruiz",), ())


def test_one_word_is_no_person() -> None:
    assert byline("By Jo Ruiz and the staff").authors == ("Jo Ruiz",)
    assert byline("By QNTV").authors == ()
    assert byline("By Brightside").authors == ()
