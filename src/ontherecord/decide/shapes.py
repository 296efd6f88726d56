# SPDX-License-Identifier: Apache-2.0
"""What is compared of each datum of two records: what a reader is told of it, with names for ids.

Comes in: a datum and the names of its record. Goes out: lines by name. Refuses: nothing; what is not told
here (ids, confidence, the wording of a reason) makes no difference.
Score: none; `tests/decisions/test_effect.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ontherecord.model import Record, When, Where

Names = Mapping[str, str]
Shape = dict[str, str]
_LONGEST = 120  # characters of a title


def names(record: Record | None) -> Names:
    """What each id of a record that others refer to is called."""
    if record is None:
        return {}
    found = {m.id: m.name for m in record.cast}
    found |= {o.id: o.name for o in record.origins}
    said = {q.id: title("quotations", q, {}) for q in record.quotations}
    found |= {u.id: said[u.fullest] for u in record.utterances if u.fullest in said}
    return found | {a.id: a.outlet or a.headline or a.id for a in record.articles}


def title(kind: str, datum: Any, known: Names) -> str:
    """What a datum is called."""
    if kind in ("quotations", "positions"):
        text = datum.words.text if kind == "positions" else " … ".join(s.text for s in datum.content)
    elif kind == "utterances":
        text = known.get(datum.id, datum.id)
    elif kind == "reuse":
        text = f"{known.get(datum.from_, datum.from_)} and {known.get(datum.to, datum.to)}"
    else:
        told = (
            getattr(datum, name, None) for name in ("title", "text", "sentence", "headline", "name", "why")
        )
        text = next((one for one in told if one), None) or _words(datum) or datum.id
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: text.rfind(" ", 0, _LONGEST)] + " …"


def _words(datum: Any) -> str:
    span = getattr(datum, "span", None)
    return span.text if span else ""


def shape(kind: str, datum: Any, known: Names) -> Shape:
    """What a reader is told of a datum, by name; what is not told is left out."""
    return {name: value for name, value in _SHAPES[kind](datum, known).items() if value}


def _called(ids: Iterable[str] | str | None, known: Names) -> str:
    listed = [ids] if isinstance(ids, str) else list(ids or ())
    return ", ".join(sorted(known.get(id_, id_) for id_ in listed))


def _when(when: When | None) -> str:
    return when.date if when else ""


def _where(where: Where | None) -> str:
    return where.name if where else ""


def _number(of: Iterable[object]) -> str:
    return str(len(tuple(of)))


_SHAPES: Mapping[str, Callable[[Any, Names], Shape]] = {
    "stories": lambda d, k: {"articles": _number(d.articles), "title": d.title},
    "articles": lambda d, k: {
        "origin": _called(d.origin, k), "reprint of": _called(d.reprint_of, k),
        "version of": _called(d.version_of, k), "headline": d.headline or "",
    },
    "reuse": lambda d, k: {"kind": d.kind},
    "origins": lambda d, k: {"name": d.name, "articles": _called(d.articles, k)},
    "cast": lambda d, k: {
        "name": d.name, "kind": d.kind, "other names": ", ".join(d.variants), "mentions": _number(d.mentions),
        "country": d.country or "", "confirmed": "yes" if d.confirmed else "",
        "may be": _called((m.cast for m in d.may_be), k),
    },
    "quotations": lambda d, k: {"speaker": d.speaker.name if d.speaker else "", "day": _when(d.date)},
    "utterances": lambda d, k: {
        "speaker": d.speaker.name if d.speaker else "", "quotations": _number(d.quotations),
        "origins": _called(d.origins, k),
    },
    "events": lambda d, k: {
        "title": d.title, "who": _called(d.actor, k), "to whom": _called(d.recipient, k), "date": _when(d.date),
        "place": _where(d.place), "modality": d.modality, "accounts": _number(d.accounts),
        "origins": _called(d.origins, k),
    },
    "claims": lambda d, k: {
        "text": d.text, "standing": d.standing, "values": " | ".join(v.value for v in d.values),
        "origins": _called({o for v in d.values for o in v.origins}, k),
    },
    "timeline": lambda d, k: {"title": d.title, "date": d.date, "lane": d.lane},
    "brief": lambda d, k: {"sentence": d.sentence, "standing": d.standing, "origins": _called(d.origins, k)},
    "meetings": lambda d, k: {
        "title": d.title, "state": d.state, "date": _when(d.date), "place": _where(d.place),
        "parties": _called(d.parties, k), "attendance": _number(d.attendance),
    },
    "positions": lambda d, k: {"name": d.name, "kind": d.kind, "issue": d.issue or ""},
    "contradictions": lambda d, k: {"why": d.why},
    "times": lambda d, k: {"value": d.value or ""},
    "places": lambda d, k: {"place": d.place.name},
    "days": lambda d, k: {"title": d.title, "date": d.date},
}  # fmt: skip
COMPARED = tuple(_SHAPES)
"""The lists that are compared, in the order in which a reader is told."""
