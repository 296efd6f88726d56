# SPDX-License-Identifier: Apache-2.0
"""Invented reports, by program: persons, places and affairs that do not exist, in our own words.

`report(random)` gives a headline and the paragraphs of one report. Made of sentence patterns over
eight affairs; two reports of one affair share names and topic, so that topic does not tell where
one ends and the next begins. Used to generate aggregator pages (`bench/aggregators.py`).
"""

from __future__ import annotations

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


AFFAIRS = (
    Affair(
        "the Kestrel Strait fishing talks",
        "how many boats each side may send beyond the outer banks",
        "PORT ELVIN",
        "Marrowland",
        ("Marrowland", "the Tessaly Islands"),
        (("Fisheries Minister", "Odile Brannock"), ("chief negotiator", "Tomas Verrin"), ("harbour master", "Ida Quell")),
    ),
    Affair(
        "the closing of the Varnholt steelworks",
        "who pays for the pensions of 3,400 workers",
        "VARNHOLT",
        "Osterreach",
        ("the Varnholt Union", "Halden Steel"),
        (("union leader", "Britta Sommer"), ("chief executive", "Lars Halden"), ("Labour Minister", "Pavel Ortiz")),
    ),
    Affair(
        "the ceasefire in the Sorrel Valley",
        "which villages the monitors may enter",
        "BELMARA",
        "Quill Republic",
        ("the Quill government", "the Valley Front"),
        (("President", "Amara Dellos"), ("front commander", "Yusuf Kern"), ("United Nations envoy", "Hanna Lindqvist")),
    ),
    Affair(
        "the flood at Lower Tamsin",
        "whether the dam was opened too late",
        "TAMSIN",
        "Westmere",
        ("the river authority", "the villages of Lower Tamsin"),
        (("Interior Minister", "Joanna Pell"), ("engineer", "Rafael Mbeki"), ("village head", "Agnes Toller")),
    ),
    Affair(
        "the election recount in Carrow",
        "11,000 postal votes that were counted twice",
        "CARROW",
        "Northmark",
        ("the Liberal Alliance", "the People's List"),
        (("candidate", "Stefan Roux"), ("Mayor", "Nadia Wexler"), ("Judge", "Colin Abara")),
    ),
    Affair(
        "the drone strikes on the Orlova refinery",
        "who launched them and from where",
        "ORLOVA",
        "Kasmir Federation",
        ("the Kasmir army", "Terenia"),
        (("army spokesman", "Viktor Salin"), ("Defence Minister", "Elena Marko"), ("Prime Minister", "Dario Fenn")),
    ),
    Affair(
        "the outbreak of river fever in Dunmoor",
        "whether the tap water is safe",
        "DUNMOOR",
        "Eastvale",
        ("the health ministry", "the city council"),
        (("Health Minister", "Grace Okello"), ("Doctor", "Emil Varga"), ("council leader", "Peter Swann")),
    ),
    Affair(
        "the sale of the national railway",
        "how long fares will be held down",
        "GRANDHAVEN",
        "Lorrain",
        ("the transport ministry", "the Meridian Rail group"),
        (("Transport Minister", "Luc Bertin"), ("spokeswoman", "Carla Novak"), ("economist", "Ruth Feldman")),
    ),
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_HEADLINES = (
    "{Party} and {other} fail to agree on {short}",
    "{last} warns that {short} could take months",
    "No deal yet on {short}, {role} says",
    "{last}: 'We will not sign a paper nobody has read'",
    "Talks on {short} to resume on {day} after a night without sleep",
    "{Party} accuses {other} of delay over {short}",
    "What the row over {short} means for {country}",
    "Hundreds march in {place} as {short} drags on",
    "{last} rejects offer from {other}",
    "Inside the long argument about {short}",
)
_LEADS = (
    "{Party} and {other} ended a third round of talks on {day} without agreement on {dispute}, and each blamed the other.",
    "{Role} {name} said on {day} that {subject} would not be settled before the end of the month.",
    "Thousands of people in {place_t} waited on {day} for news about {subject}, which has divided {country} since spring.",
    "An agreement on {subject} slipped away late on {day} when {party} withdrew an offer it had made only hours before.",
)
_SENTENCES = (
    "At issue is {dispute}, a question that both sides had promised to answer by {day}.",
    '"We came with a proposal and we leave with the same proposal," said {role} {name}.',
    '"Nobody in this building has slept, and it shows in the text," {name} told reporters.',
    "{Name}, who has led the delegation since March, declined to say what had changed.",
    "A person with knowledge of the discussions said that the two sides were {number} points apart.",
    "{Party} said in a statement that it remained ready to meet at any time and in any place.",
    "{Other} called the statement a surprise, and said that no invitation had reached it.",
    "The dispute goes back to {year}, when an earlier government in {country} signed a promise it did not keep.",
    "Shops near the main square of {place_t} closed early, and the evening trains were full.",
    "About {number} people gathered outside, some of them with lanterns, and left quietly before midnight.",
    "“It is not the money, it is the way they speak to us,” said one of them, who did not want to be named.",
    "Under the plan, observers would arrive within {number} days and report every second week.",
    "{Name} has asked for more time, and parliament is to debate the request on {day}.",
    "Analysts say that {party} has little to gain from a quick result, while {other} has little time to lose.",
    "Figures published on {day} put the cost at {number} million crowns, twice what was expected in {year}.",
    "It was not clear on {day} whether {name} would take part in the next meeting.",
    "Similar talks in {year} lasted eleven weeks and ended with a document of two pages.",
    "“If somebody has a better idea, my telephone works,” {name} said, and walked to a waiting car.",
)  # fmt: skip


def report(random: Random, affair: Affair | None = None, length: int | None = None) -> Report:
    """One invented report, of `length` paragraphs after the lead (by default 4 to 12)."""
    about = affair or random.choice(AFFAIRS)
    many = length if length is not None else random.randint(4, 12)
    lead = _filled(random.choice(_LEADS), about, random)
    patterns = random.sample(_SENTENCES, k=len(_SENTENCES))
    paragraphs, used = [lead], 0
    while len(paragraphs) <= many:
        take = random.choice((1, 1, 2, 2, 3))
        chosen = [patterns[(used + n) % len(patterns)] for n in range(take)]
        used += take
        paragraphs.append(" ".join(_filled(pattern, about, random) for pattern in chosen))
    return Report(
        _filled(random.choice(_HEADLINES), about, random), about.place, about.country, tuple(paragraphs)
    )


def _filled(pattern: str, about: Affair, random: Random) -> str:
    role, name = random.choice(about.people)
    first, second = about.parties if random.random() < 0.5 else about.parties[::-1]  # noqa: PLR2004
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
