# SPDX-License-Identifier: Apache-2.0
"""JSON records as the tools of the field write them, one article each, and our own.

Comes in: a decoded JSON object. Goes out: `Item` (text and what is declared) or the reason why there
is none. Refuses: an object without a text. Score: `tests/read/test_records.py`.
Fields of news-please, fundus and trafilatura are read by their names (`data/records.toml`).
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from importlib import resources
from typing import Any, NamedTuple

from ontherecord.read.declared import Declared, host, moment, names, one_line
from ontherecord.read.pages import page, with_headline


class Item(NamedTuple):
    """The text of one record or feed item, with what is declared about it. `key` is what its carrier
    calls it (the link of a feed's item), "" where only its place tells it."""

    text: str
    declared: Declared
    problems: tuple[str, ...] = ()
    key: str = ""


@functools.cache
def _names() -> dict[str, list[str]]:
    return tomllib.loads(resources.files("ontherecord.read").joinpath("data/records.toml").read_text("utf-8"))


def item(record: object) -> Item | str:
    """The article of one record, or in words why it has none."""
    if not isinstance(record, Mapping):
        return "not a JSON object: one record must be {...} with a text"
    declared = _declared(record)
    text = next((t for t in map(_text, _values(record, "text")) if t), None)
    if text is None:
        return _from_markup(record, declared)
    return Item(with_headline(text, declared.headline), declared)


def _from_markup(record: Mapping[str, Any], declared: Declared) -> Item | str:
    html = record.get("html")
    html = html.get("content") if isinstance(html, Mapping) else html
    if not isinstance(html, str) or not html.strip():
        return f"no text in the record: one of the fields {', '.join(_names()['text'])} must hold it"
    found = page(html)
    return Item(found.text, declared.or_else(found.declared), found.problems)


def _declared(record: Mapping[str, Any]) -> Declared:
    def first(field: str) -> str | None:
        return next(filter(None, map(_name, _values(record, field))), None)

    page = record.get("html")
    page = page if isinstance(page, Mapping) else {}  # of fundus
    url = next(filter(None, map(_url, [*_values(record, "url"), page.get("responded_url")])), None)
    return Declared(
        headline=first("headline"),
        outlet=first("outlet") or host(url),
        authors=next(filter(None, map(names, _values(record, "authors"))), ()),
        published=next(filter(None, map(_moment, _values(record, "published"))), None),
        modified=next(filter(None, map(_moment, _values(record, "modified"))), None),
        url=url,
        agency=first("agency"),
        language=first("language"),
        fetched=next(filter(None, map(moment, [*_values(record, "fetched"), page.get("crawl_date")])), None),
    )


def _values(record: Mapping[str, Any], field: str) -> list[Any]:
    return [record[name] for name in _names()[field] if record.get(name)]


def _name(value: object) -> str | None:
    return one_line(value.get("name") if isinstance(value, Mapping) else value)


def _url(value: object) -> str | None:
    text = one_line(value)
    return text if text and text.startswith(("http://", "https://")) else None


def _moment(value: object) -> str | None:
    """A date; our own articles carry it as {"date": ...}."""
    return moment(value.get("date") if isinstance(value, Mapping) else value)


def _text(value: object) -> str | None:
    """A text, or the paragraphs of a structured body (fundus: summary and sections)."""
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, Mapping):
        sections = value.get("sections")
        rows = [_text(value.get("summary")), *(map(_section, sections) if isinstance(sections, list) else [])]
        return "\n\n".join(row for row in rows if row) or None
    if isinstance(value, list):
        return "\n\n".join(part for part in map(_text, value) if part) or None
    return None


def _section(value: object) -> str | None:
    if not isinstance(value, Mapping):
        return _text(value)
    rows = [_text(value.get("headline")), _text(value.get("paragraphs"))]
    return "\n\n".join(row for row in rows if row) or None
