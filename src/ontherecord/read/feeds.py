# SPDX-License-Identifier: Apache-2.0
"""The items of an RSS, RDF or Atom feed, each an article with its declared source.

Comes in: the bytes of a feed. Goes out: `Item`s in the feed's order, or the reason why it cannot be
read. Refuses: broken XML. Entities are not expanded and nothing is fetched.
Score: `tests/read/test_feeds.py`. RSS `<source>` names the outlet a feed took an item from.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from ontherecord.read.declared import Declared, moment, names, one_line
from ontherecord.read.pages import visible_text, with_headline
from ontherecord.read.records import Item

_TEXTS = ("encoded", "content", "description", "summary")
_AUTHORS = ("creator", "author")
_PUBLISHED = ("pubDate", "published", "issued", "date")


def items(data: bytes) -> list[Item] | str:
    """The items of a feed, or in words why there are none."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError):
        root = None
    if root is None:
        return "not a feed that can be read: its XML is broken"
    outlet = next((one_line(_text(e)) for e in root.iter() if _name(e) == "title"), None)
    return [_item(node, outlet) for node in root.iter() if _name(node) in ("item", "entry")]


def _item(node: Any, outlet: str | None) -> Item:
    fields: dict[str, Any] = {}
    for child in node:
        fields.setdefault(_name(child), child)
    source = fields.get("source")
    named = None if source is None else next(_titles(source), None) or one_line(_text(source))
    headline = one_line(_text(fields.get("title")))
    texts = (visible_text(_text(fields[name])) for name in _TEXTS if name in fields)
    declared = Declared(
        headline=headline,
        outlet=named or outlet,
        authors=next(filter(None, (names(_text(fields[name])) for name in _AUTHORS if name in fields)), ()),
        published=next(
            filter(None, (moment(_text(fields[name])) for name in _PUBLISHED if name in fields)), None
        ),
        modified=moment(_text(fields.get("updated"))),
        url=_link(fields.get("link")),
    )
    return Item(with_headline(next(filter(None, texts), ""), headline), declared)


def _titles(node: Any) -> Iterator[str]:
    for child in node:
        if _name(child) == "title" and (title := one_line(_text(child))):
            yield title


def _link(node: Any) -> str | None:
    if node is None:
        return None
    return one_line(node.get("href")) or one_line(_text(node))


def _name(node: Any) -> str:
    return etree.QName(node).localname if isinstance(node.tag, str) else ""


def _text(node: Any) -> str:
    return "" if node is None else "".join(node.itertext())
