# SPDX-License-Identifier: Apache-2.0
"""What the carrier of a text declares about it: a page's metadata, a feed's or a record's fields.

Comes in: strings as they stand in metadata. Goes out: `Declared`, cleaned: one line each, dates
in ISO 8601 with the time and zone where given. Refuses: nothing; what cannot be read is None.
Score: none; `tests/read/test_metadata.py`.
"""

from __future__ import annotations

import email.utils
import html
import re
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlsplit

_LONGEST = 500  # characters of a headline or name; more is not one
_ISO = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?(?:[.,]\d{1,9})?"
    r"\s?(Z|[+-]\d\d:?\d\d|UTC)?)?)?)?$"
)
_BY = re.compile(r"^(?:by|von|par|por)\s+", re.IGNORECASE)
_AUTHOR_GAP = re.compile(r"\s*[;|\n]\s*|\s*,\s+(?:and\s+)?|\s+and\s+|\s+&\s+")
_NOT_A_NAME = re.compile(r"https?:|www\.|@|^\W*$|^(?:admin|editor|staff|newsroom|unknown)$", re.IGNORECASE)


class Declared(NamedTuple):
    """Metadata of an article. `published` and `modified` are ISO 8601."""

    headline: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    url: str | None = None
    agency: str | None = None
    language: str | None = None
    fetched: str | None = None

    def or_else(self, other: Declared) -> Declared:
        """This, and what it lacks from `other`."""
        return Declared(
            headline=self.headline or other.headline,
            outlet=self.outlet or other.outlet,
            authors=self.authors or other.authors,
            published=self.published or other.published,
            modified=self.modified or other.modified,
            url=self.url or other.url,
            agency=self.agency or other.agency,
            language=self.language or other.language,
            fetched=self.fetched or other.fetched,
        )


def one_line(value: object) -> str | None:
    """A short text as one clean line, without markup; None if there is nothing in it."""
    if not isinstance(value, str):
        return None
    text = re.sub(r"<[^<>]{0,200}>", "", html.unescape(value[: 4 * _LONGEST]))
    text = " ".join(text.replace("\0", " ").split())[:_LONGEST]
    text = text.encode("utf-8", "replace").decode("utf-8")
    return text or None


def moment(value: object) -> str | None:
    """A date, or date and time, as ISO 8601; None unless it is one. RFC 2822 dates are read too."""
    text = one_line(value)
    if text is None:
        return None
    if iso := _ISO.match(text):
        return _iso(iso)
    try:
        return email.utils.parsedate_to_datetime(text).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _iso(found: re.Match[str]) -> str | None:
    year, month, day, hour, minute, second, zone = found.groups()
    if not month or not day:
        return "-".join(part for part in (year, month) if part)
    date = f"{year}-{month}-{day}"
    written = f"{date}T{hour}:{minute}:{second or '00'}" if hour else date
    try:
        datetime.fromisoformat(written)
    except ValueError:
        return None
    if zone in ("Z", "UTC"):
        return f"{written}Z"
    if zone:
        return f"{written}{zone[:3]}:{zone[-2:]}"
    return written


def names(value: object) -> tuple[str, ...]:
    """Names of authors from a string, a list or schema.org persons, each once, in order."""
    found: dict[str, None] = {}
    for text in _name_texts(value):
        for part in _AUTHOR_GAP.split(_BY.sub("", text)):
            name = part.strip(" ,.")
            if name and len(name) <= 80 and not _NOT_A_NAME.search(name):
                found.setdefault(name)
    return tuple(found)


def _name_texts(value: object) -> Iterable[str]:
    if isinstance(value, dict):
        yield from _name_texts(value.get("name"))
    elif isinstance(value, list):
        for part in value[:50]:
            yield from _name_texts(part)
    elif text := one_line(value):
        yield text


def host(url: str | None) -> str | None:
    """The host of a URL without "www.": the name of an outlet when nothing better is known."""
    if not url:
        return None
    try:
        name = urlsplit(url).hostname
    except ValueError:
        return None
    return name.removeprefix("www.") if name else None


def without_site(headline: str | None, outlet: str | None) -> str | None:
    """A page title without the " - Outlet" that pages append to it."""
    if not headline or not outlet:
        return headline
    for sign in (" - ", " | ", " – ", " — ", " :: "):
        head, found, tail = headline.rpartition(sign)
        if found and head and tail.strip().casefold() == outlet.casefold():
            return head.strip()
    return headline
