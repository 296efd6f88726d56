# SPDX-License-Identifier: Apache-2.0
"""Versions: which of two came first, and what the edit changed, on pairs made of our own sentences.

Comes in: `bench/versions.toml` and a seed. Goes out: the share of pairs whose order is right from the
text alone (no dates), F1 of changes by kind and place, and the share of pairs told as versions.
Refuses: dates; they would make the order a reading exercise.
Run by `python -m bench versions`; needs no data.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from typing import NamedTuple

from bench.score import Score
from ontherecord.model import Article, Change, Segment, Version
from ontherecord.trace import trace

PAIRS = 120
_EDIT = re.compile(r"\[([^|\]]*) \| ([^|\]]*) \| (\w+)\]")
MATERIAL = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


class Edit(NamedTuple):
    """A marked edit: its kind and where it stands in the earlier and the later text."""

    what: str
    earlier: tuple[int, int]
    later: tuple[int, int]


class Made(NamedTuple):
    """A pair of versions and the edits between them."""

    earlier: str
    later: str
    edits: list[Edit]
    headline: tuple[str, str]


def scores(data: Path) -> Iterator[Score]:
    """Order, changes and recognition over the pairs."""
    right = found = hits = ours = gold = 0
    for number, made, version in traced():
        found += version is not None
        if version is not None and version.earlier == names(number)[0]:
            right += 1
            matched = told(made, version)
            hits += len(matched)
            ours += max(len(_changed(version)), len(matched))
        gold += len(made.edits)
    precision, recall = hits / max(1, ours), hits / gold
    yield Score(stage="versions", corpus="invented", measure="order right from text", value=right / PAIRS,
                peers={"the longer is the later (on other pairs)": 0.82})  # fmt: skip
    yield Score(stage="versions", corpus="invented", measure="changes F1",
                value=2 * precision * recall / max(1e-9, precision + recall))  # fmt: skip
    yield Score(stage="versions", corpus="invented", measure="told as versions", value=found / PAIRS)


def traced() -> Iterator[tuple[int, Made, Version | None]]:
    """Every pair by its number, with what tracing makes of it; None where they are no versions."""
    random = Random(5)
    for number in range(PAIRS):
        made = pair(random)
        early, late = names(number)
        copies = {f"d{early[1]}": made.earlier, f"d{late[1]}": made.later}
        articles = [
            _article(early, made.earlier, made.headline[0]),
            _article(late, made.later, made.headline[1]),
        ]
        found = trace(articles, copies, {}).versions
        yield number, made, found[0] if len(found) == 1 else None


def names(number: int) -> tuple[str, str]:
    """The ids of the earlier and the later article of a pair; every other pair comes in the other order."""
    return ("a1", "a2") if number % 2 == 0 else ("a2", "a1")


def told(made: Made, version: Version) -> frozenset[int]:
    """The edits of a pair, by number, that its version tells of."""
    changed = _changed(version)
    return frozenset(n for c in changed for n, edit in enumerate(made.edits) if _matches(c, edit))


def _changed(version: Version) -> list[Change]:
    return [c for c in version.changes if c.class_ == "changed" or c.what == "correction"]


def _matches(change: Change, edit: Edit) -> bool:
    """Whether a change is of the kind of an edit and touches it on both sides."""
    one, other = change.earlier, change.later
    if change.what != edit.what:
        return False
    if edit.what == "correction":
        return other is not None and other.start < edit.later[1] and edit.later[0] < other.end
    return (
        one is not None and one.start < edit.earlier[1] and edit.earlier[0] < one.end
        and other is not None and other.start < edit.later[1] and edit.later[0] < other.end
    )  # fmt: skip


def _article(name: str, text: str, headline: str) -> Article:
    cut = len(headline) + 1
    segments = (Segment(role="headline", start=0, end=cut), Segment(role="body", start=cut, end=len(text)))
    return Article(
        id=name, document=f"d{name[1]}", start=0, end=len(text), outlet="The River Courier", headline=headline,
        segments=segments,
    )  # fmt: skip


def pair(random: Random) -> Made:
    """Two versions: edited sentences among kept ones, at times an added one or a note of correction."""
    people = _names(random)
    lines = random.sample(MATERIAL["edited"], k=random.randint(2, 4)) + random.sample(MATERIAL["kept"], k=8)
    random.shuffle(lines)
    heads = random.choice(MATERIAL["headlines"])
    same_head = random.random() < 0.6
    early, late = _filled(heads[0], people), _filled(heads[0] if same_head else heads[1], people)
    headline = (early, late)
    edits = [] if same_head else [Edit("headline", (0, len(early)), (0, len(late)))]
    texts = [early, late]
    for line in lines:
        texts = [text + "\n" for text in texts]
        texts, edits = _laid(_filled(line, people), texts, edits)
        if random.random() < 0.12:
            texts[1] += "\n" + _filled(random.choice(MATERIAL["added"]), people)
    if random.random() < 0.2:
        note = _filled(random.choice(MATERIAL["corrections"]), people)
        edits = [*edits, Edit("correction", (0, 0), (len(texts[1]) + 1, len(texts[1]) + 1 + len(note)))]
        texts[1] += "\n" + note
    return Made(texts[0], texts[1], edits, headline)


def _laid(line: str, texts: list[str], edits: list[Edit]) -> tuple[list[str], list[Edit]]:
    """A line added to both texts, with its edit, if it has one, at its places."""
    match = _EDIT.search(line)
    if not match:
        return [text + line for text in texts], edits
    start = [len(text) + match.start() for text in texts]
    words = match.group(1), match.group(2)
    where = [(start[n], start[n] + len(words[n])) for n in (0, 1)]
    texts = [texts[n] + line[: match.start()] + words[n] + line[match.end() :] for n in (0, 1)]
    return texts, [*edits, Edit(match.group(3), where[0], where[1])]


def _names(random: Random) -> dict[str, str]:
    who, other = random.sample(MATERIAL["people"], k=2)
    return {"who": who, "other": other, "city": random.choice(MATERIAL["cities"]),
            "town": random.choice(MATERIAL["towns"]), "org": random.choice(MATERIAL["bodies"])}  # fmt: skip


def _filled(line: str, names: Mapping[str, str]) -> str:
    for slot, name in names.items():
        line = line.replace("{" + slot + "}", name)
    return line
