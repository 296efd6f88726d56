# SPDX-License-Identifier: Apache-2.0
"""Which place on the map each place name of an article means.

Comes in: a parse and its mentions. Goes out: `Where`s with span, country, point, grain and
confidence, in the order of the text. Adjectives of countries ("Russian") point to their country.
Refuses: a name the gazetteer does not know, and one whose readings nothing in the article tells
apart (it is left out). Score: `python -m bench places`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import structs

from ontherecord.annotate.names.titles import plain, words
from ontherecord.annotate.parse import Parse
from ontherecord.annotate.places import gazetteer
from ontherecord.annotate.places.gazetteer import Place
from ontherecord.annotate.places.readings import Toponym, resolve
from ontherecord.model import Mention, Span, Where

LEAST = 0.35  # share of a reading among those of its name below which a place is left open
SURE, SURER = 0.45, 0.52  # confidence by share: right readings within 161 km on LGL and TR-News (development)
GAP = 4  # characters between a name and the division behind its comma ("Paris, Texas")
INSIDE = "places:inside"
"""The rule of a place that stands inside a name of an organisation: "Oslo" in "Oslo Fire Department"."""
LONGEST_NAME = 120  # characters of an organisation's name that are searched for a place
KNOWN = 50_000  # inhabitants of a town whose name alone begins a name of an organisation
_OF = frozenset({"of", "at", "in"})
_WORDS = re.compile(r"[\w&.'’-]*[\w]")
_BEHIND = re.compile(
    r"(?:,\s*|\s+\()((?:[A-Z]\.\s?){1,3}|[A-Z][\w.’'-]*(?:\s+(?:and\s+)?[A-Z][\w.’'-]*){0,3})"
)
_DIRECTION = re.compile(
    r"^(?:(?:north|south|east|west|central|northern|southern|eastern|western|greater|downtown|upper|lower|mid|"
    r"northeast(?:ern)?|northwest(?:ern)?|southeast(?:ern)?|southwest(?:ern)?)[\s-]+)+",
    re.IGNORECASE,
)
_SPELLED = (
    (re.compile(r"^St\.?\s"), "Saint "),
    (re.compile(r"^Ft\.?\s"), "Fort "),
    (re.compile(r"^Mt\.?\s"), "Mount "),
)
_GENERIC = re.compile(
    r"^(?:City|Town|Village|County|State|Province|Port|Republic) of | (?:city|town|area|region|metro)$",
    re.IGNORECASE,
)


def places(parse: Parse, mentions: tuple[Mention, ...], *, document: str) -> tuple[Where, ...]:
    """The places of an article. See the module."""
    spans = {(m.start, m.end) for m in mentions if _names_place(m)}
    taken = sorted((m.start, m.end) for m in mentions if m.form == "name")
    spans |= set(_demonyms(parse, taken))
    inside = {span for m in mentions if m.kind == "organisation" for span in _in_name(parse, m)} - spans
    spans |= inside
    spans |= {span for _, end in sorted(spans) if (span := _division_behind(parse, end))}
    found = located(parse, sorted(spans), document=document, context=context(mentions))
    return tuple(
        structs.replace(one, by=INSIDE) if one.span and (one.span.start, one.span.end) in inside else one
        for one in found
    )


def _in_name(parse: Parse, mention: Mention) -> list[tuple[int, int]]:
    """The place a name of an organisation begins with, or ends with behind "of" or "at": "Oslo Fire
    Department", "University of Kentucky"."""
    if mention.form != "name" or mention.by == "names:metonym" or gazetteer.seat(mention.text):
        return []
    parts = list(_WORDS.finditer(mention.text[:LONGEST_NAME]))
    tries = [parts[:n] for n in (3, 2, 1) if n < len(parts)]
    tries += [parts[-n:] for n in (2, 1) if n + 1 < len(parts) and parts[-n - 1].group() in _OF]
    for part in tries:
        start, end = mention.start + part[0].start(), mention.start + part[-1].end()
        if len(part) == 1 and _generic(part[0].group()):
            continue
        known = gazetteer.candidates(parse.text[start:end])
        if any(p.alias in ("", "a") and (p.rank in "cdke" or p.population >= KNOWN) for p in known):
            return [(start, end)]
    return []


def _generic(word: str) -> bool:
    """Is the word one that many names of organisations begin with: "National", "North"?"""
    lists = words("modifiers") | words("organisations") | words("places")
    return plain(word) in lists or _DIRECTION.match(word + " ") is not None


def _division_behind(parse: Parse, end: int) -> tuple[int, int] | None:
    """The range of the division written behind a place: "Ky." in "Metcalfe County, Ky."."""
    match = _BEHIND.match(parse.text, end, end + 60)
    if not match:
        return None
    words = list(_WORDS.finditer(match.group(1)))
    for part in (words[:n] for n in range(len(words), 0, -1)):
        start, stop = match.start(1) + part[0].start(), match.start(1) + part[-1].end()
        stop += parse.text[stop : stop + 1] == "." and len(part) == 1
        if any(place.rank in "cd" for place in gazetteer.candidates(parse.text[start:stop])):
            return start, stop
    return None


def _names_place(mention: Mention) -> bool:
    return mention.form == "name" and (mention.kind == "place" or mention.by == "names:metonym")


def located(
    parse: Parse,
    spans: Iterable[tuple[int, int]],
    *,
    document: str,
    context: Iterable[str] = (),
    least: float = LEAST,
) -> tuple[Where, ...]:
    """The places that given ranges of the copy mean. `context` are further names that only help to choose."""
    toponyms = [_toponym(parse, start, end) for start, end in spans]
    hints = [Toponym(name, readings(name), "") for name in context]
    found = []
    for toponym, (start, end), answer in zip(toponyms, spans, resolve(toponyms, hints), strict=True):
        if answer and answer[1] >= least:
            place, share = answer
            place = _town(place, toponym)
            span = Span.of(document, parse.text, start, end)
            found.append(_where(place, share, span, toponym.by))
    return tuple(found)


def _where(place: Place, share: float, span: Span, by: str) -> Where:
    return Where(
        name=place.name,
        country=place.country if place.country not in ("", "---") else None,
        grain=place.grain,
        latitude=place.latitude,
        longitude=place.longitude,
        geonameid=place.geonameid,
        span=span,
        by=by,
        confidence=round(SURE + SURER * share, 3),
    )


def _town(place: Place, toponym: Toponym) -> Place:
    """The town a division is named for, where the bare name is all there is: "Istanbul" is read as the
    city, and so is "Istanbul, Turkey"; "Istanbul province" is not."""
    bare = toponym.name.partition(", ")[0]
    if place.rank != "d" or _GENERIC.search(bare):
        return place
    towns = [one for one in toponym.readings if one.rank in "kp" and one.name == bare and _near(one, place)]
    return max(towns, key=lambda one: one.population, default=place)


def _near(one: Place, other: Place) -> bool:
    close = abs(one.latitude - other.latitude) < 1 and abs(one.longitude - other.longitude) < 1
    return one.country == other.country and close


def _toponym(parse: Parse, start: int, end: int) -> Toponym:
    """A name with its readings, cut down by the division written behind it."""
    text = parse.text[start:end]
    code = gazetteer.demonym(text)
    region = gazetteer.regional().get(text.lower())
    if code:
        place = gazetteer.country_place(code)
        return Toponym(code, (place,) if place else (), "places:demonym")
    if region:
        return Toponym(region, gazetteer.candidates(region)[:1], "places:demonym")
    found = readings(text)
    inside = _written_behind(parse, end)
    if inside:
        cut = tuple(place for place in found if any(_within(place, outer) for outer in inside))
        if cut:
            return Toponym(f"{text}, {inside[0].name}", cut, "places:written")
    return Toponym(text, found, "places:context")


def readings(name: str) -> tuple[Place, ...]:
    """What a name may mean: as it stands, else spelled out, else without direction or generic words."""
    tries = [name]
    for pattern, whole in _SPELLED:
        if pattern.search(name):
            tries.append(pattern.sub(whole, name))
    tries += [
        cut for pattern in (_DIRECTION, _GENERIC) if (cut := pattern.sub("", name).strip()) and cut != name
    ]
    for one in tries:
        found = gazetteer.candidates(one)
        if found:
            return found
    return ()


def _written_behind(parse: Parse, end: int) -> list[Place]:
    """The country or division of "Paris, Texas", "Paris, Tex." and "Paris (Texas)"."""
    match = _BEHIND.match(parse.text, end, end + 60)
    if not match:
        return []
    words = match.group(1).split()
    for length in range(len(words), 0, -1):
        outer = [p for p in gazetteer.candidates(" ".join(words[:length])) if p.rank in "cdre"]
        if outer:
            return outer
    return []


def _within(place: Place, outer: Place) -> bool:
    if outer.rank == "c":
        return place.country == outer.country and place.rank != "c"
    if outer.division and place.division:
        return place.country == outer.country and place.division == outer.division and place.rank not in "cd"
    near = abs(place.latitude - outer.latitude) < 4 and abs(place.longitude - outer.longitude) < 6
    return place.country == outer.country and near and place.rank not in "cd"


def _demonyms(parse: Parse, taken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Adjectives and words for peoples, "Russian" and "South Koreans", outside names of other things."""
    covered: set[int] = set()
    for start, end in taken:
        if gazetteer.demonym(parse.text[start:end]) is None:
            covered.update(range(start, end))
    known = gazetteer.all_demonyms()
    halves = {demonym.split()[0] for demonym in known if " " in demonym}
    found = []
    for token, lower in enumerate(parse.lowers):
        if lower in known or lower in halves:
            width = 2 if " ".join(parse.lowers[token : token + 2]) in known else 1
            start, word = parse.starts[token], parse.words[token]
            if (
                start not in covered
                and word[0].isupper()
                and not word.isupper()
                and (width > 1 or lower in known)
            ):
                found.append((start, parse.ends[token + width - 1]))
                covered.update(range(start, found[-1][1]))
    return found


def context(mentions: tuple[Mention, ...]) -> list[str]:
    """Divisions and towns inside names of organisations: "University of Kentucky", "Texas Rangers"."""
    found = set()
    for mention in mentions:
        if mention.kind == "organisation" and mention.form == "name":
            words = re.findall(r"[A-Z][\w'-]+", mention.text)
            for width in (1, 2):
                for at in range(len(words) - width + 1):
                    name = " ".join(words[at : at + width])
                    if any(
                        place.rank in "dke" and place.alias in ("", "a")
                        for place in gazetteer.candidates(name)
                    ):
                        found.add(name)
    return sorted(found)
