# SPDX-License-Identifier: Apache-2.0
"""Synthetic coverage: invented stories with the skew of real news, and the truth of who copied whom.

    python -m bench synth --articles 10000 -o coverage.jsonl

Comes in: how many articles, a seed. Goes out: JSON Lines that `ontherecord build` reads, in the order
of their dates, and beside them `coverage.truth.jsonl`, a line an article: its story, its origin, what
it is and what it was made from. Refuses: to remember: the memory it takes does not grow with the
articles, so a million are written as a hundred are, one after the other.
Score: it is what `python -m bench speed` and docs/scale.md measure on.

A story draws articles as a rumour draws listeners: the next article is about the story of a random one
of the last days, or about a new story (Yule 1925, Simon 1955, with a window), so that most stories stay
small and a few grow to hundreds. Of the articles on a story some are reports of their own, others
reprints (whole, cut, padded, edited), new versions, reports that lift paragraphs, or reports that
share only what somebody said. Outlets of one house end their articles with the same footer.
"""

from __future__ import annotations

import functools
import tomllib
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, NamedTuple, TextIO

import msgspec

A_DAY = 500  # articles a day, what one desk monitors; the density, not the number, decides the work
NEW = 0.2  # share of articles that start a story: a story has five articles on the mean
MEMORY = 1_500  # articles, about three days, whose stories still draw articles
GIANT = 0.03  # share of articles on the story of the day, which lasts `REIGN` articles
REIGN = 5_000
SHORTEST = 6  # paragraphs of a report at least; at most four times as many
WIRES, KEPT = 0.4, 40  # share of first reports that are a wire's; reports of a story that may be copied
START = datetime(2031, 1, 1)
KINDS = {"report": 0.38, "reprint": 0.38, "version": 0.06, "partial": 0.08, "quotations": 0.10}
EXTENTS = ("full", "cut", "padded", "edited")
NAMED = 0.3  # share of clauses about a person by name
_PEOPLE, _OTHERS = 10, 4  # persons of a story, places beside its own: a report has 25 names, as news has
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Story(msgspec.Struct):
    """What is so in one story: its names, figures and words, and its reports that may be copied."""

    name: str
    matter: dict[str, list[str]]
    town: str
    others: list[str]
    bodies: list[str]
    people: list[tuple[str, str]]
    spoken: list[str]
    reports: deque[Report]
    shortest: int


class Report(NamedTuple):
    """An article as it was written: `body` its paragraphs, `quoted` those that somebody said."""

    id: str
    outlet: str
    origin: str
    wire: bool
    headline: str
    body: tuple[str, ...]


class Made(NamedTuple):
    """An article as it is published, and the truth about it."""

    report: Report
    when: datetime
    story: str
    kind: str
    extent: str | None = None
    source: str | None = None
    ends: tuple[str, ...] = ()


@functools.cache
def _words() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


def write(
    count: int,
    path: Path,
    seed: int = 1,
    a_day: int = A_DAY,
    stories: int | None = None,
    shortest: int = SHORTEST,
) -> None:
    """Write `count` articles to `path` and the truth beside it."""
    truth = path.with_suffix(".truth.jsonl")
    with path.open("w", encoding="utf-8") as articles, truth.open("w", encoding="utf-8") as answers:
        for made in coverage(count, seed, a_day, stories, shortest):
            _line(articles, _article(made))
            _line(answers, _truth(made))


def lines(made: Iterable[Made], path: Path) -> Path:
    """Write articles to a file that `read` takes; gives its path."""
    with path.open("w", encoding="utf-8") as file:
        for one in made:
            _line(file, _article(one))
    return path


def _line(file: TextIO, row: dict[str, Any]) -> None:
    file.write(msgspec.json.encode(row).decode() + "\n")


def _article(made: Made) -> dict[str, Any]:
    one = made.report
    return {
        "url": f"https://{_slug(one.outlet)}.example/{one.id}",
        "title": one.headline,
        "source_domain": one.outlet,
        "date_publish": made.when.isoformat(timespec="minutes"),
        "maintext": "\n".join((*one.body, *made.ends)),
    }


def _truth(made: Made) -> dict[str, Any]:
    one = made.report
    return {
        "id": one.id,
        "story": made.story,
        "origin": one.origin,
        "kind": made.kind,
        "extent": made.extent,
        "source": made.source,
        "outlet": one.outlet,
        "date": made.when.isoformat(timespec="minutes"),
    }


def coverage(
    count: int, seed: int = 1, a_day: int = A_DAY, stories: int | None = None, shortest: int = SHORTEST
) -> Iterator[Made]:
    """`count` articles in the order of their dates; the same seed gives the same ones.

    `stories` is how many stories there may be at most (1: one giant story); none for no limit. `shortest` is how
    many paragraphs a report has at least.
    """
    random = Random(seed)
    outlets = [_place(random) + " " + random.choice(_words()["names"]["outlet"]) for _ in range(400)]
    recent: deque[Story] = deque(maxlen=MEMORY)
    giant: Story | None = None
    begun = 0
    for number in range(count):
        when = START + timedelta(minutes=number * 1440 / a_day)
        drawn = len(recent) if random.random() < NEW else int(random.random() * MEMORY)
        if begun == stories:  # no further ones: the articles are shared out among those there are
            drawn %= len(recent)
        if drawn >= len(recent):
            begun += 1
            story = _story(f"s{begun:07}", random, shortest)
        else:
            story = giant if giant and random.random() < GIANT else recent[drawn]
        if giant is None or number % REIGN == 0:
            giant = story
        recent.append(story)
        yield _next(story, f"a{number:07}", when, random, outlets)


def _place(random: Random) -> str:
    names = _words()["names"]
    return "".join(random.choice(names[part]) for part in ("start", "middle", "place"))


def _person(random: Random) -> str:
    names = _words()["names"]
    family = "".join(random.choice(names[part]) for part in ("start", "middle", "person"))
    return f"{random.choice(names['first'])} {family}"


def _story(name: str, random: Random, shortest: int) -> Story:
    """A new story with its names and figures, and what its people say."""
    words = _words()
    about = random.sample(words["matter"]["of"], 3)
    things = random.sample(words["matter"]["things"], 6)
    people_of = random.sample(words["matter"]["people"], 5)
    matter = {
        "things": [f"the {random.choice(about)} {thing}" for thing in things],
        "people": [f"{random.choice(about)} {people}" for people in people_of],
        "verbs": random.sample(words["matter"]["verbs"], 14),
    }
    town, *others = (_place(random) for _ in range(1 + _OTHERS))
    bodies = [f"{place} {random.choice(words['names']['body'])}" for place in (town, *others)]
    people = [(_person(random), random.choice(words["phrases"]["roles"])) for _ in range(_PEOPLE)]
    story = Story(name, matter, town, others, bodies, people, [], deque(maxlen=KEPT), shortest)
    story.spoken = [_quotation(story, random) for _ in range(6)]
    return story


def _filled(text: str, story: Story, random: Random) -> str:
    """A phrase with its places taken by what is so in the story."""
    if "{" not in text:
        return text
    return text.format_map(
        {
            "town": story.town,
            "other": random.choice(story.others),
            "body": random.choice(story.bodies),
            "day": _DAYS[int(random.random() * 7)],
            "figure": f"{20 + int(random.random() ** 3 * 4000):,}",
            "few": str(2 + int(random.random() * 17)),
            "noun": random.choice(story.matter["people"]),
            "thing": random.choice(story.matter["things"]),
            "person": random.choice(story.people)[0],
            "family": random.choice(story.people)[0].split()[1],
        }
    )


def _phrase(kind: str, story: Story, random: Random) -> str:
    lines = _words()["phrases"][kind]
    return _filled(lines[int(random.random() * len(lines))], story, random)


def _quotation(story: Story, random: Random) -> str:
    """A paragraph in which somebody of the story is quoted; every report gives it in the same words."""
    name, role = random.choice(story.people)
    first, second = _phrase("claims", story, random), _phrase("seconds", story, random)
    return f"“{first[0].upper()}{first[1:]}, {second},” {role} {name} {_phrase('says', story, random)}."


def _clause(story: Story, random: Random) -> str:
    """Who did what to what."""
    phrases, matter = _words()["phrases"], story.matter
    who = f"{random.choice(phrases['adjectives'])} {random.choice(matter['people'])}"
    if random.random() < NAMED:
        who = random.choice(story.people)[0]
    how = random.choice(phrases["adverbs"]) + " " if random.random() < 0.4 else ""
    what = random.choice(matter["things"])
    if random.random() < 0.5:
        article, _, thing = what.partition(" ")
        adjective = random.choice(phrases["adjectives"])
        article = ("an" if adjective[0] in "aeiou" else "a") if article != "the" else article
        what = f"{article} {adjective} {thing}"
    return f"{who} {how}{random.choice(matter['verbs'])} {what}"


def _sentence(story: Story, random: Random) -> str:
    """One sentence of reporting."""
    draw = random.random()
    parts = [_clause(story, random)]
    if draw < 0.35:
        parts.insert(0, _phrase("links", story, random))
    if draw > 0.15:
        parts.append(_phrase("wheres", story, random))
    if 0.1 < draw < 0.75:
        parts.append(_phrase("times", story, random))
    if draw > 0.45:
        parts.append(_phrase("tails" if draw > 0.7 else "causes", story, random))
    text = " ".join(parts)
    return f"{text[0].upper()}{text[1:]}."


def _paragraphs(story: Story, random: Random, count: int) -> list[str]:
    return [
        " ".join(_sentence(story, random) for _ in range(1 + int(random.random() * 3))) for _ in range(count)
    ]


def _headline(story: Story, random: Random) -> str:
    text = f"{_clause(story, random)} in {story.town}"
    return text[0].upper() + text[1:]


def _body(story: Story, random: Random, quotations: int) -> tuple[str, ...]:
    """The paragraphs of a report, with quotations between them."""
    least = story.shortest
    body = _paragraphs(story, random, least + int(random.random() ** 2 * 3 * least))
    body[0] = f"{story.town.upper()} — {body[0]}"
    for quotation in random.sample(story.spoken, quotations):
        body.insert(1 + int(random.random() * (len(body) - 1)), quotation)
    return tuple(body)


def _next(story: Story, name: str, when: datetime, random: Random, outlets: Sequence[str]) -> Made:
    """The next article of a story: a report of its own, or something made from one before it."""
    kind = random.choices(list(KINDS), list(KINDS.values()))[0] if story.reports else "report"
    outlet = outlets[int(random.random() ** 2 * len(outlets))]
    if kind in ("report", "quotations"):
        return _report(story, name, when, random, outlet, kind)
    source = story.reports[int(random.random() * len(story.reports))]
    if kind == "version":
        return _version(story, name, when, random, source)
    return _dependent(story, name, when, random, outlet, source, kind)


def _report(story: Story, name: str, when: datetime, random: Random, outlet: str, kind: str) -> Made:
    """A report of its own; `quotations` shares what somebody said with others, and no more."""
    wire = kind == "report" and random.random() < WIRES
    room = random.choice(_words()["names"]["wire"]) if wire else outlet
    body = _body(story, random, 3 if kind == "quotations" else int(random.random() * 3))
    made = Report(name, room, room, wire, _headline(story, random), body)
    if kind == "report":
        story.reports.append(made)
    return Made(made, when, story.name, kind, ends=() if wire else _footer(room))


def _version(story: Story, name: str, when: datetime, random: Random, source: Report) -> Made:
    """The same newsroom's later state: a figure moved on, a paragraph came, one may have gone."""
    body = [_moved(paragraph, random) if random.random() < 0.3 else paragraph for paragraph in source.body]
    body.insert(1, _paragraphs(story, random, 1)[0])
    if len(body) > 6 and random.random() < 0.5:
        body.pop()
    headline = source.headline if random.random() < 0.5 else _headline(story, random)
    made = source._replace(id=name, headline=headline, body=tuple(body))
    ends = () if source.wire else _footer(source.outlet)
    return Made(made, when, story.name, "version", source=source.id, ends=ends)


def _moved(paragraph: str, random: Random) -> str:
    """A paragraph whose figures have grown."""
    words = paragraph.split(" ")
    return " ".join(str(int(w) + 1 + int(random.random() * 9)) if w.isdigit() else w for w in words)


def _dependent(
    story: Story, name: str, when: datetime, random: Random, outlet: str, source: Report, kind: str
) -> Made:
    """A reprint of a report, or a report that lifts paragraphs from one."""
    if kind == "partial":
        half = max(2, len(source.body) // 2)
        own = _paragraphs(story, random, half)
        first = int(random.random() * (len(source.body) - half + 1))
        body, extent = [own[0], *source.body[first : first + half], *own[1:]], None
    else:
        extent = random.choice(EXTENTS)
        body = _reprinted(list(source.body), extent, story, random)
    headline = source.headline if random.random() < 0.5 else _headline(story, random)
    made = Report(name, outlet, source.origin, False, headline, tuple(body))
    ends = _footer(outlet)
    if source.wire and random.random() < 0.6:
        credit = random.choice(_words()["phrases"]["credits"])
        ends = (credit.format(wire=source.origin), *ends)
    return Made(made, when, story.name, kind, extent, source.id, ends)


def _reprinted(body: list[str], extent: str, story: Story, random: Random) -> list[str]:
    """The paragraphs of a reprint."""
    if extent == "cut":
        return body[: max(3, len(body) * (5 + int(random.random() * 3)) // 10)]
    if extent == "padded":
        return [
            *body,
            *(_phrase("pads", story, random) + "." for _ in range(3)),
            *_paragraphs(story, random, 1),
        ]
    if extent == "edited":
        pairs = random.sample(_words()["phrases"]["edits"], 3)
        for old, new in pairs:
            body = [paragraph.replace(f" {old} ", f" {new} ") for paragraph in body]
    return body


def _footer(outlet: str) -> tuple[str, ...]:
    """The footer of an outlet's house, if its house has one; told by its name, so always the same."""
    footers = _words()["phrases"]["footers"]
    house = sum(outlet.encode()) % (2 * len(footers))
    return (footers[house] + ".",) if house < len(footers) else ()


def _slug(outlet: str) -> str:
    return "".join(c for c in outlet.lower() if c.isalnum())
