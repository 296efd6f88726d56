# SPDX-License-Identifier: Apache-2.0
"""Wordings: the words of a quotation, and how the wordings of two quotations compare.

Comes in: quotations. Goes out: `Wording`s (words with their places) and `Likeness` of two of them:
how much of the shorter stands in the longer, in how long a run, and whether number or negation
sets them apart. Refuses: nothing; a wording without words is like none.
Score: with the utterances, `python -m bench utterances`.

Words are aligned by edit distance over words (Levenshtein), as RapidFuzz computes it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple, Protocol

from rapidfuzz.distance import Levenshtein

from ontherecord.model import Quotation, Span, Variant
from ontherecord.reconcile.words.carried import stop_words
from ontherecord.reconcile.words.stems import without_ending

_WORD = re.compile(r"\d[\d.,]*\d|[^\W_]+(?:['’][^\W_]+)*")
_MARKED = re.compile(r"[\"“„«]([^\"“”„«»]{1,2000})(?:[\"”»“]|$)")
_MARKED_FROM_START = re.compile(r"^([^\"“„«”»]{1,2000})[\"”»]")
_OUR = re.compile(r"(?<=[a-z]{2})our(?=$|s$|ed$|ing$|ly$|hood$|able$)")
_ISE = re.compile(r"(?<=[a-z]{3})is(?=(?:e|es|ed|ing|ation|ations)$)")
_SHORT_NOT = {"won't": "will", "can't": "can", "cannot": "can", "shan't": "shall"}
_NEGATIONS = frozenset(
    {"not", "no", "never", "none", "neither", "nor", "without", "cannot", "nobody", "nothing"}
)
_SMALL_NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
)
_TENS = "thirty forty fifty sixty seventy eighty ninety"
_NUMBERS = {w: str(n) for n, w in enumerate(_SMALL_NUMBERS.split())} | {
    w: str(n * 10) for n, w in enumerate(_TENS.split(), start=3)
}
_SCALES = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_VAGUE_NUMBERS = frozenset({"one", "zero"})
_MOST_WORDS = 600
"""Words of a wording that are compared; speeches printed in full are told apart long before."""


class Word(NamedTuple):
    """A word of a quotation, in its normal form, with its place in the copy."""

    form: str
    span: int
    """Which content span of the quotation it stands in."""
    start: int
    end: int


class Wording(NamedTuple):
    """The words of a quotation and what is compared of them."""

    words: tuple[Word, ...]
    forms: tuple[str, ...]
    stems: frozenset[str]
    numbers: frozenset[str]
    fragments: tuple[tuple[str, ...], ...]
    """The words that stand in quotation marks, for a mixed quotation; all of them for a direct one."""


class Block(Protocol):
    """A stretch of an alignment: "equal", "replace", "insert" or "delete", and its words on either side."""

    tag: str
    src_start: int
    src_end: int
    dest_start: int
    dest_end: int


class Likeness(NamedTuple):
    """How two wordings compare. `share` and `shared` count content stems of the one that has fewer."""

    share: float
    shared: int
    run: int
    """Words of the longest run both have."""
    at_odds: bool
    """A number or a negation sets them apart."""
    strays: int
    """Content words both have, but in another order and without the words beside them: "a debt, not a gift"."""
    fragment: bool
    """The words one of them has in quotation marks all stand in the other, in that order."""


def wording(quotation: Quotation) -> Wording:
    """The words of a quotation."""
    words = tuple(
        Word(form, n, span.start + m.start(), span.start + m.end())
        for n, span in enumerate(quotation.content)
        for m in _WORD.finditer(span.text)
        for form in _forms(m.group())
    )[:_MOST_WORDS]
    forms = tuple(w.form for w in words)
    content = [f for f in forms if f not in stop_words()]
    return Wording(
        words,
        forms,
        frozenset(map(stem, content)),
        frozenset(_amounts(forms)),
        (forms,) if quotation.kind == "direct" else _fragments(quotation),
    )


def _form(word: str) -> str:
    """A word as it is compared: British and American spelling are one ("organise", "neighbour")."""
    form = word.lower().replace("’", "'")
    return _OUR.sub("or", _ISE.sub("iz", form))


@functools.lru_cache(maxsize=8_192)
def _forms(word: str) -> tuple[str, ...]:
    """The one or two words a word stands for: "don't" is "do not"."""
    form = _form(word)
    full = _SHORT_NOT.get(form) or (form.removesuffix("n't") if form.endswith("n't") else "")
    return (full, "not") if full else (form,)


def _amounts(forms: Sequence[str]) -> Iterator[str]:
    """The numbers of a wording, in figures: "two thousand five hundred", "2.5 thousand" and "2,500" are one."""
    total, part, told = Fraction(0), Fraction(0), False
    room = Fraction(0)  # what may still be added: below ten behind "forty", below a hundred behind "hundred"
    for form in (*forms, ""):
        value = _value(form)
        scale = _SCALES.get(form) if part else None
        if value is not None and value < room:
            part, told = part + value, True
            room = Fraction(10) if _is_tens(form) else Fraction(0)
        elif scale == 100:
            part, room, told = part * scale, Fraction(100), True
        elif scale:
            total, part, room, told = total + part * scale, Fraction(0), Fraction(scale), True
        elif form != "and" or not room:
            if told:
                yield str(total + part)
            total, part = Fraction(0), value or Fraction(0)
            told = value is not None and form not in _VAGUE_NUMBERS
            room = Fraction(10) if _is_tens(form) else Fraction(0)


def _is_tens(form: str) -> bool:
    return form in _NUMBERS and form.endswith("ty")


def _value(form: str) -> Fraction | None:
    if form in _NUMBERS:
        return Fraction(_NUMBERS[form])
    if not form[:1].isdigit():
        return None
    try:
        return Fraction(form.replace(",", ""))
    except ValueError:  # "3.2.1", "²"
        return Fraction(sum(ord(c) * 7**n for n, c in enumerate(form[:40])))


@functools.lru_cache(maxsize=8_192)
def stem(form: str) -> str:
    """A word without the ending that its inflection gives it."""
    form = form.split("'")[0] or form
    return without_ending(form)


def _fragments(quotation: Quotation) -> tuple[tuple[str, ...], ...]:
    if quotation.kind == "indirect":
        return ()
    found = []
    for span in quotation.content:
        texts = [m.group(1) for m in _MARKED_FROM_START.finditer(span.text)]
        rest = span.text[len(texts[0]) + 1 :] if texts else span.text
        texts += [m.group(1) for m in _MARKED.finditer(rest)]
        found += [tuple(f for w in _WORD.findall(text) for f in _forms(w)) for text in texts]
    return tuple(f for f in found if f)


def likeness(a: Wording, b: Wording) -> Likeness:
    """How two wordings compare; the order does not matter."""
    if not a.words or not b.words:
        return Likeness(0.0, 0, 0, False, 0, False)
    less = min(len(a.stems), len(b.stems))
    shared = len(a.stems & b.stems)
    blocks = list(Levenshtein.opcodes(a.forms, b.forms))
    equal = [o for o in blocks if o.tag == "equal"]
    run = max((o.src_end - o.src_start for o in equal), default=0)
    return Likeness(
        shared / less if less else 0.0,
        shared,
        max(run, _shared_run(a.forms, b.forms)) if less else run,
        _at_odds(a, b, blocks),
        _strays(a, b, equal),
        any(_within(f, b.forms) for f in a.fragments) or any(_within(f, a.forms) for f in b.fragments),
    )


_RUN_STEP = 4


def _shared_run(a: Sequence[str], b: Sequence[str]) -> int:
    """The longest run of words of `a` in `b`, found from shared four-word runs; 0 below four."""
    places: dict[tuple[str, ...], int] = {}
    for i in range(len(b) - _RUN_STEP + 1):
        places.setdefault(tuple(b[i : i + _RUN_STEP]), i)
    best, i = 0, 0
    while i + _RUN_STEP <= len(a):
        at = places.get(tuple(a[i : i + _RUN_STEP]))
        if at is None:
            i += 1
            continue
        n = _RUN_STEP
        while i + n < len(a) and at + n < len(b) and a[i + n] == b[at + n]:
            n += 1
        best = max(best, n)
        i += max(1, n - _RUN_STEP + 1)
    return best


def _strays(a: Wording, b: Wording, equal: Sequence[Block]) -> int:
    """How many content words both have that the alignment leaves apart and that moved alone."""
    kept = {stem(form) for o in equal for form in a.forms[o.src_start : o.src_end]}
    apart = (a.stems & b.stems) - kept
    if not apart:
        return 0
    runs = {b.forms[i : i + _MOVED] for i in range(len(b.forms) - _MOVED + 1)}
    for i in range(len(a.forms) - _MOVED + 1):
        if a.forms[i : i + _MOVED] in runs:
            apart -= {stem(form) for form in a.forms[i : i + _MOVED]}
    return len(apart)


_MOVED = 3
"""Words in a row that were moved together: a sentence told in another order."""


def _at_odds(a: Wording, b: Wording, blocks: Sequence[Block]) -> bool:
    """A number each has that the other has not, or a negation put in or taken out between words both have."""
    if a.numbers - b.numbers and b.numbers - a.numbers:
        return True
    places = [n for n, block in enumerate(blocks) if block.tag == "equal"]
    if not places:
        return False
    inner = blocks[places[0] : places[-1] + 1]
    here: list[str] = []
    there: list[str] = []
    turned = False
    for block in inner:  # a change is all that stands between two stretches that are equal
        if block.tag == "equal":
            if turned and bool(_negations(here)) != bool(_negations(there)):
                return True
            here, there, turned = [], [], False
            continue
        old, new = a.forms[block.src_start : block.src_end], b.forms[block.dest_start : block.dest_end]
        short = max(len(old), len(new)) <= _TURNED
        turned = turned or (short and bool(_negations(old)) != bool(_negations(new)))
        here += old
        there += new
    return _parallel(a, b, blocks)


def _parallel(a: Wording, b: Wording, blocks: Sequence[Block]) -> bool:
    """Whether two wordings are one sentence about two matters: word for word the same, but for content
    words that stand in each other's place: "too early for peace, too late for war", "... elections ... delay"."""
    swapped = 0
    for block in blocks:
        size = block.src_end - block.src_start
        if size != block.dest_end - block.dest_start or (block.tag != "equal" and size != 1):
            return False
        if block.tag == "replace":
            one, other = a.forms[block.src_start], b.forms[block.dest_start]
            swapped += not {one, other} & stop_words() and stem(one) != stem(other)
    return swapped >= TURNED_MATTERS


TURNED_MATTERS = 2
"""Content words that differ, all others being the same, from which two sentences are about two matters."""
_TURNED = 3
"""Words of a change that may turn a statement round; a negation in a longer stretch is part of what was
left out."""


def _negations(forms: Sequence[str]) -> int:
    return sum(f in _NEGATIONS or f.endswith("n't") for f in forms)


def _within(fragment: Sequence[str], forms: Sequence[str]) -> bool:
    n = len(fragment)
    return 0 < n <= len(forms) and any(
        forms[i] == fragment[0] and tuple(forms[i : i + n]) == tuple(fragment)
        for i in range(len(forms) - n + 1)
    )


def variant(fullest: Quotation, other: Quotation) -> Variant:
    """How a quotation differs from the fullest one of its utterance."""
    full, here = wording(fullest), wording(other)
    blocks = Levenshtein.opcodes(full.forms, here.forms)
    left_out = [s for o in blocks if o.tag == "delete" for s in _spans(fullest, full, o.src_start, o.src_end)]
    changed = [
        (old[0], new[0])
        for o in blocks
        if o.tag == "replace"
        and (old := _spans(fullest, full, o.src_start, o.src_end))
        and (new := _spans(other, here, o.dest_start, o.dest_end))
    ]
    differs = _differs(full, here, other, {o.tag for o in blocks})
    if differs in ("paraphrased", "part-quoted"):
        return Variant(quotation=other.id, differs=differs)  # type: ignore[arg-type]
    return Variant(
        quotation=other.id,
        differs=differs,  # type: ignore[arg-type]
        left_out=tuple(left_out),
        changed=tuple(changed),
    )


def _differs(full: Wording, here: Wording, other: Quotation, tags: set[str]) -> str:
    if full.forms == here.forms:
        return "same"
    if other.kind == "mixed":
        return "part-quoted"
    if other.kind == "indirect":
        return "paraphrased"
    if tags <= {"equal", "delete"}:
        return "cut"
    if not set(here.forms) - set(full.forms) and len(here.forms) > 1:
        return "reordered"
    return "wording"


def _spans(quotation: Quotation, words: Wording, first: int, end: int) -> list[Span]:
    """The spans of a range of words, one a content span they stand in."""
    found = []
    for n, content in enumerate(quotation.content):
        inside = [w for w in words.words[first:end] if w.span == n]
        if inside:
            a, b = inside[0].start, inside[-1].end
            text = content.text[a - content.start : b - content.start]
            found.append(Span(document=content.document, start=a, end=b, text=text))
    return found
