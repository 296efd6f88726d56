# SPDX-License-Identifier: Apache-2.0
"""A large dossier has its articles on pages beside it, and every link leads to the right one."""

import re

import pytest
from msgspec.structs import replace

from ontherecord.dossier import dossier, parts, versions_view
from tests.dossier import example

(EDIT,) = example.RECORD.versions
RECORD = replace(example.RECORD, versions=(EDIT, replace(EDIT, id="v-2")))


@pytest.fixture
def pages(monkeypatch):
    monkeypatch.setattr(parts, "WHOLE", 0)
    monkeypatch.setattr(parts, "A_PART", 2)
    monkeypatch.setattr(versions_view, "A_SHELF", 1)
    return dossier(RECORD, example.DOCUMENTS, example.COPIES, example.MANIFEST)


def test_a_story_that_one_page_carries_has_one_page():
    assert parts.homes(example.RECORD.articles) == {}
    assert list(dossier(example.RECORD, example.DOCUMENTS, example.COPIES, example.MANIFEST)) == [
        "dossier.html"
    ]


def test_the_articles_stand_in_the_parts_and_nowhere_else(pages):
    assert list(pages)[:2] == ["dossier.html", "articles-001.html"]
    assert 'class="sheet"' not in pages["dossier.html"]
    sheets = [page.count('class="sheet"') for name, page in pages.items() if name != "dossier.html"]
    assert sum(sheets) == len(example.RECORD.articles)
    assert max(sheets) == 2


def test_every_link_leads_to_an_anchor_that_is_there(pages):
    links = re.findall(r'href="(articles-\d+\.html)#([^"]+)"', pages["dossier.html"])
    assert links
    for name, place in links:
        assert f'id="{place}"' in pages[name]


def test_the_parts_lead_to_each_other_and_back(pages):
    first, *_, last = [name for name in pages if name != "dossier.html"]
    assert 'rel="prev"' not in pages[first]
    assert 'rel="next"' not in pages[last]
    assert 'href="dossier.html"' in pages[last]


def test_every_version_stands_on_a_page_beside_and_the_first_page_leads_there(pages):
    told = re.compile(r'<div id="(v-[^"]+)">')
    beside = [id for name, page in pages.items() if name.startswith("versions-") for id in told.findall(page)]
    assert beside == ["v-1", "v-2"]
    assert told.findall(pages["dossier.html"]) == ["v-1"]
    assert '<li><a href="versions-001.html">Versions 1 to 2</a>' in pages["dossier.html"]
    assert 'href="articles-' in pages["versions-001.html"]
    assert 'href="#d' not in pages["versions-001.html"]
