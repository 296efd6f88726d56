# SPDX-License-Identifier: Apache-2.0
"""Claims about days and years that reports give for one thing, whatever kind of act it is: "painted in 1887".

Comes in: articles, copies, the dates that their words mean. Goes out: `Claim`s of dates that two origins give.
Refuses: a conflict, for sentences alone do not tell which of two dates is of what; days told by their name or by
what day it is ("on Tuesday", "yesterday"), which are of whatever the sentence tells first.
Score: `python -m bench claims`.

Dates are laid in threads as figures are (`counts`).
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ontherecord.model import Article, Claim, Slot, Span, TimeReference
from ontherecord.reconcile.counts import Counted, Thread, by_day, contexts, names_of, threads_of
from ontherecord.reconcile.firsts import FIRST
from ontherecord.reconcile.grains import days
from ontherecord.reconcile.grounds import Grounds, claim
from ontherecord.reconcile.numbers import WHEN, Figure
from ontherecord.reconcile.standing import Rules, verdict

DATINGS = "dates of one thing"
_EXPLICIT = re.compile(
    r"\b(?:1[5-9]|20|21)\d\d\b|\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)


def datings(
    articles: Sequence[Article], copies: Mapping[str, str], times: Sequence[TimeReference], story: Grounds
) -> Iterator[Claim]:
    """The claims about explicit dates."""
    ordered = by_day(articles)
    vocabulary = names_of(ordered, copies)
    of_article: dict[str, list[TimeReference]] = defaultdict(list)
    for time in times:
        if time.type in {"DATE", "TIME"} and days(time.value) and _EXPLICIT.search(time.span.text):
            of_article[time.article].append(time)
    by_article = [list(_dated(a, copies, of_article[a.id], vocabulary)) for a in ordered]
    value = {(t.article, t.span.start): t.value or "" for some in of_article.values() for t in some}
    for thread in threads_of(by_article):
        yield from _claim(
            thread, {(c.article, c.span.start): value[c.article, c.span.start] for c in thread}, copies, story
        )


def _dated(
    article: Article, copies: Mapping[str, str], times: Sequence[TimeReference], vocabulary: frozenset[str]
) -> Iterator[Counted]:
    for sentence in contexts(article, copies, vocabulary) if times else ():
        if FIRST.search(sentence.text):
            continue  # "the first strike since 1971" has a claim of its own
        inside = [t for t in times if sentence.start <= t.span.start < sentence.start + len(sentence.text)]
        for time in inside:
            known = days(time.value)
            if known is not None:
                low, high = (float(day.toordinal()) for day in known)
                start, end = time.span.start - sentence.start, time.span.end - sentence.start
                figure = Figure(low, high, WHEN, start, end, low, end)
                yield sentence.counted(article, copies, figure, len(inside) == 1)


def _claim(
    thread: Thread, value: Mapping[tuple[str, int], str], copies: Mapping[str, str], story: Grounds
) -> Iterator[Claim]:
    told = [(c, value[c.article, c.span.start]) for c in thread]
    figures = {label: c.figure for c, label in told}
    found = verdict(
        [story.asserted(label, c.article, c.span) for c, label in told],
        Rules(lambda x, y: _meet(figures[x], figures[y]), changes=False, noun="date"),
        story.origins,
    )
    if found.standing != "corroborated":
        return
    shared = Counter(word for c in thread for word in c.words)
    about = max(
        thread, key=lambda c: (sum(shared[w] for w in c.words) / math.sqrt(1 + len(c.words)), c.article)
    )
    shown = found.values[0].value
    yield claim(f"Date: {shown} ({_line(about.span, copies)})", Slot(name="date"), found, DATINGS)


def _line(span: Span, copies: Mapping[str, str]) -> str:
    """The words around a date, within its sentence."""
    copy = copies[span.document]
    before = re.split(r"[.!?]\s|\n", copy[max(0, span.start - _AROUND) : span.start])[-1]
    behind = re.split(r"[.!?]\s|\n", copy[span.end : span.end + _AROUND])[0]
    if len(before) == _AROUND:
        before = "… " + before.partition(" ")[2]
    if len(behind) == _AROUND:
        behind = behind.rpartition(" ")[0] + " …"
    return " ".join(f"{before}{span.text}{behind}".split()).rstrip(".,;")


_AROUND = 60  # characters before and behind a date that are shown


def _meet(one: Figure, other: Figure) -> bool:
    return one.low <= other.high and other.low <= one.high
