# SPDX-License-Identifier: Apache-2.0
"""What can be said of each kind of datum, as forms: the kinds of decision that fit it, with their choices.

Comes in: a record and a datum of it. Goes out: `Form`s. Refuses: nothing; a datum that nothing fits has none.
Score: none; `tests/serve/test_corrections.py` proposes by each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Literal

from ontherecord.decide.identity import KNOWN_BY_WORDS
from ontherecord.dossier.wording import clipped, date_in_words
from ontherecord.model import Record
from ontherecord.serve.answers import View
from ontherecord.serve.citing import homes

_MOST = 300  # choices of one form
_KINDS = {"person": "a person", "organisation": "an organisation", "place": "a place", "group": "a group",
          "nothing": "no name at all"}  # fmt: skip


class Choice(View, frozen=True, kw_only=True):
    """One thing to choose."""

    id: str
    title: str


class Form(View, frozen=True, kw_only=True):
    """One kind of decision as a form: what it takes besides the datum itself."""

    kind: str
    says: str
    """The decision in words: "It is the same as"."""
    ids: tuple[str, ...]
    """What it takes first: the datum."""
    choose: Literal["none", "one", "some"] = "none"
    choices: tuple[Choice, ...] = ()
    together: bool = False
    """Whether what is chosen is one side."""
    text: str = ""
    """The label of a text to give, "" for none."""
    wanted: str = ""
    """A value that goes with it."""


LISTS = ("articles", *KNOWN_BY_WORDS)
"""The lists whose data can be corrected."""
BESIDE = {
    "cast": ("articles",), "quotations": ("cast",), "utterances": ("cast", "quotations"), "events": ("accounts", "articles"),
}  # fmt: skip
"""The other lists of a record that the forms of a datum choose from, by its list."""


def title(kind: str, datum: Any, record: Record) -> str:
    """What a datum is called on the page of its corrections."""
    if kind in ("quotations", "utterances"):
        return _said(datum, record)
    for name in ("headline", "title", "name", "text", "sentence", "why"):
        found = getattr(datum, name, None)
        if isinstance(found, str) and found:
            return found
    words = getattr(datum, "words", None) or getattr(datum, "span", None)
    return words.text if words is not None else str(datum.id)


def _said(datum: Any, record: Record) -> str:
    held = {q.id: q for q in record.quotations}
    quotation = held.get(getattr(datum, "fullest", datum.id), datum)
    who = datum.speaker.name if datum.speaker else "somebody"
    return f"{who}: “{clipped(' … '.join(s.text for s in quotation.content), 40)}”"


def forms(record: Record, kind: str, datum: Any, stories: Sequence[Choice]) -> Iterator[Form]:
    """The forms that fit a datum, the most likely first."""
    if kind == "story" and stories:
        yield Form(
            kind="same-story", says="It is one story with", ids=(datum.id,), choose="one", choices=tuple(stories)
        )  # fmt: skip
    if kind in _FORMS:
        yield from _FORMS[kind](record, datum, stories)
    if kind in KNOWN_BY_WORDS:
        yield Form(kind="hide", says="Leave it out", ids=(datum.id,))


def _cast(record: Record, datum: Any, stories: Sequence[Choice]) -> Iterator[Form]:
    own = (datum.id,)
    likely = {one.cast for one in datum.may_be}
    others = sorted(
        (m for m in record.cast if m.id != datum.id and (m.kind == datum.kind or m.id in likely)),
        key=lambda m: (m.id not in likely, not _shares(m, datum), -len(m.mentions), m.name),
    )
    yield Form(
        kind="merge", says="It is the same as", ids=own, choose="some",
        choices=tuple(Choice(id=m.id, title=f"{m.name} ({len(m.mentions)})") for m in others[:_MOST]),
    )  # fmt: skip
    named = {home.id for home in map(homes(record.articles), datum.mentions) if home}
    names = dict.fromkeys(span.text for span in datum.mentions)
    parts = (
        [Choice(id=name, title=f"where it is written “{name}”") for name in names] if len(names) > 1 else []
    )
    parts += [
        Choice(id=a.id, title=f"in {a.outlet or 'an unnamed outlet'}: {clipped(a.headline or a.id, 10)}")
        for a in record.articles
        if a.id in named
    ]
    if len(parts) > 1:
        yield Form(
            kind="split",
            says="These are somebody else",
            ids=own,
            choose="some",
            choices=tuple(parts[:_MOST]),
            together=True,
        )
    yield Form(kind="rename", says="It is called", ids=own, text="its name")
    kinds = tuple(Choice(id=code, title=words) for code, words in _KINDS.items() if code != datum.kind)
    yield Form(kind="kind", says="It is", ids=own, choose="one", choices=kinds, wanted="choice")
    if not datum.confirmed:
        yield Form(kind="confirm", says="Its names are right; propose new ones only", ids=own)


def _shares(one: Any, other: Any) -> bool:
    """Whether two members have a word of their names in common: likely choices come first."""
    return bool(set(one.name.casefold().split()) & set(other.name.casefold().split()))


def _claim(record: Record, datum: Any, stories: Sequence[Choice]) -> Iterator[Form]:
    if datum.standing == "in-conflict":
        yield Form(kind="no-conflict", says="This is no conflict", ids=(datum.id,))
        yield Form(
            kind="no-conflict",
            says="The later value replaced the earlier one",
            ids=(datum.id,),
            wanted="superseded",
        )
        return
    if len(datum.values) > 1:
        yield Form(kind="conflict", says="Its values exclude each other", ids=(datum.id,))
    others = [
        c
        for c in record.claims
        if c.id != datum.id
        and c.slot.name == datum.slot.name
        and len({v.value for one in (datum, c) for v in one.values}) > 1
    ]
    if others:
        yield Form(
            kind="conflict", says="It contradicts", ids=(datum.id,), choose="one",
            choices=tuple(Choice(id=c.id, title=clipped(c.text, 24)) for c in others[:_MOST]),
        )  # fmt: skip


def _speech(record: Record, datum: Any, stories: Sequence[Choice]) -> Iterator[Form]:
    told = datum.speaker.cast if datum.speaker else None
    people = sorted(
        (m for m in record.cast if m.kind != "place" and m.id != told),
        key=lambda m: (-len(m.mentions), m.name),
    )
    yield Form(
        kind="speaker", says="It was said by", ids=(datum.id,), choose="one",
        choices=tuple(Choice(id=m.id, title=m.name) for m in people[:_MOST]),
    )  # fmt: skip
    yield Form(kind="speaker", says="It was said by somebody else", ids=(datum.id,), text="the name")
    if told is not None:
        yield Form(kind="speaker", says="Nobody can tell who said it", ids=(datum.id,))


def _event(record: Record, datum: Any, stories: Sequence[Choice]) -> Iterator[Form]:
    others = sorted(
        (e for e in record.events if e.id != datum.id),
        key=lambda e: (e.type != datum.type, -len(e.accounts), e.title),
    )
    yield Form(
        kind="same-event", says="It is the same event as", ids=(datum.id,), choose="some",
        choices=tuple(Choice(id=e.id, title=_event_title(e)) for e in others[:_MOST]),
    )  # fmt: skip
    held = {a.id: a for a in record.accounts}
    own = [held[id] for id in datum.accounts if id in held]
    if len(own) > 1:
        outlets = {a.id: a.outlet or "outlet not named" for a in record.articles}
        yield Form(
            kind="different-events", says="These accounts tell another event", ids=(datum.id,), choose="some",
            together=True,
            choices=tuple(Choice(id=a.id, title=f"{outlets.get(a.article, '')}: {clipped(a.span.text, 24)}") for a in own),
        )  # fmt: skip


def _event_title(event: Any) -> str:
    day = date_in_words(event.date.date) if event.date else ""
    return f"{event.title} ({day})" if day else str(event.title)


def _article(record: Record, datum: Any, stories: Sequence[Choice]) -> Iterator[Form]:
    same = [a for a in record.articles if a.id != datum.id and a.origin == datum.origin and datum.origin]
    if same:
        yield Form(
            kind="independent", says="It owes nothing to", ids=(datum.id,), choose="some",
            choices=tuple(
                Choice(id=a.id, title=f"{a.outlet or 'outlet not named'}: {clipped(a.headline or a.id, 14)}")
                for a in same[:_MOST]
            ),
        )  # fmt: skip
    if len(record.articles) > 1:
        yield Form(kind="different-stories", says="It is not of this story", ids=(datum.id,))
    if stories:
        yield Form(
            kind="same-story",
            says="It is of one story with",
            ids=(datum.id,),
            choose="one",
            choices=tuple(stories),
        )


_FORMS: Mapping[str, Callable[[Record, Any, Sequence[Choice]], Iterator[Form]]] = {
    "cast": _cast, "claims": _claim, "quotations": _speech, "utterances": _speech, "events": _event,
    "articles": _article,
}  # fmt: skip
