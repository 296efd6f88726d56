# SPDX-License-Identifier: Apache-2.0
"""The page as a whole: self-contained, escaped, deterministic, every link leads somewhere."""

import base64
import hashlib
import re
import time
from html.parser import HTMLParser

import msgspec
import pytest

from ontherecord.dossier import dossier, index
from ontherecord.model import Article, Record, Segment, Span, Story
from tests.dossier import example

MOST_SCRIPT = 60_000  # bytes
VOID = {"meta", "col", "input", "link", "br", "img"}


@pytest.fixture(scope="module")
def page():
    return dossier(example.RECORD, example.DOCUMENTS, example.COPIES, example.MANIFEST)["dossier.html"]


class Outline(HTMLParser):
    """The tags, ids and links of a page. A tag that is closed out of order fails the test."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.ids, self.hrefs, self.tags, self.open, self.sources = [], [], set(), [], []

    def handle_startendtag(self, tag, attrs):
        self.tags.add(tag)
        for name, value in attrs:
            assert not name.startswith("on"), (tag, name)
            assert name != "style"
            if name == "id":
                self.ids.append(value)
            if name == "href":
                self.hrefs.append(value)
            if name in {"src", "srcset", "data", "poster", "action"}:
                self.sources.append(value)

    def handle_starttag(self, tag, attrs):
        self.handle_startendtag(tag, attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open
        assert self.open.pop() == tag


def outline(html):
    parser = Outline()
    parser.feed(html)
    parser.close()
    return parser


def test_every_tag_is_closed_and_every_id_is_one_of_a_kind(page):
    found = outline(page)
    assert not found.open
    assert len(found.ids) == len(set(found.ids))


def test_every_link_inside_the_page_leads_somewhere(page):
    found = outline(page)
    inside = [h[1:] for h in found.hrefs if h.startswith("#")]
    assert len(inside) > 50
    assert [h for h in inside if h not in set(found.ids)] == []


def test_nothing_is_fetched_from_anywhere(page):
    found = outline(page)
    assert found.sources == []
    assert not found.tags & {"link", "img", "iframe", "object", "embed", "base", "form"}
    assert all(
        h.startswith("#") or re.fullmatch(r"(\.\./)?[a-z]+\.(jsonl|json|html)", h) for h in found.hrefs
    )
    assert "url(http" not in page
    assert "@import" not in page


def test_the_policy_allows_our_style_and_script_by_hash_and_nothing_else(page):
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1]
    assert policy.startswith("default-src 'none'")
    for tag in ("style", "script"):
        (inside,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, flags=re.S)
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_hostile_text_stays_text(page):
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "&lt;script&gt;alert(" in page
    assert page.count("<script>") == 1
    assert "\x00" not in page


def test_the_script_is_small_and_the_page_does_without_it(page):
    (script,) = re.findall(r"<script>(.*?)</script>", page, flags=re.S)
    assert len(script.encode()) < MOST_SCRIPT
    without = page.replace(script, "")
    for text in example.COPIES.values():
        words = next(line for line in text.split("\n") if line).split("<")[0].strip()
        assert words in without


def test_the_same_record_gives_the_same_bytes(page):
    assert (
        dossier(example.RECORD, example.DOCUMENTS, example.COPIES, example.MANIFEST)["dossier.html"] == page
    )


def test_an_empty_story_has_a_page_that_says_so():
    page = dossier(example.EMPTY, {}, {}, example.MANIFEST)["dossier.html"]
    assert "Untitled story" in page
    assert "No reported speech was found" in page
    assert not outline(page).open


def test_every_section_has_its_paragraph_on_methods(page):
    methods = page[page.index('id="methods"') :]
    for word in ("Brief", "Agreement", "Sources", "Quotations", "Cast", "Dates", "Events", "Articles"):
        assert f"<dt>{word}" in methods


def test_the_index_lists_stories_and_refusals():
    html = index(example.BUILD)
    assert 'href="lond-strait/dossier.html"' in html
    assert "story/broken.txt" in html
    assert "is empty" in html
    assert not outline(html).open


def test_names_that_are_markup_cannot_leave_their_attribute():
    member = example.RECORD.cast[0]
    evil = '"><script>alert(1)</script>'
    record = msgspec.structs.replace(
        example.RECORD,
        cast=(msgspec.structs.replace(member, name=evil, country=evil), *example.RECORD.cast[1:]),
        story=msgspec.structs.replace(example.RECORD.story, title=evil),
    )
    page = dossier(record, example.DOCUMENTS, example.COPIES, example.MANIFEST)["dossier.html"]
    assert page.count("<script>") == 1


def many(count):
    """A story of so many short articles, each with its own document."""
    articles, copies = [], {}
    for n in range(count):
        text = f"Headline {n}\n\nThe ministers met in Kessel, report {n} says. “We agree,” one said.\n" * 20
        document = f"d{n:08x}"
        copies[document] = text
        body = (Segment(role="body", start=0, end=len(text)),)
        articles.append(
            Article(
                id=f"a{n:08x}",
                document=document,
                start=0,
                end=len(text),
                outlet=f"Outlet {n % 90}",
                headline=f"Headline {n}",
                segments=body,
            )
        )
    story = Story(id="many", title="Many", articles=tuple(a.id for a in articles))
    return Record(story=story, articles=tuple(articles)), copies


def test_five_hundred_articles_are_laid_out_in_seconds():
    record, copies = many(500)
    began = time.process_time()
    page = dossier(record, {}, copies, example.MANIFEST)["dossier.html"]
    assert time.process_time() - began < 10
    assert page.count('<details class="page"') == 500


def test_spans_of_other_documents_do_not_break_the_page():
    record, copies = many(3)
    stray = Span(document="dffffffff", start=0, end=4, text="lost")
    sentence = msgspec.structs.replace(example.RECORD.brief[0], citations=(stray,), trimmed=())
    page = dossier(msgspec.structs.replace(record, brief=(sentence,)), {}, copies, example.MANIFEST)[
        "dossier.html"
    ]
    assert "lost" in page
    assert "#dffffffff" not in page
