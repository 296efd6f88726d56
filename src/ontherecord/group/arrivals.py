# SPDX-License-Identifier: Apache-2.0
"""Articles as they arrive, in any order, and what each does to the stories.

Comes in: articles with their frozen copies, and which earlier ones they share their text with. Goes out: an
`Arrival` each: it starts a story, joins one, or joins two into one. Refuses: to let the order of arrival
decide: after the same articles the stories are the same, one by one or all at once, because each is
put in its place by date and what comes after is placed anew.
Score: milliseconds an article, `python -m bench stories`; `tests/group/test_arrivals.py`.

The newest article costs the same however many came before. Late ones cost what placing all after the
first of them anew costs, once for all that are taken together. `kept` and `resumed` (`kept.py`) carry
the work from one run to the next.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from ontherecord.group.blocks import Blocks
from ontherecord.group.groups import Join, Key
from ontherecord.group.kept import Kept, groups_of
from ontherecord.group.reasons import joined_because, shared
from ontherecord.group.senses import Sense
from ontherecord.group.stream import Entry, Stream
from ontherecord.group.terms import Terms, terms
from ontherecord.group.weights import Vector, Weights, first_articles, mean_on
from ontherecord.model import Article, Reuse
from ontherecord.trace.precedence import UNDATED, day

_SAME_TEXT = ("reprint", "version")
_TOLD = 12  # newest reports of its story that an arriving article is compared with, to say why it joins
_What = Literal["starts a story", "joins a story", "joins two stories"]
_WHAT: tuple[_What, ...] = ("starts a story", "joins a story", "joins two stories")


_Row = tuple[Article, Terms, Weights | None]


class Arrival(NamedTuple):
    """What an arriving article does, the ids of the articles of its story by date, and why it is there."""

    what: _What
    story: tuple[str, ...]
    because: str


class Arrivals:
    """The articles so far by date, their terms, which of them carry one text, and the stream of their stories."""

    def __init__(
        self,
        articles: Iterable[Article] = (),
        copies: Mapping[str, str] | None = None,
        reuse: Iterable[Reuse] = (),
        sense: Sense | None = None,
        known: Mapping[str, Terms] | None = None,
    ) -> None:
        """All of `articles` at once; `copies` are by document id, `reuse` what their texts share, `sense`
        tells what an article is about (`senses.py`), if that is to count; `known` are terms, by article id,
        that were found before (`terms`)."""
        self.articles: list[Article] = []
        self.terms: list[Terms] = []
        self.blocks = Blocks()
        self.stream = Stream()
        self.laid: set[str] = set()
        """The ids of the articles of which something else is to be kept than when this began."""
        self._sense = sense
        self._senses: list[Weights] = []
        self._numbers: dict[str, int] = {}
        self._same_text: list[tuple[str, str]] = []
        self._behind = 0
        self._put(articles, copies or {}, _same_text(reuse), known)

    @classmethod
    def resumed(
        cls,
        articles: Iterable[Article],
        kept: Mapping[str, Kept],
        reuse: Iterable[Reuse] = (),
        behind: int = 0,
    ) -> Arrivals:
        """Go on where an earlier run ended, without its texts: `kept` are by article id, `reuse` what the
        articles share, `behind` how many articles there are that are not given: see docs/stories.md for
        those that may be left out. Word vectors cannot be resumed."""
        made = cls()
        made.articles = sorted(articles, key=order)
        made._numbers = {article.id: number for number, article in enumerate(made.articles)}
        rows = [kept[article.id] for article in made.articles]
        made.terms = [one.terms for one in rows]
        made._behind = behind
        made._same_text = _same_text(reuse)
        made.blocks = Blocks(len(rows))
        made.blocks.join(made._pairs(made._same_text))
        entries = [made._entry(number) for number in range(len(rows))]
        groups = groups_of(rows, made._numbers, [order(article) for article in made.articles])
        first = 0 if behind else first_articles(len(rows))
        made.stream = Stream.resumed(entries, [one.held for one in rows], groups, first)
        return made

    def arrive(self, article: Article, copy: str, same_text: Collection[str] = ()) -> Arrival:
        """Put one more article into its story. `same_text` are the ids of the articles that share its text
        (reprints and versions). Raises ValueError if an article of that id is there already."""
        pairs = [(other, article.id) for other in same_text]
        touched = self._put([article], {article.document: copy}, pairs)[article.id]
        place = self._numbers[article.id]
        story = self.stream.story(place)
        names = tuple(self.articles[number].id for number in story)
        return Arrival(_WHAT[touched], names, self._because(place, story))

    def take(
        self,
        articles: Iterable[Article],
        copies: Mapping[str, str],
        reuse: Iterable[Reuse] = (),
        known: Mapping[str, Terms] | None = None,
    ) -> None:
        """Put several articles into their stories; `reuse` is what they share with one another and with
        those before. Raises ValueError if an article is there already."""
        self._put(articles, copies, _same_text(reuse), known)

    def kept(self, ids: Iterable[str]) -> dict[str, Kept]:
        """What `resumed` needs of articles, by id."""
        joins = {join.gone: join for join in self.stream.groups.joins}
        return {one: self._kept(self._numbers[one], joins.get(self._numbers[one])) for one in ids}

    def groups(self) -> dict[str, str]:
        """For each article the first one of the group it is in, by id."""
        labels = self.stream.groups.labels
        return {one.id: self.articles[label].id for one, label in zip(self.articles, labels, strict=True)}

    def copied(self) -> dict[str, str]:
        """For each article the first one of those that carry its text, by id."""
        return {one.id: self.articles[self.blocks[number]].id for number, one in enumerate(self.articles)}

    def because(self, number: int, rest: Vector, twin: int | None, beside: Sequence[int]) -> str:
        """Why article `number` is in its story: `rest` is the mean of the others, `twin` one of them that shares its
        text, `beside` are those that come next to it by date; none if it is alone."""
        if not beside:
            return "the only article"
        if twin is not None:
            return f"it shares most of its text with {self.articles[twin].outlet or self.articles[twin].id}"
        words = shared(self.stream.near(number), rest, [self.terms[number]])
        own = day(self.articles[number])
        gap = min(abs(own - day(self.articles[other])) for other in beside) if own != UNDATED else None
        return joined_because(words, gap)

    def _because(self, number: int, story: Sequence[int]) -> str:
        """Why an article that has just arrived is in its story."""
        newest = [other for other in story[-_TOLD - 1 :] if other != number][-_TOLD:]
        block, place = self.blocks[number], bisect_left(story, number)
        twin = block if block != number else next((o for o in newest if self.blocks[o] == block), None)
        beside = [*story[max(0, place - 1) : place], *story[place + 1 : place + 2]]
        rest = mean_on(self.stream.near(number), [self.stream.near(other) for other in newest])
        return self.because(number, rest, twin, beside)

    def _put(
        self, articles: Iterable[Article], copies: Mapping[str, str], same_text: Sequence[tuple[str, str]],
        known: Mapping[str, Terms] | None = None,
    ) -> dict[str, int]:  # fmt: skip
        """Put articles in their places and lay what is new; gives how many stories each joined that was laid."""
        arriving = sorted(articles, key=order)
        if not arriving:
            return {}
        times = Counter(one.id for one in arriving)
        for one in arriving:
            if one.id in self._numbers or times[one.id] > 1:
                raise ValueError(f"{one.id} has arrived already")
        start = bisect_left(self.articles, order(arriving[0]), key=order)
        read = (self._read(one, copies.get(one.document, ""), (known or {}).get(one.id)) for one in arriving)
        rows = [*self._rows(start), *read]
        rows.sort(key=lambda row: order(row[0]))
        late = start < len(self.articles)
        del self.articles[start:], self.terms[start:], self._senses[start:]
        for article, own, sense in rows:
            self._numbers[article.id] = len(self.articles)
            self.articles.append(article)
            self.terms.append(own)
            self._senses += [] if sense is None else [sense]
        return self._lay(min(start, self._link(same_text, late)))

    def _read(self, article: Article, copy: str, known: Terms | None) -> _Row:
        return article, known or terms(article, copy), self._sense(article, copy) if self._sense else None

    def _rows(self, start: int) -> list[_Row]:
        senses = self._senses[start:] if self._sense else [None] * (len(self.articles) - start)
        return list(zip(self.articles[start:], self.terms[start:], senses, strict=True))

    def _link(self, pairs: Sequence[tuple[str, str]], late: bool) -> int:
        """Put articles that share their text into blocks, all anew where numbers have changed (`late`); gives
        the first article whose block is another."""
        self._same_text += pairs
        if not late:
            self.blocks.extend(len(self.articles))
            return self.blocks.join(self._pairs(pairs))
        before, self.blocks = self.blocks, Blocks(len(self.articles))
        self.blocks.join(self._pairs(self._same_text))
        same = (before[n] == self.blocks[n] for n in range(len(before)))
        return next((n for n, kept in enumerate(same) if not kept), len(before))

    def _pairs(self, ids: Iterable[tuple[str, str]]) -> list[tuple[int, int]]:
        """Pairs of articles that are both here, by their numbers."""
        number = self._numbers
        return [(number[one], number[other]) for one, other in ids if one in number and other in number]

    def _lay(self, start: int) -> dict[str, int]:
        """Put the articles from number `start` on into the stream, anew if they were in it; gives how many
        stories each of them joined."""
        first = 0 if self._behind else first_articles(len(self.articles))
        if start < first or first != self.stream.first:
            self.stream, start = Stream(self.terms[:first], self._senses[:first]), 0
        self.laid |= self._joined(start)
        self.stream.take_back(start)
        placed = range(start, len(self.articles))
        told = {self.articles[number].id: self.stream.add(self._entry(number)) for number in placed}
        self.laid |= told.keys() | self._joined(start)
        return told

    def _joined(self, start: int) -> set[str]:
        """The first articles of the groups, of earlier articles, that were joined to others since number `start`."""
        joins = self.stream.groups.joins
        return {self.articles[join.gone].id for join in joins if join.after >= start > join.gone}

    def _entry(self, number: int) -> Entry:
        block = self.blocks[number]
        sense = self._senses[number] if self._sense else None
        return Entry(self.terms[number], day(self.articles[number]), block if block < number else None, sense)

    def _kept(self, number: int, join: Join | None) -> Kept:
        stream = self.stream
        return Kept(
            article=self.articles[number].id,
            terms=self.terms[number],
            held=stream.held[number],
            given=self.articles[stream.groups.given[number]].id,
            joined=(self.articles[join.kept].id, order(self.articles[join.after])) if join else None,
        )


def _same_text(reuse: Iterable[Reuse]) -> list[tuple[str, str]]:
    """The pairs of articles that carry one text, by id."""
    return [(edge.from_, edge.to) for edge in reuse if edge.kind in _SAME_TEXT]


def order(article: Article) -> Key:
    """The key of the canonical order: by day, then date, then id; articles without a day come last."""
    return day(article), article.published.date or "", article.id
