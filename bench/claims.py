# SPDX-License-Identifier: Apache-2.0
"""Scores of agreement and conflict, on small invented stories whose truth is written down.

The collection is `bench/data/agreement`, one folder a story: reports as text files, and `truth.toml`.
Its keys: `later` (added in a second round, each story written before anything was known of what the program
does with it; their errors have been read since), `round` (3: written by somebody who had not read the program, errors
read since; 4: the same, read since the figures of docs/agreement.md were taken; 5: the same, and `cause` and
`blamed` are counted as well; 6: the same, in the plain style of a wire; 7: the same, by two further writers; 8: the
sixth round's other half, which was kept apart until its figures were spent; 9: plain reports of the kind that
agencies and papers print, by a further writer; 10: the same, by two further writers), `facts` (what a brief should
carry, alternatives split by "|"), `alone` (words that one origin alone has), and `[[claim]]` with the `kind` of slot (took place, place,
date, attended, led, demanded, agreed, first, said by, number), its `standing`, and one `[[claim.side]]` a value:
`value` for the reader, `words` as pairs of file and exact words.

A claim that is found is the written one if its slot is of the same kind and the words of its values meet the
words of the sides: every side for a conflict or an update, one side otherwise. Of several the one
that meets most words is compared. A conflict that is found and written nowhere is a false one.
A number of what is demanded, proposed or agreed may be told by the claim of that. The
articles of a folder are given to the program as one story: grouping has a score of its own.

Half of what the writers of the tenth round wrote is kept apart in `bench/data/kept`: nobody reads it, errors of it are not
printed, no weight is fitted on it. Its figures tell how far the rules carry. Leave it so.

On public news every conflict that is found is counted: all stories of `newscluster` with three articles or more, one a label:
true conflicts are rare in them, so nearly all that is counted is false; and every fourth story of `allsides`, two or
three long articles each: by reading, about half of what is counted there is true, so the figure is to fall, but not to nought.
"""

from __future__ import annotations

import functools
import json
import tempfile
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from bench.corpora import ROOT, lines
from bench.score import Score
from ontherecord.annotate import annotate
from ontherecord.model import Annotations, Article, Claim, Reading, Record, Span, Story
from ontherecord.read import read
from ontherecord.reconcile import reconcile, shares
from ontherecord.reconcile.claims.grounds import meets
from ontherecord.trace import trace, traced
from ontherecord.verify import verify_record

COLLECTION = ROOT / "bench" / "data" / "agreement"
KEPT_APART = ROOT / "bench" / "data" / "kept"
KEPT = ROOT / ".cache" / "bench" / "annotations.sqlite"
SAMPLE = 60  # stories of newscluster at most: all of them
_SAMPLE_OF_PAIRS = 136  # stories of allsides, a quarter
_LEAST = 3  # articles of a story of newscluster, so that there is something to agree on; of allsides two
_FIELDS = ("title", "text", "date", "outlet", "url", "authors")
BEGAN = "who began"  # the slot of who fired first, which one writer lists as a first and another as a blame
_EVERY_SIDE = frozenset({"in-conflict", "superseded"})


class Told(NamedTuple):
    """One story as the program records it: the frozen copies, file names by document, annotations by article."""

    record: Record
    copies: dict[str, str]
    files: dict[str, str]
    notes: Mapping[str, Annotations]


class Written(NamedTuple):
    """One claim of the truth: the ranges of the words of each side."""

    kind: str
    standing: str
    sides: tuple[tuple[Span, ...], ...]


def recorded(folders: Sequence[Path]) -> Iterator[Told]:
    """The record of each folder, its inputs taken for one story. Raises RecordError where a datum does not stand as written."""
    readings = [_readings(folder) for folder in folders]
    copies = {r.document.id: r.copy for one in readings for r in one}
    articles = [a for one in readings for r in one for a in r.articles]
    KEPT.parent.mkdir(parents=True, exist_ok=True)
    notes = {n.article: n for n in annotate(articles, copies, workers=1, store=KEPT)}
    for folder, one in zip(folders, readings, strict=True):
        own = [a for r in one for a in r.articles]
        tracing = trace(own, copies, notes)
        own = list(traced(own, tracing))
        story = _story(folder.name, own)
        share = shares([story], own, tracing)[story.id]
        record = reconcile(story, share.articles, copies, notes, share.tracing)
        verify_record(record, copies, (a.id for a in record.articles))
        files = {r.document.id: Path(r.document.source).name for r in one}
        yield Told(record, {d: copies[d] for d in files}, files, notes)


def _readings(folder: Path) -> list[Reading]:
    inputs = sorted(p for p in folder.iterdir() if p.suffix in {".txt", ".jsonl"})
    return [r for r in read(inputs) if isinstance(r, Reading)]


def _story(name: str, articles: Sequence[Article]) -> Story:
    return Story(id=name, title=name, articles=tuple(sorted(a.id for a in articles)))


@functools.cache
def collection(path: Path = COLLECTION) -> tuple[tuple[Told, dict[str, Any]], ...]:
    """Every story of a collection with its truth."""
    folders = sorted(p for p in path.iterdir() if (p / "truth.toml").exists())
    truths = [tomllib.loads((folder / "truth.toml").read_text("utf-8")) for folder in folders]
    return tuple(zip(recorded(folders), truths, strict=True))


@functools.cache
def newscluster(path: Path) -> tuple[Told, ...]:
    """Public news, one story a label: every n-th label by name."""
    return tuple(_public(path, SAMPLE, _LEAST))


def _public(path: Path, sample: int, least: int) -> Iterator[Told]:
    """So many stories of a file of labelled news, of at least so many articles each: every n-th label by name."""
    by_label: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in lines(path):
        by_label[row["label"]].append({field: row[field] for field in _FIELDS if row.get(field)})
    labels = sorted(label for label, rows in by_label.items() if len(rows) >= least)
    with tempfile.TemporaryDirectory() as scratch:
        folders = []
        for number, label in enumerate(labels[:: max(1, len(labels) // sample)][:sample]):
            folder = Path(scratch) / f"{number:03}"
            folder.mkdir()
            rows = "\n".join(json.dumps(row) for row in by_label[label])
            (folder / "articles.jsonl").write_text(rows, "utf-8")
            folders.append(folder)
        yield from recorded(folders)


def written(truth: dict[str, Any], told: Told) -> list[Written]:
    """The claims of a truth with their words found in the copies. Raises ValueError for words
    that do not stand there exactly once."""
    documents = {name: document for document, name in told.files.items()}
    return [
        Written(
            claim["kind"],
            claim["standing"],
            tuple(
                tuple(_range(documents[file], words, told.copies) for file, words in side["words"])
                for side in claim["side"]
            ),
        )
        for claim in truth.get("claim", ())
    ]


def _range(document: str, words: str, copies: dict[str, str]) -> Span:
    copy = copies[document]
    if copy.count(words) != 1:
        raise ValueError(f"{words!r} stands {copy.count(words)} times in {document}")
    start = copy.index(words)
    return Span(document=document, start=start, end=start + len(words), text=words)


def kind(claim: Claim) -> str:
    """What is compared: the slot of an event, matter or utterance; or a number."""
    name = claim.slot.name.partition(":")[0]
    if claim.by == "first, last or only":
        return "first"
    counted = claim.slot.name.startswith("number of ") or name not in _SLOTS
    return "number" if counted else name


_SLOTS = frozenset(
    {
        "took place",
        "demanded",
        "proposed",
        "agreed",
        "place",
        "date",
        "attended",
        "led",
        "said by",
        "said to",
        "cause",
        "blamed",
    }
)


def _words_met(claim: Claim, side: Sequence[Span]) -> int:
    return sum(any(meets(s, w) for v in claim.values for s in v.support) for w in side)


_WISHED = frozenset(
    {"demanded", "proposed", "agreed"}
)  # a number of what is demanded may be told with the demand


def found(one: Written, claims: Sequence[Claim]) -> Claim | None:
    """The claim of the record that is the written one, if there is any."""
    needed = len(one.sides) if one.standing in _EVERY_SIDE else 1
    fit = []
    for claim in claims:
        met = [_words_met(claim, side) for side in one.sides]
        began = claim.slot.name == BEGAN and one.kind == "blamed"
        wished = one.kind == "number" and kind(claim) in _WISHED and claim.standing == one.standing
        if (kind(claim) == one.kind or began or wished) and sum(map(bool, met)) >= needed:
            fit.append((sum(met), -len(claim.values), claim.id, claim))
    return max(fit, default=(0, 0, "", None), key=lambda f: f[:3])[3]


def lone_corroborations(record: Record) -> list[Claim]:
    """Claims called corroborated whose values rest on fewer than two origins, by the articles
    in which their words stand."""

    def origins(claim: Claim) -> set[str | None]:
        spans = [s for v in claim.values for s in v.support]
        return {
            a.origin
            for a in record.articles
            for s in spans
            if a.document == s.document and a.start <= s.start < a.end
        }

    return [c for c in record.claims if c.standing == "corroborated" and len(origins(c)) < 2]


def round_of(truth: dict[str, Any]) -> int:
    """In which round a story was added."""
    return int(truth.get("round", 2 if truth.get("later", False) else 1))


_ROUNDS = {
    1: "agreement", 2: "agreement, later stories", 3: "agreement, third round", 4: "agreement, fourth round",
    5: "agreement, fifth round", 6: "agreement, sixth round", 7: "agreement, seventh round",
    8: "agreement, sixth round, kept apart before", 9: "agreement, ninth round", 10: "agreement, tenth round",
}  # fmt: skip


def fitted_on() -> Iterator[tuple[int, Told, dict[str, Any]]]:
    """The stories that weights are fitted on, numbered: all before the ninth round, since those after it try them."""
    for number, (told, truth) in enumerate(collection()):
        if round_of(truth) < _TRIED:
            yield number, told, truth


_TRIED = 9  # fitted with the ninth and tenth as well, the weights were worse on the third and no better on those kept apart


def _of_round(corpus: str, stories: Sequence[tuple[Told, dict[str, Any]]]) -> Iterator[Score]:
    of_record, true, right, wanted, known, rightly, lone = 0, 0, 0, 0, 0, 0, 0
    for told, truth in stories:
        claims = told.record.claims
        listed = [(one, found(one, claims)) for one in written(truth, told)]
        conflicts = {c.id for one, c in listed if one.standing == "in-conflict" and c}
        of_record += sum(c.standing == "in-conflict" for c in claims)
        true += sum(c.standing == "in-conflict" and c.id in conflicts for c in claims)
        wanted += sum(one.standing == "in-conflict" for one, _ in listed)
        right += sum(one.standing == "in-conflict" == c.standing for one, c in listed if c)
        known += len(listed)
        rightly += sum(c.standing == one.standing for one, c in listed if c)
        lone += len(lone_corroborations(told.record))

    def score(measure: str, value: float) -> Score:
        return Score(stage="claims", corpus=corpus, measure=measure, value=value)

    yield score("conflict precision", true / of_record if of_record else 1.0)
    yield score("conflict recall", right / wanted)
    yield score("standing accuracy", rightly / known)
    yield Score(
        stage="claims", corpus=corpus, measure="corroborations of one origin", value=float(lone),
        better="lower", unit="claims",
    )  # fmt: skip


def scores(data: Path) -> Iterator[Score]:
    """Precision and recall of conflicts, accuracy of standing, corroborations of one origin: of the first
    stories, and of each round that was added to see how far the rules carry."""
    for number, corpus in _ROUNDS.items():
        stories = [(told, truth) for told, truth in collection() if round_of(truth) == number]
        if stories:
            yield from _of_round(corpus, stories)
    yield from _of_round("kept apart", collection(KEPT_APART))
    public = {"newscluster": (SAMPLE, _LEAST), "allsides": (_SAMPLE_OF_PAIRS, 2)}
    for name, (sample, least) in public.items():
        path = data / "stories" / f"{name}_dev.jsonl"
        if path.exists():
            told_of = newscluster(path) if name == "newscluster" else _public(path, sample, least)
            reported = sum(c.standing == "in-conflict" for told in told_of for c in told.record.claims)
            yield Score(
                stage="claims", corpus=name, measure="conflicts found", value=float(reported),
                better="lower", unit="claims",
            )  # fmt: skip
