# SPDX-License-Identifier: Apache-2.0
"""Aggregator pages by program: one report, then others attached below it, in many layouts.

`pages(count, seed)` gives pages as plain text with the truth about them: the main body, and the
headline, outlet and place of every attached report. All raw material is invented (`bench/invented.py`).
A page combines by chance: the head and body of the first report (subheadings, captions, promo
lines, one line or many), how it ends, what stands between, one of fourteen heads for the attached
reports, their bodies in one line or many, teasers among them, and the foot of the page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from typing import NamedTuple

from bench.invented import AFFAIRS, Report, report

OUTLETS = (
    "Harrow Gazette", "The Eastvale Observer", "Skylark", "Radio Tamsin", "Osterreach Tribune", "Brightside", "QNTV",
    "Meridian Post", "Kite", "The Westmere Standard", "Tessaly Times", "Portside Business", "Lantern", "Grandhaven Herald",
    "Channel Nine Marrow", "Valley Mirror", "Northmark Independent", "BRC", "Candlewick", "The Daily Plover",
)  # fmt: skip
AGENCIES = ("Halcyon", "NWA", "Continental Press", "Tern News Agency")
AUTHORS = (
    "Marta Illing", "Joe Calder", "Priya Nair-Holt", "Anton Weiss", "Lucía Ferrán", "Sam O'Dell", "Hui Wen Tan",
    "Ewa Zielska", "Bram de Groot", "Naledi Moss",
)  # fmt: skip
_AGES = (
    "an hour ago", "44 minutes ago", "2 hours ago", "3h ago", "1 day ago", "yesterday", "5 h", "12m", "2 days ago",
    "7 hrs ago", "a day ago", "just now", "21 min ago",
)  # fmt: skip
_DATES = ("June 5, 2031", "5 June 2031", "Thursday, June 5, 2031", "2031-06-05 10:15", "Jun 5, 2031, 9:02 AM")
_SECTIONS = (
    "Related Articles", "More stories", "You may also like", "Related stories", "Recommended for you", "More news",
    "Read next", "Latest news", "Top stories", "Similar articles", "* * *", "-----", "",
)  # fmt: skip
_ENDS = (
    "{headline} originally appeared on {host}",
    "Copyright 2031 {outlet}. All rights reserved.",
    "© 2031 {outlet}",
    "({agency})",
    "Reporting by {author}; editing by {other}",
    "This story was first published by {outlet}.",
    "",
)
_AFTERMATH = (
    "Hashtags\n\n#talks #news",
    "Comments\nNo comments yet...",
    "Try our reading tools\nExplore what Skein can do for you:",
    "Share this article\nFacebook\nTwitter\nEmail",
    "Sign up for our newsletter and never miss a story.",
    "Tags: talks, politics, region",
    "",
    "",
)
_PROMOS = (
    "MORE: Five things to know before the vote",
    "READ MORE: The valley that learned to wait",
    "Related: How a harbour town lost its harbour",
    "Sign up for our daily newsletter",
    "Advertisement",
    "Story continues below",
)
_SUBHEADINGS = (
    "What happens next", "A long night", "Who is at the table?", "Why does it matter?", "The numbers", "'No other way'",
    "How did we get here?", "What the two sides want from a third round of talks", "A question of trust",
)  # fmt: skip
_FEET = (
    "About us | Terms | Privacy policy", "© 2031 Skein Media. All rights reserved.", "Load more", "", "", "Back to top",
)
_RUN_ON = (
    " Sign up for our weekly newsletter.",
    " This site is protected by reCAPTCHA and the privacy policy and terms of service apply.",
    " Want more of the latest from us? Sign up for more at our newsletter page.",
    "",
    "",
    "",
)


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


class _Head(NamedTuple):
    """The lines above an attached body and whether they name the outlet."""

    lines: list[str]
    named: bool


def _outlet_age_outlet(h: str, o: str, a: str, d: str, w: str) -> _Head:
    return _Head([o, a, f"- {o}", h], named=True)


def _outlet_age(h: str, o: str, a: str, d: str, w: str) -> _Head:
    return _Head([o, a, h], named=True)


def _age_outlet(h: str, o: str, a: str, d: str, w: str) -> _Head:
    return _Head([a, o, h], named=True)


def _one_line(h: str, o: str, a: str, d: str, w: str) -> _Head:
    return _Head([f"{o} · {a}", h], named=True)


def _one_line_below(h: str, o: str, a: str, d: str, w: str) -> _Head:
    return _Head([h, f"{o} | {a}"], named=True)


def _below(h: str, o: str, a: str, d: str, w: str) -> _Head:
    return _Head([h, o, a], named=True)


def _signed(h: str, o: str, a: str, d: str, w: str) -> _Head:
    return _Head([h, f"By {w}", d], named=False)


def _signed_outlet(h: str, o: str, a: str, d: str, w: str) -> _Head:
    return _Head([h, f"By {w}, {o}"], named=True)


def _dated(h: str, o: str, a: str, d: str, w: str) -> _Head:
    return _Head([d, h, o], named=True)


def _age_below(h: str, o: str, a: str, d: str, w: str) -> _Head:
    return _Head([h, a], named=False)


def _author_age(h: str, o: str, a: str, d: str, w: str) -> _Head:
    return _Head([o, f"{w} • {a}", h], named=True)


def _published(h: str, o: str, a: str, d: str, w: str) -> _Head:
    return _Head([h, f"{o}", f"Published {d}"], named=True)


def _source(h: str, o: str, a: str, d: str, w: str) -> _Head:
    return _Head([h, f"Source: {o}", a], named=True)


def _bare(h: str, o: str, a: str, d: str, w: str) -> _Head:
    return _Head([h], named=False)


HEADS: dict[str, Callable[[str, str, str, str, str], _Head]] = {
    "outlet, age, - outlet, headline": _outlet_age_outlet,
    "outlet, age, headline": _outlet_age,
    "age, outlet, headline": _age_outlet,
    "outlet and age in one line, headline": _one_line,
    "headline, outlet and age in one line": _one_line_below,
    "headline, outlet, age": _below,
    "headline, byline, date": _signed,
    "headline, byline with outlet": _signed_outlet,
    "date, headline, outlet": _dated,
    "headline, age": _age_below,
    "outlet, author and age, headline": _author_age,
    "headline, outlet, published": _published,
    "headline, source, age": _source,
    "headline and a dateline with its agency": _bare,
}


def pages(count: int = 280, seed: int = 4) -> Iterator[AggregatorPage]:
    """Pages with their truth; every layout of `HEADS` comes equally often."""
    names = sorted(HEADS)
    for n in range(count):
        yield _page(names[n % len(names)], Random(seed * 100_003 + n))


def _page(name: str, random: Random) -> AggregatorPage:
    gap = random.choice(("\n", "\n", "\n\n"))
    main = report(random, length=random.randint(5, 14))
    text, body = _main(main, gap, random)
    section = random.choice(_SECTIONS)
    between = "\n\n" if random.random() < 0.5 else "\n"  # noqa: PLR2004
    if section:
        text += section + "\n"
    attached: list[Attached] = []
    for _ in range(random.randint(1, 4)):
        if random.random() < 0.25:  # noqa: PLR2004
            text += _teaser(random) + between
        text, one = _attached(text, name, random, main, gap)
        attached.append(one)
        text += between
    if random.random() < 0.3:  # noqa: PLR2004
        text += _teaser(random) + "\n"
    text += random.choice(_FEET)
    return AggregatorPage(name, text, main.headline, body, tuple(attached))


def _main(main: Report, gap: str, random: Random) -> tuple[str, str]:
    """The first report with its furniture, and its body alone."""
    outlet, author = random.choice(OUTLETS), random.choice(AUTHORS)
    head = [main.headline]
    if random.random() < 0.3:  # noqa: PLR2004
        head.insert(0, outlet)
    if random.random() < 0.5:  # noqa: PLR2004
        head.append(f"By {author}")
    if random.random() < 0.3:  # noqa: PLR2004
        head.append(random.choice(_DATES))
    first, *rest = main.paragraphs
    opening = random.choice(("", f"{main.place} — ", f"{main.place} ({random.choice(AGENCIES)}) — ", f"{main.place} -- "))
    body, kept = [opening + first], [opening + first]
    if random.random() < 0.15:  # noqa: PLR2004
        whole = opening + " ".join(main.paragraphs)
        body, kept = [whole], [whole]
        rest = []
    for n, paragraph in enumerate(rest):
        if n and random.random() < 0.12:  # noqa: PLR2004
            heading = random.choice(_SUBHEADINGS)
            body.append(heading)
            kept.append(heading)
        if random.random() < 0.1:  # noqa: PLR2004
            body.append(random.choice(_PROMOS))
        if random.random() < 0.06:  # noqa: PLR2004
            body.append(f"A view of {main.place.title()} on the eve of the talks. Photo: {author}/{outlet}")
        body.append(paragraph)
        kept.append(paragraph)
    end = random.choice(_ENDS).format(
        headline=main.headline, host=outlet.replace(" ", "").lower() + ".example", outlet=outlet,
        agency=random.choice(AGENCIES), author=author, other=random.choice(AUTHORS),
    )  # fmt: skip
    after = [end, *random.sample(_AFTERMATH, k=random.randint(0, 3))]
    text = "\n".join(head) + "\n" + gap.join(body) + "\n" + "\n".join(row for row in after if row) + "\n"
    return text, "\n".join(kept)


def _attached(text: str, name: str, random: Random, main: Report, gap: str) -> tuple[str, Attached]:
    """The page with one more report attached, and the truth about it."""
    affair = next((a for a in AFFAIRS if a.place == main.place), None) if random.random() < 0.3 else None  # noqa: PLR2004
    one = report(random, affair=affair, length=random.randint(3, 9))
    outlet = random.choice(OUTLETS)
    head = HEADS[name](one.headline, outlet, random.choice(_AGES), random.choice(_DATES), random.choice(AUTHORS))
    agency = f"{one.place}, {one.country} ({random.choice(AGENCIES)}) — "
    opening = agency if name.startswith("headline and a dateline") else random.choice(("", "", f"{one.place} — ", agency))
    joined = " ".join if random.random() < 0.6 else gap.join  # noqa: PLR2004
    body = opening + joined(one.paragraphs)
    run_on = random.choice(_RUN_ON) if "\n" not in body else ""
    first = len(text)
    rows = "\n".join(head.lines)
    headline = first + rows.index(one.headline)
    return (
        f"{text}{rows}\n{body}{run_on}\n",
        Attached(one.headline, outlet if head.named else None, first, headline, body),
    )


def _teaser(random: Random) -> str:
    """A few words of another report that end in dots, with the head of its kind."""
    one = report(random, length=2)
    cut = one.paragraphs[0][: random.randint(60, 110)].rsplit(" ", 1)[0]
    rows = [random.choice(OUTLETS), random.choice(_AGES)]
    if random.random() < 0.6:  # noqa: PLR2004
        rows.append(one.headline)
    return "\n".join([*rows, cut + random.choice(("...", "…", " [...]"))]) + "\n"
