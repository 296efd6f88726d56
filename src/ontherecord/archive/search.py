# SPDX-License-Identifier: Apache-2.0
"""Full-text search over headlines and texts: one door to FTS5 and to PostgreSQL's text search.

Comes in: words as a person types them. Goes out: `Hit`s: articles that have all of them, the best first; of words
that thousands of articles have, the best of the newest.
Refuses: nothing; signs that mean nothing to a search are left out, and no words find nothing.
Score: milliseconds a search, `python -m bench archive`.

`ferry talks` both words; `"ferry talks"` next to each other; `-ferry` not that; `ferr*` words that begin so.
Case and accents do not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, text

from ontherecord.archive.places import Place

_TERM = re.compile(r'(-?)(?:"([^"]*)"|(\S+))')
_WORD = re.compile(r"[^\W_]+")
_LIMIT = 20
_RANKED = 2_000  # articles that are ranked, the newest that have the words: "the" stands in every one
_LONGEST = 300_000  # characters of one article that PostgreSQL's index takes
OPEN, CLOSE = "[", "]"  # around the words that were found, in the passage shown


class Hit(NamedTuple):
    """An article that was found: its id and story, what it is, and a passage with the words in brackets."""

    article: str
    story: str | None
    headline: str
    outlet: str | None
    published: str | None
    passage: str


class Term(NamedTuple):
    """Words that must stand next to each other, or must not stand; the last may be a beginning."""

    words: tuple[str, ...]
    wanted: bool
    beginning: bool


def terms(said: str) -> list[Term]:
    """What a person looks for."""
    found = []
    for sign, phrase, word in _TERM.findall(said):
        words = tuple(_folded(phrase or word))
        if words:
            found.append(Term(words, not sign, not phrase and word.endswith("*")))
    return found


def learn(connection: Connection, place: Place, rows: Iterable[tuple[int, str, str]]) -> None:
    """Take articles into the index: number, headline, text."""
    if place.is_file:
        given = [{"number": n, "headline": headline, "text": copy} for n, headline, copy in rows]
        said = "INSERT INTO article_words (rowid, headline, text) VALUES (:number, :headline, :text)"
    else:
        given = [
            {"number": n, "headline": _plain(headline), "text": _plain(copy[:_LONGEST])}
            for n, headline, copy in rows
        ]
        said = (
            "INSERT INTO article_words (number, words) VALUES (:number, "
            "setweight(to_tsvector('simple', :headline), 'A') || to_tsvector('simple', :text))"
        )
    if given:
        connection.execute(text(said), given)


def _plain(words: str) -> str:
    """Words alone, without case and accents, as FTS5 sees them by itself."""
    return " ".join(_folded(words))


def _folded(words: str) -> list[str]:
    from ontherecord.trace.words import folded  # here: a list of stories need not wait for numpy

    return [folded(word) for word in _WORD.findall(words)]


def forget(connection: Connection, place: Place, numbers: Sequence[int]) -> None:
    """Take articles out of the index; their rows must still be there."""
    for number in numbers:
        if place.is_file:
            connection.execute(
                text(
                    "INSERT INTO article_words (article_words, rowid, headline, text) "
                    "SELECT 'delete', number, headline, text FROM article_texts WHERE number = :number"
                ),
                {"number": number},
            )
        else:
            connection.execute(text("DELETE FROM article_words WHERE number = :number"), {"number": number})


def search(
    connection: Connection, place: Place, said: str, *, limit: int = _LIMIT, offset: int = 0
) -> tuple[Hit, ...]:
    """The articles with the words that are looked for, the best first."""
    wanted = terms(said)
    if not any(term.wanted for term in wanted):
        return ()
    given: dict[str, object] = {
        "query": _fts5(wanted) if place.is_file else _tsquery(wanted),
        "most": _RANKED,
    }
    if place.is_file:
        given["oldest"] = connection.execute(text(_OLDEST_SQLITE), given).scalar() or 0
    asked = text(_SQLITE if place.is_file else _POSTGRESQL)
    found = connection.execute(asked, {**given, "limit": limit, "offset": offset})
    return tuple(
        Hit(row.id, row.story, row.headline, row.outlet, row.published, " ".join(row.passage.split()))
        for row in found
    )


_OLDEST_SQLITE = """
SELECT rowid FROM article_words WHERE article_words MATCH :query ORDER BY rowid DESC LIMIT 1 OFFSET :most
"""
_SQLITE = f"""
SELECT a.id, s.story, coalesce(a.headline, '') AS headline, a.outlet, a.published, found.passage FROM (
    SELECT rowid AS number, rank AS far, snippet(article_words, 1, '{OPEN}', '{CLOSE}', ' … ', 24) AS passage
    FROM article_words WHERE article_words MATCH :query AND rowid > :oldest
    ORDER BY rank LIMIT :limit OFFSET :offset
) AS found JOIN articles a ON a.number = found.number
LEFT JOIN story_articles s ON s.article = a.id ORDER BY found.far, found.number
"""
_POSTGRESQL = f"""
SELECT a.id, s.story, coalesce(a.headline, '') AS headline, a.outlet, a.published,
    ts_headline('simple', substr(c.text, a.start + 1, least(a."end" - a.start, 100000)), CAST(:query AS tsquery),
        'MaxFragments=2, MaxWords=24, MinWords=8, StartSel={OPEN}, StopSel={CLOSE}') AS passage FROM (
    SELECT number, ts_rank(words, CAST(:query AS tsquery)) AS near FROM (
        SELECT number, words FROM article_words WHERE words @@ CAST(:query AS tsquery)
        ORDER BY number DESC LIMIT :most
    ) AS newest ORDER BY near DESC, number LIMIT :limit OFFSET :offset
) AS found JOIN articles a ON a.number = found.number
JOIN documents d ON d.number = a.document JOIN copies c ON c.sha256 = d.sha256
LEFT JOIN story_articles s ON s.article = a.id ORDER BY found.near DESC, found.number
"""  # fmt: skip


def _fts5(wanted: Sequence[Term]) -> str:
    """The query as FTS5 reads it; the words hold no sign of its grammar."""

    def one(term: Term) -> str:
        return '"' + " ".join(term.words) + '"' + ("*" if term.beginning else "")

    yes = " AND ".join(one(term) for term in wanted if term.wanted)
    no = " OR ".join(one(term) for term in wanted if not term.wanted)
    return f"({yes}) NOT ({no})" if no else yes


def _tsquery(wanted: Sequence[Term]) -> str:
    """The query as PostgreSQL reads it, without accents as its index is."""

    def one(term: Term) -> str:
        words = [f"'{word}'" for word in term.words]
        words[-1] += ":*" if term.beginning else ""
        return ("" if term.wanted else "!") + "(" + " <-> ".join(words) + ")"

    return " & ".join(one(term) for term in wanted)
