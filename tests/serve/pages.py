# SPDX-License-Identifier: Apache-2.0
"""An address to ask for every page of the route table. A page that is added to the table and not here fails the walks."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from ontherecord.serve.routes import ROUTES
from ontherecord.serve.routes import Route as Way

Ask = Callable[[str], Any]
"""Gives the JSON at an address."""
PAGES: tuple[Way, ...] = tuple(
    r for r in ROUTES if r.method == "GET" and r.path and r.gives.__name__ not in ("File", "Elsewhere")
)
TWINS = {
    "/stories/{story}/": "/stories/{story}.json",
    "/articles/{article}": "/articles/{article}.json",
    "/sign-in": "/me.json",
    "/account": "/me.json",
    "/stories/{story}/{part}.html": "/stories/{story}/articles.json",
}
"""Where the data of a page stand that is laid out whole, or shows nobody's data."""


def asked(get: Ask, kept: Mapping[str, str]) -> dict[str, str]:
    """For each page of the table an address that has something to show; `kept` has the numbers of a job and of a
    proposal. Raises KeyError for a page that nobody thought of here."""
    ferry = next(s["id"] for s in get("/stories.json?words=ferry+captain")["stories"] if s["articles"] > 5)
    articles = get(f"/stories/{ferry}/articles.json")["data"]
    reuse = get(f"/stories/{ferry}/reuse.json")["data"][0]
    claim = get(f"/stories/{ferry}/claims.json")["data"][0]["id"]
    day = max((d for m in get("/days.json")["months"] for d in m["days"]), key=lambda d: d["articles"])
    own = {
        "/": "/",
        "/search": "/search?words=captain",
        "/stories/{story}/": f"/stories/{ferry}/",
        "/stories/{story}/{part}.html": "",
        "/downloads": "/downloads",
        "/articles/{article}": f"/articles/{articles[0]['id']}",
        "/people": "/people",
        "/person": get("/people.json")["entries"][0]["address"],
        "/places": "/places",
        "/place": get("/places.json")["countries"][0]["places"][0]["address"],
        "/days": "/days",
        "/day": day["address"],
        "/sources": "/sources?order=reprinted",
        "/compare": f"/compare?one={reuse['from']}&other={reuse['to']}",
        "/changes": "/changes?since=2+days",
        "/add": "/add",
        "/jobs/{job}": f"/jobs/{kept['job']}",
        "/stories/{story}/correct": f"/stories/{ferry}/correct?id={claim}",
        "/proposals/{proposal}": f"/proposals/{kept['proposal']}",
        "/decisions": "/decisions",
        "/sign-in": "/sign-in",
        "/account": "/account",
        "/audit": "/audit",
        "/methods": "/methods",
    }
    return {route.path: own[route.path] for route in PAGES}


def data_of(route: Way, address: str) -> str:
    """The address at which the same stands as JSON."""
    path, _, query = address.partition("?")
    twin = route.json or TWINS[route.path]
    if route.json:
        found = "/stories.json" if route.path == "/" else f"{path}.json"
    else:
        parts = re.fullmatch(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", route.path), path)
        found = twin.format(**parts.groupdict()) if parts else twin
    return f"{found}?{query}" if query and route.json else found
