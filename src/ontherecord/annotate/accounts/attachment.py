# SPDX-License-Identifier: Apache-2.0
"""When and where of an act: the times and places that hang on its words in the sentence.

Comes in: a parse, a trigger, the times and places of the article. Goes out: the number of the time
or place that is the act's, or None.
Refuses: a time that belongs to another act; a place without a preposition of place.
Score: `python -m bench events`; `tests/annotate/test_accounts.py`.
"""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from ontherecord.annotate.accounts import actors, arguments
from ontherecord.annotate.accounts.lexicon import Lexicon
from ontherecord.annotate.accounts.triggers import Trigger
from ontherecord.annotate.parse import Parse
from ontherecord.model import TimeMention, Where

_LOCATIVE = frozenset({"in", "at", "near", "outside", "inside", "on", "across", "around"})
_PLACE_INSIDE = frozenset({"compound", "appos", "nmod", "conj", "npadvmod"})
_GRAINS = {"site": 3, "city": 2, "division": 1, "country": 0}


def by_token(parse: Parse, ranges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """(token, number) of each range of offsets, by its last token, in order."""
    found = []
    for number, (start, end) in enumerate(ranges):
        token = actors.last_token(parse, start, end) if start >= 0 else None
        if token is not None:
            found.append((token, number))
    return sorted(found)


def near(parse: Parse, trigger: Trigger, words: Lexicon) -> frozenset[int]:
    """The tokens on which a time or place of the act may hang: the act, its object, its plan."""
    found = {trigger.token} | ({trigger.object} if trigger.object is not None else set())
    here = trigger.token
    if trigger.by == "noun" and parse.deps[here] in {"dobj", "nsubj", "nsubjpass", "pobj"}:
        here = parse.heads[here]
        here = parse.heads[here] if parse.poses[here] == "ADP" else here
        if parse.deps[trigger.token] == "nsubj":
            found.add(here)
        operator = words.operators.get(("verb", parse.lemmas[here].lower()))
        if operator is None or operator.class_ in {"plan", "cause"}:
            found.add(here)
    while parse.deps[here] == "xcomp" and parse.heads[here] != here:
        here = parse.heads[here]
        operator = words.operators.get(("verb", parse.lemmas[here].lower()))
        if operator is not None and operator.class_ not in {"plan", "cause"}:
            break
        found.add(here)
    return frozenset(found)


def timed(
    parse: Parse,
    around: frozenset[int],
    candidates: Sequence[tuple[int, int]],
    first: int,
    last: int,
    words: Lexicon,
) -> int | None:
    """The number of the first time of the sentence that hangs on the act."""
    events = words.nouns
    for token, number in candidates[bisect.bisect_left(candidates, (first, -1)) :]:
        if token >= last:
            return None
        if _of_saying(parse, token, around) or _of_clock(parse, token):
            continue
        here = token
        for _ in range(_LONGEST_CLIMB):
            here = parse.heads[here]
            if here in around:
                return number
            if parse.poses[here] == "VERB" or parse.lemmas[here].lower() in events:
                break  # the time of another act
    return None


def _of_saying(parse: Parse, time: int, around: frozenset[int]) -> bool:
    """Whether a time before the subject of what is said is that of the saying: "said on Monday it would go"."""
    for act in around:
        who = arguments.child(parse, act, *arguments.SUBJECTS, *arguments.PASSIVE_SUBJECTS)
        said = parse.deps[act] == "ccomp" and parse.heads[act] < act
        if said and who is not None and time < min(parse.subtree(who)[0], who):
            marks = (c for c in parse.children[act] if parse.deps[c] == "mark")
            return all(time < mark for mark in marks)  # "said that on Monday it would go"
    return False


def _of_clock(parse: Parse, time: int) -> bool:
    """Whether a bare number is the hour and no year: "at 1851"."""
    return (
        parse.words[time].isdigit() and parse.deps[time] == "pobj" and parse.lowers[parse.heads[time]] == "at"
    )


_LONGEST_CLIMB = 6  # heads between a time or place and the act it hangs on


def placed(
    parse: Parse, around: frozenset[int], candidates: Sequence[tuple[int, int]], places: Sequence[Where],
    visit: bool,
) -> int | None:  # fmt: skip
    """The number of the finest place that a preposition of place hangs on the act."""
    found: list[tuple[int, int, int]] = []
    for token, number in candidates:
        here = token
        for _ in range(_LONGEST_CLIMB):
            above = parse.heads[here]
            located = parse.deps[here] == "pobj" and (
                parse.lowers[above] in _LOCATIVE or (visit and parse.lowers[above] == "to")
            )
            if located and parse.heads[above] in around:
                found.append((-_GRAINS[places[number].grain], token, number))
                break
            inside = parse.deps[here] in _PLACE_INSIDE or (
                {parse.lowers[here], parse.lowers[above]} & {"of"} and parse.deps[here] in {"pobj", "prep"}
            )
            if not inside or above == here or parse.poses[above] == "VERB":
                if visit and parse.deps[here] == "dobj" and above in around:
                    found.append((-_GRAINS[places[number].grain], token, number))
                break
            here = above
    return min(found)[2] if found else None


def within(candidates: Sequence[tuple[int, int]], first: int, last: int) -> Sequence[tuple[int, int]]:
    """The candidates whose token stands in the tokens `first` to `last`."""
    return candidates[
        bisect.bisect_left(candidates, (first, -1)) : bisect.bisect_left(candidates, (last, -1))
    ]


def is_past(parse: Parse, trigger: Trigger, time: TimeMention | None) -> bool:
    """Whether the words put the act before the news: a past perfect with a far date, "in 2019"."""
    if time is None or time.value is None:
        return any(
            parse.lowers[c] == "last" and parse.deps[c] == "advmod" for c in parse.children[trigger.token]
        )
    return time.type == "DATE" and len(time.value) == len("2019") and time.value.isdigit()
