# SPDX-License-Identifier: Apache-2.0
"""States that a later report tells to be over: "two drivers are missing", "the drivers turned up".

Comes in: the sentences of a story (`fillers.contexts`). Goes out: `Claim`s that something took place, superseded.
Refuses: what is denied, possible or to come; an end that was not told on a later day, by another article; a state of
something that no word of the end names.
Score: `python -m bench claims`; `tests/reconcile/test_states.py`.

Opposite acts are compared in statements (`undone`). Here a state is meant that no act of the same words ends: the patterns of
`data/states.toml` tell which, and of what.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import NamedTuple

from ontherecord.model import Claim, Slot, Span
from ontherecord.needed import has_any, may_fit, needed_by_any
from ontherecord.reconcile.claims.fillers import Context, content
from ontherecord.reconcile.claims.grounds import Grounds, claim, line
from ontherecord.reconcile.claims.standing import Rules, verdict
from ontherecord.reconcile.matters.told import lists
from ontherecord.reconcile.words.concepts import akin, stem
from ontherecord.union import Union

ENDED = "a state and what ended it"
_COMPARED = 40  # sentences of one state that an end is compared with: the last ones
_PARTS = {
    "thing": r"(?<!\w)(?P<thing>[^;.:“”\"]{2,70}?)",
    "end": r"(?=[,;.:]|$| (?:in|at|on|from|near|and|after|who)\b)",
}
_UNSURE = re.compile(
    r"\b(?:if|would|could|may|might|should|whether|not|never|nobody|no one|hop\w+|until (?!further notice)|when|must|to be|none)\b",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(
    r"\b(?:of|in|at|from|on|to|near|with|by|who|which|that|between|since|for)\b", re.IGNORECASE
)
_WORD = re.compile(r"[\w'’-]+")


class State(NamedTuple):
    """A state, or its end, as one sentence tells it."""

    name: str
    context: Context
    span: Span
    things: frozenset[str]
    """Stems of the nouns for what is in it."""


class _Patterns(NamedTuple):
    name: str
    holds: tuple[re.Pattern[str], ...]
    ends: tuple[re.Pattern[str], ...]
    needed: tuple[str, ...]


@functools.cache
def _patterns() -> tuple[_Patterns, ...]:
    text = files("ontherecord.reconcile").joinpath("data/states.toml").read_text(encoding="utf-8")

    def compiled(patterns: Sequence[str]) -> tuple[re.Pattern[str], ...]:
        return tuple(
            re.compile(re.sub(r"\{(\w+)\}", lambda m: _PARTS[m[1]], one), re.IGNORECASE) for one in patterns
        )

    found = []
    for row in tomllib.loads(text)["state"]:
        holds, ends = compiled(row["holds"]), compiled(row["ends"])
        found.append(_Patterns(row["name"], holds, ends, needed_by_any([*holds, *ends])))
    return tuple(found)


def states(read: Sequence[Context], story: Grounds) -> Iterator[Claim]:
    """The claims of states that are over: what told of the state, and all that tell of its end."""
    held: list[State] = []
    ended: list[State] = []
    for context in read:
        lowered = context.text.lower()
        for one in _patterns():
            if has_any(lowered, one.needed):
                held += _found(one.name, one.holds, context, lowered)
                ended += _found(one.name, one.ends, context, lowered)
    joined: Union[int] = Union()
    before = [[n for n, one in enumerate(held) if _is_ended(one, end)][-_COMPARED:] for end in ended]
    for number, some in enumerate(before):
        for n in some:
            joined.join(-1 - number, n)  # ends below nought, states above
    together: dict[int, list[int]] = defaultdict(list)
    for number, some in enumerate(before):
        if some:
            together[joined.find(-1 - number)].append(number)
    for numbers in together.values():
        states_ = [held[n] for n in dict.fromkeys(n for number in numbers for n in before[number])]
        ends = [ended[number] for number in numbers]
        name = ends[0].name
        said = [story.asserted(f"was {name}", one.context.article, one.span, 1) for one in states_]
        said += [story.asserted(f"no longer {name}", one.context.article, one.span, 2) for one in ends]
        found = verdict(said, _STATE, story.origins)
        if found.standing == "superseded":
            text = line(ends[0].span)
            yield claim(text[:1].upper() + text[1:], Slot(name="took place"), found, ENDED)


_STATE = Rules(lambda x, y: x == y, changes=True, noun="state")


def _found(name: str, patterns: Sequence[re.Pattern[str]], context: Context, lowered: str) -> Iterator[State]:
    for pattern in patterns:
        match = pattern.search(context.text) if may_fit(pattern, lowered) else None
        if match is not None and not _UNSURE.search(match.group()):
            start, end = context.start + match.start(), context.start + match.end()
            words = match.group()
            at = len(words) - len(words.lstrip(" ,"))
            span = Span(document=context.document, start=start + at, end=end, text=words[at:])
            things = frozenset(_heads(match["thing"])) - lists()["general"]
            if things:
                yield State(name, context, span, things)


def _heads(thing: str) -> Iterator[str]:
    """The last word of each phrase, before "of" and its like, and the last without a capital: "the judge, Ada Holt"."""
    for phrase in thing.split(","):
        match = _PREPOSITION.search(phrase)
        words = phrase[: match.start()] if match is not None and match.start() > 0 else phrase
        known = content(words)
        told = [w for w in _WORD.findall(words) if stem(w) in known]
        yield from map(stem, (*told[-1:], *[w for w in told if w.islower()][-1:]))


def _is_ended(one: State, end: State) -> bool:
    """Whether an end, told on a later day by another article, is that of a state."""
    later = one.context.printed < end.context.printed and one.context.article != end.context.article
    return later and one.name == end.name and any(akin(a, b) for a in one.things for b in end.things)
