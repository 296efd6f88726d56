# SPDX-License-Identifier: Apache-2.0
"""The metadata of an HTML page: outlet, authors, headline, dates with time and zone, address.

Comes in: an lxml tree. Goes out: `Declared`. Refuses: nothing; damaged metadata is left out.
Score: none; `tests/read/test_metadata.py`.
Read in this order, the first that has a field gives it: JSON-LD of schema.org (NewsArticle and
its kin), OpenGraph and the other `meta` names, `link rel=canonical`, `<time datetime>`, `<title>`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from lxml import etree

from ontherecord.read.declared import Declared, host, moment, names, one_line, without_site

_MOST_NODES = 500  # of one page's JSON-LD; pages with more are lists of other articles
_HEADLINES = ("og:title", "twitter:title", "headline", "dc.title", "parsely-title", "sailthru.title")
_OUTLETS = ("og:site_name", "application-name", "twitter:site:name", "publisher", "dc.publisher")
_AUTHORS = ("author", "article:author", "byl", "parsely-author", "sailthru.author", "dc.creator")
_PUBLISHED = (
    "article:published_time", "og:published_time", "datepublished", "parsely-pub-date", "sailthru.date",
    "pubdate", "publishdate", "date", "dc.date", "dc.date.issued", "dcterms.created",
)  # fmt: skip
_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "lastmod", "dcterms.modified")


def metadata(tree: Any) -> Declared:
    """What a page declares about its article."""
    linked = _json_ld(tree)
    meta = _meta(tree)
    found = linked.or_else(meta).or_else(Declared(published=_time(tree), headline=_title(tree)))
    outlet = found.outlet or host(found.url)
    return found._replace(outlet=outlet, headline=without_site(found.headline, outlet))


def _json_ld(tree: Any) -> Declared:
    found = Declared()
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        try:
            value = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _articles(value):
            found = found.or_else(_linked(node))
    return found


def _articles(value: Any) -> Iterator[dict[str, Any]]:
    """The nodes of JSON-LD that describe an article, in order; not those of its related links."""
    waiting, seen = [value], 0
    while waiting and seen < _MOST_NODES:
        node = waiting.pop(0)
        seen += 1
        if isinstance(node, list):
            waiting = [*node[:_MOST_NODES], *waiting]
        elif isinstance(node, dict):
            kinds = node.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(
                isinstance(kind, str) and kind.endswith(("Article", "Posting", "Report")) for kind in kinds
            ):
                yield node
            elif "@graph" in node:
                waiting.insert(0, node["@graph"])


def _linked(node: dict[str, Any]) -> Declared:
    page = node.get("mainEntityOfPage")
    address = page.get("@id") if isinstance(page, dict) else page
    source = node.get("sourceOrganization")
    return Declared(
        headline=one_line(node.get("headline")),
        outlet=next(iter(names(node.get("publisher"))), None),
        authors=names(node.get("author")),
        published=moment(node.get("datePublished")),
        modified=moment(node.get("dateModified")),
        url=_url(node.get("url")) or _url(address),
        agency=next(iter(names(source)), None),
        language=one_line(node.get("inLanguage")),
    )


def _meta(tree: Any) -> Declared:
    values: dict[str, list[str]] = {}
    for tag in tree.iter("meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop")
        content = one_line(tag.get("content"))
        if name and content:
            values.setdefault(name.lower(), []).append(content)

    def first(keys: tuple[str, ...]) -> str | None:
        return next((values[key][0] for key in keys if key in values), None)

    dates = (date for key in _PUBLISHED for date in map(moment, values.get(key, [])) if date)
    changes = (date for key in _MODIFIED for date in map(moment, values.get(key, [])) if date)
    authors = next((values[key] for key in _AUTHORS if names(values.get(key, []))), [])
    canonical = (_url(link.get("href")) for link in tree.iter("link") if link.get("rel") == "canonical")
    return Declared(
        headline=first(_HEADLINES),
        outlet=first(_OUTLETS),
        authors=names(authors),
        published=next(dates, None),
        modified=next(changes, None),
        url=next(filter(None, canonical), None) or _url(first(("og:url",))),
    )


def _time(tree: Any) -> str | None:
    """The first dated `<time>` that stands in an article's head or is marked as its date."""
    for element in tree.iter("time"):
        marked = element.get("pubdate") is not None or element.get("itemprop") == "datePublished"
        inside = any(above.tag in ("article", "header", "main") for above in element.iterancestors())
        if (marked or inside) and (date := moment(element.get("datetime"))):
            return date
    return None


def _title(tree: Any) -> str | None:
    heads = [one_line(etree.tostring(h, method="text", encoding="unicode")) for h in tree.iter("h1")]
    if len(heads) == 1 and heads[0]:
        return heads[0]
    return next((one_line(t.text) for t in tree.iter("title") if one_line(t.text)), None)


def _url(value: object) -> str | None:
    text = one_line(value)
    return text if text and text.startswith(("http://", "https://")) else None
