# SPDX-License-Identifier: Apache-2.0
"""Names: cross-document clusters on ECB+, labelled pairs of names, he and she on OntoGUM news.

Comes in: the development data. Goes out: scores. ECB+ gives the mentions (that is how its scorer and
the peers' figures work); their kinds are ours. The labelled pairs ask whether two names of a
sanctions list may be one.
"""

from __future__ import annotations

import contextlib
import csv
import io
import json
import re
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import accumulate
from pathlib import Path
from typing import Any

from msgspec import structs

from bench import reliability, typed
from bench.corpora import lines, parses, scorer
from bench.score import Score
from ontherecord.annotate.names.names import names
from ontherecord.annotate.names.references import references
from ontherecord.annotate.parse import Parse
from ontherecord.model import Annotations, Article, CastKind, CastMember, Mention
from ontherecord.reconcile.cast.cast import cast
from ontherecord.reconcile.cast.names import same_name

KINDS: dict[str, CastKind] = {"PER": "person", "ORG": "organisation", "LOC": "place"}
PEERS_ECB = {"exact string": 0.509, "normalised": 0.565, "Jaro-Winkler": 0.575, "rapidfuzz token_set": 0.794}
PEERS_PRONOUNS = {"neuralcoref": 0.63, "simple rules": 0.61}


def scores(data: Path) -> Iterator[Score]:
    """All scores of this stage."""
    yield from typed.scores()
    folder = data / "names"
    if (folder / "ecbplus_dev.jsonl").exists():
        yield from ecb(folder)
    if (folder / "name_pairs_dev.csv").exists():
        yield from name_pairs(folder)
    if (folder / "ontogum_dev.jsonl").exists():
        yield from pronouns(folder)


def ecb(folder: Path) -> Iterator[Score]:
    """Pairs of named mentions of one topic."""
    gold = list(lines(folder / "ecbplus_dev.jsonl"))
    judge = scorer(folder / "score.py")
    predicted = clustered(gold, judge.named)
    with tempfile.TemporaryDirectory() as kept:
        path = Path(kept, "predicted.jsonl")
        path.write_text("\n".join(map(json.dumps, predicted)))
        heard = io.StringIO()
        with contextlib.redirect_stdout(heard):
            judge.main(str(folder / "ecbplus_dev.jsonl"), str(path))
    found = re.search(
        r"pair P ([\d.]+) R ([\d.]+) F1 ([\d.]+) B3 P [\d.]+ R [\d.]+ F1 ([\d.]+)", heard.getvalue()
    )
    assert found
    p, r, f, b3 = map(float, found.groups())
    yield Score(stage="names", corpus="ecbplus", measure="pair F1", value=f, peers=PEERS_ECB)
    yield Score(stage="names", corpus="ecbplus", measure="pair precision", value=p)
    yield Score(stage="names", corpus="ecbplus", measure="pair recall", value=r, gated=False)
    yield Score(stage="names", corpus="ecbplus", measure="B-cubed F1", value=b3, gated=False)
    yield from reliability.scores("names", "ecbplus", "kinds", kinds_reliable(gold, judge.named))


def kinds_reliable(gold: list[dict[str, Any]], named: Any) -> Iterator[tuple[float, bool]]:
    """The confidence in the kind of each gold mention we found, and whether it is right."""
    return ((found.confidence or 0.0, found.kind == kind) for _, _, found, kind in kinds_told(gold, named))


def kinds_told(
    gold: list[dict[str, Any]], named: Any
) -> Iterator[tuple[dict[str, Any], dict[str, Any], CastMember, CastKind]]:
    """Each gold mention we found, in its document, with its cast member and the gold's kind."""
    for story in _stories(gold, named).values():
        members, index = _cast_of([(d, tuple(m for m in ours if m.by != "gold")) for d, ours, _ in story])
        by_id = {one.id: one for one in members}
        for document, _, _ in story:
            for mention in named(document):
                kind = KINDS.get(re.sub(r".*_", "", mention["type"]).replace("GEO", "LOC"))
                found = by_id.get(index.get((document["id"], mention["start"], mention["end"]), ""))
                if kind and found and found.confidence is not None:
                    yield document, mention, found, kind


def clustered(gold: list[dict[str, Any]], named: Any) -> list[dict[str, Any]]:
    """The cast id of each gold mention the scorer counts as named, a story a topic. The scorer counts
    "She" and "I" at the start of a sentence too: those get the person our references give them."""
    predicted = []
    for story in _stories(gold, named).values():
        _, index = _cast_of([(d, mentions) for d, mentions, _ in story])
        for d, _, places in story:
            predicted.append({"id": d["id"], "clusters": [index.get((d["id"], *place)) for place in places]})
    return predicted


Told = tuple[dict[str, Any], tuple[Mention, ...], list[tuple[int, int]]]


def _stories(gold: list[dict[str, Any]], named: Any) -> dict[str, list[Told]]:
    """The documents of each topic with our mentions and the gold's, and the places of the gold's."""
    stories: dict[str, list[Told]] = defaultdict(list)
    for document, parse in zip(gold, parses([d["text"] for d in gold]), strict=True):
        ours = references(parse, names(parse))
        wanted = [_as_mention(mention, ours, document["text"]) for mention in named(document)]
        kept = {(m.start, m.end): m for m in [*ours, *wanted]}
        topic = document["topic"] + "_" + document.get("sub", "")
        stories[topic].append((document, tuple(kept.values()), [(m.start, m.end) for m in wanted]))
    return stories


def _cast_of(
    story: list[tuple[dict[str, Any], tuple[Mention, ...]]],
) -> tuple[tuple[CastMember, ...], Mapping[tuple[str, int, int], str]]:
    articles = [Article(id=d["id"], document=d["id"], start=0, end=len(d["text"])) for d, _ in story]
    annotations = {d["id"]: Annotations(article=d["id"], mentions=mentions) for d, mentions in story}
    return cast(articles, {d["id"]: d["text"] for d, _ in story}, annotations)


def _as_mention(gold: dict[str, Any], ours: tuple[Mention, ...], text: str) -> Mention:
    """A gold mention as one of ours, without the quotation marks and possessives its range may have:
    our kind, roles and gender where we found a name there."""
    match = re.search(r"\w.*?(?=(?:['’]s?)?\W*$)", text[gold["start"] : gold["end"]])
    start = gold["start"] + (match.start() if match else 0)
    end = gold["start"] + match.end() if match and match.group() else gold["end"]
    best = max(ours, key=lambda m: (min(m.end, end) - max(m.start, start), -m.start), default=None)
    if best and best.start < end and best.end > start:
        if best.form != "name" and (best.start, best.end) != (start, end):
            start, end = (best.start, best.end) if best.form == "pronoun" else (start, end)
        form = best.form if (best.start, best.end) == (start, end) else "name"
        return structs.replace(best, start=start, end=end, text=text[start:end], form=form)
    kind = KINDS[re.sub(r".*_", "", gold["type"]).replace("GEO", "LOC")]
    return Mention(start=start, end=end, text=text[start:end], kind=kind, by="gold", confidence=0.5)


def name_pairs(folder: Path) -> Iterator[Score]:
    """Labelled pairs: the share told right, all and people only."""
    with (folder / "name_pairs_dev.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    right: dict[str, list[bool]] = defaultdict(list)
    for row in rows:
        told = same_name(row["name1"], row["name2"], person=row["schema"] == "Person")
        for group in ("all", row["schema"]):
            right[group].append(told == (row["is_match"] == "true"))
    for group in ("all", "Person"):
        yield Score(
            stage="names",
            corpus="name pairs",
            measure=f"accuracy {group}",
            value=sum(right[group]) / len(right[group]),
        )


def pronouns(folder: Path) -> Iterator[Score]:
    """He and she in news: the share resolved to the right person, and the precision of what is resolved."""
    gold = {d["id"]: d for d in lines(folder / "ontogum_dev.jsonl")}
    news = {key: d for key, d in gold.items() if d["genre"] == "news"}
    judge = scorer(folder / "score_coref.py")
    judge.PRON.clear()
    judge.PRON.update(["he", "him", "his", "himself", "she", "her", "hers", "herself"])
    found = judge.score(news, coreferent(news), ["news"])["pron"]
    numbers = [int(n) for n in re.findall(r"\d+", found.replace("%", ""))]
    right, total, tried = numbers[0], numbers[1], numbers[-1]
    yield Score(
        stage="names",
        corpus="ontogum news",
        measure="he/she right",
        value=right / total,
        peers=PEERS_PRONOUNS,
    )
    yield Score(stage="names", corpus="ontogum news", measure="he/she precision", value=right / max(tried, 1),
                peers={"neuralcoref": 0.65, "simple rules": 0.82})  # fmt: skip
    yield from reliability.scores("names", "ontogum news", "he/she", pronouns_reliable(news))


def pronouns_reliable(gold: dict[str, dict[str, Any]]) -> Iterator[tuple[float, bool]]:
    """The confidence of each he and she we resolve, and whether it is right."""
    return ((mention.confidence or 0.0, right) for _, _, mention, right in resolved(gold))


def resolved(gold: dict[str, dict[str, Any]]) -> Iterator[tuple[str, Parse, Mention, bool]]:
    """Each he and she we resolve, in its document, and whether the antecedent is in the gold's chain."""
    texts = [" ".join(d["words"]) for d in gold.values()]
    for document, parse in zip(gold.values(), parses(texts), strict=True):
        starts = list(accumulate((len(w) + 1 for w in document["words"]), initial=0))
        chains = {(starts[a], starts[b] - 1): chain for a, b, chain in document["mentions"]}
        for mention in references(parse, names(parse)):
            place = (mention.start, mention.end)
            if mention.form == "pronoun" and mention.gender and mention.antecedent and place in chains:
                first, last = mention.antecedent
                around = [(b - a, c) for (a, b), c in chains.items() if a <= first and last <= b]
                yield document["id"], parse, mention, bool(around) and min(around)[1] == chains[place]


def coreferent(gold: dict[str, dict[str, Any]]) -> dict[str, list[list[tuple[int, int]]]]:
    """The mentions of each document by cast member, in token offsets."""
    found = {}
    texts, starts = {}, {}
    for key, document in gold.items():
        offsets, at = {}, 0
        for n, word in enumerate(document["words"]):
            offsets[at] = n
            at += len(word) + 1
        texts[key], starts[key] = " ".join(document["words"]), offsets
    for (key, text), parse in zip(texts.items(), parses(list(texts.values())), strict=True):
        mentions = references(parse, names(parse))
        article = Article(id=key, document=key, start=0, end=len(text))
        _, index = cast([article], {key: text}, {key: Annotations(article=key, mentions=mentions)})
        clusters: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for (_, start, end), identifier in index.items():
            first = max((o for o in starts[key] if o <= start), default=0)
            last = max((o for o in starts[key] if o < end), default=0)
            clusters[identifier].append((starts[key][first], starts[key][last] + 1))
        found[key] = [sorted(set(cluster)) for cluster in clusters.values()]
    return found
