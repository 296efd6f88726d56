# SPDX-License-Identifier: Apache-2.0
"""The record as CSV: a table a kind, all in one zip. Every row that rests on words has its evidence.

Comes in: a `Build`. Goes out: the bytes of a zip with fixed dates; or the rows of one table.
Refuses: a table that does not exist (KeyError). Score: none; `tests/export/test_tables.py`.

The evidence columns are the same in every table: article, outlet, origin, published, document, start,
end, text, url. UTF-8 with a byte order mark and CRLF line ends, as spreadsheet programs expect; cells
are defused (`cells`).
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping

from ontherecord.export.cells import cell
from ontherecord.export.coded import Coded, coded
from ontherecord.export.evidence import Evidence, Witnesses
from ontherecord.model import Build, Record, Span, When, Where

Values = Iterable[object]
_EVIDENCE = Evidence._fields
_NO_EVIDENCE: tuple[None, ...] = (None,) * len(_EVIDENCE)
_WHEN = ("date", "date_basis")
_WHERE = ("place", "country", "grain", "latitude", "longitude")
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first date a zip can hold: archives of one record are equal


def tables(build: Build) -> bytes:
    """A zip of all tables, one `<name>.csv` each."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name in TABLES:
            info = zipfile.ZipInfo(f"{name}.csv", _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, b"".join(table(build, name)))
    return held.getvalue()


def table(build: Build, name: str) -> Iterator[bytes]:
    """The lines of one table, the header first. Raises KeyError if there is no such table."""
    columns, rows, has_evidence = TABLES[name]
    yield b"\xef\xbb\xbf" + _line(("story", *columns, *(_EVIDENCE if has_evidence else ())))
    for record in build.records:
        for values in rows(record, Witnesses(record)):
            yield _line((record.story.id, *values))


def _line(values: Values) -> bytes:
    held = io.StringIO()
    csv.writer(held, lineterminator="\r\n").writerow([cell(v) for v in values])
    return held.getvalue().encode()


def _told(span: Span | None, witnesses: Witnesses) -> tuple[object, ...]:
    return tuple(witnesses.evidence(span)) if span else _NO_EVIDENCE


def _several(values: Iterable[object]) -> str:
    return "; ".join(str(v) for v in values)


def _when(when: When | None) -> tuple[object, ...]:
    return (when.date, when.basis) if when else (None, None)


def _where(place: Where | None) -> tuple[object, ...]:
    if place is None:
        return (None,) * len(_WHERE)
    return place.name, place.country, place.grain, place.latitude, place.longitude


# --- one function a table --------------------------------------------------------------------------


def _articles(record: Record, witnesses: Witnesses) -> Iterator[Values]:
    for a in record.articles:
        yield (
            a.id, a.outlet, a.agency, _several(a.authors), a.headline, a.published.date, a.published.basis, a.url,
            a.origin, witnesses.origins.get(a.origin or ""), a.version_of, a.reprint_of, a.attached_to, a.document,
            a.start, a.end,
        )  # fmt: skip


def _origins(record: Record, witnesses: Witnesses) -> Iterator[Values]:
    for o in record.origins:
        for m in o.members:
            share = m.own_share
            yield (o.id, o.name, m.article, m.basis, m.confidence, share, *_told(m.span, witnesses)[4:])


def _cast(record: Record, witnesses: Witnesses) -> Iterator[Values]:
    for c in record.cast:
        roles = dict.fromkeys(r.text for r in c.roles)
        first = _told(c.mentions[0] if c.mentions else None, witnesses)
        yield c.id, c.name, c.kind, c.country, _several(c.variants), _several(roles), len(c.mentions), *first


def _quotations(record: Record, witnesses: Witnesses) -> Iterator[Values]:
    for q in record.quotations:
        for span in q.content:
            who = (q.speaker.name, q.speaker.cast) if q.speaker else (None, None)
            cue = q.cue.text if q.cue else None
            yield (
                q.id, q.utterance, *who, q.kind, q.force, cue, q.negated, q.hypothetical, q.addressee, q.medium,
                q.place, *_when(q.date), *_told(span, witnesses),
            )  # fmt: skip


def _events(record: Record, witnesses: Witnesses) -> Iterator[Values]:
    names = {c.id: c.name for c in record.cast}
    accounts = {a.id: a for a in record.accounts}
    listed: Mapping[str, Coded] = {made.event.id: made for made in coded(record)}
    for e in record.events:
        told = next((accounts[a] for a in e.accounts if a in accounts), None)
        made = listed.get(e.id)
        rows = (made.listing.type, made.listing.mode, _several(made.contexts)) if made else (None, None, None)
        yield (
            e.id, e.title, e.type, e.mode, e.modality, e.negated, _several(names.get(a, a) for a in e.actor),
            _several(names.get(a, a) for a in e.recipient), *_when(e.date), *_where(e.place), *rows,
            len(e.accounts), len(e.origins), _several(witnesses.origins.get(o, o) for o in e.origins),
            *_told(told.span if told else None, witnesses),
        )  # fmt: skip


def _accounts(record: Record, witnesses: Witnesses) -> Iterator[Values]:
    for a in record.accounts:
        yield (
            a.id, a.event, a.type, a.mode, a.modality, a.negated, a.historical, a.trigger.text,
            _several(s.text for s in a.actor_mentions), _several(a.actor_countries),
            _several(s.text for s in a.recipient_mentions), _several(a.recipient_countries),
            a.object.text if a.object else None, a.attributed_to, a.under, *_when(a.date), *_where(a.place),
            *_told(a.span, witnesses),
        )  # fmt: skip


def _claims(record: Record, witnesses: Witnesses) -> Iterator[Values]:
    for c in record.claims:
        for v in c.values:
            for span in v.support:
                yield (
                    c.id, c.text, c.standing, c.why, c.slot.event, c.slot.utterance, c.slot.name, v.value,
                    v.asserted, len(v.origins), *_told(span, witnesses),
                )  # fmt: skip


def _timeline(record: Record, witnesses: Witnesses) -> Iterator[Values]:
    for t in record.timeline:
        first = _told(t.support[0] if t.support else None, witnesses)
        yield t.id, t.date, t.precision, t.lane, t.title, t.event, t.utterance, *first


def _brief(record: Record, witnesses: Witnesses) -> Iterator[Values]:
    for b in record.brief:
        for span in b.citations:
            yield b.id, b.sentence, b.standing, len(b.origins), *_told(span, witnesses)


def _meetings(record: Record, witnesses: Witnesses) -> Iterator[Values]:
    names = {c.id: c.name for c in record.cast}
    for m in record.meetings:
        parties = _several(names.get(p, p) for p in m.parties)
        own = (
            m.id,
            m.title,
            m.state,
            *_when(m.date),
            *_where(m.place),
            names.get(m.host or ""),
            m.level,
            parties,
        )
        if not m.attendance:
            yield (*own, *(None,) * 7, *_told(m.support[0] if m.support else None, witnesses))
        for a in m.attendance:
            for span in a.support:
                said = (a.name, a.cast, a.country, a.level, a.presence, a.asserted, len(a.origins))
                yield (*own, *said, *_told(span, witnesses))


def _positions(record: Record, witnesses: Witnesses) -> Iterator[Values]:
    names = {c.id: c.name for c in record.cast}
    for p in record.positions:
        condition = p.condition.text if p.condition else None
        to = _several(names.get(a, a) for a in p.addressee)
        for span in p.support:
            yield (
                p.id, p.party, p.name, p.country, p.kind, p.issue, p.words.text, condition, to, *_when(p.date),
                p.asserted, p.answers, len(p.origins), *_told(span, witnesses),
            )  # fmt: skip


Rows = Callable[[Record, Witnesses], Iterator[Values]]
TABLES: dict[str, tuple[tuple[str, ...], Rows, bool]] = {
    "articles": (
        ("article", "outlet", "agency", "authors", "headline", "published", "published_basis", "url", "origin",
         "origin_name", "version_of", "reprint_of", "attached_to", "document", "start", "end"),
        _articles, False,
    ),
    "origins": (
        ("origin", "name", "article", "basis", "confidence", "own_share", "document", "start", "end", "text", "url"),
        _origins, False,
    ),
    "cast": (("cast", "name", "kind", "country", "variants", "roles", "mentions"), _cast, True),
    "quotations": (
        ("quotation", "utterance", "speaker", "speaker_cast", "kind", "force", "cue", "negated", "hypothetical",
         "addressee", "medium", "place", *_WHEN),
        _quotations, True,
    ),
    "events": (
        ("event", "title", "type", "mode", "modality", "negated", "actors", "recipients", *_WHEN, *_WHERE, "plover_type",
         "plover_mode", "plover_context", "accounts", "origins", "origin_names"),
        _events, True,
    ),
    "accounts": (
        ("account", "event", "type", "mode", "modality", "negated", "historical", "trigger", "actors",
         "actor_countries", "recipients", "recipient_countries", "object", "attributed_to", "under", *_WHEN,
         *_WHERE),
        _accounts, True,
    ),
    "claims": (
        ("claim", "text_of_claim", "standing", "why", "event", "utterance", "slot", "value", "asserted", "origins"),
        _claims, True,
    ),
    "timeline": (("entry", "date", "precision", "lane", "title", "event", "utterance"), _timeline, True),
    "meetings": (
        ("meeting", "title", "state", *_WHEN, *_WHERE, "host", "level", "parties", "who", "who_cast", "who_country",
         "who_level", "presence", "asserted", "origins"),
        _meetings, True,
    ),
    "positions": (
        ("position", "party", "name", "party_country", "kind", "issue", "words", "condition", "addressees", *_WHEN,
         "asserted", "answers", "origins"),
        _positions, True,
    ),
    "brief": (("sentence_id", "sentence", "standing", "origins"), _brief, True),
}  # fmt: skip
"""Each table by name: its own columns, its rows, and whether the evidence columns follow."""
