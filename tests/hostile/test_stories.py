# SPDX-License-Identifier: Apache-2.0
"""Stories of several reports with hostile scraps in their sentences: built whole, verified, the same in any order.

The sentences are of the kinds that claims, meetings, updates and conflicts are made from, so that what comes
after annotating sees the scraps too.
"""

from __future__ import annotations

import io
import json

from hypothesis import given, settings
from hypothesis import strategies as st

import ontherecord as otr
from ontherecord.model import Build
from tests.hostile.texts import CYRILLIC, TURNED, UNSEEN, ZALGO

SENTENCES = (
    "Seven people died when the ferry Sveta Petka sank near Ruse on Tuesday, the mayor, Mira Holt, said.",
    "At least 12 of the 64 passengers were missing on Wednesday, according to the harbour office.",
    "Foreign Minister Ada Reyes met Jan Kovac in Vienna on Friday, and a joint inquiry was agreed.",
    "Jan Kovac did not come to Vienna, his spokesman said, and denied that there would be an inquiry.",
    "“The river was calm and the ship was old,” Reyes told reporters on Thursday.",
    "Talks on the crossing were expected next week in Giurgiu; Reyes demanded 4.5 million euros.",
    "It was the first accident on the crossing since 1987, and the worst in 30 years.",
    "The captain, Dimitar Hristov, was arrested on Sunday. He was released two days later.",
    "The ferry sank because its engine failed, investigators said; the owner blamed the wind.",
    "The owner will appeal, although Harbour Line had promised on 3 March 2031 to pay 1,200 families.",
)
SCRAPS = (
    ZALGO, TURNED, UNSEEN, "“", "”", '"', "’s ", " said ", ", who ", " -- ", "(", "[", "{{7*7}}", "\x00", "\u2028", "\n", "\n\n",
    " 9" * 40, "9" * 400, " 1,000,000,000,000 million ", " -0.0 ", " ½ ", " ²³¹ ", " 31 February 2031 ", " between 5 and 3 ",
    " not not ", " and and and ", "Reyes".translate(CYRILLIC), " Mr. ", " U.S. ", " =cmd() ", "<script>", "&#0;", "👩‍👩‍👧‍👦",
    "\ufffd", "𝟛", " zero ", " minus seven ", " none of the ", " both ", " the same day ",
)  # fmt: skip
OUTLETS = ("Harbor Gazette", "Danube Post", "Norrland Wire", "Reuters")
scraps = st.sampled_from(SCRAPS) | st.text(max_size=12)
spoilt = st.tuples(st.sampled_from(SENTENCES), st.lists(st.tuples(st.integers(0, 110), scraps), max_size=3))
reports = st.lists(st.lists(spoilt, min_size=1, max_size=5), min_size=2, max_size=4)


def sentence(parts: tuple[str, list[tuple[int, str]]]) -> str:
    text, added = parts
    for at, scrap in added:
        text = text[:at] + scrap + text[at:]
    return text


def built(lines: list[str]) -> Build:
    return otr.build(["-"], workers=1, stdin=io.BytesIO("\n".join(lines).encode("utf-8", "surrogatepass")))


@settings(max_examples=20, deadline=None)
@given(reports)
def test_a_story_with_hostile_scraps_is_whole_in_any_order(
    told: list[list[tuple[str, list[tuple[int, str]]]]],
) -> None:
    lines = [
        json.dumps({
            "title": "Ferry sinks near Ruse", "outlet": OUTLETS[n], "date": f"2031-03-{11 + n}",
            "text": f"{SENTENCES[0]} {OUTLETS[n]} learned it on the quay.\n\n" + "\n\n".join(map(sentence, parts)),
        })
        for n, parts in enumerate(told)
    ]  # fmt: skip
    made = built(lines)
    otr.verify(made)
    assert len(made.documents) == len(lines)
    assert made.records == built(lines[::-1]).records
