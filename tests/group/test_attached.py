# SPDX-License-Identifier: Apache-2.0
"""Attached reports stand outside the story of their page unless they are reports of it."""

from __future__ import annotations

from ontherecord.group import group
from ontherecord.model import Article, Tracing

STORY = [
    "Ansel Korvath opened the gates at Harrowgate Mill and the river Eskwater flooded Lower Tamsin. Mirela Dostan of "
    "the valley board said the dyke had slipped in nine places.",
    "Families in Lower Tamsin waited for boats after the Eskwater broke its banks. Mirela Dostan walked the dyke and "
    "blamed Ansel Korvath, the keeper at Harrowgate Mill, for opening the gates.",
]
RELATED = (
    "Mirela Dostan, once of the valley board, won a poetry prize in Brindale for verses about the Eskwater. Oren "
    "Castellane of the harbour trust handed her a cheque and a bottle of plum brandy."
)


def _articles(attached: str) -> tuple[list[Article], dict[str, str]]:
    page = STORY[0] + "\n" + attached
    cut = len(STORY[0]) + 1
    articles = [
        Article(id="a0", document="d0", start=0, end=cut),
        Article(id="a0-2", document="d0", start=cut, end=len(page), attached_to="a0"),
        Article(id="a1", document="d1", start=0, end=len(STORY[1])),
    ]
    return articles, {"d0": page, "d1": STORY[1]}


def _together(attached: str) -> list[set[str]]:
    articles, copies = _articles(attached)
    return [set(story.articles) for story in group(articles, copies, {}, Tracing())]


def test_a_related_report_is_a_story_of_its_own():
    assert _together(RELATED) == [{"a0", "a1"}, {"a0-2"}]


def test_a_report_of_the_same_event_may_join():
    assert _together(STORY[1] + " Nobody slept.") == [{"a0", "a0-2", "a1"}]
