# SPDX-License-Identifier: Apache-2.0
"""People and organisations over all stories: who is named, and what is said by and of one of them.

Comes in: letters of a name; a name. Goes out: the directory; a profile with quotations, roles and positions in
the order of time. Refuses: a name that no story has (`Missing`). Score: none; `tests/serve/test_browsing.py`.

Over stories one name is taken for one person; a story tells its own people apart, but two stories can each have
their own "Ivanov". The page says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

import msgspec
from sqlalchemy import Connection, func, select

from ontherecord.annotate.names.titles import honorifics, plain
from ontherecord.archive.tables import cast as cast_table
from ontherecord.archive.tables import stories as stories_table
from ontherecord.dossier.wording import date_in_words, date_key
from ontherecord.model import CastMember, Record, Span, Story
from ontherecord.serve import lists
from ontherecord.serve.answers import Missing, View
from ontherecord.serve.citing import Cited, citer
from ontherecord.serve.days import span_in_words
from ontherecord.serve.house import Desk

_A_PAGE = 60
_MOST_STORIES = 100  # stories that one profile is gathered from
_STATEMENTS = 60  # of one page of a profile
Kind = Literal["person", "organisation", "group", ""]
Name = Annotated[str, msgspec.Meta(max_length=300)]


class Looking(View, frozen=True, kw_only=True):
    """Whom a person looks for: letters of the name, of which kind."""

    name: Name = ""
    kind: Kind = "person"
    page: Annotated[int, msgspec.Meta(ge=1, le=1000)] = 1


class Entry(View, frozen=True, kw_only=True):
    """A name of the directory."""

    name: str
    kind: str
    country: str | None
    role: str
    """What that one is called most often, in the story that names them most."""
    stories: int
    mentions: int
    quotations: int
    address: str


class Directory(View, frozen=True, kw_only=True):
    """A page of the directory, the most quoted first."""

    entries: tuple[Entry, ...]
    more: bool
    asked: Looking


def directory(desk: Desk, asked: Looking) -> Directory:
    """Who is named, over all stories."""
    letters = asked.name.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    quoted = func.sum(cast_table.c.quotations)
    query = (
        select(
            cast_table.c.name, cast_table.c.kind, func.max(cast_table.c.country),
            func.count(stories_table.c.id.distinct()), func.sum(cast_table.c.mentions), quoted,
        )
        .join(stories_table, stories_table.c.record == cast_table.c.record)
        .where(cast_table.c.name.ilike(f"%{letters}%", escape="\\"))
        .where(cast_table.c.kind == asked.kind if asked.kind else cast_table.c.kind != "place")
        .group_by(cast_table.c.name, cast_table.c.kind)
        .order_by(quoted.desc(), func.sum(cast_table.c.mentions).desc(), cast_table.c.name)
        .limit(_A_PAGE + 1)
        .offset((asked.page - 1) * _A_PAGE)
    )  # fmt: skip
    with desk.archive.place.reading() as connection:
        rows = connection.execute(query).all()
        roles = _roles(connection, {str(row[0]) for row in rows[:_A_PAGE]})
    return Directory(
        entries=tuple(_entry(tuple(row), roles.get((row[0], row[1]), "")) for row in rows[:_A_PAGE]),
        more=len(rows) > _A_PAGE,
        asked=asked,
    )


def _roles(connection: Connection, names: set[str]) -> dict[tuple[str, str], str]:
    """The role told most often, of several the plainest, of each name, by name and kind, in the record that mentions the name most."""
    query = (
        select(cast_table.c.record, cast_table.c.name)
        .join(stories_table, stories_table.c.record == cast_table.c.record)
        .where(cast_table.c.name.in_(names))
        .order_by(cast_table.c.mentions, cast_table.c.record.desc())
    )
    homes = {str(name): str(record) for record, name in connection.execute(query)}
    found: dict[tuple[str, str], str] = {}
    for record in sorted(set(homes.values())):
        kept = lists.of_record(connection, record, "cast")
        own = {name for name, home in homes.items() if home == record}
        for member in lists.data("cast", lists.having(kept, "name", own)):
            told = Counter(role.text for role in member.roles if len(role.text.split()) > 1)
            if member.name in own and told:
                found[member.name, member.kind] = max(told, key=lambda text: (told[text], -len(text), text))
    return found


def _entry(row: tuple[Any, ...], role: str) -> Entry:
    name, kind, country, stories, mentions, quoted = row
    return Entry(
        name=name, kind=kind, country=country, role=role, stories=stories, mentions=int(mentions), quotations=int(quoted),
        address=person_address(name, kind),
    )  # fmt: skip


def person_address(name: str, kind: str) -> str:
    """The address of a profile."""
    return "/person?" + urlencode({"name": name, "kind": kind})


class Who(View, frozen=True, kw_only=True):
    """One person, organisation or group by name."""

    name: Name
    kind: Literal["person", "organisation", "group"] = "person"
    page: Annotated[int, msgspec.Meta(ge=1, le=1000)] = 1


class Said(View, frozen=True, kw_only=True):
    """Words that a person is reported to have said: an utterance in its fullest wording."""

    text: str
    direct: bool
    date: str
    carried: int
    """Articles that report it."""
    origins: int
    source: Cited
    story: str
    story_title: str


class Held(View, frozen=True, kw_only=True):
    """A role, as it is told, with the first words that tell it."""

    text: str
    source: Cited
    carried: int


class Taken(View, frozen=True, kw_only=True):
    """A position that is reported to have been taken."""

    kind: str
    text: str
    date: str
    source: Cited
    story: str
    story_title: str


class Appearance(View, frozen=True, kw_only=True):
    """A story in which the name stands."""

    id: str
    title: str
    address: str
    days: str
    mentions: int
    quotations: int


class Profile(View, frozen=True, kw_only=True):
    """One person over all stories."""

    name: str
    kind: str
    country: str | None
    spellings: tuple[str, ...]
    roles: tuple[Held, ...]
    said: tuple[Said, ...]
    """The statements of one page, the newest first."""
    more: bool
    positions: tuple[Taken, ...]
    stories: tuple[Appearance, ...]
    quoted: int
    direct: int
    mentions: int
    asked: Who


class _Found(msgspec.Struct):
    """What the profile is gathered into."""

    spellings: dict[str, None] = msgspec.field(default_factory=dict)
    roles: dict[str, list[Cited]] = msgspec.field(default_factory=dict)
    said: list[tuple[str, Said]] = msgspec.field(default_factory=list)
    positions: list[tuple[str, Taken]] = msgspec.field(default_factory=list)
    country: str | None = None


def person(desk: Desk, asked: Who) -> Profile:
    """What is said by and of one person, over all stories. Raises Missing."""
    query = (
        select(stories_table, cast_table.c.mentions, cast_table.c.quotations)
        .join(cast_table, stories_table.c.record == cast_table.c.record)
        .where(cast_table.c.name == asked.name, cast_table.c.kind == asked.kind)
        .order_by(stories_table.c.last.desc().nulls_last(), stories_table.c.id)
        .limit(_MOST_STORIES)
    )
    with desk.archive.place.reading() as connection:
        rows = connection.execute(query).all()
    if not rows:
        raise Missing(f"no story names a {asked.kind} “{asked.name}”")
    found = _Found()
    for row in rows:
        _gather(_about(desk, Story(id=row.id, title=row.title, articles=()), asked), found)
    return _profile(asked, rows, found)


def _about(desk: Desk, story: Story, asked: Who) -> Record:
    """What one record has on the name, and the articles of the story."""

    def kept(kind: str) -> list[str]:
        return lists.lines(desk, story.id, kind)

    members = lists.data("cast", lists.having(kept("cast"), "name", {asked.name}))
    ids = {one.id for one in members if one.name == asked.name and one.kind == asked.kind}
    utterances = lists.data("utterances", lists.having(kept("utterances"), "cast", ids))
    quoted = {id for one in utterances for id in one.quotations}
    return Record(
        story=story,
        articles=lists.data("articles", kept("articles")),
        cast=tuple(one for one in members if one.id in ids),
        utterances=utterances,
        quotations=lists.data("quotations", lists.with_ids(kept("quotations"), quoted)),
        positions=lists.data("positions", lists.having(kept("positions"), "party", ids)),
    )


def _profile(asked: Who, rows: Sequence[Any], found: _Found) -> Profile:
    said = [one for _, one in sorted(found.said, key=lambda pair: pair[0], reverse=True)]
    begin, end = (asked.page - 1) * _STATEMENTS, asked.page * _STATEMENTS
    return Profile(
        name=asked.name, kind=asked.kind, country=found.country,
        spellings=tuple(s for s in found.spellings if s != asked.name),
        roles=tuple(
            Held(text=text, source=sources[0], carried=len(sources))
            for text, sources in sorted(found.roles.items(), key=lambda one: (-len(one[1]), one[0]))
        ),
        said=tuple(said[begin:end]), more=len(said) > end, asked=asked,
        positions=tuple(one for _, one in sorted(found.positions, key=lambda pair: pair[0], reverse=True)),
        stories=tuple(
            Appearance(id=row.id, title=row.title, address=f"/stories/{row.id}/", mentions=row.mentions,
                       quotations=row.quotations, days=span_in_words(row.first, row.last))
            for row in rows
        ),
        quoted=len(said), direct=sum(one.direct for one in said), mentions=sum(row.mentions for row in rows),
    )  # fmt: skip


def _gather(record: Record, found: _Found) -> None:
    """Take in what one record has on the name."""
    cited = citer(record.articles)
    for member in record.cast:
        found.country = found.country or member.country
        found.spellings.update(dict.fromkeys(member.variants))
        for role in member.roles:
            if all(plain(word) in honorifics() for word in role.text.split()):
                continue  # "Mr" tells nothing of anybody
            found.roles.setdefault(role.text, []).append(cited(role.span))
        _speech(record, member, cited, found)
        for position in record.positions:
            if position.party == member.id:
                taken = Taken(
                    kind=position.kind, text=position.words.text, source=cited(position.words),
                    date=date_in_words(position.date.date if position.date else position.asserted),
                    story=record.story.id,
                    story_title=record.story.title,
                )  # fmt: skip
                when = position.date.date if position.date else position.asserted
                found.positions.append((date_key(when) if when else "", taken))


def _speech(record: Record, member: CastMember, cited: Callable[[Span], Cited], found: _Found) -> None:
    """The utterances of one member, each in its fullest wording."""
    quotations = {one.id: one for one in record.quotations}
    dates = {a.id: a.published.date for a in record.articles}
    for utterance in record.utterances:
        fullest = quotations.get(utterance.fullest)
        if fullest is None or not utterance.speaker or utterance.speaker.cast != member.id:
            continue
        day = utterance.date.date if utterance.date else dates.get(fullest.article)
        said = Said(
            text=" … ".join(span.text for span in fullest.content), direct=fullest.kind == "direct",
            date=date_in_words(day), carried=len({quotations[q].article for q in utterance.quotations}),
            origins=len(utterance.origins), source=cited(fullest.content[0]), story=record.story.id,
            story_title=record.story.title,
        )  # fmt: skip
        found.said.append((date_key(day) if day else "", said))
