# SPDX-License-Identifier: Apache-2.0
"""The drawings of a dossier, as inline SVG made here, so that the page needs no library.

Comes in: counts and dates. Goes out: `Markup`, safe to place in a page. Colours come from the style
sheet by class; nothing is told by colour alone, every drawing has its words beside it.
Refuses: nothing to draw gives an empty string.
Score: none; `tests/dossier/test_charts.py`.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ontherecord.dossier.wording import counted, date_in_words

MOST_BARS = 60  # more bars than this are too thin to see: days are then joined to weeks or months
DAYS_A_STEP = (1, 7, 30, 91, 365)
WIDTH, HEIGHT, FOOT = 400, 84, 16
WIDEST_BAR = 26


ROW, LABEL, LONGEST_LABEL = 26, 110, 18


@dataclass(frozen=True, slots=True)
class ValueRow:
    """One value of a claim with its marks: (day, origin)."""

    label: str
    marks: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DayCount:
    """Articles published on one day: those that report first hand, and versions and reprints."""

    day: str
    first_hand: int
    copies: int


def coverage(days: Sequence[DayCount]) -> Markup:
    """Articles by day: solid for first-hand reports, hatched for versions and reprints."""
    dated = [(_day(d.day), d) for d in days]
    known = [(day, count) for day, count in dated if day]
    if not known:
        return Markup("")
    first, last = known[0][0], known[-1][0]
    reach = (last - first).days + 1
    step = next((s for s in DAYS_A_STEP if reach / s <= MOST_BARS), reach // MOST_BARS + 1)
    bars = _binned(known, first, step)
    room = WIDTH / max(1, -(-reach // step))
    width = min(WIDEST_BAR, room * 0.8)
    unit = (HEIGHT - FOOT - 14) / max(a + b for a, b in bars.values())
    drawn = Markup("").join(_bar(n * room, width, unit, *bars[n], first, n, step) for n in sorted(bars))
    words = f"Articles by {_step_in_words(step)}: " + "; ".join(
        f"{date_in_words((first + datetime.timedelta(n * step)).isoformat())}: {a + b}"
        for n, (a, b) in sorted(bars.items())
    )
    right = min(WIDTH, (max(bars) + 1) * room)
    return Markup(
        '<svg class="coverage" viewBox="0 0 {w} {h}" role="img" aria-label="{words}">'
        '<defs><pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse"'
        ' patternTransform="rotate(45)"><rect width="5" height="5" class="paper"/>'
        '<rect width="2" height="5" class="ink"/></pattern></defs>'
        '<line x1="0" x2="{w}" y1="{y}" y2="{y}" class="axis"/>{drawn}{labels}</svg>'
    ).format(w=WIDTH, h=HEIGHT, words=words, y=HEIGHT - FOOT, drawn=drawn, labels=_ends(first, last, right))


def values(rows: Sequence[ValueRow]) -> Markup:
    """The values of a claim, one a row, against the days on which origins first reported them."""
    days = sorted({day for row in rows for day, _ in row.marks if _day(day)})
    if len(days) < 2 or len(rows) < 2:
        return Markup("")
    first, last = datetime.date.fromisoformat(days[0]), datetime.date.fromisoformat(days[-1])
    reach = (last - first).days
    height = len(rows) * ROW + FOOT
    drawn = Markup("").join(_value_row(row, n, first, reach) for n, row in enumerate(rows))
    words = "; ".join(f"{row.label}: {_reports(row)}" for row in rows)
    label = Markup('<text x="{}" y="{}" class="{}">{}</text>')
    ends = label.format(LABEL, height - 3, "from", date_in_words(days[0]))
    ends += label.format(WIDTH, height - 3, "until", date_in_words(days[-1]))
    return Markup('<svg class="values" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}</svg>').format(
        WIDTH, height, "Values by day of report. " + words, drawn, ends
    )


def _reports(row: ValueRow) -> str:
    return ", ".join(f"{name} on {date_in_words(day)}" for day, name in row.marks)


def _value_row(row: ValueRow, n: int, first: datetime.date, reach: int) -> Markup:
    y = n * ROW + ROW / 2
    label = row.label if len(row.label) <= LONGEST_LABEL else row.label[: LONGEST_LABEL - 1] + "…"
    at: dict[int, list[str]] = {}
    for text, name in row.marks:
        day = _day(text)
        if day:
            at.setdefault((day - first).days, []).append(f"{name}, {date_in_words(text)}")
    room = WIDTH - LABEL - 12
    mark = Markup('<g><title>{}</title><circle cx="{:.1f}" cy="{:.1f}" r="4.5" class="own"/>{}</g>')
    marks = Markup("")
    for days, names in sorted(at.items()):
        x = LABEL + 6 + room * days / reach
        marks += mark.format("; ".join(names), x, y, _times(names, x, y))
    line = Markup('<line x1="{}" x2="{}" y1="{}" y2="{}" class="axis"/>').format(LABEL, WIDTH, y, y)
    return line + Markup('<text x="0" y="{}" class="label">{}</text>').format(y + 4, label) + marks


def _times(names: list[str], x: float, y: float) -> Markup:
    """How many origins one mark stands for, where it is more than one."""
    if len(names) == 1:
        return Markup("")
    return Markup('<text x="{:.1f}" y="{:.1f}" class="count">×{}</text>').format(x, y - 6, len(names))


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def _step_in_words(step: int) -> str:
    return {1: "day", 7: "week", 30: "month", 91: "quarter", 365: "year"}.get(step, f"{step} days")


def _binned(
    known: list[tuple[datetime.date, DayCount]], first: datetime.date, step: int
) -> dict[int, tuple[int, int]]:
    bars: dict[int, tuple[int, int]] = {}
    for day, count in known:
        place = (day - first).days // step
        own, copied = bars.get(place, (0, 0))
        bars[place] = (own + count.first_hand, copied + count.copies)
    return bars


def _bar(
    x: float, width: float, unit: float, own: int, copied: int, first: datetime.date, n: int, step: int
) -> Markup:
    base = HEIGHT - FOOT
    day = date_in_words((first + datetime.timedelta(n * step)).isoformat())
    words = f"{day}: {counted(own, 'first-hand report')}, {copied} versions or reprints"
    return Markup(
        "<g><title>{words}</title>"
        '<rect x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}" class="own"/>'
        '<rect x="{x:.1f}" y="{cy:.1f}" width="{w:.1f}" height="{ch:.1f}" class="copied"/>'
        '<text x="{tx:.1f}" y="{ty:.1f}" class="count">{total}</text></g>'
    ).format(
        words=words,
        x=x,
        w=width,
        y=base - own * unit,
        h=own * unit,
        cy=base - (own + copied) * unit,
        ch=copied * unit,
        tx=x + width / 2,
        ty=base - (own + copied) * unit - 3,
        total=own + copied,
    )


def _ends(first: datetime.date, last: datetime.date, right: float) -> Markup:
    label = Markup('<text x="{x:.0f}" y="{y}" class="{c}">{t}</text>')
    left = label.format(x=0, y=HEIGHT - 2, c="from", t=date_in_words(first.isoformat()))
    if first == last:
        return left
    return left + label.format(x=right, y=HEIGHT - 2, c="until", t=date_in_words(last.isoformat()))
