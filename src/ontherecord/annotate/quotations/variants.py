# SPDX-License-Identifier: Apache-2.0
"""Variants: the quotations a cue may stand for, of which a trained model chooses at most one.

Comes in: a page, the drafts of the rules, what a tagger makes of the cue's sentence. Goes out: drafts
with their features: the words as the rules cut them and as the tagger does, each with the speaker of
either. Refuses: nothing; the choice is `tagger`'s.
Score: with the trained model, `python -m bench trained`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ontherecord.annotate.quotations.cues import Cue, lexicon
from ontherecord.annotate.quotations.extents import widened
from ontherecord.annotate.quotations.features import Proposal, bucket, runs
from ontherecord.annotate.quotations.page import Page
from ontherecord.annotate.quotations.quotations import Draft

OUTSIDE, CONTENT, SOURCE = 0, 1, 2
"""What a token is to a cue."""
RULED = " ruled"
"""The labels that the rules' words amount to."""


class Tagging(NamedTuple):
    """The labels of the tokens from `first` on, and how sure the tagger is of the whole, as a logarithm."""

    first: int
    labels: tuple[int, ...]
    sure: float
    lean: str = ""
    """Empty for the likeliest labels; " wide" or " narrow" where content was made more or less likely;
    `RULED` for the labels of the rules' words."""


class Variant(NamedTuple):
    """One reading of a cue, and what the model weighs of it."""

    draft: Draft
    features: tuple[str, ...]


def words_of(page: Page, content: Sequence[tuple[int, int]]) -> frozenset[int]:
    """The word tokens of character ranges."""
    found = set()
    parse = page.parse
    for start, end in content:
        token = parse.token_at(start)
        while token is not None and token < len(parse) and parse.starts[token] < end:
            if page.is_word(token):
                found.add(token)
            token += 1
    return frozenset(found)


def overlap(a: frozenset[int], b: frozenset[int]) -> float:
    """The F1 of two sets of words."""
    total = len(a) + len(b)
    return 2 * len(a & b) / total if total else 0.0


def variants(
    page: Page, ruled: Draft | None, made: Proposal, tagged: Sequence[Tagging], chance: float
) -> list[Variant]:
    """The readings of one cue: `ruled` is the rules' own draft, `tagged` what the tagger makes of the
    sentence, its likeliest labels first, `chance` how likely the token reports."""
    contents = list(_contents(page, ruled, made, tagged))
    rule = next((c.words for c in contents if c.tagging.lean == RULED), frozenset[int]())
    tagger = next((c.words for c in contents if c.tagging.lean != RULED), rule)
    found = []
    for one in contents:
        alike = overlap(one.words, tagger if one.tagging.lean == RULED else rule)
        for who, told in _speakers(page, ruled, made, one.tagging):
            draft = Draft(one.spans, made.cue, who, one.by, ruled.takes if ruled else "that")
            rows = tuple(_features(page, draft, made, one, alike, told, chance))
            found.append(Variant(draft, rows))
    return found


def ruled_words(page: Page, ruled: Draft | None, made: Proposal) -> frozenset[int]:
    """The words the rules take a cue to report."""
    return words_of(page, ruled.content if ruled else [widened(page, *r) for r in made.ranges])


class _Content(NamedTuple):
    """Words that a cue may report, from the rules or from a tagging."""

    spans: tuple[tuple[int, int], ...]
    words: frozenset[int]
    by: str
    tagging: Tagging


def alone(page: Page, draft: Draft) -> Variant:
    """A draft that the tagger does not look at, such as words in marks without a cue."""
    words = words_of(page, draft.content)
    first, last = min(words, default=0), max(words, default=0)
    parse, by = page.parse, draft.by
    rows = [f"alone={by}", f"by={by}/{bucket(len(words))}", f"at={by}/{parse.tags[first]}"]
    rows += [
        f"au={by}/{parse.words[first][:1].isupper()}/{_next(page, last)}",
        f"ae={by}/{_next(page, last)}",
    ]
    rows.append(f"ap={by}/{page.paragraph(first)[0] >= first - 1}/{page.paragraph(last)[1] <= last + 3}")
    rows.append(f"af={by}/{any(parse.tags[t] in ('VBD', 'VBZ', 'VBP', 'MD') for t in words)}")
    return Variant(draft, tuple(rows))


def _contents(
    page: Page, ruled: Draft | None, made: Proposal, tagged: Sequence[Tagging]
) -> Iterator[_Content]:
    """The rules' words first, then those of each tagging that differ from all before."""
    seen = set()
    spans = ruled.content if ruled else tuple(widened(page, *r) for r in made.ranges)
    if spans:
        words = words_of(page, spans)
        seen.add(words)
        yield _Content(spans, words, ruled.by if ruled else "trained choice", tagged[-1])
    for tagging in tagged[:-1]:
        chosen = runs(page, [label == CONTENT for label in tagging.labels], tagging.first)
        spans = tuple(widened(page, *r) for r in chosen if page.has_words(*r))
        words = words_of(page, spans)
        if words and words not in seen:
            seen.add(words)
            yield _Content(spans, words, "trained tagger", tagging)


def _speakers(
    page: Page, ruled: Draft | None, made: Proposal, tagged: Tagging
) -> list[tuple[tuple[int, int] | None, str]]:
    """Who may be speaking, by the rules and by the tagger, and how the two agree; or nobody who is named."""
    rule = ruled.speaker if ruled else made.speaker
    named = [r for r in runs(page, [x == SOURCE for x in tagged.labels], tagged.first) if page.has_words(*r)]
    cue = made.cue.token
    near = min(named, key=lambda r: (min(abs(r[0] - cue), abs(r[1] - cue)), r), default=None)
    if rule is None and near is None:
        return [(None, "nobody")]
    if rule and near and rule[0] < near[1] and near[0] < rule[1]:
        return [(rule, "both"), (None, "none/both")]
    told = "against" if rule and near else "rule alone" if rule else "tagger alone"
    found = [(rule, f"rule/{told}")] if rule else []
    found += [(near, f"tagger/{told}")] if near else []
    return [*found, (None, f"none/{told}")]


def _features(
    page: Page,
    draft: Draft,
    made: Proposal,
    one: _Content,
    overlapping: float,
    told: str,
    chance: float,
) -> Iterator[str]:
    parse, cue = page.parse, made.cue
    words = one.words
    lemma, by = cue.lemma, draft.by + one.tagging.lean
    likely = min(int(chance * 10), 9)
    alike = int(overlapping * 5)
    certain = bucket(int(-one.tagging.sure * 4))
    who = parse.poses[draft.speaker[1] - 1] if draft.speaker else "none"
    yield from (
        f"by={by}",
        f"l={lemma}",
        f"bl={by}/{lemma}",
        f"p={likely}",
        f"bp={by}/{likely}",
        f"a={alike}",
    )
    yield from (f"ba={by}/{alike}", f"c={certain}", f"bc={by}/{certain}", f"ca={certain}/{alike}/{by}")
    yield from (
        f"f={made.frame}",
        f"bf={by}/{made.frame}/{alike}",
        f"s={told}",
        f"bs={by}/{told}",
        f"w={who}/{told}",
    )
    yield from (f"n={bucket(len(words))}", f"bn={by}/{bucket(len(words))}", f"k={len(draft.content)}/{by}")
    yield from (
        f"x={_speech(cue)}/{made.listed}/{cue.kind}",
        f"pa={likely}/{alike}/{by}",
        f"ls={lemma}/{told}",
    )
    first, last = min(words, default=0), max(words, default=0)
    marked = sum(page.inside[t] >= 0 for t in words)
    share = "all" if marked == len(words) else "some" if marked else "none"
    yield from (f"m={share}", f"bm={by}/{share}", f"lm={lemma}/{share}", f"i={page.inside[cue.token] >= 0}")
    opens, closes = parse.lowers[first], _next(page, last)
    yield from (
        f"o={opens}",
        f"lo={lemma}/{opens}",
        f"ot={parse.tags[first]}/{by}",
        f"e={closes}",
        f"be={by}/{closes}",
    )
    yield f"d={parse.deps[cue.token]}/{by}"
    yield f"v={parse.tags[cue.token]}/{any(parse.tags[t] in ('VBD', 'VBZ', 'VBP', 'MD') for t in words)}/{by}"
    side = "before" if last < cue.token else "behind" if first > cue.token else "round"
    yield from (f"z={side}/{by}", f"g={bucket(min(abs(first - cue.token), abs(last - cue.token)))}/{side}")
    if draft.speaker:
        inside = any(t in words for t in range(*draft.speaker))
        yield f"y={inside}"


def _speech(cue: Cue) -> bool:
    words = lexicon("speech")
    return cue.kind not in ("verb", "noun") or cue.lemma in words.verbs or cue.lemma in words.nouns


def _next(page: Page, token: int) -> str:
    parse = page.parse
    return parse.lowers[token + 1] if token + 1 < len(parse) else "#"
