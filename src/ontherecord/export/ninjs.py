# SPDX-License-Identifier: Apache-2.0
"""ninjs 3.0, the IPTC's News in JSON: an item for each article, and one for each story with its brief.

Comes in: a `Build`. Goes out: JSON Lines, one news item a line; the story's item is of type composite and
names its articles as associations.
Refuses: a moment that is not known: ninjs wants date and time with a zone, so a day alone is left out of
`versionCreated` and told in `descriptions`.
Score: none; `tests/export/test_ninjs.py` holds every item to the names and types of the standard's schema.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from ontherecord.export.evidence import Witnesses
from ontherecord.model import Article, Build, CastMember, Record

Item = dict[str, Any]

VERSION = "3.0"
STANDARD = {
    "name": "ninjs", "version": VERSION, "schema": f"http://www.iptc.org/std/ninjs/ninjs-schema_{VERSION}.json"
}  # fmt: skip
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)")
_ADDRESS = re.compile(r"https?://[!-~]+")
_KINDS = {"person": "people", "organisation": "organisations", "group": "organisations", "place": "places"}


def ninjs(build: Build) -> Iterator[bytes]:
    """An item a line: each story, then its articles."""
    languages = {d.id: d.language for d in build.documents}
    for record in build.records:
        named = _named(record)
        items = {
            a.id: _article(record, a, languages.get(a.document), named.get(a.id, []), build)
            for a in record.articles
        }
        yield msgspec.json.encode(_story(record, items)) + b"\n"
        for item in items.values():
            yield msgspec.json.encode(item) + b"\n"


def _story(record: Record, items: dict[str, Item]) -> Item:
    sentences = [sentence.sentence for sentence in record.brief]
    return _told(
        {
            "standard": STANDARD,
            "uri": f"urn:ontherecord:{record.story.id}",
            "type": "composite",
            "language": (record.story.languages or (None,))[0],
            "title": record.story.title,
            "headlines": [{"role": "main", "value": record.story.title}],
            "edNote": "Chosen and cut by a program from the sentences of the sources." if sentences else None,
            "bodies": [_body("\n".join(sentences))] if sentences else None,
            **_subjects(list(record.cast)),
            "infoSources": [{"name": origin.name} for origin in record.origins],
            "associations": [
                {"name": article.id, "uri": items[article.id]["uri"], "type": "text"}
                for article in record.articles
            ],
        }
    )


def _article(
    record: Record, article: Article, language: str | None, cast: list[CastMember], build: Build
) -> Item:
    text = build.copies.get(article.document, "")
    body = "\n".join(text[s.start : s.end].strip() for s in article.segments if s.role == "body").strip()
    place = next((text[s.start : s.end] for s in article.segments if s.role == "dateline"), "")
    day = article.published.date or ""
    return _told(
        {
            "standard": STANDARD,
            "uri": f"urn:ontherecord:{record.story.id}:{article.id}",
            "type": "text",
            "representationType": "full" if body else "partial",
            "versionCreated": day if _MOMENT.fullmatch(day) else None,
            "language": language,
            "descriptions": [{"role": "published", "value": day}] if day else None,
            "headlines": [{"role": "main", "value": article.headline}] if article.headline else None,
            "by": ", ".join(article.authors),
            "located": " ".join(place.split()),
            "bodies": [_body(body)] if body else None,
            **_subjects(cast),
            "infoSources": [
                {"name": name} for name in dict.fromkeys((article.outlet, article.agency)) if name
            ],
            "altIds": [{"role": "address", "value": article.url}]
            if article.url and _ADDRESS.fullmatch(article.url)
            else None,
        }
    )


def _named(record: Record) -> dict[str, list[CastMember]]:
    """The cast that each article names, by its id."""
    witnesses = Witnesses(record)
    held: dict[str, list[CastMember]] = {}
    for member in record.cast:
        homes = (witnesses.article_at(s.document, s.start) for s in member.mentions)
        for article in dict.fromkeys(home.id for home in homes if home):
            held.setdefault(article, []).append(member)
    return held


def _subjects(cast: list[CastMember]) -> dict[str, list[Item]]:
    held: dict[str, list[Item]] = {}
    for member in cast:
        held.setdefault(_KINDS[member.kind], []).append({"name": member.name, "rel": "mentions"})
    return held


def _body(text: str) -> Item:
    return {
        "role": "main", "contentType": "text/plain", "charCount": len(text), "wordCount": len(text.split()),
        "value": text,
    }  # fmt: skip


def _told(item: Item) -> Item:
    """The item without what is not known."""
    return {name: value for name, value in item.items() if value not in (None, "", [])}
