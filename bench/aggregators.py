# SPDX-License-Identifier: Apache-2.0
"""Aggregator pages by program: one report, then others attached below it, in many layouts.

`pages(count, seed)` gives pages as plain text with the truth about them: the main body, and the
headline, outlet and place of every attached report. All raw material is invented (`bench/invented.py`).
A page combines by chance: the head and body of the first report (subheadings, captions, promo
lines, one line or many), how it ends, what stands between, one of twenty heads for the attached
reports, their bodies in one line or many, teasers among them, and the foot of the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random
from typing import NamedTuple

from bench.invented import AFFAIRS, MATERIAL, Report, report

_PAGE = MATERIAL["page"]


class Attached(NamedTuple):
    """The truth about one attached report: its headline, outlet, and where its head begins and ends."""

    headline: str
    outlet: str | None
    first: int
    last: int
    body: str


class AggregatorPage(NamedTuple):
    """A page, the body of its first report, and what is attached."""

    name: str
    text: str
    headline: str
    body: str
    attached: tuple[Attached, ...]


HEADS: tuple[str, ...] = tuple(_PAGE["heads"])
"""The heads of attached reports, one a layout; " / " stands between their lines."""
UNSEEN: tuple[str, ...] = tuple(_PAGE["unseen"])
"""Heads that were added when the rules stood."""
LATER: tuple[str, ...] = tuple(_PAGE["later"])
"""Heads that were added when the rules had been mended by the errors on those."""


def pages(count: int = 280, seed: int = 4, heads: Sequence[str] = HEADS) -> Iterator[AggregatorPage]:
    """Pages with their truth; every one of `heads` comes equally often."""
    for n in range(count):
        yield _page(heads[n % len(heads)], Random(seed * 100_003 + n))


def _page(name: str, random: Random) -> AggregatorPage:
    gap = random.choice(("\n", "\n", "\n\n"))
    main = report(random, length=random.randint(5, 14))
    text, body = _main(main, gap, random)
    section = random.choice(_PAGE["sections"])
    between = "\n\n" if random.random() < 0.5 else "\n"
    if section:
        text += section + "\n"
    attached: list[Attached] = []
    for _ in range(random.randint(1, 4)):
        if random.random() < 0.25:
            text += _teaser(random) + between
        text, one = _attached(text, name, random, main, gap)
        attached.append(one)
        text += between
    if random.random() < 0.3:
        text += _teaser(random) + "\n"
    text += random.choice(_PAGE["feet"])
    return AggregatorPage(name, text, main.headline, body, tuple(attached))


def _main(main: Report, gap: str, random: Random) -> tuple[str, str]:
    """The first report with its furniture, and its body alone."""
    outlet, author = random.choice(_PAGE["outlets"]), random.choice(_PAGE["authors"])
    head = [main.headline]
    if random.random() < 0.3:
        head.insert(0, outlet)
    if random.random() < 0.5:
        head.append(f"By {author}")
    if random.random() < 0.3:
        head.append(random.choice(_PAGE["dates"]))
    first, *rest = main.paragraphs
    opening = random.choice(
        ("", f"{main.place} — ", f"{main.place} ({random.choice(_PAGE['agencies'])}) — ", f"{main.place} -- ")
    )
    body, kept = [opening + first], [opening + first]
    if random.random() < 0.15:
        whole = opening + " ".join(main.paragraphs)
        body, kept = [whole], [whole]
        rest = []
    for n, paragraph in enumerate(rest):
        if n and random.random() < 0.12:
            heading = random.choice(_PAGE["subheadings"])
            body.append(heading)
            kept.append(heading)
        if random.random() < 0.1:
            body.append(random.choice(_PAGE["promos"]))
        if random.random() < 0.06:
            body.append(f"A view of {main.place.title()} on the eve of the talks. Photo: {author}/{outlet}")
        body.append(paragraph)
        kept.append(paragraph)
    end = random.choice(_PAGE["ends"]).format(
        headline=main.headline, host=outlet.replace(" ", "").lower() + ".example", outlet=outlet,
        agency=random.choice(_PAGE["agencies"]), author=author, other=random.choice(_PAGE["authors"]),
    )  # fmt: skip
    after = [end, *random.sample(_PAGE["aftermath"], k=random.randint(0, 3))]
    text = "\n".join(head) + "\n" + gap.join(body) + "\n" + "\n".join(row for row in after if row) + "\n"
    return text, "\n".join(kept)


def _attached(text: str, name: str, random: Random, main: Report, gap: str) -> tuple[str, Attached]:
    """The page with one more report attached, and the truth about it."""
    affair = next((a for a in AFFAIRS if a.place == main.place), None) if random.random() < 0.3 else None
    one = report(random, affair=affair, length=random.randint(3, 9))
    while one.headline in text:  # no page prints one headline twice
        one = report(random, affair=affair, length=random.randint(3, 9))
    outlet = random.choice(_PAGE["outlets"])
    author, age, date = (random.choice(_PAGE[kind]) for kind in ("authors", "ages", "dates"))
    agency = f"{one.place}, {one.country} ({random.choice(_PAGE['agencies'])}) — "
    opening = "" if "{dateline}" in name else random.choice(("", "", f"{one.place} — ", agency))
    title = one.headline.upper() if "{HEADLINE}" in name else one.headline
    rows = name.format(
        headline=title, HEADLINE=title, outlet=outlet, age=age, date=date, author=author, dateline=agency,
        deck=f"The dispute over {one.place.title()} drags on, and neither side expects it to end soon.",
    ).replace(" / ", "\n")  # fmt: skip
    joined = " ".join if random.random() < 0.6 else gap.join
    body = opening + joined(one.paragraphs)
    run_on = random.choice(_PAGE["run_on"]) if "\n" not in body else ""
    first = len(text)
    headline = first + rows.index(title)
    between = "" if "{dateline}" in name else "\n"
    return (
        f"{text}{rows}{between}{body}{run_on}\n",
        Attached(title, outlet if "{outlet}" in name else None, first, headline, body),
    )


def _teaser(random: Random) -> str:
    """A few words of another report that end in dots, with the head of its kind."""
    one = report(random, length=2)
    cut = one.paragraphs[0][: random.randint(60, 110)].rsplit(" ", 1)[0]
    rows = [random.choice(_PAGE["outlets"]), random.choice(_PAGE["ages"])]
    if random.random() < 0.6:
        rows.append(one.headline)
    return "\n".join([*rows, cut + random.choice(("...", "…", " [...]"))]) + "\n"
