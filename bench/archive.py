# SPDX-License-Identifier: Apache-2.0
"""A large archive beside a small one: search, the list of stories, adding, updating.

    python -m bench archive

Synthetic coverage (`bench.synth`) is added through the archive's own door and told in its true stories. A
small archive has 1,000 articles, a large one 100,000. `search` and `stories` are the slowest of several questions, each
the median of some runs, in milliseconds of processor time. `adding 100` is what the verb does, to read a hundred articles
from a file and keep them, in the large archive over the small one; `keeping 100` is the database's part of it. Both archives are
added to in turn, a hundred each, `ROUNDS` times (the small one ends with 3,100), so that what else the machine does falls on both;
medians are compared.
`updating` is the whole of an update after 100 articles more, at `UPDATED` articles, over that of a tenth as many, and
`records made anew` how many records that update made over the stories that it changed: what it does anew of
records and annotations does not grow, tracing and grouping do (docs/archive.md). `stories that no arrival joined` tells
how stable stories are. `correcting` is the same of an update after a decision, which traces and groups nothing. Its articles
are not annotated: parsing is measured by `python -m bench speed`.
"""

from __future__ import annotations

import hashlib
import itertools
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from msgspec.structs import replace
from sqlalchemy import select

from bench.score import Score
from bench.synth import Made, coverage, lines
from ontherecord.archive import Archive, open_archive, records, stories
from ontherecord.archive.queries import pairs
from ontherecord.archive.stories import Told
from ontherecord.archive.tables import articles, story_articles
from ontherecord.decide.files import identified
from ontherecord.model import (
    Article,
    CopySpan,
    Decision,
    Document,
    Joining,
    Published,
    Reading,
    Record,
    Segment,
    Story,
)
from ontherecord.read import read

SMALL, LARGE, MORE = 1_000, 100_000, 100
UPDATED = 4_000
RUNS = 5
ROUNDS = 21  # hundreds added to each archive: reading a file varies by a tenth
_QUESTIONS = ("minister", "the", "dam test", '"local radio"', "contractors -rabies", "merg*", "zzyzx")
_TOGETHER = 1_000  # stories put at a time


def scores(data: Path) -> Iterator[Score]:
    """The figures; `data` is not needed. Milliseconds depend on the machine, ratios hardly."""
    with tempfile.TemporaryDirectory() as folder:
        small, large = (open_archive(Path(folder) / f"{n}.sqlite", create=True) for n in (SMALL, LARGE))
        with small, large:
            coming = [coverage(n + ROUNDS * MORE) for n in (SMALL, LARGE)]
            for archive, made, count in zip((small, large), coming, (SMALL, LARGE), strict=True):
                _fill(archive, itertools.islice(made, count))
            cheap, dear = _adding((small, large), coming, Path(folder))
            yield _figure("adding 100, large / small", dear.adding / cheap.adding)
            yield _figure("keeping 100, large / small", dear.keeping / cheap.keeping)
            yield _figure("keeping 100", 1000 * dear.keeping, "ms")
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
        few, many = (_updating(Path(folder), count) for count in (UPDATED // 10, UPDATED))
        yield _figure(f"updating, {UPDATED} / {UPDATED // 10}", many.seconds / few.seconds)
        yield _figure(f"correcting, {UPDATED} / {UPDATED // 10}", many.correcting / few.correcting)
        yield _figure("correcting", 1000 * many.correcting, "ms")
        yield _figure("records made anew / stories changed", many.anew / many.changed)
        yield _figure("stories that no arrival joined, as they were", many.stable, better="higher")


def _figure(
    measure: str, value: float, unit: str = "", better: Literal["higher", "lower"] = "lower"
) -> Score:
    return Score(
        stage="archive",
        corpus="synthetic",
        measure=measure,
        value=value,
        better=better,
        unit=unit,
        gated=False,
    )


class _Taken(NamedTuple):
    """Seconds of reading a hundred articles and keeping them, and of keeping alone."""

    adding: float
    keeping: float


def _fill(archive: Archive, made: Iterator[Made]) -> None:
    """Add articles and tell their stories."""
    homes: dict[str, list[Reading]] = defaultdict(list)
    while batch := list(map(reading, itertools.islice(made, _TOGETHER))):
        archive.add(one for one, _ in batch)
        for one, story in batch:
            homes[story].append(one)
    told(archive, homes)


def _adding(archives: Sequence[Archive], coming: Sequence[Iterator[Made]], folder: Path) -> list[_Taken]:
    """What adding a hundred articles more, from a file, takes in each archive: the medians of some rounds."""
    taken: list[list[_Taken]] = [[] for _ in archives]
    for _ in range(ROUNDS):
        for archive, made, rounds in zip(archives, coming, taken, strict=True):
            file = lines(itertools.islice(made, MORE), folder / "more.jsonl")
            begun = time.process_time()
            given = list(read([file]))
            read_by = time.process_time()
            archive.add(given)
            rounds.append(_Taken(time.process_time() - begun, time.process_time() - read_by))
    return [_Taken(*map(statistics.median, zip(*rounds, strict=True))) for rounds in taken]


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


class _Update(NamedTuple):
    """What an update cost, and one after a decision; how many records the first made, how many stories it changed; the
    share of the stories that no new article joined whose articles are the same."""

    seconds: float
    correcting: float
    anew: int
    changed: int
    stable: float


def _updating(folder: Path, count: int) -> _Update:
    """An update after some articles more, in an archive of `count`."""
    given = [one for one, _ in map(reading, coverage(count + MORE))]
    with open_archive(folder / f"updated{count}.sqlite", create=True) as archive:
        archive.add(given[:count])
        archive.update(workers=1)
        before = _homes(archive)
        archive.add(given[count:])
        begun = time.process_time()
        done = archive.update(workers=1)
        taken = time.process_time() - begun
        stable = _stable(before, _homes(archive))
        archive.decide(_decision(given[-1]))
        correcting = _seconds(lambda: archive.update(workers=1))
        return _Update(taken, correcting, done.reconciled, len(done.changed), stable)


def _homes(archive: Archive) -> dict[str, frozenset[str]]:
    """By article all articles of its story."""
    members = defaultdict(set)
    with archive.place.reading() as connection:
        home = pairs(connection, select(story_articles.c.article, story_articles.c.story))
    for article, story in home.items():
        members[story].add(article)
    return {article: frozenset(members[story]) for article, story in home.items()}


def _stable(before: Mapping[str, frozenset[str]], after: Mapping[str, frozenset[str]]) -> float:
    """Of the stories of before whose articles are in no story with a new one, the share that is as it was."""
    quiet = [one for one in {*before.values()} if all(after[article] <= before.keys() for article in one)]
    return sum(after[next(iter(one))] == one for one in quiet) / len(quiet)


def _decision(on: Reading) -> Decision:
    """A decision on the first words of a reading."""
    words = CopySpan(sha256=on.document.sha256, start=0, end=9, text=on.copy[:9])
    return identified(
        Decision(
            id="", kind="hide", about="claims", subjects=((words,),), who="bench", when="2031-03-20T10:00:00Z"
        )
    )


def _slowest(questions: Sequence[Callable[[], object]]) -> float:
    """The milliseconds of the slowest question, each the median of some runs."""
    return 1000 * max(statistics.median(_seconds(ask) for _ in range(RUNS)) for ask in questions)


def _seconds(job: Callable[[], object]) -> float:
    begun = time.process_time()
    job()
    return time.process_time() - begun
