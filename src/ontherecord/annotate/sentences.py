# SPDX-License-Identifier: Apache-2.0
"""The sentences of an article, and what each could do without.

Comes in: the `Parse`. Goes out: `Sentence`, in order, with `trims`: ranges that may be left out
without changing what the rest says (asides between dashes or brackets, clauses with "who" and
"which" between commas or at the end, a last "..., leaving the hall in silence", an opening "Meanwhile,"),
and `stops`: where it may end early (`annotate.stops`).
Refuses: to trim anything that carries an attribution, a negation or a condition, or that stands inside
quotation marks.
Score: the brief's checks (`python -m bench brief`).

Clause-level trimming follows the conservative end of sentence compression (Dunietz & Gillick,
"A new entity salience task", and Knight & Marcu 2002, found the same constituents safest): only
non-restrictive constituents set off by punctuation on both sides, a full stop being one.
"""

from __future__ import annotations

import re
from itertools import pairwise

from ontherecord.annotate.gist import gist
from ontherecord.annotate.parse import Parse
from ontherecord.annotate.quotations.cues import lexicon
from ontherecord.annotate.stops import MARK, quoted, stops
from ontherecord.model import Sentence

_OPENERS = frozenset(
    ["meanwhile", "however", "moreover", "furthermore", "separately", "additionally", "instead", "earlier"]
)
_DASH = re.compile(r"(?<=\s)(?:--|—|–|-)(?=\s)|—|--")
_BRACKETS = re.compile(r"\s?\([^()]{1,160}\)")
_RELATIVE = frozenset({"who", "which", "whose", "whom", "where"})
_KEEP = re.compile(r"\b(?:not|no|never|n[’']t|if|unless|according|alleged\w*|reportedly)\b", re.IGNORECASE)
_LEAST_LEFT = 6  # words a trimmed sentence must keep


def sentences(parse: Parse) -> tuple[Sentence, ...]:
    """Every sentence of the parsed segments; `start` and `end` are offsets of the copy."""
    found = []
    for number, (first, end) in enumerate(parse.sentences):
        role = parse.paragraphs[parse.paragraph_index[first]][2]
        start, stop = parse.starts[first], parse.ends[end - 1]
        core = tuple((parse.lowers[t], parse.lemmas[t].lower()) for t in gist(parse, number))
        found.append(
            Sentence(
                start=start, end=stop, role=role, trims=_trims(parse, number), gist=core,
                stops=stops(parse, number),
            )
        )  # fmt: skip
    return tuple(found)


def _trims(parse: Parse, number: int) -> tuple[tuple[int, int], ...]:
    first, end = parse.sentences[number]
    start, stop = parse.starts[first], parse.ends[end - 1]
    words = parse.text[start:stop]
    candidates = [*_asides(words, start), *_brackets(words, start), *_clauses(parse, first, end)]
    candidates += [*_tail(parse, first, end), *_opener(parse, first, end)]
    said = [parse.starts[t] for t in range(first, end) if parse.lemmas[t].lower() in lexicon().verbs]
    chosen: list[tuple[int, int]] = []
    for a, b in sorted(set(candidates)):
        text = parse.text[a:b]
        apart = not chosen or a >= chosen[-1][1]
        reports = any(a <= at < b for at in said) or _KEEP.search(text)
        if apart and not reports and not MARK.search(text) and not quoted(words[: a - start]):
            chosen.append((a, b))
    left = len(words.split()) - sum(len(parse.text[a:b].split()) for a, b in chosen)
    return tuple(chosen) if left >= _LEAST_LEFT else ()


def _asides(words: str, start: int) -> list[tuple[int, int]]:
    """Ranges between a pair of dashes, with the dashes: exactly two in the sentence, or none."""
    dashes = list(_DASH.finditer(words))
    if len(dashes) != 2:
        return []
    (one, two) = dashes
    if two.start() - one.end() < 3:
        return []
    before = one.start() - (words[one.start() - 1 : one.start()] == " ")
    return [(start + before, start + two.end())]


def _brackets(words: str, start: int) -> list[tuple[int, int]]:
    return [(start + m.start(), start + m.end()) for m in _BRACKETS.finditer(words) if m.start() > 0]


def _clauses(parse: Parse, first: int, end: int) -> list[tuple[int, int]]:
    """Non-restrictive relative clauses: from the comma before the relative word to the comma after."""
    found = []
    commas = [t for t in range(first, end) if parse.words[t] == ","]
    for left, right in pairwise(commas):
        opens = parse.lowers[left + 1] if left + 1 < end else ""
        if opens in _RELATIVE and _is_relative(parse, left + 1, right):
            found.append((parse.starts[left], parse.ends[right]))
    return found


def _is_relative(parse: Parse, first: int, end: int) -> bool:
    head = _only_head(parse, first, end)
    return head is not None and parse.deps[head] == "relcl"


def _tail(parse: Parse, first: int, end: int) -> list[tuple[int, int]]:
    """What hangs on behind the last comma: a relative clause, or a participle with what belongs to it."""
    commas = [t for t in range(first, end) if parse.words[t] == ","]
    if not commas or parse.words[end - 1] != ".":
        return []
    left = commas[-1]
    head = _only_head(parse, left + 1, end - 1) if left + 2 < end - 1 else None
    if head is None:
        return []
    relative = parse.deps[head] == "relcl" and parse.lowers[left + 1] in _RELATIVE
    participle = parse.deps[head] == "advcl" and head == left + 1 and parse.tags[head] == "VBG"
    return [(parse.starts[left], parse.starts[end - 1])] if relative or participle else []


def _only_head(parse: Parse, first: int, end: int) -> int | None:
    """The one word by which a range hangs on the rest of its sentence, if nothing else does and nothing
    of the rest hangs on it."""
    heads = [t for t in range(first, end) if not first <= parse.heads[t] < end]
    entering = any(
        first <= parse.heads[t] < end
        for t in range(*parse.sentences[parse.sentence_index[first]])
        if not first <= t < end and parse.poses[t] != "PUNCT"
    )
    return heads[0] if len(heads) == 1 and not entering else None


def _opener(parse: Parse, first: int, end: int) -> list[tuple[int, int]]:
    if end - first > 3 and parse.lowers[first] in _OPENERS and parse.words[first + 1] == ",":
        return [(parse.starts[first], parse.starts[first + 2])]
    return []
