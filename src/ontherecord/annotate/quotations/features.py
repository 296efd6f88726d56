# SPDX-License-Identifier: Apache-2.0
"""Features: what the trained model looks at, as words: of a token that may report speech, and of each
token of its sentence seen from there.

Comes in: a page, a token, what the rules make of it. Goes out: names of features, the same for the same
page whoever asks. Refuses: nothing.
Score: with the trained model, `python -m bench trained`.

Most features are made of relations of the parse and of what the rules decided; words enter where they
are frequent (the vocabulary of a model keeps no others).
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import NamedTuple

from ontherecord.annotate.quotations.contents import contents
from ontherecord.annotate.quotations.cues import Cue, CueKind, Word, lexicon
from ontherecord.annotate.quotations.page import MARKS, Page
from ontherecord.annotate.quotations.speakers import speaker

FEATURES = 1
"""Raised with every change of what a feature means: a model is used with the features it learnt."""
_ANY = Word("said", frozenset({"that", "to", "object"}), frozenset(), {})
"""What an unlisted verb is taken to take, until the model decides."""
_DEEP = 4
_BUCKETS = (0, 1, 2, 3, 5, 8, 13, 21, 40)


class Proposal(NamedTuple):
    """What the rules make of one token: the cue, the frame that gave the words, the words, the speaker."""

    cue: Cue
    listed: bool
    frame: str
    ranges: tuple[tuple[int, int], ...]
    speaker: tuple[int, int] | None


def proposal(page: Page, token: int, listed: Cue | None) -> Proposal:
    """What the rules make of a token, also where no list names it."""
    parse = page.parse
    kind: CueKind = "verb" if parse.tags[token][:2] == "VB" else "noun"
    cue = listed or Cue(token, token, token + 1, kind, parse.lemmas[token].lower(), _ANY)
    frame, ranges = contents(page, cue) or ("none", [])
    return Proposal(cue, listed is not None, frame, tuple(ranges), speaker(page, cue, ranges))


def bucket(number: int) -> int:
    """A number as the step it has reached."""
    return sum(number > b for b in _BUCKETS)


def cue_features(page: Page, token: int, listed: Cue | None) -> list[str]:
    """Features of a token that may report."""
    parse = page.parse
    lemma, tag = parse.lemmas[token].lower(), parse.tags[token]
    below = [f"{parse.deps[c]}{'<' if c < token else '>'}" for c in parse.children[token]]
    found = [
        f"l={lemma}",
        f"t={tag}",
        f"d={parse.deps[token]}",
        f"lt={lemma}/{tag}",
        f"in={page.inside[token] >= 0}",
    ]
    found.append(f"ld={lemma}/{parse.deps[token]}")
    for dep in sorted(set(below)):
        found += (f"c={dep}", f"lc={lemma}/{dep}", f"tc={tag}/{dep}")
    for c in parse.children[token]:
        dep = parse.deps[c]
        if dep in ("nsubj", "nsubjpass", "agent", "poss"):
            found += (f"s={dep}/{parse.poses[c]}/{parse.tags[c]}", f"sw={parse.lowers[c]}")
        elif dep in ("prep", "prt", "mark", "neg"):
            found += (f"w={dep}/{parse.lowers[c]}", f"lw={lemma}/{parse.lowers[c]}")
        elif dep in ("ccomp", "xcomp", "dobj", "advcl", "acl", "relcl") and c > token:
            first = min(parse.children[c], default=c)
            found += (
                f"o={dep}/{parse.tags[c]}",
                f"of={dep}/{parse.lowers[min(first, c)]}",
                f"ow={lemma}/{dep}/{parse.tags[c]}",
            )
        elif dep in ("aux", "auxpass"):
            found.append(f"a={parse.lowers[c]}")
    head = parse.heads[token]
    found += (f"h={parse.lemmas[head]}/{parse.deps[token]}", f"ht={parse.tags[head]}/{parse.deps[token]}")
    after, before = _word(page, token + 1), _word(page, token - 1)
    found += (
        f"n={after}",
        f"p={before}",
        f"ln={lemma}/{after}",
        f"nt={_tag(page, token + 1)}",
        f"pt={_tag(page, token - 1)}",
    )
    if listed:
        found += (f"k={listed.kind}", f"kt={'/'.join(sorted(listed.word.takes))}", f"kf={listed.word.force}")
        found.append(f"ks={lemma in _speech()}")
        found += [f"kc={'/'.join(sorted(listed.word.takes))}/{dep}" for dep in sorted(set(below))]
    first, end = page.sentences[token]
    found.append(f"m={any(page.inside[t] >= 0 for t in range(first, end))}")
    return found


def _speech() -> Set[str]:
    words = lexicon("speech")
    return words.verbs.keys() | words.nouns.keys()


def _word(page: Page, token: int) -> str:
    return page.parse.lowers[token] if 0 <= token < len(page.parse) else "#"


def _tag(page: Page, token: int) -> str:
    return page.parse.tags[token] if 0 <= token < len(page.parse) else "#"


class _Place(NamedTuple):
    """Where a token hangs, seen from a cue: `above` relations up to the cue or one of its heads, `far`
    how many heads above the cue that is; `top` the token right below it."""

    above: tuple[str, ...]
    far: int
    top: int


def token_features(page: Page, made: Proposal, first: int, end: int) -> list[list[str]]:
    """Features of each token of `first:end`, the sentence of the cue."""
    parse, cue = page.parse, made.cue.token
    places = _places(page, cue, first, end)
    inside = [False] * (end - first + 2)  # one more on either side
    for a, b in made.ranges:
        for t in range(max(a, first), min(b, end)):
            inside[t - first + 1] = True
    who = range(*made.speaker) if made.speaker else range(0)
    commas = _commas(page, cue, first, end)
    lead = _openers(page, first, end)
    lemma = made.cue.lemma
    takes = "/".join(sorted(made.cue.word.takes)) if made.listed else "?"
    rows = []
    for t in range(first, end):
        place = places[t]
        side = "<" if t < cue else ">" if t > cue else "="
        tag, dep, low = parse.tags[t], parse.deps[t], parse.lowers[t]
        top = f"{parse.deps[place.top]}{place.far}{side}"
        near = "/".join(place.above[-2:])
        rule = f"{made.frame}{inside[t - first]:d}{inside[t - first + 1]:d}{inside[t - first + 2]:d}"
        region = page.inside[t]
        marks = f"{region >= 0:d}{low in MARKS:d}{page.inside[t - 1] == region if t else False:d}"
        opener = lead[place.top]
        row = [
            "1",
            f"r={rule}",
            f"rt={rule}/{top}",
            f"rg={rule[-3:]}/{tag}",
            f"rw={rule[-3:]}/{low}",
            f"T={top}",
            f"TL={top}/{lemma}",
            f"TK={top}/{takes}",
            f"N={near}/{place.far}{side}",
            f"D={dep}/{tag}/{side}",
            f"w={low}{side}",
            f"q={marks}",
            f"qr={marks}/{rule[-3:]}/{side}",
            f"c={commas[t - first]}",
            f"ct={commas[t - first]}/{top}",
            f"k={bucket(abs(t - cue))}{side}",
            f"o={parse.deps[place.top]}/{opener}",
            f"or={rule[-3:]}/{parse.deps[place.top]}/{opener}",
            f"tt={_tag(page, t - 1)}/{tag}/{_tag(page, t + 1)}",
            f"wp={_word(page, t - 1)}{side}",
            f"wn={_word(page, t + 1)}{side}",
            f"s={t in who:d}{made.speaker is not None:d}",
            f"sd={t in who:d}/{top}/{tag}",
        ]
        if len(place.above) <= _DEEP:
            row.append(f"P={'/'.join(place.above)}/{place.far}{side}")
        if len(place.above) > 1:
            second = place.above[-2]
            row.append(f"S={near}/{opener}/{second}")
        rows.append(row)
    return rows


def _places(page: Page, cue: int, first: int, end: int) -> dict[int, _Place]:
    parse = page.parse
    chain = {cue: 0}
    here = cue
    while parse.heads[here] != here and first <= parse.heads[here] < end:
        here = parse.heads[here]
        if here in chain:
            break
        chain[here] = len(chain)
    found: dict[int, _Place] = {t: _Place((), min(far, 3), t) for t, far in chain.items()}
    for t in range(first, end):
        path = []
        while t not in found and parse.heads[t] != t and first <= parse.heads[t] < end:
            path.append(t)
            t = parse.heads[t]
        if t not in found:
            found[t] = _Place((), 9, t)  # another root in the same sentence
        for below in reversed(path):
            up = found[t]
            top = up.top if up.above else below
            found[below] = _Place((parse.deps[below], *up.above)[-_DEEP - 1 :], up.far, top)
            t = below
    return found


def _commas(page: Page, cue: int, first: int, end: int) -> list[str]:
    """For each token how many commas and marks stand between it and the cue, up to three."""
    words = page.parse.words
    found = ["0"] * (end - first)
    for step, stop, sign in ((1, end, ">"), (-1, first - 1, "<")):
        count = 0
        for t in range(cue, stop, step):
            found[t - first] = f"{min(count, 3)}{sign}"
            count += words[t] in (",", ";", ":", "-", "–", "—", "--") or words[t] in MARKS
    return found


def _openers(page: Page, first: int, end: int) -> dict[int, str]:
    """For each token the first word of what hangs below it in the sentence."""
    parse = page.parse
    lowest = {t: t for t in range(first, end)}
    for t in range(first, end):
        here = t
        for _ in range(end - first):
            above = parse.heads[here]
            if above == here or not first <= above < end or lowest[above] <= t:
                break
            lowest[above] = t
            here = above
    return {t: parse.lowers[low] for t, low in lowest.items()}


def runs(page: Page, chosen: Sequence[bool], first: int) -> list[tuple[int, int]]:
    """The token ranges of `chosen` (from token `first` on); gaps without words are closed."""
    found: list[tuple[int, int]] = []
    for n, yes in enumerate(chosen):
        if not yes:
            continue
        t = first + n
        if found and not page.has_words(found[-1][1], t):
            found[-1] = (found[-1][0], t + 1)
        else:
            found.append((t, t + 1))
    return found
