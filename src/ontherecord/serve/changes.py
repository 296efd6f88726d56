# SPDX-License-Identifier: Apache-2.0
"""What changed since a moment: what articles came and what they did, what was decided, what ran.

Comes in: a moment. Goes out: arrivals, decisions and runs since then. Refuses: what is no moment.
Score: none; `tests/serve/test_browsing.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import msgspec
from sqlalchemy import select

from ontherecord.archive.clock import moment, now
from ontherecord.archive.looking import Arrived
from ontherecord.archive.tables import articles, story_names
from ontherecord.archive.tables import stories as stories_table
from ontherecord.serve.answers import Elsewhere, View
from ontherecord.serve.house import Desk
from ontherecord.serve.stories import is_moment

_MOST = 300
_WEEK = "7 days"


class Since(View, frozen=True, kw_only=True):
    """A moment: a day, a time ago ("2 days"), or "last", the last look."""

    since: Annotated[str, msgspec.Meta(max_length=60)] = ""


class Arrival(View, frozen=True, kw_only=True):
    """An article that came, what it did, and why."""

    article: str
    headline: str
    outlet: str | None
    what: str
    story: str
    story_title: str
    because: str
    said: str
    """What it did, and why, in words."""
    at: str


class StoryChanged(View, frozen=True, kw_only=True):
    """A story that is new or whose record changed."""

    id: str
    title: str
    address: str
    changed: str
    new: bool
    """Whether it began since then."""
    arrivals: tuple[Arrival, ...]


class RunTold(View, frozen=True, kw_only=True):
    """A run: what was done, with which versions."""

    verb: str
    started: str
    state: str
    program: str
    pipeline: str
    documents: int
    stories: int
    changed: int


class DecisionTold(View, frozen=True, kw_only=True):
    """A correction that a person made, or took back."""

    id: str
    text: str
    who: str
    when: str
    why: str
    undone: bool


class Changes(View, frozen=True, kw_only=True):
    """What changed since a moment."""

    since: str
    last_look: str
    stories: tuple[StoryChanged, ...]
    decisions: tuple[DecisionTold, ...]
    runs: tuple[RunTold, ...]
    asked: Since


def changed(desk: Desk, asked: Since) -> Changes:
    """What changed since a moment; without one since the last look, or in the last week."""
    last = desk.cookies.get("looked", "")
    last = last if is_moment(last) else ""
    since = moment(asked.since if asked.since not in ("", "last") else last or _WEEK)
    came = _came(desk, desk.archive.arrivals(since, limit=_MOST))
    listed = desk.archive.stories(since=since, limit=_MOST)
    decisions = [d for d in desk.archive.decisions(undone=True) if _after(d.when, since)]
    return Changes(
        since=since, last_look=last, asked=asked,
        stories=tuple(
            StoryChanged(
                id=one.id, title=one.title, address=f"/stories/{one.id}/", changed=one.changed,
                arrivals=tuple(came.get(one.id, ())),
                new=any(a.what == "starts a story" for a in came.get(one.id, ())),
            )
            for one in listed
        ),
        decisions=tuple(
            DecisionTold(id=d.id, text=d.text or d.kind, who=d.who, when=d.when, why=d.why,
                         undone=d.undone is not None)
            for d in reversed(decisions)
        ),
        runs=tuple(
            RunTold(verb=r.verb, started=r.started, state=r.state, program=r.program, pipeline=r.pipeline,
                    documents=r.documents, stories=r.stories, changed=r.changed)
            for r in desk.archive.runs(20)
        ),
    )  # fmt: skip


def _came(desk: Desk, arrived: Sequence[Arrived]) -> dict[str, list[Arrival]]:
    """The articles that came, by the story of today that they are in."""
    own = select(articles).where(articles.c.id.in_([one.article for one in arrived]))
    names = select(story_names.c.name, stories_table.c.id, stories_table.c.title)
    names = names.join(stories_table, stories_table.c.id == story_names.c.story)
    with desk.archive.place.reading() as connection:
        named = {row.id: row for row in connection.execute(own)}
        homes = {
            row.name: (row.id, row.title)
            for row in connection.execute(names.where(story_names.c.name.in_({one.story for one in arrived})))
        }
    came: dict[str, list[Arrival]] = {}
    for one in arrived:
        story, title = homes.get(one.story, (one.story, one.story))
        row = named.get(one.article)
        came.setdefault(story, []).append(
            Arrival(
                article=one.article, headline=(row and row.headline) or "No headline", what=one.what,
                outlet=row.outlet if row else None, story=story, story_title=title, because=one.because,
                said=_said(one.what, one.because.removeprefix("joined ")), at=one.at,
            )
        )  # fmt: skip
    return came


def _said(what: str, because: str) -> str:
    """What an article did when it came, in words; what began a story has no more to say."""
    if what == "starts a story":
        return ""
    did = "joined two stories into one" if what == "joins two stories" else "joined"
    return f"{did}{' ' if because.startswith('because') else ': '}{because}" if because else did


def _after(when: str, since: str) -> bool:
    return when[:19] >= since[:19]


class Seen(View, frozen=True, kw_only=True):
    """Where to go on after the look was remembered."""


def seen(desk: Desk, asked: Seen) -> Elsewhere:
    """Remember this moment as the last look, in a cookie of the browser."""
    return Elsewhere("/", {"looked": now()})
