# SPDX-License-Identifier: Apache-2.0
"""Markdown: the dossier as text, for a note or a memo, every statement with its source as a footnote.

Comes in: a `Build`. Goes out: one Markdown text (CommonMark with footnotes). Refuses: nothing.
Score: none; `tests/export/test_markdown.py` renders it with markdown-it.

Texts of articles are hostile: every character with a meaning in Markdown or HTML is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ontherecord.export.evidence import Evidence, Witnesses
from ontherecord.model import Build, Position, Record, Span, TimelineEntry

_ACTIVE = re.compile(
    r"([\\`*_{}\[\]<>#|~&])"
)  # the others act at the start of a line only, where none stands
_LONGEST = 60  # words of a passage in a footnote
_PRESENT = {
    "attended": "attended", "expected": "expected", "undecided": "undecided", "invited": "asked to come",
    "not coming": "not coming", "stayed away": "stayed away",
}  # fmt: skip


def markdown(build: Build) -> Iterator[bytes]:
    """A chapter a story, those of most articles first."""
    ranked = sorted(build.records, key=lambda r: (-len(r.articles), r.story.id))
    for number, record in enumerate(ranked, 1):
        notes = _Notes(record, f"{number}-")
        lines = [line for part in _PARTS for line in part(record, notes)]
        head = [f"# {_plain(record.story.title)}", "", _counts(record), ""]
        yield "\n".join([*head, *lines, *notes.lines(), ""]).encode() + b"\n"


class _Notes:
    """The footnotes of one story, each passage once."""

    def __init__(self, record: Record, prefix: str) -> None:
        self._witnesses = Witnesses(record)
        self._prefix = prefix
        self._numbers: dict[Span, int] = {}

    def of(self, spans: Iterable[Span]) -> str:
        """The marks of passages: one for each origin, so that reprints add none."""
        seen: dict[str, Span] = {}
        for span in spans:
            told = self._witnesses.evidence(span)
            seen.setdefault(told.origin or told.document, span)
        marks = [self._numbers.setdefault(span, len(self._numbers) + 1) for span in seen.values()]
        return "".join(f"[^{self._prefix}{n}]" for n in marks)

    def lines(self) -> list[str]:
        """The notes themselves."""
        found = (
            f"[^{self._prefix}{n}]: {_note(self._witnesses.evidence(s))}" for s, n in self._numbers.items()
        )
        return ["", *found]


def _note(told: Evidence) -> str:
    words = told.text.split()
    text = " ".join(words[:_LONGEST]) + (" …" if len(words) > _LONGEST else "")
    where = f"{told.document} {told.start}–{told.end}"
    outlet = _plain(told.outlet or "outlet not named")
    named = f"[{outlet}](<{_address(told.url)}>)" if told.url else outlet
    date = f", {_plain(told.published[:10])}" if told.published else ""
    return f"“{_plain(text)}” {named}{date} ({_plain(where)})"


def _address(url: str) -> str:
    return "".join(c for c in url if c.isprintable() and c not in "<>\\ ")


def _plain(text: str) -> str:
    """The text on one line with nothing in it that Markdown or HTML would act on."""
    return _ACTIVE.sub(r"\\\1", " ".join(text.split()))


def _counts(record: Record) -> str:
    outlets = len({a.outlet for a in record.articles if a.outlet})
    return f"{len(record.articles)} articles, {outlets} outlets, {len(record.origins)} independent origins"


def _section(title: str, lines: Sequence[str]) -> list[str]:
    return ["", f"## {title}", "", *lines] if lines else []


def _brief(record: Record, notes: _Notes) -> list[str]:
    lines = [f"{_plain(b.sentence)}{notes.of(b.citations)} " for b in record.brief]
    return _section("Brief", ["".join(lines).strip()] if lines else [])


def _conflicts(record: Record, notes: _Notes) -> list[str]:
    lines = []
    for claim in record.claims:
        if claim.standing == "in-conflict":
            lines.append(f"- {_plain(claim.text)}")
            lines += [f"  - {_plain(v.value)}{notes.of(v.support)}" for v in claim.values]
    return _section("Where reports conflict", lines)


def _meetings(record: Record, notes: _Notes) -> list[str]:
    lines = []
    for meeting in record.meetings:
        facts = [
            meeting.date.date if meeting.date else "",
            meeting.place.name if meeting.place else "",
            meeting.level or "",
        ]
        told = ", ".join(_plain(f) for f in facts if f)
        lines.append(
            f"- **{meeting.state}**: {_plain(meeting.title)}{f' ({told})' if told else ''}{notes.of(meeting.support)}"
        )
        lines += [
            f"  - {_plain(a.name)}: {_PRESENT[a.presence]}{notes.of(a.support)}" for a in meeting.attendance
        ]
    return _section("Meetings", lines)


def _positions(record: Record, notes: _Notes) -> list[str]:
    def line(one: Position) -> str:
        apart = one.condition is not None and one.condition.text not in one.words.text
        condition = f", “{_plain(one.condition.text)}”" if apart and one.condition else ""
        day = one.date.date if one.date else f"reported {one.asserted}" if one.asserted else "no date"
        return f"- {_plain(day)}, {_plain(one.name)}, {one.kind}: “{_plain(one.words.text)}”{condition}{notes.of(one.support)}"

    return _section("Positions", [line(p) for p in record.positions])


def _timeline(record: Record, notes: _Notes) -> list[str]:
    modality = {e.id: ("not " if e.negated else "") + e.modality for e in record.events}

    def line(one: TimelineEntry) -> str:
        how = modality.get(one.event or "", "said")
        return f"- {_plain(one.date)}, {how}: {_plain(one.title)}{notes.of(one.support)}"

    return _section("Timeline", [line(t) for t in record.timeline])


def _sources(record: Record, notes: _Notes) -> list[str]:
    names = {o.id: o.name or o.id for o in record.origins}
    lines = []
    for a in record.articles:
        parts = [
            a.outlet or "outlet not named",
            a.headline or "no headline",
            (a.published.date or "no date")[:10],
        ]
        origin = names.get(a.origin or "", "not known")
        lines.append(f"- {', '.join(_plain(p) for p in parts)}; origin: {_plain(origin)}")
    return _section("Sources", lines)


_PARTS = (_brief, _conflicts, _meetings, _positions, _timeline, _sources)
