# SPDX-License-Identifier: Apache-2.0
"""Picture galleries run together into one line."""

from __future__ import annotations

import pytest

from ontherecord.read.articles import articles
from ontherecord.read.declared import Declared
from ontherecord.read.galleries import is_gallery

CAPTIONS = (
    "The ferry lies on the slip at Eskwater.",
    "Divers search the channel below the lock.",
    "A lamp was left at the gate of the yard.",
    "The keeper counts the boats on Monday.",
    "Children read the gauge before school.",
)
HIDDEN = " ".join(f"Photos: The flood {text} Hide Caption {n} of 5" for n, text in enumerate(CAPTIONS, 1))
SLASHED = " ".join(f"{n}/5 {text}" for n, text in enumerate(CAPTIONS, 1))
PROSE = (
    "One of 3 boats sank and 2 of 3 crews were saved; 3 of 5 lamps were lit. The score was 4/5 in the first "
    "round, and the keeper, who is 1 of 5 brothers, said nothing."
)


@pytest.mark.parametrize("line", [HIDDEN, SLASHED, HIDDEN * 30])
def test_numbered_captions_of_one_total_are_a_gallery(line):
    assert is_gallery(line)


@pytest.mark.parametrize("line", ["", PROSE, "1 of 5 2 of 5", "word " * 600 + SLASHED, "3 of 5 " * 9])
def test_numbers_in_prose_are_no_gallery(line):
    assert not is_gallery(line)


def test_a_gallery_inside_an_article_is_a_caption():
    story = "The river rose again on Monday night, and the board shut the gates before the wind had dropped."
    text = "\n".join((story, story.replace("river", "lake"), HIDDEN, story.replace("board", "keeper")))
    (article,) = articles(text, "d1", [], Declared())
    roles = {s.role for s in article.segments if "Hide Caption" in text[s.start : s.end]}
    assert roles == {"caption"}
