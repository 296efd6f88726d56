# SPDX-License-Identifier: Apache-2.0
"""Stories: the articles about one developing event, and why each is there.

Comes in: articles, copies, annotations and the tracing of a build. Goes out: `Story`s, the
largest first; every article is in exactly one.
Refuses: to take copies of one text apart; to let attached reports into the story of the page
that carries them other than by their own likeness.
Score: BCubed F1 of grouping, `python -m bench stories`.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np

from ontherecord.group.afterthought import second_look
from ontherecord.group.attached import set_apart
from ontherecord.group.stream import stream
from ontherecord.group.terms import Terms, terms
from ontherecord.group.weights import Vector, Vectors, dot, mean, vectors
from ontherecord.model import Annotations, Article, Joining, Story, Tracing
from ontherecord.read.newsrooms import slug
from ontherecord.trace.pairs import canonical

_ID_WORDS = 6
_MARK = 6  # hexadecimal digits of the hash in an id
_TITLE = 90  # characters of a first sentence that stands in for a missing headline
STALE = 0.9  # a day; a headline of Monday tells of a state of things that Friday has replaced
UNDATED = 3.0  # days behind the newest that an article without a date is taken to be
_NAMED = 4  # names and words given as the reason
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


def group(
    articles: Sequence[Article],
    copies: Mapping[str, str],
    annotations: Mapping[str, Annotations],
    tracing: Tracing,
) -> tuple[Story, ...]:
    """The stories of a build, the largest first; the order of `articles` does not matter.

    `copies` are by document id. Articles that are copies or versions of one text share a story.
    """
    if not articles:
        return ()
    ordered = canonical(articles)
    found = [terms(article, copies[article.document]) for article in ordered]
    weighed = vectors(found)
    blocks = _blocks(ordered, tracing)
    days = [_day(article) for article in ordered]
    labels = stream(weighed.near, days, blocks)
    labels = second_look(labels, weighed.near, weighed.far)
    labels = set_apart(labels, ordered, weighed.near, blocks)
    members: dict[int, list[int]] = defaultdict(list)
    for place, label in enumerate(labels.tolist()):
        members[label].append(place)
    origin = {article: one.id for one in tracing.origins for article in one.articles}
    made = [_story(m, ordered, copies, found, weighed, origin, blocks, days) for m in members.values()]
    return tuple(sorted(made, key=lambda s: (-len(s.articles), s.first or "~", s.id)))


def _day(article: Article) -> float | None:
    """The day of publication as a number, or none where it is unknown or only a month."""
    match = _DATE.match(article.published.date or "")
    try:
        return float(date(*map(int, match.groups())).toordinal()) if match else None
    except ValueError:
        return None


def _blocks(ordered: Sequence[Article], tracing: Tracing) -> list[int]:
    """For each article the first one it shares its text with, over reprints and versions."""
    place = {article.id: i for i, article in enumerate(ordered)}
    first = list(range(len(ordered)))

    def find(one: int) -> int:
        while first[one] != one:
            first[one] = first[first[one]]
            one = first[one]
        return one

    for edge in tracing.reuse:
        if edge.kind in ("reprint", "version") and edge.from_ in place and edge.to in place:
            a, b = find(place[edge.from_]), find(place[edge.to])
            first[max(a, b)] = min(a, b)
    return [find(i) for i in range(len(ordered))]


def _story(
    members: Sequence[int], ordered: Sequence[Article], copies: Mapping[str, str],
    found: Sequence[Terms], weighed: Vectors, origin: Mapping[str, str], blocks: Sequence[int],
    days: Sequence[float | None],
) -> Story:  # fmt: skip
    articles = [ordered[place] for place in members]
    ids = tuple(article.id for article in articles)
    central = ordered[_central(members, weighed.near, days)]
    title = _title(central, copies[central.document])
    mark = hashlib.sha256(" ".join(sorted(ids)).encode()).hexdigest()[:_MARK]
    dates = sorted(a.published.date for a in articles if a.published.date)
    undated = sum(not a.published.date for a in articles)
    return Story(
        id="-".join(slug(title).split("-")[:_ID_WORDS]) + f"-{mark}",
        title=title,
        articles=ids,
        outlets=tuple(dict.fromkeys(a.outlet for a in articles if a.outlet)),
        origins=tuple(dict.fromkeys(origin[i] for i in ids if i in origin)),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
        joined=tuple(_reasons(members, ordered, found, weighed, blocks)),
        warnings=(f"{undated} of {len(ids)} articles without a date",) if undated else (),
    )


def _central(members: Sequence[int], near: Sequence[Vector], days: Sequence[float | None]) -> int:
    """The article most like the others, a newer one before an older; the first of equals."""
    middle = mean(near, members)
    newest = max((day for member in members if (day := days[member]) is not None), default=0.0)
    likeness = []
    for member in members:
        day = days[member]
        behind = newest - day if day is not None else UNDATED
        likeness.append(round(dot(near[member], middle) * STALE**behind, 9))
    return members[likeness.index(max(likeness))]


def _title(article: Article, copy: str) -> str:
    """The headline, or the start of the first sentence."""
    if article.headline and article.headline.strip():
        return " ".join(article.headline.split())
    body = next((s for s in article.segments if s.role == "body"), None)
    start, end = (body.start, body.end) if body else (article.start, article.end)
    text = " ".join(copy[start : min(end, start + 4 * _TITLE)].split())
    sentence = re.split(r"(?<=[.!?])\s", text)[0]
    if len(sentence) > _TITLE:
        sentence = sentence[:_TITLE].rsplit(" ", 1)[0].rstrip(",;:–—- ") + " …"
    return sentence or f"Untitled ({article.id})"


def _reasons(
    members: Sequence[int], ordered: Sequence[Article], found: Sequence[Terms], weighed: Vectors,
    blocks: Sequence[int],
) -> list[Joining]:  # fmt: skip
    """Why each article is in the story: the text it shares, or the names and words."""
    reasons = []
    for place in members:
        block = next((m for m in members if m != place and blocks[m] == blocks[place]), None)
        if len(members) == 1:
            because = "the only article"
        elif block is not None:
            other = ordered[min(m for m in members if m != place and blocks[m] == blocks[place])]
            because = f"it shares most of its text with {other.outlet or other.id}"
        else:
            because = "joined because of " + ", ".join(_shared(place, members, found, weighed))
        reasons.append(Joining(article=ordered[place].id, because=because))
    return reasons


def _shared(place: int, members: Sequence[int], found: Sequence[Terms], weighed: Vectors) -> list[str]:
    """The terms that tie an article to the others most, as it writes them."""
    own = weighed.near[place]
    others = mean(weighed.near, [member for member in members if member != place])
    _, left, right = np.intersect1d(own.ids, others.ids, assume_unique=True, return_indices=True)
    tie = own.weights[left] * others.weights[right]
    chosen: list[str] = []
    for row in np.argsort(-tie, kind="stable").tolist():
        term = weighed.terms[int(own.ids[left[row]])]
        if not any(term in known.split() or known in term.split() for known in chosen):
            chosen.append(term)
        if len(chosen) == _NAMED:
            break
    return [found[place].shown.get(term, term) for term in chosen] or ["nothing that outweighs the rest"]
