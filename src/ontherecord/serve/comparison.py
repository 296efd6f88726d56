# SPDX-License-Identifier: Apache-2.0
"""Two articles side by side, wherever they stand: what they share on one line, what one has alone on its own.

Comes in: the ids of two articles. Goes out: their reading side by side. Refuses: an article that is not there.
Score: none; `tests/serve/test_browsing.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Literal

import msgspec

from ontherecord.archive import ArchiveError
from ontherecord.dossier.copying_view import side_by_side
from ontherecord.dossier.lookup import Lookup
from ontherecord.dossier.wording import date_in_words
from ontherecord.model import Article, Record, Reuse, Story
from ontherecord.serve import lists
from ontherecord.serve.answers import Missing, View
from ontherecord.serve.house import Desk
from ontherecord.trace import trace

Id = Annotated[str, msgspec.Meta(pattern=r"^(a[0-9a-f]{8}(-[0-9]{1,6})?)?$")]


class Two(View, frozen=True, kw_only=True):
    """Two articles by their ids."""

    one: Id = ""
    other: Id = ""


class Stretch(View, frozen=True, kw_only=True):
    """Words that are on both sides, or on one only."""

    kind: Literal["same", "gone", "new"]
    text: str


class Line(View, frozen=True, kw_only=True):
    """One line of the reading: the same passage on both sides, or words of one side alone."""

    kind: Literal["shared", "added", "left-out"]
    left: tuple[Stretch, ...]
    right: tuple[Stretch, ...]


class Side(View, frozen=True, kw_only=True):
    """One of the two articles."""

    id: str
    address: str
    headline: str
    outlet: str
    date: str
    story: str | None


class Compared(View, frozen=True, kw_only=True):
    """Two articles side by side, the earlier one to the left."""

    left: Side | None
    right: Side | None
    says: str
    lines: tuple[Line, ...]
    near: tuple[Side, ...]
    """Other articles of the story of the first, to choose from."""
    asked: Two


def compared(desk: Desk, asked: Two) -> Compared:
    """Two articles beside each other; with one or none, what can be chosen."""
    first, home = _article(desk, asked.one) if asked.one else (None, None)
    near = _near(desk, home)
    if first is None or asked.other in ("", asked.one):
        (left,) = _sides(desk, [first], {first.id: home}) if first else (None,)
        return Compared(left=left, right=None, says="", lines=(), near=near, asked=asked)
    second, other_home = _article(desk, asked.other)
    copies = desk.archive.copies([first.document, second.document])
    reuse = _reuse(desk, first, second, home if home == other_home else None, copies)
    homes = {first.id: home, second.id: other_home}
    pair = {first.id: first, second.id: second}
    record = Record(
        story=Story(id="", title="", articles=tuple(pair)), articles=tuple(pair.values()), reuse=(reuse,)
    )
    laid = side_by_side(Lookup(record, copies), reuse)
    says = (
        f"{laid.kind.capitalize()}: {laid.shares}"
        if reuse.passages
        else "These two share no passage that counts"
    )
    left, right = _sides(desk, [pair[reuse.from_], pair[reuse.to]], homes)
    return Compared(
        left=left, right=right, near=near, asked=asked, says=_named(says, left, right),
        lines=tuple(
            Line(kind=row.kind, left=tuple(Stretch(kind=p.kind, text=p.text) for p in row.left),
                 right=tuple(Stretch(kind=p.kind, text=p.text) for p in row.right))
            for row in laid.rows
        ),
    )  # fmt: skip


def _named(says: str, earlier: Side, later: Side) -> str:
    """What is said of the two by their numbers, by their outlets; two of one outlet are told by their side."""
    same = earlier.outlet == later.outlet
    left, right = ("the left one", "the right one") if same else (earlier.outlet, later.outlet)
    return says.replace("no. 1", left).replace("no. 2", right)


def _reuse(
    desk: Desk, first: Article, second: Article, story: str | None, copies: Mapping[str, str]
) -> Reuse:
    """What two articles share: of one story as its record has it, else as tracing the two alone finds it."""
    if story is not None:
        kept = lists.lines(desk, story, "reuse")
        found = lists.data("reuse", (one for one in kept if first.id in one and second.id in one))
    else:
        found = trace([first, second], copies, {}).reuse
    return next(
        (one for one in found if {one.from_, one.to} == {first.id, second.id}),
        Reuse(id="none", from_=first.id, to=second.id, basis="", passages=(), share_of_from=0.0, share_of_to=0.0,
              kind="partial"),
    )  # fmt: skip


def _near(desk: Desk, story: str | None) -> tuple[Side, ...]:
    if story is None:
        return ()
    articles = lists.data("articles", lists.lines(desk, story, "articles"))
    return _sides(desk, articles, dict.fromkeys((one.id for one in articles), story))


def _sides(desk: Desk, articles: Sequence[Article], homes: Mapping[str, str | None]) -> tuple[Side, ...]:
    """Articles to be named: one without a headline by its first words."""
    copies = desk.archive.copies([one.document for one in articles if not one.headline])
    known = Lookup(Record(story=Story(id="", title="", articles=()), articles=tuple(articles)), copies)
    return tuple(
        Side(
            id=one.id, address=f"/articles/{one.id}", headline=known.headline(one.id),
            outlet=one.outlet or "outlet not named", date=date_in_words(one.published.date), story=homes.get(one.id),
        )
        for one in articles
    )  # fmt: skip


def _article(desk: Desk, id: str) -> tuple[Article, str | None]:
    try:
        return desk.archive.article(id)
    except ArchiveError as fault:
        raise Missing(str(fault)) from fault
