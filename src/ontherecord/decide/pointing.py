# SPDX-License-Identifier: Apache-2.0
"""What a person points at: ids of a build, looked up, and the words that carry what they name.

Comes in: a build, ids. Goes out: data and their words. Refuses, with `DecisionError`: an id that names
nothing of the kind wanted, or something in several stories.
Score: none; `tests/decisions/test_making.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ontherecord.decide.files import DecisionError
from ontherecord.decide.identity import KnownBy
from ontherecord.decide.places import opening
from ontherecord.model import Article, Build, CastMember, Claim, Datum, DecisionKind, Record, Span, Story

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
    "hide": "ID: leave it out",
}
"""Each kind with the ids it takes, in words."""
_LONGEST = 90  # characters of a sentence that a decision's text repeats
_NAMED = 3  # lists that a fault names; a decision that takes ids of more takes those of any
Side = tuple[Span, ...]


class Found(NamedTuple):
    """A datum of a record, with the list it stands in."""

    record: Record
    kind: str
    datum: Datum


class Draft(NamedTuple):
    """What a kind of decision comes to, before it has a name."""

    subjects: Sequence[Side]
    text: str
    about: str = ""
    wanted: str = ""


class Pointer:
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

    def one(self, id_: str, *kinds: str) -> Found:
        """The datum of an id, of one of some lists."""
        found = [
            Found(record, kind, datum)
            for record in self.records
            for kind in kinds
            for datum in ((record.story,) if kind == "story" else getattr(record, kind))
            if datum.id == id_
        ]
        if not found:
            named = " or ".join(k.removesuffix("s") for k in kinds) if len(kinds) <= _NAMED else "datum"
            raise self.fault(f"{id_}: no {named} has that id")
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


def only(at: Pointer, ids: Sequence[str]) -> str:
    """The one id there is. Raises DecisionError if there are more."""
    if len(ids) != 1:
        raise at.fault("it takes one id")
    return ids[0]


def listed(names: Iterable[str]) -> str:
    """Names in quotation marks, the last one after "and"."""
    shown = [f"“{name}”" for name in names]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def short(words: str) -> str:
    """Words in one line, cut to what a decision's text repeats."""
    words = " ".join(words.split())
    return words if len(words) <= _LONGEST else words[: words.rfind(" ", 0, _LONGEST)] + " …"
