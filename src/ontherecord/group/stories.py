# SPDX-License-Identifier: Apache-2.0
"""Stories: the articles about one developing event, why each is there, and the neighbours of the story.

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
from collections.abc import Collection, Mapping, Sequence

import msgspec
import numpy as np

from ontherecord.decide.rulings import NO_RULINGS, Rulings
from ontherecord.garbage import unsought
from ontherecord.group.arrivals import Arrivals
from ontherecord.group.attached import set_apart
from ontherecord.group.related import neighbours
from ontherecord.group.senses import Sense
from ontherecord.group.settled import settled
from ontherecord.group.terms import Terms
from ontherecord.group.weights import Vector, dot, mean, without
from ontherecord.model import Annotations, Article, Joining, Related, Story, Tracing
from ontherecord.read.language import language
from ontherecord.read.newsrooms import slug
from ontherecord.trace.precedence import UNDATED, day

_ID_WORDS = 6
_MARK = 8  # hexadecimal digits of the hash in an id
_OPENING = 500  # characters that show the language of an article
_TITLE = 90  # characters of a first sentence that stands in for a missing headline
STALE = 0.9  # a day; a headline of Monday tells of a state of things that Friday has replaced
BEHIND = 3.0  # days behind the newest that an article without a date is taken to be


@unsought
def group(
    articles: Sequence[Article],
    copies: Mapping[str, str],
    annotations: Mapping[str, Annotations],
    tracing: Tracing,
    sense: Sense | None = None,
    rulings: Rulings = NO_RULINGS,
    *,
    languages: Mapping[str, str | None] | None = None,
    known: Mapping[str, Terms] | None = None,
) -> tuple[Story, ...]:
    """The stories of a build, the largest first; the order of `articles` does not matter.

    `copies` are by document id. Articles that are copies or versions of one text share a story. `sense`
    tells what an article is about (`senses.py`, optional), `rulings` what people decided; `languages` are
    those of documents, `known` the terms of articles by id, where they are known already.
    """
    arrived = Arrivals(articles, copies, tracing.reuse, sense, known)
    return stories(arrived, copies, tracing, rulings, languages=languages)


def stories(
    arrived: Arrivals,
    copies: Mapping[str, str],
    tracing: Tracing,
    rulings: Rulings = NO_RULINGS,
    *,
    languages: Mapping[str, str | None] | None = None,
    only: Collection[str] | None = None,
) -> tuple[Story, ...]:
    """The stories of all articles that have arrived; the order in which they did does not matter. With `only`,
    ids of articles, the stories of these alone: the copies of theirs and of their neighbours are looked at."""
    together, decided = _together(arrived, rulings)
    if not together:
        return ()
    wanted = [n for n, own in enumerate(together) if only is None or _any(arrived, own, only)]
    near = neighbours(together, wanted, arrived.stream, arrived.articles)
    origin = {article: one.id for one in tracing.origins for article in one.articles}
    shown = sorted({*wanted, *(other for several in near.values() for other, _ in several)})
    made = {n: _story(together[n], arrived, copies, origin, languages or {}, decided) for n in shown}
    linked = [_linked(made[n], [(made[other], why) for other, why in near[n]]) for n in wanted]
    return tuple(sorted(linked, key=lambda s: (-len(s.articles), s.first or "~", s.id)))


def members(arrived: Arrivals, rulings: Rulings = NO_RULINGS) -> tuple[tuple[str, ...], ...]:
    """The ids of the articles of each story, without making the stories: to see which have changed."""
    together, _ = _together(arrived, rulings)
    return tuple(tuple(arrived.articles[number].id for number in own) for own in together)


def _together(arrived: Arrivals, rulings: Rulings) -> tuple[list[list[int]], Mapping[int, tuple[str, ...]]]:
    """The articles of each story, by number, and for those that people moved the decisions."""
    blocks = [arrived.blocks[number] for number in range(len(arrived.articles))]
    labels = set_apart(np.array(arrived.stream.labels()), arrived.articles, arrived.stream.near, blocks)
    labels, decided = settled(labels, arrived.articles, arrived.stream.near, rulings.stories)
    found: dict[int, list[int]] = defaultdict(list)
    for number, label in enumerate(labels.tolist()):
        found[label].append(number)
    return list(found.values()), decided


def _any(arrived: Arrivals, members: Sequence[int], ids: Collection[str]) -> bool:
    return any(arrived.articles[number].id in ids for number in members)


def _story(
    members: Sequence[int],
    arrived: Arrivals,
    copies: Mapping[str, str],
    origin: Mapping[str, str],
    languages: Mapping[str, str | None],
    decided: Mapping[int, tuple[str, ...]],
) -> Story:
    articles = [arrived.articles[number] for number in members]
    ids = tuple(article.id for article in articles)
    middle = mean([arrived.stream.near(member) for member in members])
    central = arrived.articles[_central(members, arrived, middle)]
    title = _title(central, copies[central.document])
    mark = hashlib.sha256(" ".join(sorted(ids)).encode()).hexdigest()[:_MARK]
    dates = sorted(a.published.date for a in articles if a.published.date)
    undated = sum(not a.published.date for a in articles)
    spoken = {_language(article, copies[article.document], languages) for article in articles}
    return Story(
        id="-".join(slug(title).split("-")[:_ID_WORDS]) + f"-{mark}",
        title=title,
        articles=ids,
        outlets=tuple(dict.fromkeys(a.outlet for a in articles if a.outlet)),
        origins=tuple(dict.fromkeys(origin[i] for i in ids if i in origin)),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
        languages=tuple(sorted(code for code in spoken if code)),
        joined=_joined(members, arrived, middle),
        warnings=(f"{undated} of {len(ids)} articles without a date",) if undated else (),
        decisions=tuple(sorted({id_ for number in members for id_ in decided.get(number, ())})),
    )


def _joined(members: Sequence[int], arrived: Arrivals, middle: Vector) -> tuple[Joining, ...]:
    """Why each article is in its story, whose mean vector is `middle`: what ties it to the rest of it."""
    carriers: dict[int, list[int]] = defaultdict(list)
    for member in members:
        carriers[arrived.blocks[member]].append(member)
    found = []
    for place, member in enumerate(members):
        copies = carriers[arrived.blocks[member]][:2]
        twin = next((other for other in copies if other != member), None)
        rest = without(middle, arrived.stream.near(member), len(members))
        beside = [*members[max(0, place - 1) : place], *members[place + 1 : place + 2]]
        because = arrived.because(member, rest, twin, beside)
        found.append(Joining(article=arrived.articles[member].id, because=because))
    return tuple(found)


def _linked(story: Story, near: Sequence[tuple[Story, str]]) -> Story:
    related = tuple(Related(story=one.id, title=one.title, because=why) for one, why in near)
    return msgspec.structs.replace(story, related=related)


def _central(members: Sequence[int], arrived: Arrivals, middle: Vector) -> int:
    """The article most like the others, a newer one before an older; the first of equals."""
    days = [day(arrived.articles[member]) for member in members]
    newest = max((one for one in days if one != UNDATED), default=0.0)
    likeness = [
        round(
            dot(arrived.stream.near(member), middle) * STALE ** (newest - one if one != UNDATED else BEHIND),
            9,
        )
        for member, one in zip(members, days, strict=True)
    ]
    return members[likeness.index(max(likeness))]


def _language(article: Article, copy: str, languages: Mapping[str, str | None]) -> str | None:
    """The language of an article: that of its document where it is known, else what its first words show."""
    if article.document in languages:
        return languages[article.document]
    start = next((s.start for s in article.segments if s.role == "body"), article.start)
    return language(copy[start : min(article.end, start + _OPENING)])


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
