# SPDX-License-Identifier: Apache-2.0
"""Claims about what is demanded or proposed, and by whom.

Comes in: articles with their annotations and the story's cast. Goes out: `Wish`es, and `Claim`s of those that two
reports give of the same.
Refuses: a wish without somebody who has it; to join the wishes of two, or two wishes that share no thing wished for.
Score: `python -m bench claims`.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ontherecord.model import Annotations, Article, Claim, Slot, Span
from ontherecord.reconcile.claims.grounds import Grounds, claim
from ontherecord.reconcile.claims.standing import Rules, verdict
from ontherecord.reconcile.matters.told import Reading
from ontherecord.reconcile.values.numbers import number
from ontherecord.reconcile.words.carried import stop_words
from ontherecord.reconcile.words.stems import without_ending

_CUE = re.compile(
    r"\b(?:(?P<proposed>propos(?:e|es|ed|ing|al)|suggest(?:s|ed|ion)?|idea that)|demand(?:s|ed|ing)?|call(?:s|ed|ing) for|wants?|wanted"
    r"|insist(?:s|ed|ing)?|ask(?:s|ed|ing)? (?:for|that)|urg(?:e|es|ed|ing))\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+")
_COMPARED = 40  # wishes of a story that a further one is compared with
_LONGEST = 600  # characters of a sentence that are read


class Wish(NamedTuple):
    """What one article says somebody demands or proposes."""

    article: str
    kind: str
    by: frozenset[str]
    """Cast members, and the last word, before the word of wishing."""
    words: frozenset[str]
    """Of what is wished, numbers among them."""
    span: Span


def wishes(articles: Sequence[Article], notes: Mapping[str, Annotations], read: Reading) -> tuple[Wish, ...]:
    """The wishes of a story, by article and in the order of the text."""
    return tuple(w for a in sorted(articles, key=lambda a: a.id) for w in _of_article(a, notes[a.id], read))


def _of_article(article: Article, notes: Annotations, read: Reading) -> Iterator[Wish]:
    copy = read.copies[article.document]
    spoken = [(s.start, s.end) for q in notes.quotations if q.kind == "direct" for s in q.content]
    stands_for = {m.start: m.antecedent for m in notes.mentions if m.antecedent is not None}
    members = read.members.get(article.document, ())
    for sentence in notes.sentences:
        text = copy[sentence.start : min(sentence.end, sentence.start + _LONGEST)]
        cue = _CUE.search(text) if sentence.role == "body" else None
        if cue is None or any(a <= sentence.start + cue.start() < b for a, b in spoken):
            continue
        at = sentence.start + cue.start()
        by = {id_ for a, b, id_ in _within(members, sentence.start, at)}
        for start, antecedent in stands_for.items():
            if sentence.start <= start < at:
                by |= {id_ for _, _, id_ in _within(members, *antecedent)}
        by |= _subject(text[: cue.start()])
        words = _words(text[cue.end() :])
        if by and len(words) >= _LEAST_WISHED:
            kind = "proposed" if cue["proposed"] else "demanded"
            yield Wish(
                article.id,
                kind,
                frozenset(by),
                words,
                Span.of(article.document, copy, sentence.start, sentence.end),
            )


_LEAST_WISHED = 2


def _within(members: Sequence[tuple[int, int, str]], start: int, end: int) -> list[tuple[int, int, str]]:
    first = bisect.bisect_left(members, (start, -1, ""))
    return [m for m in members[first : bisect.bisect_left(members, (end, -1, ""))] if m[1] <= end]


def _subject(before: str) -> set[str]:
    """The last word with a meaning before the word of wishing: "The farmers", "ADV"."""
    found = [w for w in _WORD.findall(before) if w.lower() not in stop_words() and not w.endswith("ly")]
    return {f"{_UNNAMED}{without_ending(found[-1].lower())}"} if found else set()


def _words(text: str) -> frozenset[str]:
    """Words of what is wished, by their stems; numbers by their value."""
    found = set()
    for word in _WORD.findall(text.lower()):
        value = number(word)
        if value is not None:
            found.add(f"{value:g}")
        elif word not in stop_words() and len(word) > _SHORTEST:
            found.add(without_ending(word)[:_CUT])
    return frozenset(found)


_SHORTEST, _CUT = 3, 6  # letters of a word that counts, and of its beginning that is compared


def of_wishes(wished: Sequence[Wish], story: Grounds) -> Iterator[Claim]:
    """A claim for each wish, those of one wish in several articles together."""
    groups: list[list[Wish]] = []
    for one in wished:
        home = next(
            (g for g in groups[-_COMPARED:] if any(_is_same(one, other) for other in g[:_COMPARED])), None
        )
        if home is None:
            groups.append([one])
        else:
            home.append(one)
    for group in groups:
        kind = "proposed" if any(w.kind == "proposed" for w in group) else "demanded"
        assertions = [story.asserted(f"is {kind}", w.article, w.span) for w in group]
        found = verdict(assertions, Rules(lambda x, y: x == y, changes=False, noun="demand"), story.origins)
        line = " ".join(min((w.span.text for w in group), key=lambda text: (len(text), text)).split())
        yield claim(line, Slot(name=kind), found, "what is wished")


def _is_same(one: Wish, other: Wish) -> bool:
    """Whether two articles give one wish: of the same, for the same."""
    shared = len(one.words & other.words)
    if one.article == other.article:
        return False
    if not one.by & other.by:
        unnamed = all(who[0] == _UNNAMED for who in one.by | other.by)  # "protesters", "demonstrators"
        return unnamed and shared >= _SHARED_BY_OTHERS
    return shared >= _SHARED or (shared > 0 and min(len(one.words), len(other.words)) <= _SHORT)


_UNNAMED = "?"  # before a word that is no member of the cast
_SHARED_BY_OTHERS = 4  # words of two wishes of unnamed people
_SHARED = 2  # words of two wishes for one thing; one is enough
_SHORT = 4  # where one of them has no more words than this
