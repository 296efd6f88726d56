# SPDX-License-Identifier: Apache-2.0
"""The grammar of time expressions: rules over the class letters of `words`.

Comes in: `TimeWords`. Goes out: `Found` (a range of words, TIMEX3 type, value or reckoning, the
rule's name), longest first, none overlapping. Refuses: numbers that are no date (31 February,
99:99); a word that is only sometimes a time ("may", "second") stands here and is judged by `times`.
Score: with `times.py`.

Each rule is a regular expression over class letters, without nested repetition, and a reading of
the words it matched. Types and values follow ISO-TimeML as TempEval-3 used it.

The letters (all in `data/times.toml`): M month, W weekday, w weekdays, D 1 to 31, Y year, n other
number, N number word, o ordinal, r fraction, U V unit and units, q Q quarter, 1 half, s season,
v weekend, Z decade, h holiday, d today, p part of the day, J noon, K clock, m a.m., z zone, C ISO
date, _ slashed date, B era; t the, a an, T this, H that, S same, L last, R previous, X next,
g following, E each, f few, c couple, e early, b beginning, u current, A ago, l earlier, j later,
F of, I in, i on, & and, 0 to, ~ about, y fiscal, O old, 5 long, k period, ' possessive, # local,
3 time ("local time"), x others.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from ontherecord.annotate.times.counts import read_ago, read_duration, read_every, read_often, read_recent
from ontherecord.annotate.times.readings import (
    read_bare_clock,
    read_beside,
    read_century,
    read_day_beside,
    read_decade,
    read_last_night,
    read_month,
    read_quarter,
    read_range_end,
    read_range_start,
    read_reference,
    read_season,
    read_shifted,
    read_short_quarter,
    read_spelled_year,
    read_the_past,
    read_this_year,
    read_week_of,
    read_weekday_of_week,
    read_weekend,
    read_when,
    read_year,
    read_year_ago_period,
    read_year_end,
)
from ontherecord.annotate.times.words import Reading, TimeWords, Type


class Found(NamedTuple):
    """One reading: words `first` to `last` (exclusive) of the range."""

    first: int
    last: int
    type: Type
    value: str | None
    relative: str | None
    by: str


Read = Callable[[TimeWords, int, int], Reading | None]
Rule = tuple[str, re.Pattern[str], Read]

_NUMBER = r"(?:(?:[DnN][0G])?(?:[Dn]|N(?:-?N){0,4})(?:&?ar|&?r|&a1|r)?)"
_QUANTITY = rf"(?:{_NUMBER}|acF?|a?f|a)"
_APPROX = r"(?:~|\+>|@<|\^0)"
_UNIT = r"[UVqQ]"
_PART = r"[pJ]"
_ZONE = r"(?:z|\(z\)|#3|\(#3\)|xs?3)"  # GMT, local time, Moscow time, British Summer Time
_CLOCK = rf"(?:~?(?:Km?|[DN]m|J){_ZONE}?)"
_HOURS = r"(?:[Yn](?:z|\(z\)|#3|\(#3\)))"  # 1400 GMT, 0900 (local time)
_WEEKDAY = r"W\.?,?"
_OF_YEAR = r"(?:,?F?Y|F?[TLX]U|F?HS?U|FtSU)?"
_AND = "[-&0]"  # "June 10-12", "10 and 12 June", "from June 10 to 12"
_MONTH_DAY = rf"(?:M\.?(?:,?D|t?o){_OF_YEAR}|t?[Do]F?M\.?{_OF_YEAR})"
_DAY = (
    rf"(?:(?:{_WEEKDAY}|[TLX])?{_MONTH_DAY}|C|_|h(?:,?Y|[TLX]U)?|d|[TLXRtg]?XW\.?|[TLXRH]?R?S?W\.?|t[RXgS]W)"
)
_EDGE = r"(?:[el]-?|j|t?e-?|t?bF)?"


# --- the rules ---------------------------------------------------------------------------------


_GRAMMAR: tuple[tuple[str, str, Read], ...] = (
    (
        "range",
        rf"M\.?D(?={_AND}(?:M\.?)?D,?Y)|M\.?(?={_AND}M\.?Y)|[Do](?={_AND}[Do]F?M)",
        read_range_start,
    ),
    ("range", rf"(?<=MD{_AND})D(?:,?Y)?(?![UVqQ-])|(?<=M\.D{_AND})D(?:,?Y)?(?![UVqQ-])", read_range_end),
    ("day", rf"(?:~(?!W))?{_EDGE}{_DAY}(?:{_EDGE}{_PART})?", read_when),
    ("time of day", rf"(?:{_CLOCK}|{_HOURS}),?(?:i|F)?{_EDGE}{_DAY}z?", read_when),
    ("time of day", rf"{_DAY},?@?{_CLOCK}|{_DAY},?@{_HOURS}", read_when),
    ("part of day", rf"t?{_EDGE}p[F,]?{_DAY}", read_when),
    ("part of day", r"e-?p", read_bare_clock),
    ("part of day", r"[el]?-?(?:L|T|H|HS|tS|t[RgX])p", read_last_night),
    ("clock", rf"{_CLOCK}|{_HOURS}", read_bare_clock),
    ("month", rf"~?{_EDGE}(?:[TLX]|TL|t[RgX])?M\.?{_OF_YEAR}", read_month),
    ("year", r"~?(?:[el]-?|t?e-?|t?bF)?(?:ty?U?)?y?Y(?:B|k)?", read_year),
    ("era", r"(?:[Dn]|Y)B|B[DnY]", read_year),
    ("year", r"N(?:-?N){1,4}", read_spelled_year),
    ("weekday", r"WF?[TLX]U", read_weekday_of_week),
    ("shift", r"(?:[elj](?:It)?|t?bF)?(?:[LXT]|HS?|tS|t[RgX]|R|g|TL|TX|tL)y?[Uqv]", read_shifted),
    ("weekend", r"t?v", lambda w, a, b: read_weekend("")),
    ("season", r"(?:t?e-?|t?bF)?(?:[TLXt]|TL|TX|t[RgX])?s(?:F?Y|F[TLX]U|F?HU)?", read_season),
    ("quarter", r"(?:t|[TLX]U'|tY|Y|tU-[lA])?y?-?o-?[q1](?:FY|F[TLX]y?U|Y)?", read_quarter),
    ("quarter", r"\{(?:,?Y|F[TLX]?Y|F?[TLX]U)?|Y\{", read_short_quarter),
    ("quarter", r"t[uLS]?q|tuk|tHq|Hq", read_quarter),
    ("year", r"t\*?y?U", read_this_year),
    ("year-ago", r"t?U-[lA](?:q|k)?", read_year_ago_period),
    ("ago", rf"{_APPROX}?{_QUANTITY}{_UNIT}(?:Gs?=?)?A", read_ago),
    ("later", rf"{_APPROX}?{_QUANTITY}{_UNIT}[lj]", read_ago),
    ("beside", r"tU[67](?=[.,)&]|$)", read_beside),
    (
        "length",
        rf"{_APPROX}?(?:t|EFt)?(?:L|X|g|R|o|Lo|u)?\*?{_NUMBER}[-+]?\*?[UVqQ](?:&a1|-O|-5)?",
        read_duration,
    ),
    ("length", rf"{_APPROX}?t?(?:L|X|g|R|o|u)?(?:a?f|acF?|cF)[VQ]", read_duration),
    ("length", rf"{_APPROX}?(?:a\+?|1a|9|a\*)(?:-?)U(?:&a1)?", read_duration),
    ("length", r"(?:~?a?[UV]-5|V|f-U)", read_duration),
    ("week of", rf"tUF(?:{_WEEKDAY})?{_MONTH_DAY}", read_week_of),
    ("day beside", r"t?U[67]d", read_day_beside),
    ("decade", r"(?:t?e-?|t?bF)?t?e?-?Z", read_decade),
    ("century", r"(?:t?e-?|t?bF)?t?o-?UB?", read_century),
    ("set", r"[E%](?:[DN])?[UVqWMspv4]|[wW]4|E\+?[DN]?[UV]|w", read_every),
    ("set", r"8", read_often),
    ("length", r"t?[LX]V|uV", read_recent),
    ("end", r"t?Uy?['-]?-?b(?!F)", read_year_end),
    ("end", r"t?bFtU", read_year_end),
    ("reference", r"P", read_reference),
    ("reference", r"t?\??u", read_reference),
    ("reference", r"t\?k", lambda w, a, b: Reading("DATE", "FUTURE_REF")),
    ("reference", r"tL(?![*DnNfacUVqQspvMWwZyo1])", read_the_past),
)
"""Name, pattern and reading, in the order in which equal lengths are decided."""


@functools.cache
def rules() -> tuple[Rule, ...]:
    """The grammar with its patterns compiled."""
    return tuple((name, re.compile(pattern.replace(" ", "")), read) for name, pattern, read in _GRAMMAR)


def found(words: TimeWords) -> Iterator[Found]:
    """The readings of a text: at each place the longest rule that makes sense of its words."""
    candidates: list[tuple[int, int, int]] = []
    for order, (_, pattern, _) in enumerate(rules()):
        for match in pattern.finditer(words.classes):
            candidates.append((match.start(), -match.end(), order))
    candidates.sort()
    reached = 0
    for first, negative, order in candidates:
        if first < reached:
            continue
        name, _, read = rules()[order]
        reading = read(words, first, -negative)
        if reading is not None and (reading.value or reading.relative):
            reached = -negative
            yield Found(first, reached, reading.type, reading.value, reading.relative, name)
