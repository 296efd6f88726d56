# SPDX-License-Identifier: Apache-2.0
"""The dossier of a story that the whole program built from the examples."""

from pathlib import Path

import pytest

from tests.dossier.test_page import outline

STORY = Path(__file__).parents[2] / "examples" / "story"


@pytest.fixture(scope="module")
def built():
    if not STORY.is_dir():
        pytest.skip("the example story is not there")
    try:
        import ontherecord

        build = ontherecord.build
    except (ImportError, AttributeError) as missing:
        pytest.skip(f"the program is not whole yet: {missing}")
    return build([STORY])


@pytest.fixture(scope="module")
def page(built):
    from ontherecord.dossier import dossier

    record = max(built.records, key=lambda r: len(r.articles))
    return dossier(record, {d.id: d for d in built.documents}, built.copies, built.manifest)["dossier.html"]


@pytest.mark.slow
def test_every_link_leads_somewhere_and_no_id_is_used_twice(page):
    found = outline(page)
    assert not found.open
    assert len(found.ids) == len(set(found.ids))
    assert [h for h in found.hrefs if h.startswith("#") and h[1:] not in set(found.ids)] == []


@pytest.mark.slow
def test_every_section_has_something_to_say(page):
    for words in (
        "No sentence of this story passed",
        "No claims could",
        "No reported speech",
        "Nobody is named",
    ):
        assert words not in page
    assert '<svg class="map"' in page
    assert 'class="matrix"' in page


@pytest.mark.slow
def test_the_reader_holds_every_article_of_the_story(built, page):
    record = max(built.records, key=lambda r: len(r.articles))
    assert page.count('<details class="page"') == len(record.articles)
