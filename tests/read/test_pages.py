# SPDX-License-Identifier: Apache-2.0
"""HTML to text: the article, its headline on top; the ways in which a page can be hostile."""

from __future__ import annotations

import pytest

from ontherecord.read.pages import declared_charset, page, visible_text, with_headline

PARAGRAPHS = (
    "The two delegations met for the third time on Tuesday in a hotel by the river, and left without a word.",
    "“We have nothing to add to nothing,” said Ana Lutz, who speaks for the harbour office of the town.",
    "The next meeting is planned for Friday, when the ferries are to run again between the two banks.",
)
MARKUP = f"""<html><head><title>Talks end - Harbour Gazette</title></head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>Talks end without a word</h1>
{"".join(f"<p>{p}</p>" for p in PARAGRAPHS)}</article><footer>Cookies</footer></body></html>"""


def test_the_headline_stands_above_the_text() -> None:
    found = page(MARKUP)
    assert found.text.split("\n")[0] == "Talks end without a word"
    assert all(paragraph in found.text for paragraph in PARAGRAPHS)
    assert "Sport" not in found.text


def test_a_headline_that_is_there_is_not_put_twice() -> None:
    assert with_headline("Talks  end\nText.", "Talks end") == "Talks  end\nText."
    assert with_headline("Text.", None) == "Text."


def test_a_page_without_an_article_gives_its_visible_text() -> None:
    found = page("<html><body><div>One.<script>no()</script><style>p{}</style></div><div>Two.</div>")
    assert found.text.split("\n")[-2:] == ["One.", "Two."]
    assert "no()" not in found.text


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 60_000 + "The talks ended." + "</div>" * 60_000,
        "<html><body><p>" + "<b>" * 4_000 + "The talks ended.",
        "<p>The talks ended.<p>" + "<table><tr><td>" * 400,
        "<html><body>The talks ended.<!-- <p> <![CDATA[ <",
        "The talks ended.</body></html><html>",
    ],
    ids=["deep blocks", "deep inline", "open tables", "broken comment", "two ends"],
)
def test_hostile_markup_still_gives_its_text(markup: str) -> None:
    assert "The talks ended." in page(markup).text


@pytest.mark.parametrize("markup", ["", "<html>", "<html><body></body></html>", "\x00<p>\x00"])
def test_markup_without_text(markup: str) -> None:
    assert page(markup).text.strip("\x00\ufffd \n") == ""


def test_visible_text_keeps_inline_words_together() -> None:
    assert visible_text("<p>a <b>bold</b>\n word</p><p>next</p>") == "a bold word\nnext"


@pytest.mark.parametrize(
    ("head", "charset"),
    [
        (b'<meta charset="windows-1250">', "windows-1250"),
        (b"<meta http-equiv=Content-Type content='text/html; charset=koi8-r'>", "koi8-r"),
        (b'<?xml version="1.0" encoding="ISO-8859-2"?>', "ISO-8859-2"),
        (b"<p>no</p>", None),
    ],
)
def test_declared_charset(head: bytes, charset: str | None) -> None:
    assert declared_charset(head) == charset
