# SPDX-License-Identifier: Apache-2.0
"""The chain of evidence of any id of a record, in lines a person reads.

Comes in: an id and the `Build` it stands in. Goes out: lines: what it is, what it rests on, down to
the words with their outlet, document and offsets. Refuses: an id that names nothing (`UnknownId`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from ontherecord.export import STORY_KINDS
from ontherecord.model import Article, Build, Datum, Record, Span
from ontherecord.verify import spans

_DEPTH = 4  # brief -> claim -> event -> account: no chain is longer
_BELOW = {
    "brief": ("claims",),
    "claims": ("slot",),
    "events": ("accounts",),
    "meetings": ("accounts",),
    "positions": ("accounts",),
    "utterances": ("quotations",),
    "timeline": ("event", "utterance"),
    "stories": ("origins",),
}
"""For each kind the fields that name what it rests on."""


class UnknownId(Exception):
    """No datum of the build has this id."""


def explain(id: str, made: Build) -> Iterator[str]:
    """The lines that explain one id. Story-wide ids such as "b1" are explained for every story
    that has them. Raises UnknownId if nothing has the id."""
    articles = {a.id: a for record in made.records for a in record.articles}
    found = False
    for document in made.documents:
        if document.id == id:
            found = True
            yield from _document(document)
    decisions: dict[str, tuple[str, Datum]] = {o.id: ("decisions", o) for o in made.manifest.outcomes}
    if id in decisions:
        found = True
        yield from _chain(id, decisions, articles, 0, set())
    for record in made.records:
        index = _index(record)
        if id in index:
            index = decisions | index
            found = True
            if len(made.records) > 1:
                yield f"in the story {record.story.id}: {record.story.title}"
            yield from _chain(id, index, articles, 0, set())
    if not found:
        raise UnknownId(
            f"{id}: nothing in this record has that id; ids stand in its .jsonl files and in the dossier"
        )


def _index(record: Record) -> dict[str, tuple[str, Datum]]:
    index: dict[str, tuple[str, Datum]] = {record.story.id: ("stories", record.story)}
    for kind in STORY_KINDS:
        index.update((datum.id, (kind, datum)) for datum in getattr(record, kind))
    return index


def _document(document: Datum) -> Iterator[str]:
    for name, value in msgspec.structs.asdict(document).items():
        yield f"{name}: {value}"


def _chain(
    id: str, index: dict[str, tuple[str, Datum]], articles: dict[str, Article], depth: int, seen: set[str]
) -> Iterator[str]:
    kind, datum = index[id]
    seen.add(id)
    pad = "  " * depth
    yield f"{pad}{id}  ({_singular(kind)})  {_gist(datum)}"
    for name, value in _facts(datum):
        yield f"{pad}  {name}: {value}"
    listed: set[Span] = set()
    for path, span in spans(datum):
        if span not in listed:
            listed.add(span)
            yield f"{pad}  {path}: {_cited(span, articles)}"
    if depth < _DEPTH:
        for field in (*_BELOW.get(kind, ()), "decisions"):
            for below in _named(getattr(datum, field, ())):
                if below in index and below not in seen:
                    yield from _chain(below, index, articles, depth + 1, seen)


def _named(value: Any) -> list[str]:
    if isinstance(value, Datum):
        return [v for v in msgspec.structs.astuple(value) if isinstance(v, str)]
    return [value] if isinstance(value, str) else list(value or ())


def _singular(kind: str) -> str:
    return {"stories": "story", "utterances": "utterance"}.get(kind, kind.removesuffix("s"))


def _gist(datum: Datum) -> str:
    for name in ("title", "text", "sentence", "name", "headline"):
        value = getattr(datum, name, None)
        if isinstance(value, str):
            return value
    return ""


def _facts(datum: Datum) -> Iterator[tuple[str, str]]:
    """The plain fields worth a line: words, numbers, lists of words; not ids' own text again."""
    for name in datum.__struct_fields__:
        value = getattr(datum, name)
        if name in ("id", "title", "text", "sentence", "segments", "joined") or value in (None, "", (), {}):
            continue
        if isinstance(value, str | int | float):
            yield name, str(value)
        elif isinstance(value, tuple) and all(isinstance(v, str) for v in value):
            yield name, ", ".join(value)
        elif isinstance(value, Datum) and not isinstance(value, Span):
            parts = [
                f"{n}={v}"
                for n, v in msgspec.structs.asdict(value).items()
                if isinstance(v, str | int | float)
            ]
            yield name, " ".join(parts)


def _cited(span: Span, articles: dict[str, Article]) -> str:
    article = next(
        (a for a in articles.values() if a.document == span.document and a.start <= span.start < a.end), None
    )
    outlet = (article.outlet or "outlet unknown") if article else ""
    words = span.text.replace("\n", " ")
    return f"“{words}”  {outlet}, {span.document} {span.start}..{span.end}"
