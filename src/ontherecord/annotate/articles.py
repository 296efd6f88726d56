# SPDX-License-Identifier: Apache-2.0
"""The annotations of many articles: each paragraph parsed once, spread over worker processes.

Comes in: articles, their frozen copies, a store of work done before. Goes out: `Annotations`, one
an article, in the order given. Refuses: nothing.
Score: `python -m bench speed` (time against bare spaCy, memory from 100 to 10,000 articles).

Two rounds. First the paragraphs that several articles carry are parsed, each once, into the
store. Then the articles go out in tasks; a worker takes from the store what it finds there and
parses the rest. So no worker waits for another, and the result does not depend on their number.
"""

from __future__ import annotations

import functools
import tempfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import metadata
from pathlib import Path

import msgspec

from ontherecord.annotate.article import annotate_article, article_parse, parsed_paragraphs
from ontherecord.annotate.parse import Paragraph, load, parse_paragraphs
from ontherecord.annotate.settings import DEFAULT_SETTINGS, Settings, named
from ontherecord.annotate.store import fetch, keep, key, open_store, present
from ontherecord.annotate.workers import default_workers, spread
from ontherecord.batches import batches
from ontherecord.code import code_of
from ontherecord.model import Annotations, Article

Kept = list[tuple[bytes, bytes]]
"""Keys and values on their way to the store."""

_TASK = 60_000  # characters a task: a second or two of parsing, so that workers end together
_WORTH_WORKERS = 150_000  # with fewer characters to do, a worker's start costs more than it saves
_PARAGRAPHS = msgspec.msgpack.Decoder(Paragraph)
_ANNOTATIONS = msgspec.msgpack.Decoder(Annotations)
_ENCODER = msgspec.msgpack.Encoder()


def annotate(
    articles: Sequence[Article],
    copies: Mapping[str, str],
    *,
    settings: Settings = DEFAULT_SETTINGS,
    workers: int | None = None,
    store: Path | None = None,
    progress: Callable[[int], object] = lambda done: None,
) -> Iterator[Annotations]:
    """Annotate articles, one result each, in the order given.

    `copies` maps document ids to frozen copies. `settings` are what the user chose; `workers`
    the number of processes (default: `default_workers`); `store` a file in which work is kept for
    the next run (default: forgotten at the end). `progress` is called with the number of articles
    done. The result does not depend on `workers` or `store`. Raises OSError if the pipeline is
    not installed.
    """
    with tempfile.TemporaryDirectory(prefix="ontherecord-") as scratch:
        path = store or Path(scratch) / "done.sqlite"
        keys = {article.id: article_key(article, copies[article.document], settings) for article in articles}
        connection = open_store(path)
        try:
            done = present(connection, list(keys.values()))
            missing = [article for article in articles if keys[article.id] not in done]
            fresh = _fresh(missing, copies, path, settings, workers or default_workers())
            for number, article in enumerate(articles, 1):
                digest = keys[article.id]
                if digest in done:
                    yield _ANNOTATIONS.decode(zlib.decompress(fetch(connection, [digest])[digest]))
                else:
                    annotations, kept = next(fresh)
                    if store is not None:
                        keep(connection, [*kept, (digest, _packed(annotations))])
                    yield annotations
                progress(number)
        finally:
            connection.close()


def _fresh(
    articles: Sequence[Article], copies: Mapping[str, str], path: Path, settings: Settings, workers: int
) -> Iterator[tuple[Annotations, Kept]]:
    size = sum(article.end - article.start for article in articles)
    workers = workers if size > _WORTH_WORKERS else 1
    _parse_shared(articles, copies, path, settings.model, workers)
    pairs = ((article, copies[article.document]) for article in articles)
    task = functools.partial(_annotate_task, path=path, settings=settings)
    for results in spread(task, batches(pairs, lambda pair: pair[0].end - pair[0].start, _TASK), workers):
        yield from results


def _parse_shared(
    articles: Sequence[Article], copies: Mapping[str, str], path: Path, model: str, workers: int
) -> None:
    """Parse the paragraphs that more than one article carries, each once, into the store."""
    counts = Counter(
        paragraph_key(text, model)
        for article in articles
        for _, text, _ in parsed_paragraphs(article, copies[article.document])
    )
    connection = open_store(path)
    wanted = sorted(digest for digest, count in counts.items() if count > 1)
    todo = set(wanted) - present(connection, wanted)
    texts = _once(articles, copies, todo, model)
    for batch in spread(functools.partial(_parse_task, model=model), batches(texts, len, _TASK), workers):
        keep(connection, batch)
    connection.close()


def _once(
    articles: Sequence[Article], copies: Mapping[str, str], todo: set[bytes], model: str
) -> Iterator[str]:
    for article in articles:
        for _, text, _ in parsed_paragraphs(article, copies[article.document]):
            digest = paragraph_key(text, model)
            if digest in todo:
                todo.remove(digest)
                yield text


def _parse_task(texts: list[str], model: str) -> Kept:
    parsed = parse_paragraphs(load(model), texts)
    return [(paragraph_key(t, model), _packed(p)) for t, p in zip(texts, parsed, strict=True)]


def _annotate_task(
    pairs: list[tuple[Article, str]], path: Path, settings: Settings
) -> list[tuple[Annotations, Kept]]:
    model = settings.model
    wanted = {text: paragraph_key(text, model) for pair in pairs for _, text, _ in parsed_paragraphs(*pair)}
    connection = open_store(path)
    stored = fetch(connection, list(wanted.values()))
    connection.close()
    parsed = {t: _PARAGRAPHS.decode(zlib.decompress(stored[k])) for t, k in wanted.items() if k in stored}
    results = annotated(pairs, settings, parsed)
    new = [(wanted[text], _packed(parsed[text])) for text in wanted if wanted[text] not in stored]
    return [(annotations, [] if n else new) for n, annotations in enumerate(results)]


def annotated(
    pairs: Sequence[tuple[Article, str]], settings: Settings, parsed: dict[str, Paragraph] | None = None
) -> list[Annotations]:
    """The annotations of some articles with their copies, in this process. `parsed` holds the parses that
    are there by the text of their paragraphs, and gets the others."""
    parsed = {} if parsed is None else parsed
    texts = dict.fromkeys(text for pair in pairs for _, text, _ in parsed_paragraphs(*pair))
    if todo := [text for text in texts if text not in parsed]:
        parsed.update(zip(todo, parse_paragraphs(load(settings.model), todo), strict=True))
    return [
        annotate_article(article, article_parse(article, copy, parsed), settings) for article, copy in pairs
    ]


def _packed(value: Paragraph | Annotations) -> bytes:
    return zlib.compress(_ENCODER.encode(value), 1)


def paragraph_key(text: str, model: str) -> bytes:
    """What the parse of a paragraph depends on: its text and the pipeline."""
    return key("paragraph", pipeline_version(model), text)


def article_key(article: Article, copy: str, settings: Settings) -> bytes:
    """What the annotations of an article depend on: our code, what was chosen, the text, its segments."""
    made_with = (code_version(), pipeline_version(settings.model), *named(settings).values())
    shape = " ".join(f"{s.role}:{s.start}-{s.end}" for s in article.segments)
    text = copy[article.start : article.end]
    return key("article", *made_with, article.id, str(article.start), shape, text)


@functools.cache
def pipeline_version(model: str) -> str:
    """Name and version of the pipeline and of spaCy, without loading either."""
    name = model.replace("_", "-")
    try:
        return f"{model} {metadata.version(name)} spacy {metadata.version('spacy')}"
    except metadata.PackageNotFoundError:
        return f"{model} {load(model).meta.get('version', '')} spacy {metadata.version('spacy')}"


def code_version() -> str:
    """A hash of this package's own modules and word lists: annotations of older code are not used."""
    return code_of("annotate", "model")[:16]
