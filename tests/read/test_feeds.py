# SPDX-License-Identifier: Apache-2.0
"""Feeds: whose words an item carries, where its page is, and what it is called."""

from __future__ import annotations

import io
import json

import pytest

from ontherecord.model import Reading, Refusal
from ontherecord.read import read
from ontherecord.read.feeds import items
from ontherecord.read.inputs import readings
from ontherecord.read.records import Item
from ontherecord.read.sources import Said, Source


def _rss(rows: str, head: str = "<title>NewsSkein</title>") -> str:
    return f"<?xml version='1.0' encoding='utf-8'?><rss><channel>{head}{rows}</channel></rss>"


def _items(text: str, base: str | None = None) -> list[Item]:
    found = items(text, base)
    assert not isinstance(found, str)
    return found


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Caf&amp;eacute; &amp;amp; bar", "Café & bar"),
        ("Caf&eacute;&nbsp;&amp; bar&hellip;", "Café & bar…"),
        ("<![CDATA[Caf&eacute; <b>&</b> bar]]>", "Café & bar"),
        ("Caf&#233; &unknown; bar", "Café &unknown; bar"),
        ("Talks end - Harbour Gazette", "Talks end"),
    ],
)
def test_titles_with_entities_of_html_are_read(written: str, meant: str) -> None:
    (one,) = _items(_rss(f"<item><title>{written}</title><source>Harbour Gazette</source></item>"))
    assert one.declared.headline == meant


@pytest.mark.parametrize(
    ("source", "outlet"),
    [
        ("<source url='https://gazette.example/feed'>Harbour Gazette</source>", "Harbour Gazette"),
        ("<source url='https://www.gazette.example/feed'/>", "gazette.example"),
        ("<source><title>Harbour Gazette</title><link href='x'/></source>", "Harbour Gazette"),
        ("", "NewsSkein"),
    ],
)
def test_the_source_of_an_item_is_its_outlet(source: str, outlet: str) -> None:
    (one,) = _items(_rss(f"<item><title>Talks end</title>{source}</item>"))
    assert one.declared.outlet == outlet


def test_a_feed_without_a_title_does_not_take_that_of_an_item() -> None:
    (one,) = _items(
        _rss("<item><title>Talks end</title><description>They end.</description></item>", head="")
    )
    assert one.declared.outlet is None


@pytest.mark.parametrize(
    ("link", "base", "url"),
    [
        (
            "<link>/a/1?x=1&amp;y=2</link>",
            "https://skein.example/feed.xml",
            "https://skein.example/a/1?x=1&y=2",
        ),
        ("<link>a</link>", None, None),
        ("<link>javascript:alert(1)</link>", "https://skein.example/", None),
        ("<link>http://[bad</link>", "https://skein.example/", None),
        (
            "<link rel='enclosure' href='/x.mp3'/><link href='/a'/>",
            "https://skein.example/",
            "https://skein.example/a",
        ),
        (
            "<link rel='self' href='/f'/><link rel='alternate' href='/a'/>",
            "https://s.example/",
            "https://s.example/a",
        ),
        ("<link></link>", "https://skein.example/", None),
    ],
)
def test_links_are_whole_web_addresses_or_none(link: str, base: str | None, url: str | None) -> None:
    (one,) = _items(_rss(f"<item><title>Talks end</title>{link}</item>"), base)
    assert one.declared.url == url


def test_a_base_of_the_feed_holds() -> None:
    text = "<feed xml:base='https://s.example/a/'><entry xml:base='b/'><title>T</title><link href='c'/></entry></feed>"
    assert _items(text)[0].declared.url == "https://s.example/a/b/c"


def test_an_item_that_stands_twice_is_read_once() -> None:
    item = "<item><title>Talks end</title><link>https://g.example/1</link><description>They end.</description></item>"
    other = item.replace("They end", "They ended")
    assert [one.text for one in _items(_rss(item + item))] == ["Talks end\n\nThey end."]
    assert len(_items(_rss(item + other))) == 2


def _read(data: bytes, said: Said) -> list[Reading | Refusal]:
    from collections import Counter

    return list(readings(Source("https://s.example/feed", io.BytesIO(data), said=said), Counter()))


def test_documents_are_named_by_what_the_feed_calls_them() -> None:
    rows = (
        "<item><title>One</title><link>https://g.example/1</link></item>"
        "<item><title>Two</title><guid>tag:2</guid></item><item><title>Three</title></item>"
        "<item><title>Same</title><link>https://g.example/s</link></item>"
        "<item><title>Other</title><link>https://g.example/s</link></item>"
    )
    found = _read(_rss(rows).encode(), Said("application/rss+xml"))
    names = [one.document.source if isinstance(one, Reading) else one.source for one in found]
    assert names == [
        "https://s.example/feed#https://g.example/1", "https://s.example/feed#tag:2", "https://s.example/feed#3",
        "https://s.example/feed#4", "https://s.example/feed#5",
    ]  # fmt: skip


@pytest.mark.parametrize("declared", ["utf-8", "windows-1252", ""])
def test_a_wrong_charset_is_noticed(declared: str) -> None:
    text = _rss(
        "<item><title>Café in Ruse</title><description>Señor Núñez — “öffnet” das Café.</description></item>"
    )
    text = text.replace("encoding='utf-8'", f"encoding='{declared}'" if declared else "")
    (one,) = _read(text.encode("windows-1252"), Said("text/xml", "utf-8"))
    assert isinstance(one, Reading)
    assert one.document.title == "Café in Ruse"
    assert "“öffnet”" in one.copy


def test_text_as_xhtml_keeps_its_paragraphs() -> None:
    body = "<div xmlns='http://www.w3.org/1999/xhtml'><p>One <b>bold</b> word.</p><p>Two.</p></div>"
    (one,) = _items(f"<feed><entry><title>T</title><content type='xhtml'>{body}</content></entry></feed>")
    assert one.text == "T\n\nOne bold word.\nTwo."


def test_a_json_feed() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1", "title": "Harbour Gazette", "language": "en",
        "home_page_url": "https://gazette.example/",
        "items": [
            {"id": "1", "url": "/a/1", "title": "Talks end", "content_html": "<p>They end.</p><p>Nobody spoke.</p>",
             "date_published": "2031-03-20T19:05:00+01:00", "date_modified": "2031-03-21", "authors": [{"name": "Ana Lutz"}]},
            {"id": 2, "content_text": "Ferries run again in Ruse.", "external_url": "https://other.example/2"},
            {"id": "3"}, "no item",
        ],
    }  # fmt: skip
    for data in (json.dumps(feed).encode(), json.dumps(feed, indent=2).encode()):
        first, second, third = read(["-"], io.BytesIO(data))
        assert isinstance(first, Reading)
        assert isinstance(second, Reading)
        article = first.articles[0]
        assert first.copy == "Talks end\n\nThey end.\nNobody spoke."
        assert (article.outlet, article.url, article.authors) == (
            "Harbour Gazette",
            "https://gazette.example/a/1",
            ("Ana Lutz",),
        )
        assert (article.published.date, article.modified) == ("2031-03-20T19:05:00+01:00", "2031-03-21")
        assert second.articles[0].url == "https://other.example/2"
        assert isinstance(third, Refusal)


def test_a_json_feed_without_items_says_so() -> None:
    (one,) = read(["-"], io.BytesIO(b'{"version": "https://jsonfeed.org/version/1", "items": {"a": 1}}'))
    assert isinstance(one, Refusal)
    assert "without items" in one.reason


@pytest.mark.parametrize("tag", [":\u00db", ":", "a:", ":item", "item:"])
def test_a_tag_that_is_no_name_is_passed_over(tag: str) -> None:
    """Found by fuzzing: mended XML keeps names that no namespace can have."""
    feed = f"<rss><channel><title>Gazette</title><item><{tag}>x</{tag}><title>Ferry sails</title></item></channel></rss>"
    found = items(feed)
    assert isinstance(found, str) or any("Ferry" in item.text for item in found)


def test_a_prefix_that_nobody_declared_does_not_hide_the_author() -> None:
    feed = "<rss><channel><item><title>Ferry sails</title><dc:creator>Anna Lindqvist</dc:creator></item></channel></rss>"
    (item,) = items(feed)
    assert item.declared.authors == ("Anna Lindqvist",)
