# SPDX-License-Identifier: Apache-2.0
"""Corrections where an error is seen: what can be said of a datum, what that would change, and its undoing.

Comes in: the id of a datum; a kind of decision with what it takes. Goes out: the choices; a proposal, whose effect
is worked out before it is kept; the decisions there are. Refuses, with one line: what `decide` refuses.
Score: none; `tests/serve/test_corrections.py`.

propose -> (effect, worked out by another process) -> keep -> (update) -> undo is proposed and kept the same way.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

import msgspec
from sqlalchemy import select

from ontherecord.archive.clock import now
from ontherecord.archive.tables import stories as stories_table
from ontherecord.decide.effect import Effect
from ontherecord.decide.files import DecisionError
from ontherecord.decide.making import KINDS, decide
from ontherecord.model import Datum, Decision, Record, Span, Story, Undoing
from ontherecord.serve import lists
from ontherecord.serve.answers import Missing, View, Wrong
from ontherecord.serve.citing import Cited, citer, homes
from ontherecord.serve.downloads import Nothing
from ontherecord.serve.house import Desk
from ontherecord.serve.offers import BESIDE, LISTS, Choice, Form, forms, title
from ontherecord.serve.working import Foreseen, Progress, Task, read_foreseen
from ontherecord.verify import spans

__all__ = [
    "Begun", "Choice", "Datum", "Decisions", "Form", "Keep", "Meant", "Nothing", "Offered", "Proposal",
    "ProposalTold", "Undo", "Which", "all_decisions", "begin", "keep", "offered", "proposal", "undo",
]  # fmt: skip
_OTHER_STORIES = 200
_MOST_WORDS = 6  # passages that are shown of a datum
Name = Annotated[str, msgspec.Meta(max_length=300)]
Id = Annotated[str, msgspec.Meta(max_length=300)]


class Meant(View, frozen=True, kw_only=True):
    """A datum of a story's record, by its id; without one the story itself."""

    story: Name
    id: Id = ""


class Offered(View, frozen=True, kw_only=True):
    """What can be said of a datum."""

    story: str
    story_title: str
    id: str
    list: str
    title: str
    address: str
    """Where the datum stands on the page of its story."""
    forms: tuple[Form, ...]
    words: tuple[Cited, ...]
    """The passages it rests on, the first ones of each article."""


def offered(desk: Desk, asked: Meant) -> Offered:
    """The corrections that a datum can have. Raises Missing."""
    desk.jobs.make_ready()
    told = desk.archive.record(asked.story, []).story
    story = told.id
    kind, datum, record = _datum(desk, told, asked.id or story)
    return Offered(
        story=story, story_title=told.title, id=asked.id or story, list=kind,
        title=title(kind, datum, record), address=f"/stories/{story}/#{asked.id}",
        forms=tuple(forms(record, kind, datum, _others(desk, story))),
        words=() if kind in ("story", "articles") else tuple(_words(desk, story, (datum, *_members(datum, record)))),
    )  # fmt: skip


def _members(datum: Any, record: Record) -> Iterator[Datum]:
    """The accounts of an event, the quotations of an utterance: it rests on their words."""
    ids = {*getattr(datum, "accounts", ()), *getattr(datum, "quotations", ())}
    yield from (one for one in record.accounts if one.id in ids)
    yield from (one for one in record.quotations if one.id in ids)


def _words(desk: Desk, story: str, data: tuple[Datum, ...]) -> Iterator[Cited]:
    """The passages that data rest on, one of each article, the longest first."""
    articles = lists.data("articles", lists.lines(desk, story, "articles"))
    home, cited = homes(articles), citer(articles)
    longest: dict[str, Span] = {}
    for span in sorted((span for _, span in spans(data)), key=lambda one: -len(one.text)):
        article = home(span)
        longest.setdefault(article.id if article else "", span)
    yield from map(cited, list(longest.values())[:_MOST_WORDS])


def _datum(desk: Desk, story: Story, id: str) -> tuple[str, Any, Record]:
    """The list a datum stands in, the datum, and what of the record can be said together with it. Raises Missing."""
    if id == story.id:
        return "story", story, Record(story=story)
    for kind in LISTS:
        kept = lists.lines(desk, story.id, kind)
        own = lists.with_ids(kept, {id})
        if not own:
            continue
        (datum,) = lists.data(kind, own)
        alike = lists.having(kept, "name", {datum.slot.name}) if kind == "claims" else kept
        others = {name: lists.data(name, lists.lines(desk, story.id, name)) for name in BESIDE.get(kind, ())}
        return kind, datum, Record(story=story, **{kind: lists.data(kind, alike)}, **others)
    raise Missing(f"this story has no datum {id[:60]!r}; an update may have given it another id")


def _others(desk: Desk, story: str) -> tuple[Choice, ...]:
    """Other stories, the newest first."""
    query = select(stories_table.c.id, stories_table.c.title).where(stories_table.c.id != story)
    ordered = query.order_by(stories_table.c.last.desc().nulls_last(), stories_table.c.id).limit(
        _OTHER_STORIES
    )
    with desk.archive.place.reading() as connection:
        return tuple(Choice(id=id, title=title) for id, title in connection.execute(ordered))


class Proposal(View, frozen=True, kw_only=True):
    """A decision that a person would make: its kind and what that takes (docs/decisions.md)."""

    story: Name
    kind: Annotated[str, msgspec.Meta(max_length=40)]
    ids: Annotated[tuple[Id, ...], msgspec.Meta(max_length=200)] = ()
    together: Annotated[tuple[Id, ...], msgspec.Meta(max_length=200)] = ()
    """Ids that are one side, after the others: the parts of a split that are one person."""
    wanted: Annotated[str, msgspec.Meta(max_length=300)] = ""
    why: Annotated[str, msgspec.Meta(max_length=2000)] = ""


class Begun(View, frozen=True, kw_only=True):
    """A proposal whose effect is being worked out."""

    proposal: int
    address: str


def begin(desk: Desk, given: Proposal) -> Begun:
    """Make a proposal, and have its effect worked out. Raises Wrong, UnknownStory."""
    home = desk.archive.resolve(given.story)
    with desk.archive.place.reading() as connection:
        known = set(
            connection.execute(select(stories_table.c.id).where(stories_table.c.id.in_(given.ids))).scalars()
        )
    made = desk.archive.build([home, *sorted(known - {home})])
    try:
        decision = decide(
            made, given.kind, [*given.ids, *_joined(given.together)], who=desk.person.name, when=now(), why=given.why, wanted=given.wanted,
            story=None if known - {home} else home,
        )  # fmt: skip
    except (DecisionError, IndexError, KeyError) as fault:
        raise Wrong(
            str(fault) if isinstance(fault, DecisionError) else f"{given.kind} takes more than that"
        ) from fault
    return _begun(desk, Task(about=decision.text, who=desk.person.name, decision=decision, story=home))


def _joined(ids: tuple[str, ...]) -> list[str]:
    return [",".join(ids)] if ids else []


class Undo(View, frozen=True, kw_only=True):
    """A decision that a person would take back."""

    decision: Id
    why: Annotated[str, msgspec.Meta(max_length=2000)] = ""


def undo(desk: Desk, given: Undo) -> Begun:
    """Propose to take a decision back. Raises Missing."""
    found = next((d for d in desk.archive.decisions() if d.id == given.decision), None)
    if found is None:
        raise Missing(f"no decision that holds has the id {given.decision[:60]!r}")
    task = Task(about=f"take back: {found.text}", who=desk.person.name, undo=found.id, why=given.why)
    return _begun(desk, task)


def _begun(desk: Desk, task: Task) -> Begun:
    number, _ = desk.jobs.place()
    desk.jobs.start(number, task)
    return Begun(proposal=number, address=f"/proposals/{number}")


class Which(View, frozen=True, kw_only=True):
    """A proposal by its number."""

    proposal: Annotated[str, msgspec.Meta(pattern=r"^[0-9]{1,9}$")]


class ProposalTold(View, frozen=True, kw_only=True):
    """A proposal and what it would change, as far as that is worked out."""

    progress: Progress
    decision: Decision | None
    undo: str | None
    story: str
    effects: tuple[Effect, ...]
    ended: bool
    kept: bool


def proposal(desk: Desk, asked: Which) -> ProposalTold:
    """What a proposal would change. Raises Missing."""
    told, foreseen = _foreseen(desk, asked.proposal)
    return ProposalTold(
        progress=told, decision=foreseen.decision, undo=foreseen.undo, story=foreseen.story, effects=foreseen.effects,
        ended=told.state in ("done", "failed"), kept=_is_kept(desk, foreseen),
    )  # fmt: skip


def _foreseen(desk: Desk, number: str) -> tuple[Progress, Foreseen]:
    told = desk.jobs.progress(number)
    foreseen = read_foreseen(desk.jobs.folder / number)
    if foreseen is None:
        raise Missing(f"{number} is no proposal")
    return told, foreseen


def _is_kept(desk: Desk, foreseen: Foreseen) -> bool:
    standing = {d.id for d in desk.archive.decisions()}
    if foreseen.decision is not None:
        return foreseen.decision.id in standing
    return foreseen.undo not in standing


class Keep(View, frozen=True, kw_only=True):
    """A proposal that is to hold."""

    proposal: Annotated[str, msgspec.Meta(pattern=r"^[0-9]{1,9}$")]


def keep(desk: Desk, given: Keep) -> Begun:
    """Keep a decision, or take one back, and bring the stories up to date. Raises Missing."""
    told, foreseen = _foreseen(desk, given.proposal)
    if foreseen.decision is not None:
        desk.archive.decide(foreseen.decision)
    elif foreseen.undo is not None:
        desk.archive.undo(foreseen.undo, Undoing(who=desk.person.name, when=_second(now()), why=foreseen.why))
    number, _ = desk.jobs.place()
    desk.jobs.start(number, Task(about=told.about, who=desk.person.name, story=foreseen.story))
    return Begun(proposal=number, address=f"/jobs/{number}")


def _second(moment: str) -> str:
    return moment[:19] + "Z"


class DecisionLine(View, frozen=True, kw_only=True):
    """A decision, and whether it holds."""

    id: str
    kind: str
    means: str
    text: str
    who: str
    when: str
    why: str
    holds: bool
    undone_by: str
    undone_at: str


class Decisions(View, frozen=True, kw_only=True):
    """All decisions, the newest first."""

    decisions: tuple[DecisionLine, ...]


def all_decisions(desk: Desk, asked: Nothing) -> Decisions:
    """What people decided, and what they took back."""
    return Decisions(
        decisions=tuple(
            DecisionLine(
                id=d.id, kind=d.kind, means=KINDS[d.kind], text=d.text, who=d.who, when=d.when, why=d.why,
                holds=d.undone is None, undone_by=d.undone.who if d.undone else "",
                undone_at=d.undone.when if d.undone else "",
            )
            for d in reversed(desk.archive.decisions(undone=True))
        )
    )  # fmt: skip
