# SPDX-License-Identifier: Apache-2.0
"""JSON records of the tools of the field, and feeds."""

from __future__ import annotations

from typing import Any

import pytest

from ontherecord.read.feeds import items
from ontherecord.read.records import Item, item

TEXT = "The talks ended on Tuesday.\n\nNobody spoke."


def _item(record: Any) -> Item:
    found = item(record)
    assert isinstance(found, Item)
    return found


def test_news_please() -> None:
    found = _item(
        {
            "maintext": TEXT,
            "title": "Talks end",
            "authors": ["Ana Lutz"],
            "date_publish": "2031-03-20 19:05:00",
            "date_modify": None,
            "date_download": "2031-03-24 06:00:12",
            "source_domain": "www.gazette.example",
            "url": "https://www.gazette.example/a",
            "language": "en",
        }
    )
    assert found.text == f"Talks end\n\n{TEXT}"
    assert found.declared.published == "2031-03-20T19:05:00"
    assert found.declared.fetched == "2031-03-24T06:00:12"
    assert found.declared.outlet == "www.gazette.example"


def test_fundus_with_its_sections() -> None:
    found = _item(
        {
            "title": "Talks end",
            "authors": ["Ana Lutz"],
            "publishing_date": "2031-03-20 19:05:00+01:00",
            "body": {
                "summary": ["In short."],
                "sections": [{"headline": ["Why?"], "paragraphs": ["One.", "Two."]}],
            },
            "publisher": "Harbour Gazette",
            "html": {"responded_url": "https://gazette.example/a", "content": "<p>x</p>"},
        }
    )
    assert found.text == "Talks end\n\nIn short.\n\nWhy?\n\nOne.\n\nTwo."
    assert found.declared.url == "https://gazette.example/a"
    assert found.declared.published == "2031-03-20T19:05:00+01:00"


def test_trafilatura() -> None:
    found = _item(
        {
            "title": "Talks end",
            "author": "Ana Lutz; Piet Haas",
            "hostname": "gazette.example",
            "date": "2031-03-20",
            "text": TEXT,
            "raw_text": "other",
            "source": "https://gazette.example/a",
            "source-hostname": "Harbour Gazette",
        }
    )
    assert found.declared.authors == ("Ana Lutz", "Piet Haas")
    assert found.declared.outlet == "Harbour Gazette"
    assert TEXT in found.text


def test_our_own_with_structured_date_and_agency() -> None:
    found = _item(
        {"text": TEXT, "headline": "Talks end", "published": {"date": "2031-03-20"}, "agency": "Halcyon"}
    )
    assert (found.declared.published, found.declared.agency) == ("2031-03-20", "Halcyon")


def test_a_record_with_markup_only_is_read_as_a_page() -> None:
    found = _item({"html": "<html><body><p>The talks ended.</p></body></html>", "title": "Talks end"})
    assert "The talks ended." in found.text
    assert found.declared.headline == "Talks end"


@pytest.mark.parametrize(
    "record", [{}, {"title": "x"}, {"text": "  "}, {"text": 7}, [], "text", None, {"html": ""}]
)
def test_what_has_no_text_says_so(record: object) -> None:
    assert isinstance(item(record), str)


FEED = b"""<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>NewsSkein</title>
<item><title>Talks end</title><link>https://skein.example/1</link><dc:creator>Ana Lutz</dc:creator>
<pubDate>Thu, 20 Mar 2031 19:05:00 +0100</pubDate>
<source url="https://gazette.example">Harbour Gazette</source>
<description>&lt;p&gt;The talks ended.&lt;/p&gt;&lt;p&gt;Nobody spoke.&lt;/p&gt;</description></item>
<item><title>Ferries run</title><description>They run again.</description></item></channel></rss>"""


def test_a_feed_item_names_its_source_or_else_its_feed() -> None:
    first, second = items(FEED.decode())
    assert isinstance(first, Item)
    assert isinstance(second, Item)
    assert first.text == "Talks end\n\nThe talks ended.\nNobody spoke."
    assert first.declared.outlet == "Harbour Gazette"
    assert first.declared.published == "2031-03-20T19:05:00+01:00"
    assert first.declared.authors == ("Ana Lutz",)
    assert second.declared.outlet == "NewsSkein"


def test_a_feed_expands_no_entity() -> None:
    entities = b'<!DOCTYPE r [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]>'
    bomb = entities + b"<rss><channel><item><title>&b;</title></item></channel></rss>"
    found = items(bomb.decode())
    assert isinstance(found, str) or "lol" not in "".join(one.text for one in found)


def test_broken_xml_says_so() -> None:
    assert isinstance(items("rss"), str)
