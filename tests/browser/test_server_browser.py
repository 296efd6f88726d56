# SPDX-License-Identifier: Apache-2.0
"""The analyst's day in a real browser, against a server that listens: add, find, read, follow a citation to its
words, compare, correct, see the effect, undo, export, print. No page logs an error or asks another host."""

from __future__ import annotations

import pytest

from tests.browser.axe import faults
from tests.serve.conftest import live, made  # noqa: F401 - the fixtures

pytestmark = pytest.mark.browser
PATIENCE = 120_000  # milliseconds: work is done by other processes, which start first


@pytest.fixture
def visit(browser, live):  # noqa: F811
    """Open a page of the server as a person would; the test fails if it logs an error or asks another host."""
    contexts, wrong = [], []

    def opened(path="/", width=1280, scheme="light", script=True):
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            java_script_enabled=script,
            accept_downloads=True,
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda fault: wrong.append(str(fault)))
        page.on(
            "request",
            lambda asked: None if asked.url.startswith((live, "data:")) else wrong.append(asked.url),
        )
        page.goto(live + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not wrong, wrong


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
    form = page.locator("form.decide").filter(has_text="It is called")
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
    assert len(page.pdf()) > 50_000


def test_reading_works_without_scripts(visit) -> None:
    page = visit(script=False)
    page.goto(page.url.rstrip("/") + ferry(page))
    page.locator("ol.brief .cite a").first.click()
    assert "#d" in page.url
    assert page.get_by_role("heading", name="The articles").is_visible()
    page.get_by_role("link", name="People").first.click()
    page.locator("table.list tbody a").first.click()
    assert page.get_by_role("heading", name="What they said").is_visible()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_every_page_can_be_used_by_everybody(visit, width: int, scheme: str) -> None:
    page = visit(width=width, scheme=scheme)
    base = page.url.rstrip("/")
    story = ferry(page)
    page.goto(base + story)
    article = page.locator("details.page").first.get_attribute("id")
    other = page.locator("details.page").nth(1).get_attribute("id")
    claim = page.locator("article.claim").first.get_attribute("id")
    addresses = [
        "/", story, f"/articles/{article}", "/search?words=captain", "/people", "/person?name=Zhivko+Hristov&kind=person",
        "/places", "/place?name=Bulgaria", "/days", "/day?day=2031-03-18", "/sources", f"/compare?one={article}&other={other}",
        "/changes?since=2+days", "/add", "/downloads", "/methods", "/decisions", f"{story}correct?id={claim}", "/sign-in",
    ]  # fmt: skip
    found = []
    for address in addresses:
        page.goto(base + address)
        found += [f"{address}: {fault}" for fault in faults(page)]
        wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wider > 0:
            found.append(f"{address}: {wider} pixels wider than the screen")
    assert not found, "\n".join(found)
