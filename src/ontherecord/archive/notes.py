# SPDX-License-Identifier: Apache-2.0
"""The annotations of articles, made once and kept: by text, pipeline, our code and the settings.

Comes in: articles with their copies. Goes out: their keys, and `Annotations` by article.
Refuses: nothing; an article in a language that the pipeline does not know has no annotations.
Score: none; `tests/archive/test_updating.py` counts what is done again.

A few articles are one transaction, so that a run that is killed goes on where it was.
"""

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec
from sqlalchemy import Connection, Select, insert, select

from ontherecord.annotate import annotate
from ontherecord.annotate.articles import article_key, code_version, pipeline_version
from ontherecord.annotate.settings import Settings
from ontherecord.archive.places import Place
from ontherecord.archive.queries import among
from ontherecord.archive.tables import annotations
from ontherecord.batches import batches, each
from ontherecord.model import Annotations, Article, Quotation, Sentence, Where

_TOGETHER = 40  # articles of one transaction: some seconds of parsing, which is what a kill can cost
_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(Annotations)


class _Compared(msgspec.Struct):
    """As much of the annotations of an article as tracing looks at."""

    sentences: tuple[Sentence, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    places: tuple[Where, ...] = ()


_COMPARED = msgspec.msgpack.Decoder(_Compared)


def keys(articles: Iterable[Article], copies: Mapping[str, str], settings: Settings) -> dict[str, str]:
    """By article id the key of its annotations; `copies` are by document id."""
    return {one.id: article_key(one, copies[one.document], settings).hex() for one in articles}


def annotated(
    place: Place,
    articles: Sequence[Article],
    copies: Mapping[str, str],
    settings: Settings,
    workers: int | None = None,
    cache: Path | None = None,
    progress: Callable[[int], object] = lambda done: None,
) -> dict[str, str]:
    """Annotate what has not been annotated yet; gives the key of each article's annotations."""
    wanted = keys(articles, copies, settings)
    with place.reading() as connection:
        there = _present(connection, wanted.values())
    missing = [one for one in articles if wanted[one.id] not in there]
    made_with = {"pipeline": pipeline_version(settings.model), "code": code_version()}
    done = 0
    fresh = annotate(missing, copies, settings=settings, workers=workers, store=cache)
    for batch in batches(fresh, each, _TOGETHER):
        with place.writing() as connection:
            _keep(connection, [(wanted[one.article], one) for one in batch], made_with)
        done += len(batch)
        progress(done)
    return wanted


def _keep(
    connection: Connection, made: Sequence[tuple[str, Annotations]], made_with: Mapping[str, str]
) -> None:
    there = _present(connection, (key for key, _ in made))  # another update may have been quicker
    rows = [
        {"key": key, "article": one.article, "value": zlib.compress(_ENCODER.encode(one), 1), **made_with}
        for key, one in made
        if key not in there
    ]
    if rows:
        connection.execute(insert(annotations), rows)


def kept(connection: Connection, wanted: Mapping[str, str]) -> dict[str, Annotations]:
    """The annotations by article id; `wanted` are their keys by article id. Without a key there are none."""
    return {id: _DECODER.decode(data) for id, data in _packed(connection, wanted)}


class Compared(Mapping[str, Annotations]):
    """The same with no more than tracing looks at, each read when it is asked for: tracing remembers most of what it
    found in them, and asking for one costs a third of a millisecond, most of it to unpack. `keys` are those of the
    annotations, by article id."""

    def __init__(self, connection: Connection, keys: Mapping[str, str]) -> None:
        self._connection, self._keys = connection, keys

    def __getitem__(self, id: str) -> Annotations:
        ((_, data),) = _packed(self._connection, {id: self._keys[id]})
        return Annotations(article=id, **msgspec.structs.asdict(_COMPARED.decode(data)))

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


def _packed(connection: Connection, wanted: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    ids = {key: id for id, key in wanted.items()}
    query: Select[str, bytes] = select(annotations.c.key, annotations.c.value)
    for key, value in among(connection, query, annotations.c.key, ids):
        yield ids[key], zlib.decompress(value)


def _present(connection: Connection, wanted: Iterable[str]) -> set[str]:
    return {key for (key,) in among(connection, select(annotations.c.key), annotations.c.key, wanted)}
