# SPDX-License-Identifier: Apache-2.0
"""FollowTheMoney entities: articles, the cast and events, for OpenAleph and the tools around it.

Comes in: a `Build`. Goes out: JSON Lines, one entity a line, each after those it names.
Refuses: places as entities of their own (FollowTheMoney has addresses, not places); events that are
denied or hypothetical; dates that are no ISO date.
Score: none; `tests/export/test_ftm.py` holds every entity to the names of the model's schemata.

A name in an article is a `Mention` with the words as they stand, which points at the proposed person or body
(`resolved`): mentions and proposals stay apart, as they do in the record.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator

import msgspec

from ontherecord.export.evidence import Witnesses
from ontherecord.model import Article, Build, CastMember, Event, Record

_SCHEMATA = {"person": "Person", "organisation": "Organization", "group": "Organization"}
_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d\d(?:T\d\d:\d\d(?::\d\d)?)?)?)?(?!-\d\d(?!:))")
_SIGN = re.compile(r"[^0-9A-Za-z.-]")
_TOLD = ("happened", "ongoing", "planned")


def follow_the_money(build: Build) -> Iterator[bytes]:
    """The entities of all stories."""
    for record in build.records:
        witnesses = Witnesses(record)
        for article in record.articles:
            yield _article(record, article, build)
        for member in record.cast:
            if member.kind in _SCHEMATA:
                yield _member(record, member)
                yield from _mentions(record, member, witnesses)
        for event in record.events:
            if event.modality in _TOLD and not event.negated:
                yield _event(record, event, witnesses)


def _article(record: Record, article: Article, build: Build) -> bytes:
    copy = build.copies.get(article.document, "")
    return _entity(
        record,
        article.id,
        "Article",
        title=[article.headline or ""],
        author=article.authors,
        publisher=[article.outlet or ""],
        publishedAt=_dates(article.published.date),
        modifiedAt=_dates(article.modified),
        sourceUrl=[article.url or ""],
        bodyText=[copy[article.start : article.end]],
    )


def _member(record: Record, member: CastMember) -> bytes:
    roles = dict.fromkeys(" ".join(role.text.split()) for role in member.roles)
    said = {"position": roles} if member.kind == "person" else {"description": roles}
    aliases = [v for v in member.variants if v != member.name]
    return _entity(record, member.id, _SCHEMATA[member.kind], name=[member.name], alias=aliases, **said)


def _mentions(record: Record, member: CastMember, witnesses: Witnesses) -> Iterator[bytes]:
    seen = set()
    for span in member.mentions:
        article = witnesses.article_at(span.document, span.start)
        words = " ".join(span.text.split())
        if article is None or (article.id, words) in seen:
            continue
        seen.add((article.id, words))
        yield _entity(
            record,
            f"{member.id}-{article.id}-{hashlib.sha256(words.encode()).hexdigest()[:8]}",
            "Mention",
            name=[words],
            document=[_id(record, article.id)],
            resolved=[_id(record, member.id)],
            detectedSchema=[_SCHEMATA[member.kind]],
        )


def _event(record: Record, event: Event, witnesses: Witnesses) -> bytes:
    kinds = {m.id: m.kind for m in record.cast}
    parties = [p for p in (*event.actor, *event.recipient) if kinds.get(p) in _SCHEMATA]
    accounts = {a.id: a for a in record.accounts}
    told = [accounts[a] for a in event.accounts if a in accounts]
    return _entity(
        record,
        event.id,
        "Event",
        name=[event.title],
        date=_dates(event.date.date if event.date else None),
        location=[event.place.name] if event.place else [],
        involved=[_id(record, p) for p in parties],
        proof=[_id(record, a.article) for a in told],
        summary=[e.text for e in witnesses.all(a.span for a in told)],
        keywords=[event.type, event.modality],
    )


def _entity(record: Record, datum: str, schema: str, **properties: Iterable[str]) -> bytes:
    held = {name: [v for v in dict.fromkeys(values) if v] for name, values in properties.items()}
    made = {
        "id": _id(record, datum),
        "schema": schema,
        "properties": {name: values for name, values in held.items() if values},
    }
    return msgspec.json.encode(made) + b"\n"


def _dates(date: str | None) -> list[str]:
    """The date as FollowTheMoney holds it: an ISO date or its beginning, a moment without its zone."""
    found = _DATE.match(date or "")
    whole = found and (found.end() == len(date or "") or (date or "")[found.end()] in "Z+.-")
    return [found[0]] if found and whole else []


def _id(record: Record, datum: str) -> str:
    """An id of letters, digits, dots and hyphens, as the model wants it; any other sign by its number."""
    return _SIGN.sub(lambda sign: f"-x{ord(sign[0]):x}", f"otr-{record.story.id}-{datum}")
