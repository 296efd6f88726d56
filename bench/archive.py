# SPDX-License-Identifier: Apache-2.0
"""A large archive beside a small one: search, the list of stories, adding, updating.

    python -m bench archive

Synthetic coverage (`bench.synth`) is added through the archive's own door and told in its true stories. A
small archive has 1,000 articles, a large one 100,000. `search` and `stories` are the slowest of several questions, each
the median of some runs, in milliseconds of processor time. `adding 100` is processor time in the large archive over that
in the small one, of articles that follow on those that are there. `updating` is the whole of an update after
100 articles more, at `UPDATED` articles, over that of a tenth as many: what it does anew of stories, records and
annotations does not grow, tracing does (docs/archive.md). Its articles are not annotated: parsing is measured by
`python -m bench speed`.
"""

from __future__ import annotations

import hashlib
import itertools
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace
from sqlalchemy import select

from bench.score import Score
from bench.synth import Made, coverage
from ontherecord.archive import Archive, open_archive, records, stories
from ontherecord.archive.queries import pairs
from ontherecord.archive.stories import Told
from ontherecord.archive.tables import articles
from ontherecord.model import Article, Document, Joining, Published, Reading, Record, Segment, Story

SMALL, LARGE, MORE = 1_000, 100_000, 100
UPDATED = 4_000
RUNS = 5
_QUESTIONS = ("minister", "the", "dam test", '"local radio"', "contractors -rabies", "merg*", "zzyzx")
_TOGETHER = 1_000  # stories put at a time


def scores(data: Path) -> Iterator[Score]:
    """The figures; `data` is not needed. Milliseconds depend on the machine, ratios hardly."""
    with tempfile.TemporaryDirectory() as folder:
        made = map(reading, coverage(LARGE + RUNS * MORE))
        small, large = (open_archive(Path(folder) / f"{n}.sqlite", create=True) for n in (SMALL, LARGE))
        with small, large:
            first = list(itertools.islice(made, SMALL + RUNS * MORE))
            cheap = _adding(small, first)
            dear = _adding(large, itertools.chain(first, made))
            yield _figure("adding 100, large / small", dear / cheap)
            questions = [lambda q=q: large.search(q) for q in _QUESTIONS]
            yield _figure("search", _slowest(questions), "ms")
            lists = [
                large.stories,
                lambda: large.stories(since="2031-01-01"),
                lambda: large.stories("dam test"),
            ]
            yield _figure("stories", _slowest(lists), "ms")
            some = [one.id for one in large.stories(limit=RUNS)]
            yield _figure("record of a story", _slowest([lambda: large.record(some[0])]), "ms")
        yield _figure(f"updating, {UPDATED} / {UPDATED // 10}", _updating(folder))


def _figure(measure: str, value: float, unit: str = "") -> Score:
    return Score(
        stage="archive",
        corpus="synthetic",
        measure=measure,
        value=value,
        better="lower",
        unit=unit,
        gated=False,
    )


def _adding(archive: Archive, made: Iterable[tuple[Reading, str]]) -> float:
    """Fill an archive, but for the last articles; the median seconds of adding a hundred of those."""
    rest: list[tuple[Reading, str]] = []
    homes: dict[str, list[Reading]] = defaultdict(list)
    while batch := list(itertools.islice(made := iter(made), _TOGETHER)):
        rest += batch
        ready, rest = rest[: -RUNS * MORE], rest[-RUNS * MORE :]
        archive.add(one for one, _ in ready)
        for one, story in ready:
            homes[story].append(one)
    told(archive, homes)
    taken = []
    for first in range(0, RUNS * MORE, MORE):
        given = [one for one, _ in rest[first : first + MORE]]
        taken.append(_seconds(lambda given=given: archive.add(given)))
    return statistics.median(taken)


def told(archive: Archive, homes: dict[str, list[Reading]]) -> None:
    """Tell the stories, with records that hold their articles."""
    made = []
    with archive.place.reading() as connection:
        ids = pairs(connection, select(articles.c.url, articles.c.id))
    for name, members in homes.items():
        own = tuple(replace(a, id=ids[a.url]) for one in members for a in one.articles)
        dates = sorted(one.published.date or "" for one in own)
        story = Story(
            id=name, title=own[0].headline or name, articles=tuple(one.id for one in own), first=dates[0], last=dates[-1],
            outlets=tuple(dict.fromkeys(one.outlet or "" for one in own)),
            joined=tuple(Joining(article=one.id, because="the truth") for one in own),
        )  # fmt: skip
        made.append((Told(story, name), Record(story=story, articles=own)))
    with archive.place.writing() as connection:
        for one, record in made:
            records.keep(connection, one.key, record)
        stories.put(connection, [one for one, _ in made])


def reading(made: Made) -> tuple[Reading, str]:
    """A synthetic report as a reading, and its story; in no language, so that it is not parsed."""
    headline = made.report.headline
    copy = "\n\n".join((headline, *made.report.body, *made.ends)) + "\n"
    digest = hashlib.sha256(copy.encode()).hexdigest()
    cut = len(headline) + 2
    article = Article(
        id=f"a{digest[:8]}", document=f"d{digest[:8]}", start=0, end=len(copy), outlet=made.report.outlet, headline=headline,
        published=Published(date=made.when.isoformat(timespec="minutes"), basis="metadata"),
        segments=(Segment(role="headline", start=0, end=cut), Segment(role="body", start=cut, end=len(copy))),
        url=f"https://coverage.example/{made.report.id}",
    )  # fmt: skip
    document = Document(
        id=article.document, source=f"coverage.jsonl#{made.report.id[1:]}", sha256=digest, bytes=len(copy),
        media_type="application/jsonl", charset="utf-8", language="xx", title=headline, articles=(article.id,),
    )  # fmt: skip
    return Reading(document=document, copy=copy, articles=(article,)), made.story


def _updating(folder: str) -> float:
    """How much more an update costs in an archive ten times as large."""
    taken = []
    for count in (UPDATED // 10, UPDATED):
        given = [one for one, _ in map(reading, coverage(count + MORE))]
        with open_archive(Path(folder) / f"updated{count}.sqlite", create=True) as archive:
            archive.add(given[:count])
            archive.update(workers=1)
            archive.add(given[count:])
            taken.append(_seconds(lambda archive=archive: archive.update(workers=1)))
    return taken[1] / taken[0]


def _slowest(questions: Sequence[Callable[[], object]]) -> float:
    """The milliseconds of the slowest question, each the median of some runs."""
    return 1000 * max(statistics.median(_seconds(ask) for _ in range(RUNS)) for ask in questions)


def _seconds(job: Callable[[], object]) -> float:
    begun = time.process_time()
    job()
    return time.process_time() - begun
