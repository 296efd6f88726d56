# SPDX-License-Identifier: Apache-2.0
"""Claims about what caused something, and whom somebody blames for it.

Comes in: the sentences of a story (`fillers.contexts`). Goes out: `Claim`s: of a cause, and of two that exclude each other.
Refuses: what is only possible, asked or denied; what one origin alone gives as the cause of something that its article does
not begin with; causes of two effects; two causes that one article names; a cause that is the other in other words.
Score: `python -m bench claims`.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import NamedTuple

from ontherecord.model import Claim, Slot, Span
from ontherecord.needed import has_any, may_fit, needed_by_any
from ontherecord.reconcile.claims.fillers import Context, content
from ontherecord.reconcile.claims.grounds import Grounds, claim
from ontherecord.reconcile.claims.standing import Rules, verdict
from ontherecord.reconcile.words.concepts import akin, stem

CAUSES = "what caused one thing"
_CITED = "cited"
_COMPARED = 40  # causes of a story that a further one is compared with


class Cause(NamedTuple):
    """What one sentence gives as the cause of something, or who is blamed there."""

    slot: str
    context: Context
    span: Span
    words: frozenset[str]
    effect: frozenset[str]
    line: str
    """The words of its sentence up to where it ends."""
    end: int
    """Where, in its sentence, the words that give it end."""
    definite: bool
    """Whether its effect is one that is known: "the crash"."""
    subject: str
    """The first word of its effect that says something,"""
    is_clause: bool
    """and whether it is all that a clause tells: "the visit had been put off because"."""
    is_cited: bool
    """Whether it is one reason that somebody gives: he may give others too."""


class _Patterns(NamedTuple):
    """The patterns of `data/causes.toml` with their tables, what one of them needs, and what makes a sentence unsure."""

    of_tables: tuple[tuple[str, re.Pattern[str]], ...]
    needed: tuple[str, ...]
    unsure: re.Pattern[str]


@functools.cache
def _patterns() -> _Patterns:
    table = tomllib.loads(
        files("ontherecord.reconcile").joinpath("data/causes.toml").read_text(encoding="utf-8")
    )
    phrase = {
        "cause": r"(?P<cause>[^,;.:“”\"]{3,90}?)",
        "effect": r"(?P<effect>[^,;.:“”\"]{2,60}?)",
        "clause": r"(?:^|[;:.“”\"] )(?P<clause>[^;.:“”\"]{3,240}?)",
        "end": r"(?=[,;.:]|$)",
    }
    found = tuple(
        (name, re.compile(re.sub(r"\{(\w+)\}", lambda m: phrase[m[1]], pattern), re.IGNORECASE))
        for name in ("cause", _CITED, "blamed")
        for pattern in table[name]
    )
    unsure = re.compile(rf"\b(?:{'|'.join(table['unsure'])})\b", re.IGNORECASE)
    return _Patterns(found, needed_by_any(pattern for _, pattern in found), unsure)


def causes(read: Sequence[Context], story: Grounds) -> Iterator[Claim]:
    """The claims of causes, then those of whom is blamed."""
    unsure = _patterns().unsure
    told = [c for one in read for c in _of_sentence(one) if not _is_unsure(c, unsure)]
    for slot in ("cause", "blamed"):
        groups: list[list[Cause]] = []
        for one in [c for c in told if c.slot == slot][:_COMPARED]:
            home = next((g for g in groups if any(_is_same(one, other) for other in g)), None)
            if home is None:
                groups.append([one])
            else:
                home.append(one)
        yield from _claims(slot, groups, story)


def _is_unsure(one: Cause, unsure: re.Pattern[str]) -> bool:
    """Whether the words of a sentence up to where a cause ends say that it is unsure; what a cause denies, it does surely
    ("because a permit had not come")."""
    at = one.span.start - one.context.start
    found = list(unsure.finditer(one.context.text, 0, one.end))
    return any(not (m.start() >= at and m.group().lower() in _NEGATIONS) for m in found)


_NEGATIONS = frozenset({"not", "never", "nobody", "no one"})


def _of_sentence(one: Context) -> Iterator[Cause]:
    patterns, lowered = _patterns(), one.text.lower()
    if not (one.words and has_any(lowered, patterns.needed)):
        return
    for name, pattern in patterns.of_tables:
        match = pattern.search(one.text) if may_fit(pattern, lowered) else None
        if match is not None:
            start, end = match.span("cause")
            groups = match.groupdict()
            effect = groups.get("effect") or groups.get("clause") or ""
            span = Span(
                document=one.document, start=one.start + start, end=one.start + end, text=one.text[start:end]
            )
            stems = content(effect)
            words = content(match["cause"]) - stems
            if words:
                yield Cause(
                    "cause" if name == _CITED else name,
                    one,
                    span,
                    words,
                    stems,
                    _line(one.text, match.end()),
                    match.end(),
                    _is_definite(effect),
                    next((s for w in _WORD.findall(effect) if (s := stem(w)) in stems), ""),
                    "clause" in groups,
                    name == _CITED,
                )
                return


_WORD = re.compile(r"[\w'’-]+")


def _claims(slot: str, groups: Sequence[Sequence[Cause]], story: Grounds) -> Iterator[Claim]:
    """Each cause with the first that excludes it; else, if two origins give it, alone."""
    used: set[int] = set()
    for n, some in enumerate(groups):
        rival = next(
            (m for m in range(n + 1, len(groups)) if m not in used and _exclude(some, groups[m])), None
        )
        sides = [some] if rival is None else [some, groups[rival]]
        if n not in used:
            used |= {n} if rival is None else {n, rival}
            said = [story.asserted(_label(side), c.context.article, c.span) for side in sides for c in side]
            found = verdict(said, Rules(lambda x, y: x == y, changes=False, noun=slot), story.origins)
            if found.standing != "single-source" or any(_is_of_story(c) for side in sides for c in side):
                shown = " or ".join(v.value for v in found.values)
                line = f" (“{some[0].line}”)" if rival is None else ""
                yield claim(f"{slot[0].upper()}{slot[1:]}: {shown}{line}", Slot(name=slot), found, CAUSES)


def _is_definite(effect: str) -> bool:
    return effect.split(" ", 1)[0].lower() in {"the", "this"}


def _is_of_story(one: Cause) -> bool:
    """Whether somebody is blamed, or the cause is plainly given, and that of what the article begins with."""
    begun = one.context.about | one.context.opening
    shared = sum(any(akin(a, b) for b in begun) for a in one.effect)
    plain = len(one.span.text.split()) <= _PLAIN * (1 + one.is_clause) and (one.definite or one.is_clause)
    return one.slot == "blamed" or (plain and shared >= 1 + one.is_clause)


_PLAIN = 8  # words of a cause that one origin alone gives


def _line(text: str, end: int) -> str:
    """The words of a sentence up to a place of it; of a long one the last."""
    whole = " ".join(text[:end].split())
    return whole if len(whole) <= _LONGEST_LINE else f"… {whole[whole.index(' ', -_LONGEST_LINE) + 1 :]}"


_LONGEST_LINE = 120  # characters


def _label(side: Sequence[Cause]) -> str:
    return " ".join(min((c.span.text for c in side), key=lambda text: (len(text), text)).split())


def _is_same(one: Cause, other: Cause) -> bool:
    """Whether two causes are one: of the shorter a good part in common, in the same words or in others of one sense."""
    if one.effect and other.effect and not _one_effect(one, other):
        return False
    some, others = sorted((one.words, other.words), key=len)
    return sum(any(akin(a, b) for b in others) for a in some) >= _PART * len(some)


_PART = 1 / 3


def _exclude(some: Sequence[Cause], others: Sequence[Cause]) -> bool:
    """Whether two causes are of one effect, and no article, and nobody who blames, gives both."""
    if {c.context.article for c in some} & {c.context.article for c in others}:
        return False
    if any(c.is_cited for c in (*some, *others)):
        return False
    if not frozenset().union(*map(_who, some)).isdisjoint(frozenset().union(*map(_who, others))):
        return False
    return any(_one_effect(a, b) for a in some for b in others)


def _who(one: Cause) -> frozenset[str]:
    """The beginnings of the names of who blames: one who blames in two reports does so in other words."""
    before = one.context.text[: one.span.start - one.context.start]
    return frozenset(n for n in one.context.names if n in before) if one.slot == "blamed" else frozenset()


_MOST = 0.7  # of the words of a clause


def _one_effect(one: Cause, other: Cause) -> bool:
    """Whether two sentences, or what stands before them and above, are about one effect: of a whole clause its subject and most words."""
    if one.effect and other.effect:
        some, others = sorted((one.effect, other.effect), key=len)
        shared = sum(any(akin(a, b) for b in others) for a in some)
        whole = one.is_clause or other.is_clause
        pairs = ((one.subject, other.effect), (other.subject, one.effect))
        if whole and not any(akin(subject, word) for subject, effect in pairs for word in effect):
            return False
        return shared >= (max(min(2, len(some)), len(some) * _MOST) if whole else 1)
    if one.is_clause or other.is_clause:
        return False
    about = [c.effect or c.context.words | c.context.before | c.context.about for c in (one, other)]
    return any(akin(a, b) for a in about[0] for b in about[1])
