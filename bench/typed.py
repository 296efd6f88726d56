# SPDX-License-Identifier: Apache-2.0
"""Names in running text: ranges and kinds over the invented story of `examples/`, and who is one there.

Comes in: `examples/` with its truth. Goes out: F1 of typed mentions after the story's vote, the same
for bare spaCy on the same text, single articles without the story, and the share of the listed
persons and shared surnames that get the right cast member.

The gold ranges are every occurrence, in bodies and headlines, of the names the truth lists as persons
and places; organisations are listed here. `examples/` is our own writing, so this part needs no data.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from unicodedata import normalize

from bench.corpora import ROOT, parses
from bench.score import Score
from ontherecord.annotate.names.names import names
from ontherecord.annotate.names.references import references
from ontherecord.annotate.names.titles import honorifics, plain
from ontherecord.annotate.places.places import places
from ontherecord.annotate.sentences import sentences
from ontherecord.model import Annotations, Article
from ontherecord.reconcile.cast.cast import cast

ORGANISATIONS = (
    "Danube Commission", "Romanian Naval Authority", "Fluvia Cargo", "Dunav Lines", "Lower Danube Institute",
    "Radio Belvedere", "Skov & Holt", "Meridian", "Courier", "Lower Danube Courier",
)  # fmt: skip
LABELS = {"PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place"}
SCORED = frozenset({"person", "organisation", "place"})
Typed = tuple[int, int, int, str]


def scores() -> Iterator[Score]:
    """All scores of the invented story."""
    truth = tomllib.loads((ROOT / "examples" / "truth.toml").read_text(encoding="utf-8"))
    copies = _copies(truth)
    gold = _gold(truth, list(copies.values()))
    bare, single, story, index = _predicted(copies)
    for measure, found in (("typed F1, story", story), ("typed F1, single articles", single)):
        value = _f1(gold, found)
        yield Score(
            stage="names",
            corpus="examples",
            measure=measure,
            value=value,
            peers={"spaCy small": _f1(gold, bare)},
        )
    right, total = _persons(truth, copies, index)
    yield Score(
        stage="names", corpus="examples", measure="shared surnames and pronouns right", value=right / total
    )


def _copies(truth: Mapping[str, Any]) -> dict[str, str]:
    """The plain texts of the story by file; HTML and JSON Lines are left to the reader's own tests."""
    files = sorted({article["file"] for article in truth["article"] if article["file"].endswith(".txt")})
    return {f: normalize("NFC", (ROOT / "examples" / f).read_text(encoding="utf-8-sig")) for f in files}


def _gold(truth: Mapping[str, Any], texts: Sequence[str]) -> set[Typed]:
    kinds = dict.fromkeys(ORGANISATIONS, "organisation")
    for place in truth["place"]:
        if place["words"][:1].isupper():
            kinds[place["words"]] = "place"
    for person in truth["person"]:
        for name in [*person["names"], *person.get("short", ())]:
            words = name.split()
            kinds[" ".join(words[1:]) if plain(words[0]) in honorifics() else name] = "person"
    longest = sorted(kinds, key=lambda name: (-len(name), name))
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, longest)) + r")\b")
    return {
        (n, m.start(), m.end(), kinds[m.group()])
        for n, text in enumerate(texts)
        for m in pattern.finditer(text)
    }


def _predicted(
    copies: Mapping[str, str],
) -> tuple[set[Typed], set[Typed], set[Typed], Mapping[tuple[str, int, int], str]]:
    bare, single = set(), set()
    articles, annotations = [], {}
    for n, (file, parse) in enumerate(zip(copies, parses(list(copies.values())), strict=True)):
        for first, end, label in parse.entities:
            start = first + (parse.lowers[first] == "the" and end - first > 1)
            if label in LABELS:
                bare.add((n, parse.starts[start], parse.ends[end - 1], LABELS[label]))
        mentions = references(parse, names(parse))
        single |= {(n, m.start, m.end, m.kind) for m in mentions if m.form == "name"}
        articles.append(Article(id=file, document=file, start=0, end=len(parse.text)))
        where = places(parse, mentions, document=file)
        annotations[file] = Annotations(
            article=file, sentences=sentences(parse), mentions=mentions, places=where
        )
    members, index = cast(articles, copies, annotations)
    kinds = {member.id: member.kind for member in members}
    number = {file: n for n, file in enumerate(copies)}
    named = {(f, m.start, m.end) for f in copies for m in annotations[f].mentions if m.form == "name"}
    story = {(number[p[0]], p[1], p[2], kinds[c]) for p, c in index.items() if p in named}
    return bare, single, story, index


def _f1(gold: set[Typed], found: set[Typed]) -> float:
    """F1 of exact ranges with their kind. What is found elsewhere than the listed names is not judged
    unless it overlaps one or is called a person: nobody else is one in this story."""
    covered = {(n, at) for n, start, end, _ in gold for at in range(start, end)}
    judged = {
        one for one in found if one[3] == "person" or any((one[0], at) in covered for at in range(*one[1:3]))
    }
    judged = {one for one in judged if one[3] in SCORED}
    right = len(gold & judged)
    return 2 * right / (len(gold) + len(judged))


def _persons(
    truth: Mapping[str, Any], copies: Mapping[str, str], index: Mapping[tuple[str, int, int], str]
) -> tuple[int, int]:
    """Listed mentions that get the cast member of their person."""
    file_of = {article["id"]: article["file"] for article in truth["article"]}
    ids = _ids(truth, copies, index)
    right = total = 0
    for article, mentions in truth["mention"].items():
        file = file_of[article]
        if file not in copies:
            continue
        for mention in mentions:
            at = copies[file].find(mention["context"])
            start = at + mention["context"].index(mention["words"]) if at >= 0 else -1
            if start < 0:
                continue
            bare = mention["words"].split()[-1] if mention["words"][0].isupper() else mention["words"]
            start += len(mention["words"]) - len(bare)
            total += 1
            right += index.get((file, start, start + len(bare))) in ids[mention["person"]]
    return right, total


def _ids(
    truth: Mapping[str, Any], copies: Mapping[str, str], index: Mapping[tuple[str, int, int], str]
) -> dict[str, set[str | None]]:
    """The cast ids the full names of each person got."""
    found: dict[str, set[str | None]] = {}
    for person in truth["person"]:
        places = ((f, text, name) for f, text in copies.items() for name in person["names"])
        hits = {
            index.get((f, m.start(), m.end()))
            for f, text, name in places
            for m in re.finditer(re.escape(name), text)
        }
        found[person["name"]] = hits - {None}
    return found
