# SPDX-License-Identifier: Apache-2.0
"""Newsrooms: one name and one key for an agency or outlet, however it is written.

Comes in: a name or host as an article writes it. Goes out: a `Newsroom`; equal newsrooms have
equal keys, whether written as "www.example.com", "The Example" or "EXAMPLE".
Refuses: nothing; a name that the table does not know is a newsroom of its own.
Score: none of its own. The table is `data/agencies.toml`, commented and meant to be extended; `read`
names agencies by it, `trace` origins.
"""

from __future__ import annotations

import functools
import re
import tomllib
import unicodedata
from importlib import resources
from typing import Literal, NamedTuple

Kind = Literal["wire", "syndicate", "outlet", "aggregator", "photos", "unnamed", "unknown"]
SELLERS: frozenset[Kind] = frozenset({"wire", "syndicate"})
"""The kinds whose copy other outlets print."""
UNNAMED_MEDIA = "unnamed media"
"""The name of what "according to local media" credits: somebody else, of whom nothing is said."""
_HOST = re.compile(r"^(?:https?://)?([a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,6})(?:[/:?#].*)?$", re.I)
_PREFIXES = ("www.", "m.", "amp.", "edition.", "rss.")


class Newsroom(NamedTuple):
    """An agency or outlet. `key` tells newsrooms apart; `family` is the owner's key, or `key`."""

    key: str
    name: str
    kind: Kind
    family: str


class Table(NamedTuple):
    """The newsrooms of `data/agencies.toml` by squashed name and by host."""

    by_name: dict[str, Newsroom]
    by_host: dict[str, Newsroom]
    owners: dict[str, str]
    """Outlet, squashed or as a host, to the key of its owner."""
    written: tuple[str, ...]
    """All spellings, longest first."""
    plain: frozenset[str]
    """Spellings that count in formal credits only."""
    agencies: dict[str, str]
    """Squashed names under which copy is sold to others, to the usual name of its newsroom."""


def squashed(name: str) -> str:
    """A name as letters and digits only, without case, accents and a leading "the"."""
    folded = unicodedata.normalize("NFKD", name).casefold().strip().removeprefix("the ")
    letters = "".join(c for c in folded if c.isalnum())
    return letters[3:] if letters.startswith("the") and len(letters) > 5 else letters


def slug(name: str) -> str:
    """A name as an id: lower case, words joined by hyphens."""
    folded = unicodedata.normalize("NFKD", name).casefold()
    return "-".join(re.findall(r"[a-z0-9]+", folded)) or "unnamed"


def host(text: str) -> str | None:
    """The host of an address or host name, without "www." and the like; none for other text."""
    match = _HOST.match(text.strip())
    if not match:
        return None
    found = match.group(1).lower()
    for prefix in _PREFIXES:
        found = found.removeprefix(prefix)
    return found


@functools.cache
def table() -> Table:
    """The table of newsrooms, read once."""
    text = resources.files("ontherecord.read").joinpath("data/agencies.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    owners = {_plain_key(n): slug(owner["name"]) for owner in data["owner"] for n in owner["outlets"]}
    by_name: dict[str, Newsroom] = {}
    by_host: dict[str, Newsroom] = {}
    written: set[str] = set()
    plain: set[str] = set()
    agencies: dict[str, str] = {}
    for entry in data["agency"]:
        names = [entry["name"], *entry.get("aliases", ()), *entry.get("wires", ())]
        keys = [*map(_plain_key, names), *entry.get("domains", ())]
        key = slug(entry["name"])
        family = next((owners[k] for k in keys if k in owners), key)
        room = Newsroom(key, entry["name"], entry["kind"], family)
        spelled = [*names, *entry.get("plain", ())]
        by_name.update({squashed(n): room for n in spelled})
        sold = spelled if room.kind == "wire" else entry.get("wires", ())
        agencies.update({squashed(n): room.name for n in sold})
        by_host.update(dict.fromkeys(entry.get("domains", ()), room))
        written.update(names)
        plain.update(entry.get("plain", ()))
    ordered = sorted(written | plain, key=lambda n: (-len(n), n))
    return Table(by_name, by_host, owners, tuple(ordered), frozenset(plain), agencies)


def _plain_key(name: str) -> str:
    return host(name) or squashed(name)


@functools.lru_cache(maxsize=1 << 14)
def newsroom(name: str) -> Newsroom:
    """The newsroom that a name or host means."""
    known = table()
    if name == UNNAMED_MEDIA:
        return Newsroom("unnamed-media", name, "unnamed", "unnamed-media")
    where = host(name)
    if where is None:
        return known.by_name.get(squashed(name)) or _unknown(name, squashed(name))
    parts = where.split(".")
    for cut in range(len(parts) - 1):
        if found := known.by_host.get(".".join(parts[cut:])):
            return found
    label = max(parts[:-1], key=len)
    return known.by_name.get(squashed(label)) or _unknown(where, squashed(label))


def _unknown(name: str, key: str) -> Newsroom:
    owners = table().owners
    owner = owners.get(_plain_key(name)) or owners.get(key)
    return Newsroom(key or "unnamed", name, "unknown", owner or key or "unnamed")
