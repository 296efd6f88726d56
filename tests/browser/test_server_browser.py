# SPDX-License-Identifier: Apache-2.0
"""The analyst's day in a real browser, against a server that listens: add, find, read, follow a citation to its
words, compare, correct, see the effect, undo, export, print. No page logs an error or asks another host."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.browser


def ferry(page) -> str:
    """The address of the example story."""
    return page.get_by_role("link", name="Vienna ferry talks end").first.get_attribute("href")


def test_the_analysts_day(visit, tmp_path) -> None:
    page = visit()
    # add
    page.get_by_role("link", name="Add articles").click()
    page.get_by_label("Text, with its headline and byline").fill(
        "Ferry captain thanks Sofia\n\nBy Ana Petrova\n22 March 2031\n\nVIENNA - The captain of the ferry said on Saturday he was "
        "grateful.\n\n“I want to go home,” Dimitar Hristov told reporters in Vienna after the talks on the Danube ferry.\n"
    )
    page.get_by_role("button", name="Add this text").click()
    page.get_by_text("1 document added").wait_for()
    # find
    page.goto(page.url.split("/jobs")[0])
    page.get_by_label("With the words").fill("ferry captain Danube")
    page.get_by_role("button", name="Show").click()
    page.get_by_role("link", name="Vienna ferry talks end").first.click()
    # read, and follow a citation to its words
    page.locator("ol.brief .cite a").first.click()
    lit = page.locator("#pane mark.lit").first
    lit.wait_for()
    assert "#d" in page.url
    assert lit.inner_text().strip()
    page.keyboard.press("Escape")
    # the article of its own, at the words that an address names
    article = page.locator("details.page").first.get_attribute("id")
    start = int(page.locator("details.page").first.get_attribute("data-start"))
    document = page.locator("details.page").first.get_attribute("data-document")
    story = page.url.split("#")[0]
    page.goto(f"{story.split('/stories')[0]}/articles/{article}#{document}:{start + 300}-{start + 330}")
    page.locator(".lone mark.lit").first.wait_for()
    # compare
    page.locator(".near a").first.click()
    page.locator("tr.shared").first.wait_for()
    # correct, see the effect, keep
    page.goto(story)
    assert not page.locator(".mend").first.is_visible()
    page.get_by_label("Correct").check()
    row = page.locator("#cast tr").filter(has_text="Hristov").first
    name = row.locator("th bdi").first.inner_text()
    row.get_by_role("link", name="Correct").click()
    page.locator("details.decision > summary").filter(has_text="It is called").click()
    form = page.locator("details.decision[open] form")
    form.get_by_label("Its name").fill("Captain Nobody")
    form.get_by_label("Why").fill("a test")
    form.get_by_role("button").click()
    page.get_by_role("button", name="Keep it").wait_for()
    assert "Captain Nobody" in page.locator(".effect").first.inner_text()
    page.get_by_role("button", name="Keep it").click()
    page.get_by_text("Stories that are new or have changed").wait_for()
    page.goto(story)
    assert page.locator("#cast tr").filter(has_text="Captain Nobody").count()
    # undo
    page.goto(story.split("/stories")[0] + "/decisions")
    page.get_by_role("button", name="Take it back").first.click()
    page.get_by_role("button", name="Take it back").wait_for()
    page.get_by_role("button", name="Take it back").click()
    page.get_by_text("Stories that are new or have changed").wait_for()
    page.goto(story)
    assert page.locator("#cast tr").filter(has_text=name).count()
    assert not page.locator("#cast tr").filter(has_text="Captain Nobody").count()
    # export, print
    with page.expect_download() as taken:
        page.get_by_role("link", name="events with coordinates, GeoJSON").click()
    taken.value.save_as(tmp_path / "events.geojson")
    assert "FeatureCollection" in (tmp_path / "events.geojson").read_text()
    sheets = re.findall(rb"/Type\s*/Page\b[^s]", page.pdf(format="A4"))
    assert 5 < len(sheets) < 25, "an edition that can be handed over, not all that is on the page"


def test_reading_works_without_scripts(visit) -> None:
    page = visit(script=False)
    page.goto(page.url.rstrip("/") + ferry(page))
    page.locator("ol.brief .cite a").first.click()
    assert "#d" in page.url
    assert page.get_by_role("heading", name="The articles").is_visible()
    page.get_by_role("link", name="People").first.click()
    page.locator("table.rows tbody a").first.click()
    assert page.get_by_role("heading", name="What they said").is_visible()
