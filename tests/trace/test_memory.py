# SPDX-License-Identifier: Apache-2.0
"""A tracing that remembers earlier ones finds what one finds that starts anew, and looks at what is new only."""

from __future__ import annotations

import random

import pytest

from ontherecord.group import group
from ontherecord.group.terms import all_terms
from ontherecord.model import Article, Reading
from ontherecord.read import read
from ontherecord.trace import trace
from tests.conftest import STORY
from tests.notebook import Notebook

READINGS = [one for one in read([STORY]) if isinstance(one, Reading)]
COPIES = {one.document.id: one.copy for one in READINGS}
ARTICLES = [article for one in READINGS for article in one.articles]


@pytest.mark.parametrize("seed", range(3))
def test_whatever_came_before_the_tracing_is_that_of_all_articles(seed: int) -> None:
    order = random.Random(seed).sample(ARTICLES, len(ARTICLES))
    notebook = Notebook()
    for count in (3, 9, len(order) - 1, len(order)):
        some = order[:count]
        found = trace(some, COPIES, {}, memory=notebook)
        assert found == trace(some, COPIES, {})
        terms = all_terms(some, COPIES, notebook)
        assert group(some, COPIES, {}, found, known=terms) == group(some, COPIES, {}, found)


def test_nothing_is_looked_at_twice() -> None:
    notebook = Notebook()
    trace(ARTICLES[:-1], COPIES, {}, memory=notebook)
    first = notebook.written
    trace(ARTICLES[:-1], COPIES, {}, memory=notebook)
    assert notebook.written == first, "all of it is remembered"
    trace(ARTICLES, COPIES, {}, memory=notebook)
    assert 0 < notebook.written - first < first / 2


def test_another_text_is_another_article() -> None:
    """Ids may come back with other words: what is remembered is known by the words."""
    notebook = Notebook()
    trace(ARTICLES, COPIES, {}, memory=notebook)
    changed = dict(COPIES)
    victim: Article = next(a for a in ARTICLES if a.end - a.start > 400)
    copy = COPIES[victim.document]
    changed[victim.document] = (
        copy[: victim.start] + copy[victim.start : victim.end].swapcase() + copy[victim.end :]
    )
    assert trace(ARTICLES, changed, {}, memory=notebook) == trace(ARTICLES, changed, {})
