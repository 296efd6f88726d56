# SPDX-License-Identifier: Apache-2.0
"""The dossier can be used by everybody: axe finds nothing serious, on a desk and a phone, by day and by night."""

import pytest

from ontherecord.dossier import dossier
from tests.browser.axe import faults
from tests.dossier import example

pytestmark = pytest.mark.browser
_UNFOLD = "() => document.querySelectorAll('details').forEach(d => { d.open = true; })"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_dossier_with_all_folds_open(open_page, width, scheme):
    page = open_page(width=width, color_scheme=scheme)
    page.evaluate(_UNFOLD)
    assert faults(page) == []


@pytest.mark.parametrize("width", [1280, 390])
def test_an_article_beside_the_page(open_page, width):
    page = open_page(width=width)
    page.locator('a[data-cite="4"]').click()
    assert faults(page) == []


def test_the_parts_of_a_large_dossier(open_page, parted):
    assert faults(open_page(path=parted)) == []
    page = open_page(path=parted.with_name("articles-001.html"))
    page.evaluate(_UNFOLD)
    assert faults(page) == []


def test_the_index_and_an_empty_story(open_page, folder, tmp_path):
    assert faults(open_page(path=folder / "index.html")) == []
    (tmp_path / "empty.html").write_text(dossier(example.EMPTY, {}, {}, example.MANIFEST)["dossier.html"])
    assert faults(open_page(path=tmp_path / "empty.html")) == []


def test_the_check_can_fail(open_page, tmp_path):
    (tmp_path / "bad.html").write_text(
        '<!doctype html><html lang="en"><title>x</title><img src="data:,"><a href="#"></a>'
    )
    assert {fault.partition(":")[0] for fault in faults(open_page(path=tmp_path / "bad.html"))} >= {
        "image-alt",
        "link-name",
    }
