# SPDX-License-Identifier: Apache-2.0
"""Articles: found by words, read with their layers, and as data.

Comes in: words; the id of an article. Goes out: hits; a page off the shelf; the article and its text.
Refuses: an article that is not there. Score: none; `tests/serve/test_stories.py`.
"""

from __future__ import annotations

from typing import Annotated

import msgspec
from sqlalchemy import select

from ontherecord.archive import ArchiveError
from ontherecord.archive.queries import pairs
from ontherecord.archive.search import CLOSE, OPEN
from ontherecord.archive.tables import stories
from ontherecord.dossier.wording import date_in_words
from ontherecord.model import Article, Document, Quotation
from ontherecord.serve import lists
from ontherecord.serve.answers import Laid, Missing, View
from ontherecord.serve.house import Desk
from ontherecord.serve.laying import lone_page
from ontherecord.serve.packing import laid

_A_PAGE = 20
Page = Annotated[int, msgspec.Meta(ge=1, le=1000)]


class Search(View, frozen=True, kw_only=True):
    """Words to be found: "next to each other", -without, begin*."""

    words: Annotated[str, msgspec.Meta(max_length=500)] = ""
    page: Page = 1


class Stretch(View, frozen=True, kw_only=True):
    """A stretch of a passage; `found` are words that were looked for."""

    text: str
    found: bool


class FoundArticle(View, frozen=True, kw_only=True):
    """An article that has the words."""

    id: str
    headline: str
    outlet: str | None
    published: str
    address: str
    story: str | None
    story_title: str
    passage: tuple[Stretch, ...]


class Found(View, frozen=True, kw_only=True):
    """A page of what was found."""

    articles: tuple[FoundArticle, ...]
    page: int
    more: bool
    asked: Search


def found(desk: Desk, asked: Search) -> Found:
    """The articles that have all words, the best first."""
    hits = desk.archive.search(asked.words, limit=_A_PAGE + 1, offset=(asked.page - 1) * _A_PAGE)
    homes = {hit.story for hit in hits if hit.story}
    with desk.archive.place.reading() as connection:
        titles = pairs(connection, select(stories.c.id, stories.c.title).where(stories.c.id.in_(homes)))
    return Found(
        articles=tuple(
            FoundArticle(
                id=hit.article, headline=hit.headline or "No headline", outlet=hit.outlet,
                published=date_in_words(hit.published), address=f"/articles/{hit.article}", story=hit.story,
                story_title=titles.get(hit.story or "", ""), passage=tuple(_stretches(hit.passage)),
            )
            for hit in hits[:_A_PAGE]
        ),
        page=asked.page, more=len(hits) > _A_PAGE, asked=asked,
    )  # fmt: skip


def _stretches(passage: str) -> list[Stretch]:
    """A passage cut at the brackets that stand around the words found."""
    pieces = []
    for number, piece in enumerate(passage.split(OPEN)):
        words, bracket, rest = piece.partition(CLOSE)
        if number and bracket:
            pieces += [Stretch(text=words, found=True), Stretch(text=rest, found=False)]
        else:
            pieces.append(Stretch(text=(OPEN if number else "") + piece, found=False))
    return [piece for piece in pieces if piece.text]


class Named(View, frozen=True, kw_only=True):
    """An article by its id."""

    article: Annotated[str, msgspec.Meta(pattern=r"^a[0-9a-f]{8}(-[0-9]{1,6})?$")]


def page(desk: Desk, asked: Named) -> Laid:
    """The article with its layers; one that no story has yet as plain text."""
    article, story = _article(desk, asked.article)
    if story is not None:
        return desk.shelf.page(story, f"{article.id}.html")
    documents = desk.archive.documents([article.document])
    return laid(lone_page(article, documents, desk.archive.copies([article.document])))


class ArticleTold(View, frozen=True, kw_only=True):
    """An article, its text, its document, and the quotations in it."""

    article: Article
    story: str | None
    text: str
    document: Document
    quotations: tuple[Quotation, ...]


def told(desk: Desk, asked: Named) -> ArticleTold:
    """An article as data."""
    article, story = _article(desk, asked.article)
    quotations: tuple[Quotation, ...] = ()
    if story is not None:
        own = lists.with_ids(lists.lines(desk, story, "articles"), {article.id})
        article = next(iter(lists.data("articles", own)), article)
        in_it = lists.having(lists.lines(desk, story, "quotations"), "article", {article.id})
        quotations = tuple(q for q in lists.data("quotations", in_it) if q.article == article.id)
    return ArticleTold(
        article=article, story=story, quotations=quotations,
        text=desk.archive.copies([article.document])[article.document][article.start : article.end],
        document=desk.archive.documents([article.document])[0],
    )  # fmt: skip


def _article(desk: Desk, id: str) -> tuple[Article, str | None]:
    try:
        return desk.archive.article(id)
    except ArchiveError as fault:
        raise Missing(str(fault)) from fault
