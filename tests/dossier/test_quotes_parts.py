# SPDX-License-Identifier: Apache-2.0
"""The quotations of a large story stand on pages beside it: each of them once by speaker, once by date."""

import itertools
import re

import pytest

from ontherecord.dossier import dossier, parts, quotes_parts
from tests.dossier import example


@pytest.fixture
def pages(monkeypatch):
    monkeypatch.setattr(parts, "WHOLE", 0)
    monkeypatch.setattr(quotes_parts, "A_PART", 1)
    monkeypatch.setattr(quotes_parts, "A_SHELF", 1)
    return dossier(example.RECORD, example.DOCUMENTS, example.COPIES, example.MANIFEST)


def said(page):
    return re.findall(r'<article class="said [^>]*id="([^"]+)"', page)


WHOLE = dossier(example.RECORD, example.DOCUMENTS, example.COPIES, example.MANIFEST)["dossier.html"]


def test_every_statement_stands_once_on_the_pages_by_speaker_and_on_the_one_by_date(pages):
    everything = said(WHOLE)
    beside = [id for name, page in pages.items() if re.match(r"quotes-\d", name) for id in said(page)]
    assert sorted(beside) == sorted(everything)
    assert 0 < len(said(pages["dossier.html"])) < len(everything)
    assert said(pages[quotes_parts.BY_DATE]) == []
    assert pages[quotes_parts.BY_DATE].count("<li><b>") == len(everything)


def test_the_first_page_names_every_page_and_each_leads_to_the_next(pages):
    names = [name for name in pages if name.startswith("quotes-")]
    assert len(names) > 2
    listed = re.findall(r'<li><a href="(quotes-[^"]+)">', pages["dossier.html"])
    assert listed == names
    for name, later in itertools.pairwise(names):
        assert f'href="{later}" rel="next"' in pages[name]


def test_a_link_of_a_page_beside_leads_to_the_dossier(pages):
    page = pages["quotes-001.html"]
    assert 'href="dossier.html#cast-' in page
    assert 'href="#cast-' not in page
