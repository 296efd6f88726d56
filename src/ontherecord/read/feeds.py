# SPDX-License-Identifier: Apache-2.0
"""The items of an RSS, RDF, Atom or JSON feed, each an article with its declared source.

Comes in: the text of a feed, and its own address where that is known. Goes out: `Item`s in the feed's
order, each once, or the reason why it cannot be read. Refuses: broken XML. Entities of the feed's own are
not expanded (HTML's are: feeds use them unasked) and nothing is fetched. Score: `tests/read/test_feeds.py`.
RSS `<source>` names the outlet a feed took an item from; links are made whole against the feed's address.
JSON Feed: https://www.jsonfeed.org/version/1.1/.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html.entities import html5
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from ontherecord.read.declared import Declared, host, moment, names, one_line, without_site
from ontherecord.read.pages import visible_text, with_headline
from ontherecord.read.records import Item

_TEXTS = ("encoded", "content", "description", "summary")
_AUTHORS = ("creator", "author")
_PUBLISHED = ("pubDate", "published", "issued", "date")
_MODIFIED = ("updated", "modified")
_KEYS = ("guid", "id")
_LONGEST_KEY = 300  # characters of what an item is called; the rest of a longer one says nothing
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30};)")
_OF_XML = frozenset({"amp;", "lt;", "gt;", "quot;", "apos;"})
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")


def items(text: str, base: str | None = None) -> list[Item] | str:
    """The items of an XML feed, or in words why there are none. `base` is the feed's own address."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, recover=True, huge_tree=False, encoding="utf-8"
    )
    plain = _ENTITY.sub(_spelled, _DECLARATION.sub("", text, count=1))
    try:
        root = etree.fromstring(plain.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        root = None
    if root is None:
        return "not a feed that can be read: its XML is broken"
    head = [child for above in (root, *_children(root, "channel")) for child in above]
    of_feed = Declared(outlet=_first(head, "title"), language=_first(head, "language"))
    address = base or next((link for node in head if _name(node) == "link" and (link := _href(node))), None)
    nodes = (node for node in root.iter() if _name(node) in ("item", "entry"))
    return _each_once(_item(node, of_feed, address) for node in nodes)


def json_items(feed: Mapping[str, Any], base: str | None = None) -> list[Item]:
    """The items of a JSON feed."""
    of_feed = Declared(outlet=one_line(feed.get("title")), language=one_line(feed.get("language")))
    address = base or one_line(feed.get("feed_url")) or one_line(feed.get("home_page_url"))
    given = feed.get("items")
    nodes = given if isinstance(given, list) else []
    return _each_once(_json_item(node, of_feed, address) for node in nodes if isinstance(node, Mapping))


def _each_once(found: Iterable[Item]) -> list[Item]:
    """Items without those that say again what one of the same name said."""
    return list({(item.key or None, item.text): item for item in reversed(list(found))}.values())[::-1]


def _item(node: Any, of_feed: Declared, base: str | None) -> Item:
    fields: dict[str, Any] = {}
    for child in node:
        fields.setdefault(_name(child), child)
    source = fields.get("source")
    outlet = None if source is None else _outlet(source)
    headline = without_site(one_line(_text(fields.get("title"))), outlet)
    url = _link(node, base)
    key = url or next(filter(None, (one_line(_text(fields.get(name))) for name in _KEYS)), None)
    declared = Declared(
        headline=headline,
        outlet=outlet,
        authors=next(
            filter(None, (names(_authors(fields[name])) for name in _AUTHORS if name in fields)), ()
        ),
        published=next(filter(None, (moment(_text(fields.get(name))) for name in _PUBLISHED)), None),
        modified=next(filter(None, (moment(_text(fields.get(name))) for name in _MODIFIED)), None),
        url=url,
    )
    texts = (visible_text(_markup(fields[name])) for name in _TEXTS if name in fields)
    return _made(next(filter(None, texts), ""), declared.or_else(of_feed), key)


def _json_item(node: Mapping[str, Any], of_feed: Declared, base: str | None) -> Item:
    url = _whole(base, node.get("url") or node.get("external_url"))
    markup = node.get("content_html")
    plain = node.get("content_text") or node.get("summary")
    text = visible_text(markup) if isinstance(markup, str) and markup.strip() else plain
    declared = Declared(
        headline=one_line(node.get("title")),
        authors=names(node.get("authors") or node.get("author")),
        published=moment(node.get("date_published")),
        modified=moment(node.get("date_modified")),
        url=url,
        language=one_line(node.get("language")),
    )
    return _made(
        text if isinstance(text, str) else "", declared.or_else(of_feed), url or one_line(str(node.get("id")))
    )


def _made(text: str, declared: Declared, key: str | None) -> Item:
    return Item(with_headline(text, declared.headline), declared, key=(key or "")[:_LONGEST_KEY])


def _outlet(source: Any) -> str | None:
    """The name of the source of an item: its title (Atom), its words, or the host of its address."""
    return _first(source, "title") or one_line(_text(source)) or host(_href(source) or source.get("url"))


def _link(node: Any, base: str | None) -> str | None:
    """The page of an item: its first link that is no other thing (the feed itself, a sound, a reply)."""
    links = [child for child in _children(node, "link") if child.get("rel", "alternate") == "alternate"]
    found = next(filter(None, map(_href, links)), None) or node.get(_ABOUT)
    for above in reversed([node, *node.iterancestors()]):
        base = _whole(base, above.get(_BASE)) or base
    return _whole(base, found)


def _whole(base: str | None, link: object) -> str | None:
    """A link as a web address, seen from its feed; None if it is none."""
    text = one_line(link)
    try:
        url = urljoin(base or "", text) if text else ""
    except ValueError:
        return None
    return url if url.startswith(("http://", "https://")) else None


def _href(node: Any) -> str | None:
    return one_line(node.get("href")) or one_line(_text(node))


def _authors(node: Any) -> str:
    """The name of an author; of an Atom person, without the address."""
    return _first(node, "name") or _text(node)


def _first(nodes: Iterable[Any], name: str) -> str | None:
    return next(filter(None, (one_line(_text(one)) for one in nodes if _name(one) == name)), None)


def _children(node: Any, name: str) -> Iterator[Any]:
    return (child for child in node if _name(child) == name)


def _markup(node: Any) -> str:
    """What an element holds, as markup, whether it was written as such (XHTML) or escaped."""
    if not len(node):
        return _text(node)
    return (node.text or "") + "".join(etree.tostring(child, encoding="unicode") for child in node)


def _spelled(entity: re.Match[str]) -> str:
    """An entity of HTML as numbers, which XML knows."""
    name = entity[1]
    if name in _OF_XML or name not in html5:
        return entity[0]
    return "".join(f"&#{ord(character)};" for character in html5[name])


def _name(node: Any) -> str:
    """The name of a node without its namespace or prefix; mended XML has names that are none (":", "dc:")."""
    return str(node.tag).rpartition("}")[2].rpartition(":")[2] if isinstance(node.tag, str) else ""


def _text(node: Any) -> str:
    return "" if node is None else "".join(node.itertext())
