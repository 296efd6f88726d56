# SPDX-License-Identifier: Apache-2.0
"""The dossier in a real browser: citations open their passage, also by keyboard and without JavaScript."""

import pytest

from tests.browser.axe import faults
from tests.dossier import example

pytestmark = pytest.mark.browser


def lit(page):
    return "".join(page.locator("mark.lit").all_text_contents())


def address(span):
    return f"#{span.document}:{span.start}-{span.end}"


def test_a_citation_opens_its_passage_and_lights_it(open_page):
    page = open_page()
    page.locator('a[data-cite="4"]').click()
    assert page.locator("#pane").is_visible()
    assert lit(page) == "The talks lasted three hours."
    assert page.locator("mark.lit").first.is_visible()
    assert page.url.endswith(address(example.version.span("The talks lasted three hours.")))


def test_every_citation_lights_exactly_its_words(open_page):
    page = open_page()
    spans = list(dict.fromkeys(s for b in example.BRIEF for s in b.citations))
    for number, span in enumerate(spans, 1):
        page.evaluate(f"""document.querySelector('a[data-cite="{number}"]').click()""")
        assert lit(page) == span.text


def test_escape_closes_the_article_and_gives_the_focus_back(open_page):
    page = open_page()
    mark = page.locator('a[data-cite="1"]')
    mark.focus()
    page.keyboard.press("Enter")
    assert page.locator("#pane").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#pane").is_hidden()
    assert page.evaluate("document.activeElement.dataset.cite") == "1"
    assert page.locator("details.page .away").count() == 0
    assert page.locator("mark.lit").count() == 0


def test_back_leads_back(open_page):
    page = open_page()
    page.locator('a[data-cite="1"]').click()
    page.locator('a[data-cite="2"]').click()
    second = lit(page)
    page.go_back()
    assert lit(page) not in ("", second)
    page.go_back()
    assert page.locator("#pane").is_hidden()


def test_an_address_counts_code_points_also_behind_emoji(open_page):
    span = example.hostile.span("in a note")
    assert "🚢🚢" in example.hostile.text[: span.start]
    page = open_page(address(span))
    assert lit(page) == "in a note"


def test_an_address_may_cross_paragraphs_and_marks(open_page):
    start = example.wire.span("waiting since March").start
    end = example.wire.span("We will come with an open mind").end
    page = open_page(f"#{example.wire.id}:{start}-{end}")
    assert "".join(lit(page).split()) == "".join(example.wire.text[start:end].split())


def test_hostile_text_runs_nothing(open_page):
    page = open_page(f"#{example.hostile.article}")
    assert page.locator("#pane img, #pane b, #pane script").count() == page.locator("#pane b.outlet").count()
    assert "<img src=x onerror=alert(1)>" in page.locator("#pane .text").inner_text()


def test_the_text_of_the_reader_is_the_frozen_copy(open_page):
    page = open_page()
    for copy in example.ALL:
        shown = page.evaluate(
            """(id) => [...document.querySelectorAll(`#${id} p[data-o]`)]
                .map((p) => [+p.dataset.o, p.textContent])""",
            copy.article,
        )
        for start, text in shown:
            assert text == copy.text[start : start + len(text)].replace("\x00", "\ufffd")


def test_resting_on_a_mark_shows_the_passage(open_page):
    page = open_page("#brief")
    page.locator('a[data-cite="5"]').hover()
    assert "barely an hour" in page.locator("#pop").inner_text()
    assert "Coast Radio" in page.locator("#pop").inner_text()
    page.keyboard.press("Escape")
    assert page.locator("#pop").is_hidden()


def test_layers_are_switched_on_and_off(open_page):
    page = open_page(f"#{example.wire.article}")
    name = page.locator("#pane .text .l-name").first
    plain = name.evaluate("(e) => getComputedStyle(e).textDecorationLine")
    page.locator("#layer-name").check()
    assert plain == "none"
    assert name.evaluate("(e) => getComputedStyle(e).textDecorationLine") == "underline"


def test_claims_are_filtered_by_origin(open_page):
    page = open_page()
    page.locator('[data-filter="origins"]').select_option("o-meridian")
    shown = page.locator("article.claim:visible").evaluate_all("(all) => all.map((c) => c.id)")
    assert shown == ["c-duration", "c-meeting"]
    assert page.locator(".filters .shown").inner_text() == "2 of 6 claims"


def test_a_link_into_a_fold_opens_it(open_page):
    page = open_page("#pair-r-1")
    assert page.locator("#pair-r-1").is_visible()


def test_quotes_by_date_need_no_script(open_page):
    page = open_page(java_script_enabled=False)
    assert page.locator(".by-date").is_hidden()
    page.locator("#quotes-by-date").check()
    assert page.locator(".by-date").is_visible()
    assert page.locator(".by-speaker").is_hidden()


def test_without_script_a_citation_leads_to_the_article(open_page):
    page = open_page(java_script_enabled=False)
    page.locator('a[data-cite="4"]').click()
    details = page.locator(f"#{example.version.article}")
    assert details.get_attribute("open") is not None
    assert page.locator('[data-filters="claims"]').is_hidden()


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_no_width_scrolls_sideways(open_page, width):
    page = open_page(width=width)
    page.evaluate("document.querySelectorAll('details').forEach((d) => (d.open = true))")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_a_phone_the_article_covers_the_page(open_page):
    page = open_page(width=390, height=844)
    page.locator('a[data-cite="1"]').click()
    box = page.locator("#pane").bounding_box()
    assert box["width"] == pytest.approx(390, abs=1)
    assert page.evaluate("document.getElementById('main').inert")
    page.locator("#pane-close").click()
    assert not page.evaluate("document.getElementById('main').inert")


CONTRAST = """() => {
  const parse = (c) => (c.match(/[\\d.]+/g) || []).map(Number);
  const linear = (v) => (v / 255 <= 0.03928 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4);
  const lum = ([r, g, b]) => [r, g, b].map(linear)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (e) => { for (; e; e = e.parentElement) {
    const c = parse(getComputedStyle(e).backgroundColor);
    if (c.length === 3 || c[3] === 1) return c; } return [255, 255, 255]; };
  const weak = [];
  for (const e of document.querySelectorAll("main *, .bar *, #pane *")) {
    const says = [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
    if (!says || e.closest("svg") || !e.offsetParent) continue;
    const back = getComputedStyle(e).backgroundImage !== "none" ? null : ground(e);
    if (!back) continue;
    const [a, b] = [lum(parse(getComputedStyle(e).color)), lum(back)];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) weak.push(`${e.tagName}.${e.className} ${ratio.toFixed(2)} ${e.textContent.trim()}`);
  }
  return weak;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_has_contrast_enough(open_page, scheme):
    page = open_page(address(example.wire.span("Kessel")), color_scheme=scheme)
    page.evaluate(
        """document.querySelectorAll('details, input[type=checkbox]')
            .forEach((d) => (d.open = d.checked = true))"""
    )
    assert page.evaluate(CONTRAST) == []


def test_the_tab_key_reaches_the_text_first(open_page):
    page = open_page()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.getElementById('main').contains(document.activeElement)")


def test_marked_words_get_an_address(open_page):
    page = open_page(f"#{example.hostile.article}")
    page.evaluate("""() => {
      const all = [...document.querySelectorAll("#pane p[data-o]")];
      const p = all.find((p) => p.textContent.includes("in a note"));
      const walker = document.createTreeWalker(p, NodeFilter.SHOW_TEXT);
      while (!walker.nextNode() || !walker.currentNode.data.includes("in a note"));
      const at = walker.currentNode.data.indexOf("in a note");
      getSelection().setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + 9);
      navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); };
    }""")
    page.locator("#copy-link").click()
    assert page.evaluate("window.copied").endswith(address(example.hostile.span("in a note")))


def test_paper_holds_what_was_chosen(open_page):
    page = open_page()

    def printed(selector):
        page.emulate_media(media="print")
        seen = page.locator(selector).first.is_visible()
        page.emulate_media(media="screen")
        return seen

    def choose(*names):
        for name in names:
            page.evaluate(f"document.getElementById('paper-{name}').click()")

    assert all(map(printed, ("#brief", "#claims", "#sources", "#quotes", "#timeline", "#cast")))
    assert not any(map(printed, ("#events", "#places", "#articles", "details.trimmed", ".paper", ".bar")))
    page.evaluate("document.querySelector('details.page').open = true")
    assert printed("details.page .text")
    assert not printed("details.page:not([open])")
    page.evaluate("document.querySelector('details.page').open = false")
    choose("events", "articles", "folds", "brief")
    assert all(map(printed, ("#events", "details.page .text", "details.page:last-of-type .text")))
    assert not printed("#brief")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_index_leads_to_the_story(open_page, folder):
    page = open_page(path=folder / "index.html")
    page.locator(".stories a").first.click()
    assert page.locator("h1").inner_text() == example.RECORD.story.title


def test_the_words_that_were_clicked_stay_where_they_were(open_page):
    page = open_page("#brief")
    mark = page.locator('a[data-cite="8"]')
    before = mark.bounding_box()["y"]
    mark.click()
    assert mark.bounding_box()["y"] == pytest.approx(before, abs=2)


def test_any_two_articles_stand_side_by_side(open_page):
    page = open_page()
    first, second = page.locator(".compare select").all()
    first.select_option("1")
    second.select_option("2")
    sides = page.locator(".compare .side").all()
    left, right = ("".join(side.locator("mark.tint").all_text_contents()) for side in sides)
    assert left
    assert right
    reuse = next(
        r for r in example.RECORD.reuse if {r.from_, r.to} == {a.id for a in example.RECORD.articles[:2]}
    )
    assert left == "".join(
        span.text
        for pair in reuse.passages
        for span in pair
        if span.document == example.RECORD.articles[0].document
    )
    assert page.locator(".compare [role=status]").text_content() != ""
    second.select_option("1")
    assert page.locator(".compare mark.tint").count() == 0
    assert page.locator(".compare .side .text").count() == 2


def test_without_script_nothing_is_to_choose(open_page):
    page = open_page(java_script_enabled=False)
    assert page.locator(".compare").is_hidden()


def test_a_wording_leads_to_its_passage(open_page):
    page = open_page("#quotes")
    fold = page.locator("#quotes details.variants").first
    fold.locator("summary").click()
    fold.locator("a.source").first.click()
    assert lit(page) == "with an open mind"


def test_what_has_no_day_of_speaking_stands_under_the_day_it_was_reported(open_page):
    page = open_page("#quotes", java_script_enabled=False)
    page.locator("#quotes-by-date").check()
    assert page.locator(".by-date h3:visible").first.inner_text() == "13 May 2031"
    assert page.locator(".by-date p.under:visible").count() >= 1
    words = page.locator(f'.by-date a[href="{address(example.wire.span(example.OPEN_MIND))}"]')
    assert words.is_visible()
    assert page.locator(f'[id="{address(example.wire.span(example.OPEN_MIND))[1:]}"]').count() == 1


def test_every_line_by_date_opens_its_article(open_page):
    page = open_page("#quotes")
    page.locator("#quotes-by-date").check()
    for link in page.locator('.by-date a[href*=":"]:visible').all():
        link.click()
        assert page.evaluate("decodeURIComponent(location.hash)") == link.get_attribute("href")
        assert lit(page)
        page.keyboard.press("Escape")


@pytest.mark.parametrize("width", [1280, 390])
def test_the_order_by_date_can_be_used_by_everybody(open_page, width):
    page = open_page("#quotes", width=width)
    page.locator("#quotes-by-date").check()
    assert faults(page) == []


def test_a_link_to_a_statement_shows_it_also_in_the_order_by_date(open_page):
    page = open_page("#quotes", java_script_enabled=False)
    page.locator("#quotes-by-date").check()
    page.goto(page.url.replace("#quotes", "#u-11111111"))
    page.locator("#quotes-by-date").check()
    assert page.locator("#u-11111111").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_quotes_fit_a_small_screen(open_page, scheme):
    page = open_page("#quotes", width=390, color_scheme=scheme)
    page.locator("#quotes details.variants summary").first.click()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
