# SPDX-License-Identifier: Apache-2.0
"""What each kind of decision comes to: its subjects as words, and the decision in one sentence.

Comes in: a `Pointer` at the build, the ids a person gave, the value that is right. Goes out: a `Draft`.
Refuses, with `DecisionError`: a decision that says nothing, or not what its kind is about.
Score: none; `tests/decisions/test_making.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import get_args

from ontherecord.decide.files import DecisionError
from ontherecord.decide.identity import KNOWN_BY_WORDS, KnownBy, about, triggers
from ontherecord.decide.pointing import Draft, Pointer, Side, listed, only, short
from ontherecord.model import CastKind, Claim, DecisionKind, Quotation, Record, Span, Utterance

# --- the cast ----------------------------------------------------------------------------------


def _merge(at: Pointer, ids: list[str], wanted: str) -> Draft:
    members = [at.member(id_) for id_ in dict.fromkeys(ids)]
    if len(members) < 2:
        raise at.fault("a merge takes two or more")
    return Draft([m.mentions for m in members], f"{listed(m.name for m in members)} are one")


def _confirm(at: Pointer, ids: list[str], wanted: str) -> Draft:
    member = at.member(only(at, ids))
    names = dict.fromkeys((member.name, *member.variants))
    return Draft(
        [member.mentions], f"{listed(names)} {'is' if len(names) == 1 else 'are'} right for {member.name}"
    )


def _rename(at: Pointer, ids: list[str], wanted: str) -> Draft:
    member = at.member(only(at, ids))
    if not wanted or wanted == member.name:
        raise at.fault("say what it is to be called")
    return Draft([member.mentions], f"“{member.name}” is to be called “{wanted}”", wanted=wanted)


def _kind(at: Pointer, ids: list[str], wanted: str) -> Draft:
    member = at.member(only(at, ids))
    if wanted not in ("", "nothing", *get_args(CastKind)):
        raise at.fault(f"{wanted!r} is no kind of cast member")
    what = {"": "no name", "nothing": "no name", "organisation": "an organisation"}.get(wanted, f"a {wanted}")
    return Draft([member.mentions], f"“{member.name}” is {what}", wanted=wanted or "nothing")


def _split(at: Pointer, ids: list[str], wanted: str) -> Draft:
    member = at.member(ids[0])
    left, parts = list(member.mentions), []
    for part in ids[1:]:
        names = part.split(",")
        chosen = [s for s in left if any(_is_of(s, one.strip(), at) for one in names)]
        if not chosen:
            raise at.fault(f"{part}: no mention of {member.name} is there")
        left = [s for s in left if s not in chosen]
        parts.append(tuple(chosen))
    sides = [side for side in (tuple(left), *parts) if side]
    if len(sides) < 2:
        raise at.fault("a split leaves two parts or more")
    shown = listed(_words(side) for side in sides)
    return Draft(sides, f"“{member.name}” is {len(sides)}: {shown}")


def _is_of(span: Span, part: str, at: Pointer) -> bool:
    """Whether a mention is of a part: bears the name, stands in the article, or is the one named."""
    if part in (span.text, f"{span.document}:{span.start}"):
        return True
    articles = [a for record in at.records for a in record.articles if a.id == part]
    return any(a.document == span.document and a.start <= span.start < a.end for a in articles)


def _words(side: Side) -> str:
    names = ", ".join(dict.fromkeys(span.text for span in side))
    return f"{names} ({len(side)} {'mention' if len(side) == 1 else 'mentions'})"


# --- events, stories, articles ------------------------------------------------------------------


def _same_event(at: Pointer, ids: list[str], wanted: str) -> Draft:
    sides = list(_event_sides(at, ids))
    if len(sides) < 2:
        raise at.fault("it takes two or more")
    return Draft(sides, f"{listed(_titles(at, ids))} are one event")


def _different_events(at: Pointer, ids: list[str], wanted: str) -> Draft:
    sides = _disjoint(at, list(_event_sides(at, ids)))
    return Draft(sides, f"{listed(_titles(at, ids))} are different events")


def _event_sides(at: Pointer, ids: Sequence[str]) -> Iterator[Side]:
    for arg in dict.fromkeys(ids):
        yield tuple(s for id_ in arg.split(",") for s in at.words(id_.strip(), "events", "accounts"))


def _titles(at: Pointer, ids: Sequence[str]) -> Iterator[str]:
    for id_ in dict.fromkeys(i.strip() for arg in ids for i in arg.split(",")):
        found = at.one(id_, "events", "accounts", "articles", "story").datum
        span = getattr(found, "span", None)
        yield short(
            getattr(found, "title", None) or getattr(found, "headline", None) or (span.text if span else id_)
        )


def _same_story(at: Pointer, ids: list[str], wanted: str) -> Draft:
    sides = [
        tuple(at.opening(a) for id_ in arg.split(",") for a in at.articles(id_)) for arg in dict.fromkeys(ids)
    ]
    if len(sides) < 2:
        raise at.fault("it takes two or more")
    return Draft(sides, f"{listed(_titles(at, ids))} are of one story")


def _different_stories(at: Pointer, ids: list[str], wanted: str) -> Draft:
    args = dict.fromkeys(ids)
    sides = [tuple(at.opening(a) for id_ in arg.split(",") for a in at.articles(id_)) for arg in args]
    if len(sides) == 1 and len(at.articles(ids[0].split(",")[0])) == 1:
        home = at.one(ids[0].split(",")[0], "articles").record
        sides.insert(0, tuple(at.opening(a) for a in home.articles))
        return Draft(
            _disjoint(at, sides),
            f"{listed(_titles(at, ids))}: not of the story “{short(home.story.title)}”",
        )
    return Draft(_disjoint(at, sides), f"{listed(_titles(at, ids))} are not of one story")


def _disjoint(at: Pointer, sides: list[Side]) -> list[Side]:
    """The sides, the smaller ones first taken out of those that hold them."""
    order = sorted(range(len(sides)), key=lambda n: len(sides[n]))
    taken: set[Span] = set()
    made: dict[int, Side] = {}
    for n in order:
        made[n] = tuple(s for s in sides[n] if s not in taken)
        taken.update(sides[n])
    found = [made[n] for n in range(len(sides)) if made[n]]
    if len(found) < 2:
        raise at.fault("it takes two or more that have nothing in common")
    return found


def _independent(at: Pointer, ids: list[str], wanted: str) -> Draft:
    found = at.one(ids[0], "articles")
    articles = {a.id: a for r in at.records for a in r.articles}
    one = articles[found.datum.id]  # type: ignore[attr-defined]
    others = [a for id_ in ids[1:] for a in at.articles(id_) if a.id != one.id]
    if not ids[1:]:
        others = [a for a in articles.values() if a.origin == one.origin and a.id != one.id]
    texts = {a.id: at.made.copies[a.document][a.start : a.end] for a in (one, *others)}
    if any(texts[a.id] == texts[one.id] for a in others):
        raise DecisionError(
            f"{one.id}: another of these articles has the very same text; it cannot be independent"
        )
    if not others:
        raise at.fault(f"{one.id}: it shares its origin with no other article")
    names = listed(dict.fromkeys(a.outlet or a.id for a in others))
    sides = [(at.opening(one),), *((at.opening(a),) for a in others)]
    return Draft(sides, f"“{short(one.headline or one.id)}” ({one.outlet or one.id}) owes nothing to {names}")


# --- claims, quotations, anything ----------------------------------------------------------------


def _conflict(at: Pointer, ids: list[str], wanted: str) -> Draft:
    held = [at.claim(id_) for id_ in dict.fromkeys(ids)]
    claims = [claim for _, claim in held]
    labels = " / ".join(about("claims", claim, record.cast) for record, claim in held)
    if len(held) == 1 and len(claims[0].values) > 1:
        sides = _values(*held[0])
    elif len(held) == 2 and len({v.value for c in claims for v in c.values}) > 1:
        sides = [KnownBy(record).of("claims", claim) for record, claim in held]
    else:
        raise at.fault("it takes a claim of two values, or two claims whose values differ")
    return Draft(sides, f"A conflict: {listed(short(c.text) for c in claims)}", about=labels)


def _values(record: Record, claim: Claim) -> list[Side]:
    """The words of each value of a claim, and, of one that is of an event, what the event is known by."""
    acts = triggers(a for a in record.accounts if a.event == claim.slot.event).get(claim.slot.event or "", ())
    return [*(v.support for v in claim.values), *([tuple(acts)] if acts else [])]


def _no_conflict(at: Pointer, ids: list[str], wanted: str) -> Draft:
    record, claim = at.claim(only(at, ids))
    if claim.standing != "in-conflict":
        raise at.fault(f"{claim.id} is not in conflict but {claim.standing}")
    if wanted not in ("", "superseded"):
        raise at.fault(f"{wanted!r} is no standing that this can give")
    how = ": the later value replaced the earlier" if wanted else ""
    text = f"No conflict: {short(claim.text)}{how}"
    return Draft(_values(record, claim), text, about=about("claims", claim, record.cast), wanted=wanted)


def _speaker(at: Pointer, ids: list[str], wanted: str) -> Draft:
    found = at.one(ids[0], "quotations", "utterances")
    assert isinstance(found.datum, Quotation | Utterance)
    words = KnownBy(found.record).of(found.kind, found.datum)
    said = f"“{short(words[0].text)}”"
    if len(ids) > 2:
        raise at.fault("one speaker at most")
    if len(ids) == 2:
        who = next((m for m in found.record.cast if m.id == ids[1]), None)
        if who is None:
            raise at.fault(f"{ids[1]}: nobody of the cast of that story has that id; --wanted takes any name")
        return Draft([words, who.mentions], f"{who.name} said {said}", wanted=who.name)
    text = f"{wanted} said {said}" if wanted else f"Nobody can tell who said {said}"
    return Draft([words], text, wanted=wanted)


def _hide(at: Pointer, ids: list[str], wanted: str) -> Draft:
    found = at.one(only(at, ids), *KNOWN_BY_WORDS)
    label = about(found.kind, found.datum, found.record.cast)
    words = KnownBy(found.record).of(found.kind, found.datum)
    what = found.kind.removesuffix("s") if found.kind != "cast" else "cast member"
    told = [getattr(found.datum, name, None) for name in ("title", "text", "sentence", "name")]
    shown = next((t for t in told if isinstance(t, str) and t), words[0].text)
    text = f"Hide the {what} “{short(shown)}”"
    wanted = "nothing" if found.kind == "cast" else ""
    return Draft([words], text, about=label, wanted=wanted)


DRAFTS: Mapping[DecisionKind, Callable[[Pointer, list[str], str], Draft]] = {
    "merge": _merge, "split": _split, "confirm": _confirm, "rename": _rename, "kind": _kind,
    "same-event": _same_event, "different-events": _different_events, "independent": _independent,
    "same-story": _same_story, "different-stories": _different_stories, "conflict": _conflict,
    "no-conflict": _no_conflict, "speaker": _speaker, "hide": _hide,
}  # fmt: skip
