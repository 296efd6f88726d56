# SPDX-License-Identifier: Apache-2.0
"""Invented reports, by program: persons, places and affairs that do not exist, in our own words.

`report(random)` gives a headline and the paragraphs of one report. Made of the sentence patterns and
affairs of `bench/invented.toml`; two reports of one affair share names and topic, so that topic does not
tell where one ends and the next begins. Used to generate aggregator pages (`bench/aggregators.py`).
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from random import Random
from typing import NamedTuple


class Report(NamedTuple):
    """A headline, the place it is reported from, and the paragraphs of the body."""

    headline: str
    place: str
    country: str
    paragraphs: tuple[str, ...]


class Affair(NamedTuple):
    """What a report is about: a subject, two parties with their people, and what is in dispute."""

    subject: str
    dispute: str
    place: str
    country: str
    parties: tuple[str, str]
    people: tuple[tuple[str, str], ...]


_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MATERIAL = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
AFFAIRS = tuple(
    Affair(
        row["subject"],
        row["dispute"],
        row["place"],
        row["country"],
        (row["parties"][0], row["parties"][1]),
        tuple((role, name) for role, name in row["people"]),
    )
    for row in MATERIAL["affairs"]
)


def report(random: Random, affair: Affair | None = None, length: int | None = None) -> Report:
    """One invented report, of `length` paragraphs after the lead (by default 4 to 12)."""
    about = affair or random.choice(AFFAIRS)
    many = length if length is not None else random.randint(4, 12)
    lead = _filled(random.choice(MATERIAL["leads"]), about, random)
    patterns = random.sample(MATERIAL["sentences"], k=len(MATERIAL["sentences"]))
    paragraphs, used = [lead], 0
    while len(paragraphs) <= many:
        take = random.choice((1, 1, 2, 2, 3))
        chosen = [patterns[(used + n) % len(patterns)] for n in range(take)]
        used += take
        paragraphs.append(" ".join(_filled(pattern, about, random) for pattern in chosen))
    return Report(
        _filled(random.choice(MATERIAL["headlines"]), about, random),
        about.place,
        about.country,
        tuple(paragraphs),
    )


def _filled(pattern: str, about: Affair, random: Random) -> str:
    role, name = random.choice(about.people)
    first, second = about.parties if random.random() < 0.5 else about.parties[::-1]
    return pattern.format(
        subject=about.subject,
        short=about.subject.removeprefix("the "),
        dispute=about.dispute,
        place=about.place.title(),
        place_t=about.place.title(),
        country=about.country,
        party=first,
        other=second,
        Party=first[0].upper() + first[1:],
        Other=second[0].upper() + second[1:],
        role=role,
        Role=role[0].upper() + role[1:],
        name=name,
        Name=name,
        last=name.split()[-1],
        day=random.choice(_DAYS),
        number=random.choice((12, 17, 30, 45, 60, 90, 240, 400)),
        year=random.choice((1998, 2004, 2011, 2017, 2022, 2024)),
    )
