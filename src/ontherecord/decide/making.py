# SPDX-License-Identifier: Apache-2.0
"""A decision from ids of a record: what a person points at, turned into its words at once.

Comes in: a kind, ids, the build they stand in, who, when and why. Goes out: a `Decision`.
Refuses, with `DecisionError`: ids that name nothing, or not what this kind is about; an id that two
stories have; a decision that says nothing ("merge" of one).
Score: none; `tests/decisions/test_making.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, get_args

from ontherecord.decide.files import DecisionError, identified, moment
from ontherecord.decide.identity import KNOWN_BY_WORDS, KnownBy, about, triggers
from ontherecord.decide.places import opening
from ontherecord.model import (
    Article,
    Build,
    CastKind,
    CastMember,
    Claim,
    CopySpan,
    Datum,
    Decision,
    DecisionKind,
    Quotation,
    Record,
    Span,
    Story,
    Utterance,
)

KINDS: Mapping[DecisionKind, str] = {
    "merge": "CAST CAST...: these are one",
    "split": "CAST PART...: these parts of it are others; a PART is one of its names, an article, or DOCUMENT:START",
    "confirm": "CAST: its names are right; a new name is only proposed from now on",
    "rename": "CAST --wanted NAME: what it is to be called",
    "kind": "CAST [--wanted KIND]: person, organisation, place, group; without one it is no name at all",
    "same-event": "EVENT EVENT...: these are one event",
    "different-events": "EVENT ACCOUNT...: these accounts of it tell another event",
    "independent": "ARTICLE [ARTICLE...]: it owes nothing to these; without any, to all of its origin",
    "same-story": "STORY|ARTICLE...: these are of one story",
    "different-stories": "STORY|ARTICLE...: these are not of one story",
    "conflict": "CLAIM [CLAIM]: its values, or theirs, exclude each other",
    "no-conflict": "CLAIM [--wanted superseded]: its values do not exclude each other",
    "speaker": "QUOTATION|UTTERANCE [CAST|--wanted NAME]: who said it; without anybody, nobody can tell",
    "hide": "ID...: leave it out",
}
"""Each kind with the ids it takes, in words."""
_LONGEST = 90  # characters of a sentence that a decision's text repeats
Side = tuple[Span, ...]


class _Found(NamedTuple):
    """A datum of a record, with the list it stands in."""

    record: Record
    kind: str
    datum: Datum


class _Draft(NamedTuple):
    """What a kind of decision comes to, before it has a name."""

    subjects: Sequence[Side]
    text: str
    about: str = ""
    wanted: str = ""


def decide(
    made: Build,
    kind: str,
    ids: Sequence[str],
    *,
    who: str,
    when: str,
    why: str = "",
    wanted: str = "",
    story: str | None = None,
) -> Decision:
    """The decision that a person makes on `ids` of the build `made`; `KINDS` has the ids of each kind.

    `when` is an ISO 8601 time with a zone; `wanted` the right name or kind; `story` the id of the story
    of the ids, where several have them. Several ids of one side are joined by commas.
    Raises DecisionError.
    """
    if kind not in KINDS:
        raise DecisionError(f"{kind!r} is no kind of decision; it is one of {', '.join(KINDS)}")
    if not who.strip():
        raise DecisionError("a decision says by whom it is; give a name")
    if not ids:
        raise DecisionError(f"{kind}: {KINDS[kind]}")  # type: ignore[index]
    draft = _DRAFTS[kind](_Maker(made, story, kind), list(ids), " ".join(wanted.split()))  # type: ignore[index]
    hashes = {d.id: d.sha256 for d in made.documents}
    subjects = tuple(
        tuple(
            sorted({CopySpan(sha256=hashes[s.document], start=s.start, end=s.end, text=s.text) for s in side})
        )
        for side in draft.subjects
    )
    return identified(
        Decision(
            id="", kind=kind, subjects=subjects, about=draft.about, wanted=draft.wanted, text=draft.text,  # type: ignore[arg-type]
            who=who.strip(), when=moment(when), why=why.strip(),
        )
    )  # fmt: skip


class _Maker:
    """The build that ids are looked up in."""

    def __init__(self, made: Build, story: str | None, kind: str) -> None:
        self.made = made
        self.kind = kind
        self.records = [r for r in made.records if story in (None, r.story.id)]
        if not self.records:
            raise DecisionError(f"{story}: there is no such story here")

    def fault(self, what: str) -> DecisionError:
        """A fault with the use of the kind."""
        return DecisionError(f"{what}; {self.kind} {KINDS[self.kind]}")  # type: ignore[index]

    def one(self, id_: str, *kinds: str) -> _Found:
        """The datum of an id, of one of some lists."""
        found = [
            _Found(record, kind, datum)
            for record in self.records
            for kind in kinds
            for datum in ((record.story,) if kind == "story" else getattr(record, kind))
            if datum.id == id_
        ]
        if not found:
            raise self.fault(f"{id_}: no {' or '.join(k.removesuffix('s') for k in kinds)} has that id")
        if len(found) > 1:
            stories = ", ".join(f.record.story.id for f in found)
            raise DecisionError(f"{id_}: stands in several stories; say which one: {stories}")
        return found[0]

    def member(self, id_: str) -> CastMember:
        """The cast member of an id."""
        datum = self.one(id_, "cast").datum
        assert isinstance(datum, CastMember)
        return datum

    def claim(self, id_: str) -> tuple[Record, Claim]:
        """The claim of an id, with its record."""
        found = self.one(id_, "claims")
        assert isinstance(found.datum, Claim)
        return found.record, found.datum

    def articles(self, id_: str) -> list[Article]:
        """The article of an id, or those of a story."""
        found = self.one(id_, "articles", "story")
        return list(found.record.articles) if isinstance(found.datum, Story) else [found.datum]  # type: ignore[list-item]

    def opening(self, article: Article) -> Span:
        """The words that stand for an article."""
        return opening(article, self.made.copies[article.document])

    def words(self, id_: str, *kinds: str) -> Side:
        """The words that carry the datum of an id."""
        found = self.one(id_, *kinds)
        return KnownBy(found.record).of(found.kind, found.datum)


# --- the cast ----------------------------------------------------------------------------------


def _merge(maker: _Maker, ids: list[str], wanted: str) -> _Draft:
    members = [maker.member(id_) for id_ in dict.fromkeys(ids)]
    if len(members) < 2:
        raise maker.fault("a merge takes two or more")
    return _Draft([m.mentions for m in members], f"{_listed(m.name for m in members)} are one")


def _confirm(maker: _Maker, ids: list[str], wanted: str) -> _Draft:
    member = maker.member(_only(maker, ids))
    names = dict.fromkeys((member.name, *member.variants))
    return _Draft(
        [member.mentions], f"{_listed(names)} {'is' if len(names) == 1 else 'are'} right for {member.name}"
    )


def _rename(maker: _Maker, ids: list[str], wanted: str) -> _Draft:
    member = maker.member(_only(maker, ids))
    if not wanted or wanted == member.name:
        raise maker.fault("say what it is to be called")
    return _Draft([member.mentions], f"“{member.name}” is to be called “{wanted}”", wanted=wanted)


def _kind(maker: _Maker, ids: list[str], wanted: str) -> _Draft:
    member = maker.member(_only(maker, ids))
    if wanted not in ("", "nothing", *get_args(CastKind)):
        raise maker.fault(f"{wanted!r} is no kind of cast member")
    what = {"": "no name", "nothing": "no name", "organisation": "an organisation"}.get(wanted, f"a {wanted}")
    return _Draft([member.mentions], f"“{member.name}” is {what}", wanted=wanted or "nothing")


def _split(maker: _Maker, ids: list[str], wanted: str) -> _Draft:
    member = maker.member(ids[0])
    left, parts = list(member.mentions), []
    for part in ids[1:]:
        names = part.split(",")
        chosen = [s for s in left if any(_is_of(s, one.strip(), maker) for one in names)]
        if not chosen:
            raise maker.fault(f"{part}: no mention of {member.name} is there")
        left = [s for s in left if s not in chosen]
        parts.append(tuple(chosen))
    sides = [side for side in (tuple(left), *parts) if side]
    if len(sides) < 2:
        raise maker.fault("a split leaves two parts or more")
    shown = _listed(_words(side) for side in sides)
    return _Draft(sides, f"“{member.name}” is {len(sides)}: {shown}")


def _is_of(span: Span, part: str, maker: _Maker) -> bool:
    """Whether a mention is of a part: bears the name, stands in the article, or is the one named."""
    if part in (span.text, f"{span.document}:{span.start}"):
        return True
    articles = [a for record in maker.records for a in record.articles if a.id == part]
    return any(a.document == span.document and a.start <= span.start < a.end for a in articles)


def _words(side: Side) -> str:
    names = ", ".join(dict.fromkeys(span.text for span in side))
    return f"{names} ({len(side)} {'mention' if len(side) == 1 else 'mentions'})"


# --- events, stories, articles ------------------------------------------------------------------


def _same_event(maker: _Maker, ids: list[str], wanted: str) -> _Draft:
    sides = list(_event_sides(maker, ids))
    if len(sides) < 2:
        raise maker.fault("it takes two or more")
    return _Draft(sides, f"{_listed(_titles(maker, ids))} are one event")


def _different_events(maker: _Maker, ids: list[str], wanted: str) -> _Draft:
    sides = _disjoint(maker, list(_event_sides(maker, ids)))
    return _Draft(sides, f"{_listed(_titles(maker, ids))} are different events")


def _event_sides(maker: _Maker, ids: Sequence[str]) -> Iterator[Side]:
    for arg in dict.fromkeys(ids):
        yield tuple(s for id_ in arg.split(",") for s in maker.words(id_.strip(), "events", "accounts"))


def _titles(maker: _Maker, ids: Sequence[str]) -> Iterator[str]:
    for id_ in dict.fromkeys(i.strip() for arg in ids for i in arg.split(",")):
        found = maker.one(id_, "events", "accounts", "articles", "story").datum
        span = getattr(found, "span", None)
        yield _short(
            getattr(found, "title", None) or getattr(found, "headline", None) or (span.text if span else id_)
        )


def _same_story(maker: _Maker, ids: list[str], wanted: str) -> _Draft:
    sides = [
        tuple(maker.opening(a) for id_ in arg.split(",") for a in maker.articles(id_))
        for arg in dict.fromkeys(ids)
    ]
    if len(sides) < 2:
        raise maker.fault("it takes two or more")
    return _Draft(sides, f"{_listed(_titles(maker, ids))} are of one story")


def _different_stories(maker: _Maker, ids: list[str], wanted: str) -> _Draft:
    args = dict.fromkeys(ids)
    sides = [tuple(maker.opening(a) for id_ in arg.split(",") for a in maker.articles(id_)) for arg in args]
    if len(sides) == 1 and len(maker.articles(ids[0].split(",")[0])) == 1:
        home = maker.one(ids[0].split(",")[0], "articles").record
        sides.insert(0, tuple(maker.opening(a) for a in home.articles))
        return _Draft(
            _disjoint(maker, sides),
            f"{_listed(_titles(maker, ids))}: not of the story “{_short(home.story.title)}”",
        )
    return _Draft(_disjoint(maker, sides), f"{_listed(_titles(maker, ids))} are not of one story")


def _disjoint(maker: _Maker, sides: list[Side]) -> list[Side]:
    """The sides, the smaller ones first taken out of those that hold them."""
    order = sorted(range(len(sides)), key=lambda n: len(sides[n]))
    taken: set[Span] = set()
    made: dict[int, Side] = {}
    for n in order:
        made[n] = tuple(s for s in sides[n] if s not in taken)
        taken.update(sides[n])
    found = [made[n] for n in range(len(sides)) if made[n]]
    if len(found) < 2:
        raise maker.fault("it takes two or more that have nothing in common")
    return found


def _independent(maker: _Maker, ids: list[str], wanted: str) -> _Draft:
    found = maker.one(ids[0], "articles")
    articles = {a.id: a for r in maker.records for a in r.articles}
    one = articles[found.datum.id]  # type: ignore[attr-defined]
    others = [a for id_ in ids[1:] for a in maker.articles(id_) if a.id != one.id]
    if not ids[1:]:
        others = [a for a in articles.values() if a.origin == one.origin and a.id != one.id]
    texts = {a.id: maker.made.copies[a.document][a.start : a.end] for a in (one, *others)}
    if any(texts[a.id] == texts[one.id] for a in others):
        raise DecisionError(
            f"{one.id}: another of these articles has the very same text; it cannot be independent"
        )
    if not others:
        raise maker.fault(f"{one.id}: it shares its origin with no other article")
    names = _listed(dict.fromkeys(a.outlet or a.id for a in others))
    sides = [(maker.opening(one),), *((maker.opening(a),) for a in others)]
    return _Draft(
        sides, f"“{_short(one.headline or one.id)}” ({one.outlet or one.id}) owes nothing to {names}"
    )


# --- claims, quotations, anything ----------------------------------------------------------------


def _conflict(maker: _Maker, ids: list[str], wanted: str) -> _Draft:
    held = [maker.claim(id_) for id_ in dict.fromkeys(ids)]
    claims = [claim for _, claim in held]
    labels = " / ".join(about("claims", claim, record.cast) for record, claim in held)
    if len(held) == 1 and len(claims[0].values) > 1:
        sides = _values(*held[0])
    elif len(held) == 2 and len({v.value for c in claims for v in c.values}) > 1:
        sides = [KnownBy(record).of("claims", claim) for record, claim in held]
    else:
        raise maker.fault("it takes a claim of two values, or two claims whose values differ")
    return _Draft(sides, f"a conflict: {_listed(_short(c.text) for c in claims)}", about=labels)


def _values(record: Record, claim: Claim) -> list[Side]:
    """The words of each value of a claim, and, of one that is of an event, what the event is known by."""
    acts = triggers(a for a in record.accounts if a.event == claim.slot.event).get(claim.slot.event or "", ())
    return [*(v.support for v in claim.values), *([tuple(acts)] if acts else [])]


def _no_conflict(maker: _Maker, ids: list[str], wanted: str) -> _Draft:
    record, claim = maker.claim(_only(maker, ids))
    if claim.standing != "in-conflict":
        raise maker.fault(f"{claim.id} is not in conflict but {claim.standing}")
    if wanted not in ("", "superseded"):
        raise maker.fault(f"{wanted!r} is no standing that this can give")
    how = ": the later value replaced the earlier" if wanted else ""
    text = f"no conflict: {_short(claim.text)}{how}"
    return _Draft(_values(record, claim), text, about=about("claims", claim, record.cast), wanted=wanted)


def _speaker(maker: _Maker, ids: list[str], wanted: str) -> _Draft:
    found = maker.one(ids[0], "quotations", "utterances")
    assert isinstance(found.datum, Quotation | Utterance)
    words = KnownBy(found.record).of(found.kind, found.datum)
    said = f"“{_short(words[0].text)}”"
    if len(ids) > 2:
        raise maker.fault("one speaker at most")
    if len(ids) == 2:
        who = next((m for m in found.record.cast if m.id == ids[1]), None)
        if who is None:
            raise maker.fault(f"{ids[1]}: nobody of the cast of that story has that id")
        return _Draft([words, who.mentions], f"{who.name} said {said}", wanted=who.name)
    text = f"{wanted} said {said}" if wanted else f"nobody can tell who said {said}"
    return _Draft([words], text, wanted=wanted)


def _hide(maker: _Maker, ids: list[str], wanted: str) -> _Draft:
    found = maker.one(_only(maker, ids), *KNOWN_BY_WORDS)
    label = about(found.kind, found.datum, found.record.cast)
    words = KnownBy(found.record).of(found.kind, found.datum)
    what = found.kind.removesuffix("s") if found.kind != "cast" else "cast member"
    told = [getattr(found.datum, name, None) for name in ("title", "text", "sentence", "name")]
    shown = next((t for t in told if isinstance(t, str) and t), words[0].text)
    text = f"hide the {what} “{_short(shown)}”"
    wanted = "nothing" if found.kind == "cast" else ""
    return _Draft([words], text, about=label, wanted=wanted)


def _only(maker: _Maker, ids: Sequence[str]) -> str:
    if len(ids) != 1:
        raise maker.fault("it takes one id")
    return ids[0]


def _listed(names: Iterable[str]) -> str:
    shown = [f"“{name}”" for name in names]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _LONGEST else words[: words.rfind(" ", 0, _LONGEST)] + " …"


_DRAFTS: Mapping[DecisionKind, Callable[[_Maker, list[str], str], _Draft]] = {
    "merge": _merge, "split": _split, "confirm": _confirm, "rename": _rename, "kind": _kind,
    "same-event": _same_event, "different-events": _different_events, "independent": _independent,
    "same-story": _same_story, "different-stories": _different_stories, "conflict": _conflict,
    "no-conflict": _no_conflict, "speaker": _speaker, "hide": _hide,
}  # fmt: skip
