# SPDX-License-Identifier: Apache-2.0
"""One way to look for words on both databases."""

from __future__ import annotations

import pytest

from ontherecord.archive import open_archive
from ontherecord.archive.search import Term, terms
from tests.archive.conftest import Where
from tests.archive.invented import report, unread

REPORTS = {
    "ferry": "Ferry talks open\n\nAnna Holt said the joint inquiry begins on Monday.\n",
    "bridge": "Bridge closed\n\nThe joint is loose, an inquiry found; the ferry goes on.\n",
    "budget": "Budget of Lindow\n\nMinisters ministered to the minister.\n",
}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ferry", {"ferry", "bridge"}),
        ("FERRY inquiry", {"ferry", "bridge"}),
        ('"joint inquiry"', {"ferry"}),
        ("inquiry -monday", {"bridge"}),
        ('ferry -"joint inquiry"', {"bridge"}),
        ("minist*", {"budget"}),
        ("ministe", set()),
        ("-ferry", set()),
        ("", set()),
        ("\" ( ) AND OR NOT * : ^ ' ; --", set()),
        ("ferry (AND) & | ! <->", set()),
        ("ferry' & 'x", set()),
        ("*", set()),
    ],
)
def test_words_find_the_articles_that_have_them(where: Where, words: str, found: set[str]) -> None:
    readings = {name: unread(report(text, f"{name}.txt")) for name, text in REPORTS.items()}
    names = {one.articles[0].id: name for name, one in readings.items()}
    with open_archive(where(), create=True) as archive:
        archive.add(readings.values())
        hits = archive.search(words)
        assert {names[hit.article] for hit in hits} == found
        if words == "ferry":
            assert names[hits[0].article] == "ferry", "the one with the word in its headline first"
            assert all("[ferry]" in hit.passage.lower() for hit in hits)
        assert archive.search(words, limit=1) == hits[:1]


def test_what_a_person_types_is_read_as_terms() -> None:
    assert terms('a-b -"c d" e* "f*"') == [
        Term(("a", "b"), True, False), Term(("c", "d"), False, False), Term(("e",), True, True),
        Term(("f",), True, False),
    ]  # fmt: skip
