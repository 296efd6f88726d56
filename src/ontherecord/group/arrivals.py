# SPDX-License-Identifier: Apache-2.0
"""Articles as they arrive, one by one and in any order, and what each does to the stories.

Comes in: an article with its frozen copy, and the earlier ones whose text it carries. Goes out: an
`Arrival`: it starts a story, joins one, or joins two into one. Refuses: to let the order of arrival
decide: after the same articles the stories are the same, one by one or all at once, because each is
put in its place by date and what comes after is placed anew.
Score: milliseconds an article, `python -m bench stories`; `tests/group/test_arrivals.py`.

The newest article costs the same however many came before. One that is late costs what placing all
after it anew costs.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

from ontherecord.group.afterthought import MEANT
from ontherecord.group.reasons import joined_because, shared
from ontherecord.group.senses import Sense
from ontherecord.group.stream import UNDATED, Entry, Stream
from ontherecord.group.terms import Terms, terms
from ontherecord.group.weights import first_articles, mean
from ontherecord.model import Article, Reuse

_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_SAME_TEXT = ("reprint", "version")
_What = Literal["starts a story", "joins a story", "joins two stories"]
_WHAT: tuple[_What, ...] = ("starts a story", "joins a story", "joins two stories")


class Arrival(NamedTuple):
    """What an arriving article does, the ids of the articles of its story by date, and why it is there."""

    what: _What
    story: tuple[str, ...]
    because: str


class Arrivals:
    """The articles so far by date, their terms, and the stream of their stories.

    `blocks` gives for each article the number of the first one it shares its text with (its own if none).
    """

    def __init__(
        self,
        articles: Iterable[Article] = (),
        copies: Mapping[str, str] | None = None,
        reuse: Iterable[Reuse] = (),
        sense: Sense | None = None,
    ) -> None:
        """All of `articles` at once; `copies` are by document id, `reuse` what their texts share, `sense`
        tells what an article is about (`senses.py`), if that is to count."""
        self.articles = sorted(articles, key=order)
        self.terms: list[Terms] = [terms(one, (copies or {})[one.document]) for one in self.articles]
        self._sense = sense
        self._senses = [sense(one, (copies or {})[one.document]) for one in self.articles] if sense else []
        self.blocks: list[int] = []
        self.stream = Stream(())
        self._numbers: dict[str, int] = {}
        self._same_text = [(edge.from_, edge.to) for edge in reuse if edge.kind in _SAME_TEXT]
        self._link()
        self._lay(0)

    def arrive(self, article: Article, copy: str, same_text: Collection[str] = ()) -> Arrival:
        """Put one more article into its story. `same_text` are the ids of the articles that share its text
        (reprints and versions). Raises ValueError if an article of that id is there already."""
        if article.id in self._numbers:
            raise ValueError(f"{article.id} has arrived already")
        place = bisect_left(self.articles, order(article), key=order)
        self.articles.insert(place, article)
        self.terms.insert(place, terms(article, copy))
        if self._sense:
            self._senses.insert(place, self._sense(article, copy))
        self._same_text += [(other, article.id) for other in same_text]
        if same_text or place < len(self.blocks):
            touched = self._lay(min(place, self._link()))[article.id]
        else:
            self.blocks.append(place)
            touched = self._lay(place)[article.id]
        story = self.stream.story(place)
        names = tuple(self.articles[number].id for number in story)
        return Arrival(_WHAT[touched], names, self.because(place, story))

    def because(self, number: int, story: Sequence[int]) -> str:
        """Why article `number` is in a story, which is given by the numbers of its articles."""
        others = [other for other in story if other != number]
        if not others:
            return "the only article"
        twin = next((other for other in others if self.blocks[other] == self.blocks[number]), None)
        if twin is not None:
            return f"it shares most of its text with {self.articles[twin].outlet or self.articles[twin].id}"
        rest = mean([self.stream.near[other] for other in others[-MEANT:]])
        words = shared(self.stream.near[number], rest, self.stream.rarity.terms, self.terms[number].shown)
        own = day(self.articles[number])
        gap = min(abs(own - day(self.articles[other])) for other in others) if own != UNDATED else None
        return joined_because(words, gap)

    def _lay(self, start: int) -> dict[str, int]:
        """Put the articles from number `start` on into the stream, anew if they were in it; gives how many
        stories each of them joined."""
        first = first_articles(len(self.articles))
        if start < first or first != self.stream.rarity.first:
            self.stream, start = Stream(self.terms[:first], self._senses[:first]), 0
        self.stream.take_back(start)
        touched = {}
        for number in range(start, len(self.articles)):
            article, block = self.articles[number], self.blocks[number]
            self._numbers[article.id] = number
            sense = self._senses[number] if self._sense else None
            entry = Entry(self.terms[number], day(article), block if block < number else None, sense)
            touched[article.id] = self.stream.add(entry)
        return touched

    def _link(self) -> int:
        """Find `blocks` anew, over any number of copies; gives the first article that changed its own."""
        before = self.blocks
        place = {article.id: number for number, article in enumerate(self.articles)}
        first = list(range(len(self.articles)))

        def find(one: int) -> int:
            while first[one] != one:
                first[one] = first[first[one]]
                one = first[one]
            return one

        for one, other in self._same_text:
            if one in place and other in place:
                a, b = find(place[one]), find(place[other])
                first[max(a, b)] = min(a, b)
        self.blocks = [find(number) for number in range(len(first))]
        pairs = enumerate(zip(before, self.blocks, strict=False))
        return next((number for number, (old, new) in pairs if old != new), len(before))


def order(article: Article) -> tuple[float, str, str]:
    """The key of the canonical order: by day, then date, then id; articles without a day come last."""
    return day(article), article.published.date or "", article.id


def day(article: Article) -> float:
    """The day of publication as a number; `UNDATED` where it is unknown or only a month."""
    match = _DATE.match(article.published.date or "")
    try:
        return float(date(*map(int, match.groups())).toordinal()) if match else UNDATED
    except ValueError:
        return UNDATED
