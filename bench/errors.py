# SPDX-License-Identifier: Apache-2.0
"""The worst errors of a stage on the development data, to be read: those it was surest of, or that cost most.

Comes in: the development data. Goes out: `Fault`s, worst first, with the words around them. They are for the screen of
who mends the stage: the texts are not ours, so docs/errors.md describes them in our own words. Refuses: a stage whose
errors are not of single answers. Run by `python -m bench errors STAGE`.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from bench import brief as brief_
from bench import claims as claims_
from bench import events as events_
from bench import factuality as factuality_
from bench import inside as inside_
from bench import names as names_
from bench import places as places_
from bench import quotations as quotations_
from bench import segments as segments_
from bench import stories as stories_
from bench import timelines as timelines_
from bench import utterances as utterances_
from bench import versions as versions_
from bench.corpora import lines, parses, scorer
from ontherecord.annotate.names.names import names as named
from ontherecord.annotate.names.references import references
from ontherecord.annotate.times.confidence import confidence
from ontherecord.annotate.times.narrative import resolutions
from ontherecord.annotate.times.times import times as dated
from ontherecord.group import group
from ontherecord.read.articles import articles
from ontherecord.read.declared import Declared
from ontherecord.reconcile.timeline.days import _ranked
from ontherecord.trace import trace

SHOWN = 30
AROUND = 60  # characters


class Fault(NamedTuple):
    """One wrong answer: how bad it is (more is worse), where it stands, what was wanted, what we said."""

    weight: float
    where: str
    wanted: str
    said: str
    words: str


def _around(text: str, start: int, end: int) -> str:
    return " ".join(
        f"{text[max(0, start - AROUND) : start]}[{text[start:end]}]{text[end : end + AROUND]}".split()
    )


def segments(data: Path) -> Iterator[Fault]:
    """Pages by how much of their body is wrong."""
    score = scorer(data / "stories" / "scorers.py")
    for page in lines(data / "stories" / "dirty_dev.jsonl"):
        found = segments_.body(page["dirty"], articles(page["dirty"], "d0", None, Declared())[0])
        precision, recall = score.shingle_prf(page["gold"], found)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        ends = f"{found[:150]!r} ... {found[-150:]!r}"
        yield Fault(1 - f1, str(page["id"]), f"{page['gold'][:150]!r} ... {page['gold'][-150:]!r}",
                    f"precision {precision:.2f}, recall {recall:.2f}", ends)  # fmt: skip


def reuse(data: Path) -> Iterator[Fault]:
    """Labelled pairs whose kind is wrong, those that make or break an origin first."""
    folder = data / "stories"
    read = stories_.corpus(folder / "newscluster_dev.jsonl")
    kinds = {frozenset((e.from_, e.to)): e for e in trace(read.articles, read.copies, {}).reuse}
    gold = {frozenset((r["a"], r["b"])): r["class"] for r in lines(folder / "newscluster_reuse_dev.jsonl")}
    for pair in sorted({*kinds, *gold}, key=sorted):
        wanted, edge = gold.get(pair, "nothing"), kinds.get(pair)
        classed = wanted if wanted in ("same", "partial") else "other"
        said = stories_.CLASS_OF.get(edge.kind, "other") if edge else "other"
        if wanted != "skip" and said != classed:
            words = f"{edge.share_of_from:.2f} of one, {edge.share_of_to:.2f} of the other" if edge else ""
            yield Fault({classed, said} != {"same", "partial"}, " / ".join(sorted(pair)), wanted, said, words)


def quotations(data: Path) -> Iterator[Fault]:
    """Quotations that are not in the gold and those of the gold that are not found, the surest and longest first."""
    folder = data / "quotations"
    neutral = scorer(folder / "score.py")
    gold = list(lines(folder / quotations_.FILES["polnear"]))
    ours, _ = quotations_.run(gold, "speech")
    for document, one in zip(gold, ours, strict=True):
        text, parts = document["text"], neutral.quote_regions(document["text"])
        tokens = neutral.words(text)
        known = [neutral.Item(text, q, True, parts, tokens) for q in document["quotes"]]
        found = [neutral.Item(text, q, False, parts, tokens) for q in one["quotes"]]
        met = [[neutral.overlap(g, p) for p in found] for g in known]
        for i, quote in enumerate(document["quotes"]):
            start, end = quote["content"][0][0], quote["content"][-1][1]
            if quote.get("speech", True) and max(met[i], default=0.0) < 0.2:
                yield Fault(
                    (end - start) / 1000, document["id"], "a quotation", "nothing", _around(text, start, end)
                )
        for j, quote in enumerate(one["quotes"]):
            start, end = quote["content"][0][0], quote["content"][-1][1]
            near = [i for i in range(len(known)) if met[i][j] >= 0.8]
            wrong = [i for i in near if not neutral.source_ok(known[i], found[j])]
            if quote["cue"] and (wrong or not near):
                wanted = "another speaker" if wrong else "no quotation, or other words"
                yield Fault(
                    quote["confidence"],
                    document["id"],
                    wanted,
                    str(quote["source"]),
                    _around(text, start, end),
                )


def times(data: Path) -> Iterator[Fault]:
    """Values that are wrong, the surest first."""
    for name in ("timebank", "aquaint", "wikiwars_dev"):
        gold = list(lines(data / "times" / f"{name}.jsonl"))
        for document, parse in zip(gold, parses([one["text"] for one in gold]), strict=True):
            mentions = dated(parse)
            for m, one in zip(mentions, resolutions(mentions, document["dct"], parse.text), strict=True):
                near = [t["value"] for t in document["timexes"] if t["start"] < m.end and m.start < t["end"]]
                if one.value and one.value not in near:
                    words = _around(parse.text, m.start, m.end)
                    yield Fault(confidence(m.by, m.type, one.base), f"{document['id']} ({document['dct']})",
                                str(near), f"{one.value} by {m.by}", words)  # fmt: skip


def places(data: Path) -> Iterator[Fault]:
    """Points that are wrong, the surest first."""
    judge = scorer(data / "places" / "score.py")
    for name in ("lgl", "trnews"):
        gold = {one["id"]: one for one in lines(data / "places" / f"{name}.jsonl")}
        ours, _ = places_.predicted(gold)
        for key, document in gold.items():
            points = {t["start"]: t for t in document["toponyms"] if t.get("lat") is not None}
            for one in ours[key]["toponyms"]:
                there = points.get(one["start"])
                away = (
                    judge.dist((there["lat"], there["lon"]), (one["lat"], one["lon"]))
                    if there and one["lat"] is not None
                    else 0
                )
                if there and away > places_.NEAR_KM:
                    words = _around(document["text"], one["start"], one["end"])
                    yield Fault(one["confidence"], f"{name} {key}", f"{there['lat']:.1f} {there['lon']:.1f}",
                                f"{one['lat']:.1f} {one['lon']:.1f}, {away:.0f} km away", words)  # fmt: skip


def names(data: Path) -> Iterator[Fault]:
    """He and she with the wrong person, members of the wrong kind, the surest first."""
    told = list(lines(data / "names" / "ecbplus_dev.jsonl"))
    for record, mention_, member, kind in names_.kinds_told(told, scorer(data / "names" / "score.py").named):
        if member.kind != kind:
            words = _around(record["text"], mention_["start"], mention_["end"])
            yield Fault(member.confidence or 0.0, record["id"], kind, f"{member.kind} ({member.name})", words)
    gold = {d["id"]: d for d in lines(data / "names" / "ontogum_dev.jsonl") if d["genre"] == "news"}
    for document, parse, mention, right in names_.resolved(gold):
        if not right and mention.antecedent:
            said = parse.text[slice(*mention.antecedent)]
            yield Fault(
                mention.confidence or 0.0,
                document,
                "another",
                said,
                _around(parse.text, mention.start, mention.end),
            )


def events(data: Path) -> Iterator[Fault]:
    """Gold records without an event of their type, and events of a type that no gold record of the sentence has."""
    gold = list(lines(data / "events" / "plover_gsr_dev.jsonl"))
    for record, parse in zip(gold, parses([r["text"] for r in gold]), strict=True):
        found = [e for a in events_._read(parse, references(parse, named(parse))) if (e := events_._event(a))]
        wanted, said = sorted({e["type"] for e in record["events"]}), sorted({e["type"] for e in found})
        if wanted != said:
            missed, more = len({*wanted} - {*said}), len({*said} - {*wanted})
            yield Fault(missed + more / 2, str(record["id"]), str(wanted), str(said), record["text"][:300])


def stories(data: Path) -> Iterator[Fault]:
    """Articles outside the story that holds most of their event: those among articles of another event first."""
    for name in ("newscluster", "allsides"):
        read = stories_.corpus(data / "stories" / f"{name}_dev.jsonl")
        titles = {a.id: a.headline or "" for a in read.articles}
        found = group(read.articles, read.copies, {}, trace(read.articles, read.copies, {}))
        for one in _astray([story.articles for story in found], read.labels):
            there, home = found[one.there], found[one.home]
            words = f"{titles[one.member]} | there: {there.title} | home: {home.title}"
            yield Fault(one.strangers, f"{name} {one.member}", read.labels[one.member], one.said, words)


class _Stray(NamedTuple):
    """A member of a group that is not the one with most of its label; groups by their number."""

    member: str
    there: int
    home: int
    strangers: int  # how many of another label it stands among; 0: alone or with its own
    said: str


def _astray(groups: Sequence[Sequence[str]], labels: Mapping[str, object]) -> Iterator[_Stray]:
    counts = [Counter(labels[one] for one in members) for members in groups]
    home: dict[object, int] = {}
    for n, count in enumerate(counts):
        for label in count:
            home[label] = max(home.get(label, n), n, key=lambda m: (counts[m][label], -m))
    for n, members in enumerate(groups):
        most, size = counts[n].most_common(1)[0]
        for one in members:
            if home[labels[one]] != n:
                own = most == labels[one]
                said = "alone or apart" if own else f"among {size} of {most}"
                yield _Stray(one, n, home[labels[one]], 0 if own else size, said)


def utterances(data: Path) -> Iterator[Fault]:
    """Quotations of another act of speech than those they are joined with, then those left out of their own."""
    for path in (utterances_.COLLECTION, utterances_.HARD):
        gold = utterances_.collection(path)
        _, joined = utterances_.utterances(gold.quotations, gold.articles)
        groups: dict[str, list[str]] = {}
        for quotation in joined:
            groups.setdefault(quotation.utterance or quotation.id, []).append(quotation.id)
        words = {q.id: f"{q.speaker.name if q.speaker else 'nobody'}: {q.content[0].text}" for q in joined}
        found = list(groups.values())
        for one in _astray(found, gold.act):
            about = f"{words[one.member]} | there: {words[found[one.there][0]]} | home: {words[found[one.home][0]]}"
            yield Fault(
                one.strangers, f"{path.stem} {one.member}", f"act {gold.act[one.member]}", one.said, about
            )


def timelines(data: Path) -> Iterator[Fault]:
    """Days that a journalist's timeline leaves out, those of most votes first, and its days that have fewest."""
    gold = json.loads((data / "timelines" / "gold.json").read_text("utf-8"))
    for topic, told in sorted(gold.items()):
        path = data / "timelines" / f"t17_{topic.removeprefix('tl17-')}.jsonl"
        texts = {one["id"]: one["text"] for one in lines(path)}
        articles, references = timelines_.corpus(path)
        for name, timeline in sorted(told.items()):
            wanted = {date.fromisoformat(day): " ".join(said) for day, said in timeline}
            ranked = _ranked(articles, references, min(wanted), max(wanted))
            place = {day: n for n, day in enumerate(ranked)}
            for day in sorted({*ranked[: len(wanted)]} ^ {*wanted}):
                n = place.get(day, len(ranked))
                spans = [r.span for r in references if r.value == day.isoformat()]
                near = [
                    _around(texts[span.document], span.start, span.end)
                    for span in spans[:: len(spans) // 3 + 1]
                ]
                said = f"place {n + 1} of {len(wanted)} by {len(spans)} mentions"
                yield Fault(abs(n - len(wanted)) / max(n, len(wanted)), f"{topic} {name} {day:%Y-%m-%d, %A}",
                            wanted.get(day, "nothing")[:300], said, " | ".join(near))  # fmt: skip


def brief(data: Path) -> Iterator[Fault]:
    """Sentences beyond their citations, lone statements called corroborated, key facts left out that most reports tell."""
    for told, truth in claims_.collection():
        name = told.record.story.id
        for sentence in told.record.brief:
            if brief_.goes_beyond(sentence):
                yield Fault(3, name, "an extract", "beyond its citations", sentence.sentence)
        for alone in truth.get("alone", ()):
            shared = [s.sentence for s in told.record.brief
                      if s.standing == "corroborated" and alone in s.sentence.lower()]  # fmt: skip
            yield from (Fault(2, name, f"single-source: {alone}", "corroborated", one) for one in shared)
        whole = " | ".join(s.sentence for s in told.record.brief)
        texts = [copy.lower() for copy in told.copies.values()]
        for fact, has in zip(truth.get("facts", ()), brief_.facts(told, truth), strict=True):
            tell = sum(any(words in text for words in fact.split("|")) for text in texts)
            if not has:
                yield Fault(tell / len(texts), name, fact, f"left out of {len(texts)} reports", whole)


def claims(data: Path) -> Iterator[Fault]:
    """Written claims whose standing is wrong, conflicts first, and conflicts that nobody wrote."""
    for told, truth in claims_.collection():
        known = set()
        name = told.record.story.id
        for one in claims_.written(truth, told):
            claim = claims_.found(one, told.record.claims)
            known |= {claim.id} if claim else set()
            if claim is None or claim.standing != one.standing:
                weight = 2 if one.standing == "in-conflict" else 1
                words = " | ".join(span.text for side in one.sides for span in side[:1])
                yield Fault(
                    weight, name, f"{one.kind}: {one.standing}", claim.standing if claim else "nothing", words
                )
        for claim in told.record.claims:
            if claim.standing == "in-conflict" and claim.id not in known:
                yield Fault(3, name, "no conflict", "in-conflict", claim.text)


def factuality(data: Path) -> Iterator[Fault]:
    """Acts that readers found otherwise sure, by how far apart the two are."""
    for name in ("fact_uw_dev", "fact_meantime_dev", "fact_uds_ih2_dev"):
        for one in factuality_.judged(data / "events" / f"{name}.jsonl"):
            words = _around(one.text, one.start, one.end)
            yield Fault(abs(one.ours - one.gold), name, f"{one.gold:+.1f}", f"{one.ours:+.1f}", words)


def inside(data: Path) -> Iterator[Fault]:
    """Invented reports that disagree with themselves and are not told, and those told that do not."""
    for number, case in enumerate(inside_.read_through(inside_.cases())):
        wanted = (case.kind,) if case.is_true else ()
        if case.found != wanted:
            words = " | ".join(f"{role}: {text}" for role, text in case.parts)
            said = ", ".join(case.found) or "nothing"
            yield Fault(2 - case.is_true, f"report {number + 1}", ", ".join(wanted) or "nothing", said, words)


def versions(data: Path) -> Iterator[Fault]:
    """Invented pairs whose order is wrong, then edits that are not told."""
    for number, made, version in versions_.traced():
        words = " | ".join((made.headline[0], made.headline[1]))
        if version is None or version.earlier != versions_.names(number)[0]:
            said = "no versions" if version is None else "the other order"
            yield Fault(2, f"pair {number + 1}", "versions in this order", said, words)
        else:
            known = versions_.told(made, version)
            for n, edit in enumerate(made.edits):
                if n not in known:
                    earlier, later = made.earlier[slice(*edit.earlier)], made.later[slice(*edit.later)]
                    yield Fault(1, f"pair {number + 1}", edit.what, "nothing", f"{earlier!r} -> {later!r}")


STAGES: dict[str, Callable[[Path], Iterator[Fault]]] = {
    "segments": segments, "reuse": reuse, "quotations": quotations, "names": names, "times": times, "places": places,
    "events": events, "stories": stories, "utterances": utterances, "timelines": timelines, "claims": claims, "brief": brief,
    "factuality": factuality, "inside": inside, "versions": versions,
}  # fmt: skip


def worst(stage: str, data: Path) -> list[Fault]:
    """The `SHOWN` worst errors of a stage; the same one twice in a document is one."""
    faults = sorted(STAGES[stage](data), key=lambda fault: (-fault.weight, fault))
    return list({(one.where, one.wanted, one.said): one for one in reversed(faults)}.values())[
        : -SHOWN - 1 : -1
    ]


def show(stage: str, data: Path) -> None:
    """Print the worst errors of a stage."""
    for number, one in enumerate(worst(stage, data), 1):
        print(
            f"{number}. {one.where}: wanted {one.wanted}; said {one.said} ({one.weight:.2f})\n   {one.words}"
        )
