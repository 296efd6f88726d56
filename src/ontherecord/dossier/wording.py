# SPDX-License-Identifier: Apache-2.0
"""Plain words for the codes of a record: standings, modalities, dates, shares.

Comes in: a value of `model`. Goes out: the words a reader sees.
Refuses: nothing; a value it does not know is shown as it is.
Score: none; `tests/dossier/test_dossier_wording.py`.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from ontherecord.annotate.places.gazetteer import country_place
from ontherecord.model import DateBasis, Extent, Origin, Standing, Where

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
PARTS_OF_DAY = {"MO": "morning", "MI": "midday", "AF": "afternoon", "EV": "evening", "NI": "night"}
TIMELESS = {"PRESENT_REF": "now", "PAST_REF": "some time before", "FUTURE_REF": "some time later"}

STANDINGS: dict[Standing, str] = {
    "corroborated": "corroborated",
    "single-source": "single source",
    "in-conflict": "in conflict",
    "superseded": "superseded",
}
DATE_BASES: dict[DateBasis, str] = {
    "stated": "stated in the text",
    "metadata": "from the page’s metadata",
    "inferred-from-story": "inferred from the story",
    "unknown": "not known",
}
MODALITIES = {
    "happened": "happened",
    "ongoing": "under way",
    "planned": "planned",
    "proposed": "proposed",
    "demanded": "demanded",
    "threatened": "threatened",
    "denied": "denied",
    "hypothetical": "only a possibility",
}
EVENT_TYPES = {
    "AGREE": "agreement or promise",
    "CONSULT": "meeting or talks",
    "SUPPORT": "support in words",
    "CONCEDE": "concession",
    "COOPERATE": "cooperation",
    "AID": "aid",
    "RETREAT": "withdrawal or release",
    "REQUEST": "request or demand",
    "ACCUSE": "accusation",
    "REJECT": "refusal",
    "THREATEN": "threat",
    "PROTEST": "protest",
    "SANCTION": "sanction",
    "MOBILIZE": "mobilisation",
    "COERCE": "coercion or arrest",
    "ASSAULT": "attack",
}
QUOTATION_KINDS = {
    "direct": "in quotation marks",
    "mixed": "partly in quotation marks",
    "indirect": "reported in the writer’s words",
}
VARIANTS = {
    "same": "the same words",
    "cut": "cut",
    "reordered": "in another order",
    "wording": "other wording",
    "paraphrased": "in the writer’s words",
    "part-quoted": "quoted in part",
}
CHANGES = {
    "figure": "Figure",
    "modality": "How sure",
    "attribution": "Who says so",
    "quotation": "Quotation",
    "time": "Time",
    "place": "Place",
    "headline": "Headline",
    "correction": "Note of correction",
    "wording": "Wording",
}
ROLES = {
    "headline": "Headline",
    "byline": "Byline",
    "dateline": "Dateline",
    "body": "Body",
    "subheading": "Subheading",
    "caption": "Caption",
    "credit": "Credit",
    "promo": "Promotion",
    "boilerplate": "Site furniture",
}
LANGUAGES = {
    "en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian",
    "pt": "Portuguese", "nl": "Dutch", "pl": "Polish", "ru": "Russian", "uk": "Ukrainian",
    "tr": "Turkish", "ar": "Arabic", "he": "Hebrew", "zh": "Chinese", "ja": "Japanese",
}  # fmt: skip

EXTENTS: dict[Extent, str] = {
    "full": "whole",
    "cut": "cut",
    "padded": "with text added",
    "edited": "cut or reworded, with text added",
}

BASES = {
    # why an article belongs to an origin
    "version": "a version of another article here",
    "reprint": "mostly the text of another article here",
    "credit": "credits it",
    "own copy": "its own copy",
    "partial": "takes whole passages from another article here",
    "rewrite": "reads like a rewrite: the facts and quotations of agency copy, in its order, and no others",
    "part credit": "credits it for a part of the report",
    "statement credit": "credits it for a statement",
    "picture credit": "credits it for pictures only",
    "unnamed media": "cites media that it does not name",
    "outlet": "the outlet’s own report, as far as its credits say",
    "publisher": "same publisher",
    "unnamed": "names neither outlet nor agency",
    # which of two articles came first
    "credited": "the second credits the first",
    "earlier": "published earlier",
    "more complete": "the more complete text",
    "not decided": "could not be decided",
    "dates": "dates of publication",
    "order of ids": "could not be decided",
    # what a date is counted from
    "publication date": "counted from the day of publication",
    "publication date, stated": "counted from the day of publication, which the article states",
    "publication date, from metadata": "counted from the day of publication in the page’s metadata",
    "publication date, inferred from the story": "counted from a day of publication inferred from the story",
    "publication date unknown": "the day of publication is not known",
    "day of speaking": "counted from the day of speaking",
    "date told before": "counted from a date told before",
    "story": "told by other reports of the story",
    "stated": "stated",
}

GRAINS = {"country": "country", "division": "region", "city": "", "site": ""}
UNKNOWN_OUTLET = "Outlet not named"

# Code points that HTML cannot hold or a browser drops. Each is replaced by one visible sign, so that
# the offsets of the page stay the offsets of the copy.
_UNSHOWABLE = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127, 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)])
_UNSHOWABLE = {**dict.fromkeys(_UNSHOWABLE, "\ufffd"), 13: "\n"}  # a browser turns CR into LF

_DAY = re.compile(r"(-?\d{4})-(\d{2})-(\d{2})")
_MONTH = re.compile(r"(-?\d{4})-(\d{2})")
_WEEK = re.compile(r"(\d{4})-W(\d{2})")
_CLOCK = re.compile(r"T(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$")
_PART_OF_DAY = re.compile(r"T(MO|MI|AF|EV|NI)$")
_DECADE = re.compile(r"(\d{3})[X0]s?$")
_ISO_DATES = re.compile(r"\b\d{4}-\d{2}-\d{2}(?:/\d{4}-\d{2}-\d{2})?\b|(?:(?<=: )|^)\d{4}-\d{2}(?![\d-])")
"""Days and spans of days anywhere; months and seasons only as a value ("Date: 2022-21"): "the 2022-23 season" is prose."""
_FIRST_DAY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
DECEMBER = 12


def showable(text: str) -> str:
    """The text with every code point a page cannot hold replaced by one sign, same length."""
    return text if text.isprintable() else text.translate(_UNSHOWABLE)


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """`3 articles`, `1 article`, `1,204 articles`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def listed(words: Sequence[str]) -> str:
    """`A`, `A and B`, `A, B and C`."""
    if len(words) <= 1:
        return "".join(words)
    return ", ".join(words[:-1]) + " and " + words[-1]


def percent(share: float) -> str:
    """A share of a text as a reader says it; small ones are not rounded to nothing."""
    if 0 < share < 0.01:
        return "under 1 %"
    return f"{min(1.0, max(0.0, share)) * 100:.0f} %"


def clipped(text: str, words: int) -> str:
    """The first words of a text on one line, with an ellipsis where something is left out."""
    parts = text[: words * 40].split()
    if len(parts) <= words and len(text) <= words * 40:
        return " ".join(parts)
    return " ".join(parts[:words]) + " …"


def standing_in_words(standing: Standing, origins: int, single: str | None = None) -> str:
    """How well something is supported, for a reader: the number of origins, or what is wrong."""
    if standing == "corroborated":
        return counted(origins, "independent origin")
    if standing == "single-source":
        return f"single source: {single}" if single else "single source"
    if standing == "in-conflict":
        return "reports conflict"
    return "superseded by later reports"


def basis_in_words(basis: str) -> str:
    """What a finding rests on; a basis may be a list, and what is not known stays as it is."""
    if basis in BASES:
        return BASES[basis]
    return ", ".join(BASES.get(part, part) for part in basis.split(", "))


def origin_label(origin: Origin) -> str:
    """The name of an origin, never empty."""
    return origin.name or origin.id


def language_in_words(code: str) -> str:
    """The name of a language by its code."""
    return LANGUAGES.get(code.split("-")[0], code)


@functools.lru_cache(maxsize=4096)
def date_in_words(date: str | None) -> str:
    """An EDTF or TIMEX3 value as a reader says it; what the value leaves open stays open."""
    if not date:
        return "no date"
    if date in TIMELESS:
        return TIMELESS[date]
    if "/" in date:
        return _interval_in_words(*date.split("/", 1))
    if date[-1] in "~?%":
        return _doubt(date[-1]) + _point_in_words(date[:-1])
    return _point_in_words(date)


def days_in_words(first: str, last: str) -> str:
    """From a first to a last day; the month and the year are said once where they are the same."""
    begins, ends = date_in_words(first), date_in_words(last)
    if begins == ends:
        return ends
    if _DAY.fullmatch(first) and _DAY.fullmatch(last):
        said = begins.split(" ")
        while said and said[-1] == ends.split(" ")[len(said) - 1]:
            said.pop()
        begins = " ".join(said)
    return f"{begins} to {ends}"


def country_in_words(code: str) -> str:
    """The English name of a country; codes are for files."""
    known = country_place(code)
    return known.name.strip() if known else code


def plain(text: str) -> str:
    """A text that a program composed, with its ISO dates said as a reader says them."""
    return _ISO_DATES.sub(lambda found: date_in_words(found[0]), text)


def _doubt(mark: str) -> str:
    return {"~": "about ", "?": "perhaps ", "%": "perhaps about "}[mark]


def _interval_in_words(first: str, last: str) -> str:
    if _DAY.fullmatch(first) and _DAY.fullmatch(last) and first[:7] == last[:7]:
        return f"{int(first[8:])} to {date_in_words(last)}"
    if first in ("", ".."):
        return "until " + date_in_words(last)
    if last in ("", ".."):
        return "since " + date_in_words(first)
    return f"{date_in_words(first)} to {date_in_words(last)}"


def _point_in_words(date: str) -> str:
    if day := _DAY.match(date):
        return _day_in_words(date, day)
    if month := _MONTH.fullmatch(date):
        return _month_in_words(month[1], month[2])
    if week := _WEEK.fullmatch(date):
        return f"week {int(week[2])} of {week[1]}"
    if decade := _DECADE.fullmatch(date):
        return f"the {decade[1]}0s" if "X" in date or date.endswith("s") else date
    return date


def _month_in_words(year: str, month: str) -> str:
    if month in SEASONS:
        return f"{SEASONS[month]} {year}"
    if 1 <= int(month) <= DECEMBER:
        return f"{MONTHS[int(month) - 1]} {year}"
    return f"{year}-{month}"


def _day_in_words(date: str, day: re.Match[str]) -> str:
    if not 1 <= int(day[2]) <= DECEMBER:
        return date
    words = f"{int(day[3])} {MONTHS[int(day[2]) - 1]} {day[1]}"
    if clock := _CLOCK.search(date):
        zone = {"Z": " UTC", None: ""}.get(clock[2], f" ({clock[2]})")
        return f"{words}, {clock[1]}{zone}"
    if part := _PART_OF_DAY.search(date):
        return f"{words}, {PARTS_OF_DAY[part[1]]}"
    return words


def date_key(date: str | None) -> str:
    """A key by which EDTF dates sort by their first day; what has no date comes last."""
    if date and (first := _FIRST_DAY.search(date.split("/")[0] or date)):
        return f"{first[1]}-{first[2] or '00'}-{first[3] or '00'}{date}"
    return "9999" + (date or "~")


def day_of(date: str | None) -> str | None:
    """The calendar day of a date that is known to the day, `YYYY-MM-DD`, else nothing."""
    if date and "/" not in date and (day := _DAY.match(date)):
        return day[0]
    return None


def place_in_words(place: Where | None) -> str:
    """A place with its grain where the words give no more than a country or a region; empty for none."""
    if place is None:
        return ""
    grain = GRAINS[place.grain]
    return f"{place.name} ({grain})" if grain else place.name
