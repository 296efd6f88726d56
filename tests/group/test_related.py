# SPDX-License-Identifier: Apache-2.0
"""Neighbours of a story are named with the reason, and are not part of it."""

from __future__ import annotations

from ontherecord.group import group
from ontherecord.model import Article, Tracing
from tests.group.dated import dated
from tests.group.test_stories import FLOOD, HARBOUR


def test_an_event_of_the_same_places_half_a_year_on_is_a_neighbour():
    days = ["2031-03-01", "2031-03-01", "2031-03-02", "2031-09-01", "2031-09-01", "2031-09-02"]
    articles, copies = dated([*FLOOD, *FLOOD, *HARBOUR], [*days, "2031-03-01", "2031-03-02"])
    found = group(articles, copies, {}, Tracing())
    spring, autumn, harbour = (next(s for s in found if name in s.articles) for name in ("a0", "a3", "a6"))
    assert [one.story for one in spring.related] == [autumn.id]
    assert [one.title for one in autumn.related] == [spring.title]
    assert "Tamsin" in spring.related[0].because
    assert harbour.related == ()


def test_a_report_set_apart_from_its_page_is_a_neighbour_of_its_story():
    page = FLOOD[0] + "\n" + HARBOUR[0]
    cut = len(FLOOD[0]) + 1
    articles = [
        Article(id="a0", document="d0", start=0, end=cut),
        Article(id="a0-2", document="d0", start=cut, end=len(page), attached_to="a0"),
    ]
    first, second = group(articles, {"d0": page}, {}, Tracing())
    assert [(one.story, one.because) for one in first.related] == [
        (second.id, "stands on a page with one of its reports")
    ]
