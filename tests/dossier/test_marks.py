# SPDX-License-Identifier: Apache-2.0
"""Layers laid flat: the pieces spell the copy, every anchor is there once, the HTML is well formed."""

import re
import time
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from ontherecord.dossier.marks import Mark, paragraphs
from ontherecord.dossier.wording import showable

LAYERS = ["name", "quotation", "reported", "time", "place", "event", "shared"]
TEXT = st.text(st.sampled_from("ab <>&\"'“”\n\n\u202e\u05d0🚢\x00"), max_size=60)


class Reading(HTMLParser):
    """The text a browser would show, with the open tags checked and the ids collected."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.text, self.open, self.ids, self.tags = "", [], [], set()

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)
        self.tags.add(tag)
        self.ids += [value for name, value in attrs if name == "id"]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


def read(html):
    reading = Reading()
    reading.feed(html)
    reading.close()
    assert not reading.open
    return reading


@st.composite
def marked_texts(draw):
    text = draw(TEXT)
    offsets = st.integers(0, len(text))
    mark = st.builds(Mark, offsets, offsets, st.sampled_from(LAYERS), st.sampled_from(["", 'a "note" <b>']))
    return text, draw(st.lists(mark, max_size=12)), draw(st.lists(st.tuples(offsets, offsets), max_size=6))


@given(marked_texts())
def test_whatever_overlaps_the_paragraphs_spell_the_copy(case):
    text, marks, anchors = case
    laid = paragraphs(text, [(0, len(text), "body")], marks, anchors, "d1")
    ids = []
    for paragraph in laid:
        reading = read(str(paragraph.html))
        assert reading.text == showable(text[paragraph.start : paragraph.end])
        assert reading.tags <= {"span", "i"}
        ids += reading.ids
    if laid:
        assert sorted(ids) == sorted({f"d1:{a}-{z}" for a, z in anchors})
    shown = "".join(text[p.start : p.end] for p in laid)
    assert "".join(shown.split()) == "".join(text.replace("\n", "").split())


def test_overlapping_layers_share_the_piece_they_both_cover():
    html = str(
        paragraphs("0123456789", [(0, 10, "body")], [Mark(1, 6, "name"), Mark(4, 9, "time")], [(4, 6)], "d")[
            0
        ].html
    )
    assert html == (
        '0<span class="l-name">123</span><i class="at" id="d:4-6"></i><span class="l-name l-time">45</span>'
        '<span class="l-time">678</span>9'
    )


def test_a_mark_over_several_paragraphs_is_closed_and_opened_again():
    laid = paragraphs("one\n\ntwo", [(0, 8, "body")], [Mark(0, 8, "quotation")], [], "d")
    assert [str(p.html) for p in laid] == [
        '<span class="l-quotation">one</span>',
        '<span class="l-quotation">two</span>',
    ]


def test_segments_keep_their_roles():
    laid = paragraphs("Head\n\nText", [(0, 6, "headline"), (6, 10, "body")], [], [], "d")
    assert [(p.role, p.start) for p in laid] == [("headline", 0), ("body", 6)]


def test_ten_thousand_nested_marks_take_no_quadratic_time():
    size = 20_000
    text = "“a” " * (size // 4)
    marks = [Mark(n, size - n, "quotation") for n in range(10_000)]
    began = time.process_time()
    laid = paragraphs(text, [(0, size, "body")], marks, [], "d")
    assert time.process_time() - began < 5
    assert len(re.sub("<[^>]*>", "", str(laid[0].html))) == size
