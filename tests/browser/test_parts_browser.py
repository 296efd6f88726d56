# SPDX-License-Identifier: Apache-2.0
"""A large dossier in a real browser: a citation opens its article, which stands on another page."""

import pytest

pytestmark = pytest.mark.browser


def framed(page):
    """The frame of the article, once its words are lit."""
    frame = page.frame_locator("#pane iframe")
    frame.locator("mark.lit").first.wait_for()
    return frame


def test_a_citation_opens_its_article_alone_and_lights_the_words(open_page, parted):
    page = open_page(path=parted)
    page.locator('a[data-cite="4"]').click()
    frame = framed(page)
    assert "".join(frame.locator("mark.lit").all_text_contents()) == "The talks lasted three hours."
    assert frame.locator("details.page:visible").count() == 1
    assert frame.locator(".bar").is_hidden()


def test_escape_closes_it_from_inside_and_from_outside(open_page, parted):
    page = open_page(path=parted)
    for inside in (False, True):
        page.locator('a[data-cite="4"]').click()
        frame = framed(page)
        if inside:
            frame.locator("mark.lit").first.click()
        page.keyboard.press("Escape")
        page.locator("#pane").wait_for(state="hidden")
    assert page.locator("#pane iframe").count() == 0


def test_its_address_opens_it_again(open_page, parted):
    page = open_page(path=parted)
    page.locator('a[data-cite="4"]').click()
    framed(page)
    again = open_page("#" + page.url.split("#")[1], path=parted)
    assert framed(again).locator("mark.lit").first.is_visible()


def test_without_javascript_the_link_leads_to_the_page_of_the_article(open_page, parted):
    page = open_page(path=parted, java_script_enabled=False)
    page.locator('a[data-cite="4"]').click()
    page.wait_for_url("**/articles-*.html#*")
    assert page.locator("details.page").count() == 2


def test_two_articles_of_other_pages_stand_side_by_side_with_what_they_share(open_page, parted):
    page = open_page(path=parted)
    page.locator("#sources a[data-beside]").first.click()
    sides = [page.frame_locator(f".compare .side:nth-child({n}) iframe") for n in (1, 2)]
    for side in sides:
        side.locator("mark.tint").first.wait_for()
    shared = ["".join(side.locator("mark.tint").all_text_contents()) for side in sides]
    assert len(shared[0]) > 40
    assert abs(len(shared[0]) - len(shared[1])) < 10
    assert page.locator(".compare [role=status]").text_content().startswith("Reprint")
