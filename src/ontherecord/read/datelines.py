# SPDX-License-Identifier: Apache-2.0
"""The dateline that opens a report: "LONDON -- ", "PRAGUE (AP) — ", "(CNN) —".

Comes in: the first paragraph of a body. Goes out: `Dateline` (its length, the source it names and
the date it gives) or None. Refuses: a bare word in capitals that is no place ("BREAKING — ").
Score: `tests/read/test_datelines.py`. The forms are those of the agencies' style guides.
"""

from __future__ import annotations

import functools
import re
import tomllib
from importlib import resources
from typing import NamedTuple

from ontherecord.read.agencies import agency_named

_CAPITALS = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’\-/ ]{1,40}"
_TITLED = r"[A-ZÀ-Þ][\w.'’\-]{1,25}(?: [A-ZÀ-Þ][\w.'’\-]{1,25}){0,2}"
_REGION = r"(?:, ?[A-ZÀ-Þ][\w.'’\-]{1,20}(?: [A-ZÀ-Þ][\w.'’\-]{1,20}){0,2})?"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DATE = rf"(?P<date>{_MONTH} \d{{1,2}}(?:, ?\d{{4}})?|\d{{1,2}} {_MONTH}(?: \d{{4}})?)"
_SLUG = r"\((?P<slug>[A-Za-zÀ-ÿ][^()\n]{1,40}?) ?\)"
_DASH = r" ?(?:--|[-–—―]) ?"
_AFTER = r"(?=[\s\"“‘'(]*[A-ZÀ-Þ0-9\"“‘])"

_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?P<place>{_CAPITALS}){_REGION}(?:,? {_DATE})?(?: ?{_SLUG})?{_DASH}{_AFTER}",
        rf"(?P<place>{_TITLED}){_REGION}(?:,? {_DATE})?,? ?{_SLUG}(?:{_DASH}|: ?|\s){_AFTER}",
        rf"(?P<place>{_CAPITALS}|{_TITLED}){_REGION},? {_DATE}(?: ?{_SLUG})?(?:{_DASH}|: ?){_AFTER}",
        rf"\((?P<place>{_CAPITALS}{_REGION}) ?\){_DASH}{_AFTER}",
        rf"{_SLUG}{_DASH}{_AFTER}",
        rf"\((?P<slug>[A-Z]{{2,6}})\) {_AFTER}",
    )
)
_LOOKED_AT = 160  # characters; no dateline is longer


class Dateline(NamedTuple):
    """`length` in characters, white space after it included; the source in parentheses as a range."""

    length: int
    source: tuple[int, int] | None
    date: tuple[int, int] | None


def dateline(paragraph: str) -> Dateline | None:
    """The dateline at the head of a paragraph, if it has one."""
    head = paragraph[:_LOOKED_AT]
    for form in _FORMS:
        found = form.match(head)
        if found is None or not _is_place(found.groupdict().get("place")):
            continue
        slug = found.span("slug") if found.groupdict().get("slug") else None
        if slug is None and head.startswith("(") and agency_named(found.group("place")):
            slug = found.span("place")
        date = found.span("date") if found.groupdict().get("date") else None
        return Dateline(found.end(), slug, date)
    return None


def _is_place(name: str | None) -> bool:
    if name is None:
        return True
    name = name.strip(" .")
    return name.upper() not in _no_places() and len(name) > 1 and not name.startswith("I ")


@functools.cache
def _no_places() -> frozenset[str]:
    table = tomllib.loads(
        resources.files("ontherecord.read").joinpath("data/outlets.toml").read_text("utf-8")
    )
    return frozenset(table["not_places"])
