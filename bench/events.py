# SPDX-License-Identifier: Apache-2.0
"""Event accounts against PLOVER gold records, sentences with a given pair, and ECB+ clusters.

Comes in: the folder of development data. Goes out: scores beside those of dictionary coders.
Refuses: a corpus that is not there, which gives no score.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bench.corpora import lines, parses, scorer
from bench.score import Score
from ontherecord.annotate.accounts import arguments
from ontherecord.annotate.accounts.accounts import accounts
from ontherecord.annotate.accounts.coding import row
from ontherecord.annotate.names.names import names
from ontherecord.annotate.names.references import references
from ontherecord.annotate.parse import Parse
from ontherecord.model import Account, Mention
from ontherecord.reconcile.words.acts import act_of, is_reporting

# The gold records count every body across borders, private ones too, as IGO.
_BODIES = {"UNO": "IGO", "EUR": "IGO", "NGO": "IGO"}


def scores(data: Path) -> Iterator[Score]:
    """Type and triple on PLOVER's gold records, type given the pair, clusters, speed."""
    folder = data / "events"
    if (folder / "plover_gsr_dev.jsonl").exists():
        yield from _gold_records(folder)
    if (folder / "plv_train.jsonl").exists():
        yield from _given_pair(folder)
    if (folder / "ecbplus_dev.jsonl").exists():
        yield _clusters(folder)


def _read(parse: Parse, mentions: tuple[Mention, ...]) -> tuple[Account, ...]:
    return accounts(parse, mentions, (), (), (), document="d", article="a")


# --- gold records ----------------------------------------------------------------------------------


def _gold_records(folder: Path) -> Iterator[Score]:
    gold = list(lines(folder / "plover_gsr_dev.jsonl"))
    parsed = list(parses([r["text"] for r in gold]))
    mentions = [references(p, names(p)) for p in parsed]
    begin = time.perf_counter()
    found = [_read(p, m) for p, m in zip(parsed, mentions, strict=True)]
    seconds = time.perf_counter() - begin
    predicted = {r["id"]: [e for a in f if (e := _event(a))] for r, f in zip(gold, found, strict=True)}
    neutral = scorer(folder / "score.py")
    rows, _, _ = neutral.score(gold, predicted)
    sums = [sum(r[n] for r in rows) for n in range(6)]
    peers = {"PETRARCH2": 0.379, "UniversalPetrarch": 0.43}
    yield Score(
        stage="events", corpus="plover-gsr", measure="type-f1", value=neutral.prf(*sums[:3])[2], peers=peers
    )
    triple = neutral.prf(*sums[3:])[2]
    peers = {"PETRARCH2": 0.268, "UniversalPetrarch": 0.26}
    yield Score(stage="events", corpus="plover-gsr", measure="triple-f1", value=triple, peers=peers)
    speed = sum(len(p.sentences) for p in parsed) / max(seconds, 1e-9)
    yield Score(
        stage="events", corpus="plover-gsr", measure="speed", value=speed, unit="sentences/s", gated=False
    )


def _event(account: Account) -> dict[str, Any] | None:
    coded = row(account)
    if coded is None or "hypothetical" in coded.listing.auxiliary:
        return None
    sides = [
        [{"text": s.span.text, "code": _BODIES.get(s.country, s.country), "sector": s.sector} for s in side]
        for side in (coded.actors, coded.recipients)
    ]
    if not sides[0] or (not sides[1] and len(sides[0]) == 1):
        return None  # a table of pairs holds no event of one party
    return {"type": coded.listing.type, "mode": coded.listing.mode, "actor": sides[0], "recipient": sides[1]}


# --- the pair is given ---------------------------------------------------------------------------


def _given_pair(folder: Path) -> Iterator[Score]:
    gold = list(lines(folder / "plv_train.jsonl"))
    predicted = {}
    for record, parse in zip(gold, parses([r["text"] for r in gold]), strict=True):
        event = record["events"][0]
        pair = [_span(event["actor"]), _span(event["recipient"])]
        found = _read(parse, _with_pair(references(parse, names(parse)), pair, record["text"]))
        ranked = sorted(found, key=lambda a: _distance(a, pair))
        coded = [c for a in ranked if (c := _listed(a)) is not None]
        predicted[record["id"]] = [{"type": c} for c in coded[:1]]
    neutral = scorer(folder / "score.py")
    root, _ = neutral.pair(gold, predicted, "plv", "none", False)
    penta, _ = neutral.pair(gold, predicted, "penta", "none", False)
    peers = {"PETRARCH2": 0.436, "linear SVM trained on it": 0.74, "ZSP (GPU)": 0.82}
    yield Score(stage="events", corpus="plv", measure="root-macro-f1", value=root["macro_F1"], peers=peers)
    peers = {"PETRARCH2": 0.572, "linear SVM trained on it": 0.885, "ZSP (GPU)": 0.891}
    yield Score(stage="events", corpus="plv", measure="penta-macro-f1", value=penta["macro_F1"], peers=peers)


def _span(entities: Sequence[dict[str, Any]]) -> tuple[int, int]:
    start, end = entities[0].get("span") or (-1, -1) if entities else (-1, -1)
    return start, end


def _with_pair(found: Sequence[Mention], pair: Sequence[tuple[int, int]], text: str) -> tuple[Mention, ...]:
    """The mentions of the sentence, with the given source and target in place of what overlaps."""
    given = [Mention(start=a, end=b, text=text[a:b], kind="organisation") for a, b in pair if a >= 0]
    kept = [m for m in found if not any(m.start < g.end and g.start < m.end for g in given)]
    return (*kept, *given)


def _distance(account: Account, pair: Sequence[tuple[int, int]]) -> tuple[bool, bool, bool, bool, int]:
    """How far an account is from being the event between source and target."""
    source = any(s.start < pair[0][1] and pair[0][0] < s.end for s in account.actor_mentions)
    others = (*account.recipient_mentions, *account.actor_mentions)
    target = any(s.start < pair[1][1] and pair[1][0] < s.end for s in others)
    return not (source and target), not source, not target, account.under is not None, account.trigger.start


def _listed(account: Account) -> str | None:
    import msgspec

    coded = row(msgspec.structs.replace(account, under=None))
    return coded.listing.type if coded else None


# --- clusters ------------------------------------------------------------------------------------


def _clusters(folder: Path) -> Score:
    """Given event words grouped by act, over the documents of one sub-topic, as the baseline does."""
    documents = list(lines(folder / "ecbplus_dev.jsonl"))
    laid = [_laid_out(d) for d in documents]
    neutral = scorer(folder / "score_coref.py")
    gold: dict[object, set[object]] = defaultdict(set)
    ours: dict[object, set[object]] = defaultdict(set)
    for document, (_, starts), parse in zip(documents, laid, parses([t for t, _ in laid]), strict=True):
        story = (document["topic"], "plus" in document["id"])
        for number, event in enumerate(neutral.gold_events(document)):
            word = (document["id"], number)
            gold[event["cluster"] or word].add(word)
            ours[_act(parse, starts, event["span"], story) or word].add(word)
    parts = [f(list(gold.values()), list(ours.values())) for f in (neutral.muc, neutral.b3, neutral.ceafe)]
    value = sum(neutral.f(p, r) for p, r in parts) / len(parts)
    peers = {"same lemma": 0.757}
    return Score(stage="events", corpus="ecb+", measure="conll-f1", value=float(value), peers=peers)


def _laid_out(document: dict[str, Any]) -> tuple[str, list[int | None]]:
    """The text of the annotated sentences, one a line, and where each token starts in it."""
    text, before = "", None
    starts: list[int | None] = []
    for token, sentence in zip(document["tokens"], document["sent_of"], strict=True):
        if sentence not in document["annotated_sents"]:
            starts.append(None)
            continue
        text += "" if before is None else "\n" if sentence != before else " "
        starts.append(len(text))
        text, before = text + (token.replace("\n", " ") or "_"), sentence
    return text, starts


def _act(parse: Parse, starts: Sequence[int | None], span: Sequence[int], story: object) -> object | None:
    offsets = [s for n in range(*span) if (s := starts[n]) is not None]
    tokens = sorted({t for o in offsets if (t := parse.token_at(o)) is not None})
    if not tokens:
        return None
    head = next((t for t in tokens if parse.heads[t] not in tokens or parse.heads[t] == t), tokens[0])
    if not is_reporting(parse.lemmas[head]):
        return (story, act_of(parse.lemmas[head]))
    speaker = arguments.subject(parse, head) if parse.poses[head] in {"VERB", "AUX"} else None
    if speaker is None or parse.poses[speaker] == "PRON":
        return None
    return (story, "reporting", parse.lowers[speaker])
