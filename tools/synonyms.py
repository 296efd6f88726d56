# SPDX-License-Identifier: Apache-2.0
"""Put together the tables of words that name one act, and one thing, from the database files of WordNet 3.1.

    python tools/synonyms.py DICT ACTS THINGS SPOTS PEOPLE

`DICT` is the folder of its files (`index.verb`, `data.noun` ...), `ACTS` and `THINGS` are `.tsv.xz`. `SPOTS` has the nouns
that name where something can happen, buildings, rooms, ways, waters, one a line, `PEOPLE` (`.txt.xz`) those that name
somebody, each by its commonest sense. A line of `ACTS` holds a verb, or a noun that is derived from one, and the numbers of
the senses that it shares with other words: "shut" and "close" have one in common, "closure" has those of "close". A line of
`THINGS` holds a noun with its commonest senses and the kind that the first of them is of: "lorry" and "truck", "ferry" and
"boat" have one in common. Only the commonest senses are taken: the rare ones of a common word would make anything the same
as anything.
"""

from __future__ import annotations

import lzma
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

_SENSES = 3  # of a verb, the commonest first,
_NOUN_SENSES = 2  # and of a noun
_TAGGED = 1  # times that a further sense than the first was met in the texts by which senses are ordered
_MOST_SENSES = 20  # a verb of more senses says too little by itself
_MOST_KINDS = 40  # things of one kind; a kind of more ("person", "object") says too little


_WHERE = frozenset(
    {
        "structure",
        "facility",
        "way",
        "geographic_point",
        "geological_formation",
        "tract",
        "body_of_water",
        "room",
        "workplace",
    }
)
"""First words of the senses under which nouns of place stand."""


def main(source: Path, acts: Path, things: Path, spots: Path, people: Path) -> None:
    """Write the tables of `source`."""
    seen = _counts(source)
    _write(_acts(source, seen), acts)
    _write(_things(source, seen), things)
    spots.write_text("".join(f"{word}\n" for word in sorted(_spots(source))), "utf-8")
    _pack(sorted(_people(source)), people)


def _spots(source: Path) -> set[str]:
    """Nouns whose commonest senses have one of place above them."""
    above, names = dict(_kinds(source / "data.noun")), dict(_named(source / "data.noun"))

    def is_place(offset: str) -> bool:
        return names.get(offset) in _WHERE or any(
            is_place(kind) for kind in above.get(offset, ()) if kind in names
        )

    return {
        word
        for word, offsets in _index(source / "index.noun")
        if word.isascii() and word.isalpha() and any(is_place(o) for o in offsets[:_NOUN_SENSES])
    }


def _people(source: Path) -> set[str]:
    """Nouns whose commonest sense is somebody, but for those that are one person's name."""
    persons = set(_persons(source / "data.noun"))
    index = _index(source / "index.noun")
    return {word for word, offsets in index if word.isascii() and word.isalpha() and offsets[0] in persons}


def _persons(path: Path) -> Iterator[str]:
    for line in path.read_text("utf-8").splitlines():
        parts = line.partition(" | ")[0].split()
        if not line.startswith(" ") and parts[1] == "18" and "@i" not in parts:
            yield parts[0]


def _named(path: Path) -> Iterator[tuple[str, str]]:
    """The first word of each sense of a noun for a thing made, a place or a natural object."""
    for line in path.read_text("utf-8").splitlines():
        parts = line.split()
        if not line.startswith(" ") and parts[1] in {"06", "15", "17"}:
            yield parts[0], parts[4].lower()


def _acts(source: Path, seen: dict[tuple[str, str], int]) -> dict[str, set[str]]:
    senses: dict[str, set[str]] = defaultdict(set)
    for word, offsets in _index(source / "index.verb"):
        if len(offsets) <= _MOST_SENSES:
            senses[word] |= set(_common(word, offsets, seen, _SENSES))
    derived = dict(_derived(source / "data.noun"))
    for word, offsets in _index(source / "index.noun"):
        for offset in _common(word, offsets, seen, _NOUN_SENSES):
            senses[word] |= derived.get((word, offset), set())
    return senses


def _things(source: Path, seen: dict[tuple[str, str], int]) -> dict[str, set[str]]:
    """Nouns that the texts by which senses are ordered have at all, with their senses and the kind of the first."""
    kinds = dict(_kinds(source / "data.noun"))
    of_kind = Counter(kind for found in kinds.values() for kind in found)
    senses: dict[str, set[str]] = {}
    for word, offsets in _index(source / "index.noun"):
        if "_" not in word and any(seen.get((word, o), 0) for o in offsets):
            kind = {k for k in kinds.get(offsets[0], set()) if of_kind[k] <= _MOST_KINDS}
            senses[word] = set(_common(word, offsets, seen, _NOUN_SENSES)) | kind
    return senses


def _kinds(path: Path) -> Iterator[tuple[str, set[str]]]:
    """The senses of nouns with the senses that they are a kind of."""
    for line in path.read_text("utf-8").splitlines():
        if not line.startswith(" "):
            parts = line.partition(" | ")[0].split()
            at = 4 + 2 * int(parts[3], 16)
            pointers = (parts[at + 1 + 4 * n : at + 5 + 4 * n] for n in range(int(parts[at])))
            yield parts[0], {p[1] for p in pointers if p[0] == "@" and p[2] == "n"}


def _write(senses: dict[str, set[str]], target: Path) -> None:
    shared = Counter(sense for found in senses.values() for sense in found)
    kept = {word: sorted(s for s in found if shared[s] > 1) for word, found in senses.items()}
    numbers = {s: n for n, s in enumerate(sorted({s for found in kept.values() for s in found}))}
    rows = [
        f"{word.replace('_', ' ')}\t{' '.join(str(numbers[s]) for s in found)}"
        for word, found in sorted(kept.items())
        if found
    ]
    _pack(rows, target)


def _pack(rows: list[str], target: Path) -> None:
    target.write_bytes(lzma.compress(("\n".join(rows) + "\n").encode(), preset=9 | lzma.PRESET_EXTREME))


def _index(path: Path) -> Iterator[tuple[str, list[str]]]:
    """Words with the offsets of their senses, the commonest first."""
    for line in path.read_text("utf-8").splitlines():
        if not line.startswith(" "):
            parts = line.split()
            yield parts[0], parts[-int(parts[2]) :]


def _counts(source: Path) -> dict[tuple[str, str], int]:
    """How often each sense of a word was met."""
    found = {}
    for line in (source / "index.sense").read_text("utf-8").splitlines():
        key, offset, _, count = line.split()
        word, _, rest = key.partition("%")
        if rest[0] in "12":
            found[word, offset] = int(count)
    return found


def _common(word: str, offsets: list[str], seen: dict[tuple[str, str], int], most: int) -> list[str]:
    return [o for n, o in enumerate(offsets[:most]) if n == 0 or seen.get((word, o), 0) >= _TAGGED]


def _derived(path: Path) -> Iterator[tuple[tuple[str, str], set[str]]]:
    """The senses of verbs from which a noun of a sense is derived."""
    for line in path.read_text("utf-8").splitlines():
        if line.startswith(" "):
            continue
        parts = line.partition(" | ")[0].split()
        words = int(parts[3], 16)
        names = [parts[4 + 2 * n].lower() for n in range(words)]
        at = 4 + 2 * words
        found: dict[int, set[str]] = defaultdict(set)
        for n in range(int(parts[at])):
            sign, offset, part, which = parts[at + 1 + 4 * n : at + 5 + 4 * n]
            if sign == "+" and part == "v":
                found[int(which[:2], 16)].add(offset)
        for number, offsets in found.items():
            yield (names[number - 1], parts[0]), offsets


if __name__ == "__main__":
    main(*(Path(name) for name in sys.argv[1:6]))
