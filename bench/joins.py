# SPDX-License-Identifier: Apache-2.0
"""Finding copies, ours beside three tools that join near duplicates: seconds and F1 in one run.

    python -m bench joins        (pip install datasketch datatrove text-dedup; each is left out where it is not there)

Comes in: synthetic articles (`bench/synth.py`) as `read` would give them. Goes out: processor seconds and F1 of
each tool, and how many times ours is faster. Refuses: to time reading, or what only ours does (credits, directions,
versions, origins); every pair of ours is verified by alignment, as it always is.

A copy is found if it is paired with an article of its family (all that go back to one report); a pair is
right if both are of one family. Peers have as many hashes as their own pages give them, and one threshold.
"""

from __future__ import annotations

import functools
import itertools
import statistics
import struct
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from bench.score import Score
from bench.synth import Made, coverage
from ontherecord.batches import batches, each
from ontherecord.model import Article, Published, Segment
from ontherecord.trace.pairs import asked, canonical, texts, verified
from ontherecord.trace.plain import wording
from ontherecord.trace.reuse import Side
from ontherecord.trace.ties import AT_ONCE

JOINED = 2_000  # articles
RUNS = 3  # medians of this many
_THRESHOLD, _SHINGLE = 0.5, 5  # half of the shingles, of five words, in common
_HASHES = 128  # of datasketch, its own default,
_MORE_HASHES = 240  # and of text-dedup, as its page has it
Corpus = tuple[list[Article], dict[str, str]]
Pairs = set[tuple[str, str]]
Join = Callable[[Mapping[str, str]], Pairs]


def scores(data: Path) -> Iterator[Score]:
    """Our join, then each peer that is installed."""
    made = list(coverage(JOINED))
    articles, copies = corpus(made)
    ours = _timed(lambda copies: _ours(articles, copies), copies)
    yield _score("seconds", ours[1], "s")
    yield Score(stage="joins", corpus="synthetic", measure="F1", value=f1(made, ours[0]), gated=False)
    for name, join in PEERS.items():
        try:
            found, seconds = _timed(join, copies)
        except ImportError as fault:
            print(f"{name} is left out: {fault}", file=sys.stderr)
            continue
        yield _score(f"seconds of {name}", seconds, "s")
        yield Score(
            stage="joins", corpus="synthetic", measure=f"F1 of {name}", value=f1(made, found), gated=False
        )
        yield Score(stage="joins", corpus="synthetic", measure=f"times faster than {name}",
                    value=seconds / ours[1], gated=False)  # fmt: skip


def _score(measure: str, value: float, unit: str) -> Score:
    return Score(stage="joins", corpus="synthetic", measure=measure, value=value, better="lower", unit=unit,
                 gated=False)  # fmt: skip


def _timed(join: Join, copies: Mapping[str, str]) -> tuple[Pairs, float]:
    """What a join finds, and the median of its processor seconds."""
    taken = []
    for _ in range(RUNS):
        started = time.process_time()
        found = join(copies)
        taken.append(time.process_time() - started)
    return found, statistics.median(taken)


def corpus(made: Iterator[Made] | Sequence[Made]) -> Corpus:
    """Synthetic articles as `read` would give them, without reading them."""
    articles, copies = [], {}
    for one in made:
        text = "\n".join((one.report.headline, *one.report.body, *one.ends))
        head, name = len(one.report.headline), one.report.id
        copies[name] = text
        segments = (
            Segment(role="headline", start=0, end=head),
            Segment(role="body", start=head, end=len(text)),
        )
        articles.append(
            Article(id=name, document=name, start=0, end=len(text), headline=one.report.headline,
                    outlet=one.report.outlet, segments=segments, published=_published(one.when))
        )  # fmt: skip
    return articles, copies


def _published(when: datetime) -> Published:
    return Published(date=when.isoformat(timespec="minutes"), basis="metadata")


def f1(made: Sequence[Made], found: Collection[tuple[str, str]]) -> float:
    """The harmonic mean of the pairs that are right and the copies that were found."""
    family: dict[str, str] = {}
    for one in made:
        copied = one.kind in ("reprint", "version") and one.source is not None
        family[one.report.id] = family[one.source or ""] if copied else one.report.id
    right = [pair for pair in found if family[pair[0]] == family[pair[1]]]
    linked = {article for pair in right for article in pair}
    copies = [one.report.id for one in made if one.kind in ("reprint", "version")]
    precision = len(right) / len(found) if found else 0.0
    recall = sum(article in linked for article in copies) / len(copies)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _ours(articles: Sequence[Article], copies: Mapping[str, str]) -> Pairs:
    ordered = canonical(articles)
    compared = texts(ordered, [wording(one, copies[one.document], None) for one in ordered])

    @functools.cache
    def side(place: int) -> Side:
        own = compared.read[place]
        words = own.words(ordered[place], copies[ordered[place].document])
        return Side(words, own.quoted, compared.common[place])

    found = (
        pair
        for some in batches(asked(compared), each, AT_ONCE)
        for pair in verified(some, lambda place: compared.read[place].numbers, side)
    )
    return {(ordered[p.a].id, ordered[p.b].id) for p in found if p and p.overlap.kind == "reprint"}


def _datasketch(copies: Mapping[str, str]) -> Pairs:
    from datasketch import MinHash, MinHashLSH  # type: ignore[import-not-found,unused-ignore]

    index, found = MinHashLSH(threshold=_THRESHOLD, num_perm=_HASHES), set()
    for name, text in copies.items():
        words = text.lower().split()
        shingles = {" ".join(words[n : n + _SHINGLE]).encode() for n in range(len(words) - _SHINGLE + 1)}
        sketch = MinHash(num_perm=_HASHES)
        sketch.update_batch(list(shingles))
        found |= {(other, name) for other in index.query(sketch)}
        index.insert(name, sketch)
    return found


def _text_dedup(copies: Mapping[str, str]) -> Pairs:
    """The signatures and bands of text-dedup; articles that share a band are a pair."""
    from text_dedup.config import MinHashAlgorithmConfig  # type: ignore[import-not-found,unused-ignore]

    config = MinHashAlgorithmConfig(
        algorithm_name="minhash",
        text_column="",
        num_perm=_MORE_HASHES,
        ngram_size=_SHINGLE,
        threshold=_THRESHOLD,
    )
    embed = config.get_embed_func()
    bands: dict[tuple[int, bytes], list[str]] = defaultdict(list)
    for name, text in copies.items():
        row = embed([text], [0])
        for band, value in zip(row["__band_idx__"], row["__band_val__"], strict=True):
            bands[band, value].append(name)
    return {pair for held in bands.values() for pair in itertools.combinations(held, 2)}


def _datatrove(copies: Mapping[str, str]) -> Pairs:
    """The first two steps of datatrove's MinHash: signatures, and pairs that share a bucket; 25 buckets of five
    hashes, which part at the threshold."""
    from datatrove.data import Document  # type: ignore[import-not-found,unused-ignore]
    from datatrove.pipeline.dedup import (  # type: ignore[import-not-found,unused-ignore]
        MinhashDedupBuckets,
        MinhashDedupSignature,
    )
    from datatrove.pipeline.dedup.minhash import MinhashConfig  # type: ignore[import-not-found,unused-ignore]

    config = MinhashConfig(n_grams=_SHINGLE, num_buckets=25, hashes_per_bucket=5)
    names = list(copies)
    with tempfile.TemporaryDirectory() as scratch:
        signed, joined = f"{scratch}/signed", f"{scratch}/joined"
        documents = (Document(text=copies[name], id=name) for name in names)
        MinhashDedupSignature(signed, config).run(documents)
        for bucket in range(config.num_buckets):
            MinhashDedupBuckets(signed, joined, config=config).run(None, bucket, config.num_buckets)
        rows = [
            row
            for file in Path(joined).glob("*.dups")
            for row in struct.iter_unpack("<4I", file.read_bytes())
        ]
    return {(names[one], names[other]) for _, one, _, other in rows}


PEERS: dict[str, Join] = {
    "datasketch LSH": _datasketch,
    "text-dedup MinHash": _text_dedup,
    "datatrove MinHash": _datatrove,
}
