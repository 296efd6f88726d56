# SPDX-License-Identifier: Apache-2.0
"""The sentences of a story that could stand in its brief, trimmed, with what is known of each.

Comes in: articles with their sentences, and the events and claims found in them.
Goes out: `Extract`. Refuses: what cannot stand alone (an opening "He", a question, half a
quotation, a pronoun whose name stands in another sentence), what a later report has superseded,
what an earlier version or a reprint repeats, and a trimmed sentence that fails the check.
Score: `python -m bench brief`.
"""

from __future__ import annotations

import bisect
import functools
import itertools
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from typing import NamedTuple, TypeVar

from ontherecord.model import (
    Account,
    Annotations,
    Article,
    Claim,
    Event,
    Mention,
    Sentence,
    Span,
)
from ontherecord.reconcile.brief.beyond import holds
from ontherecord.reconcile.words.carried import COMPARED, Told, signs, stem, told, words

SHORTEST, LONGEST = 7, 45  # words of a sentence that stands alone and is not a paragraph
TRIM_OVER = 22  # words from which asides are left out
_OWN_VOICE = re.compile(r"\b(?:I|we|you|our|us|my|your|here is|here’s|here's)\b", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“][^\"”]*[\"”]")
_JOINED = re.compile("['’]")
_MARK = re.compile('["“”]')
_SPACES = re.compile(r"\s+")
_GAP = re.compile(r"\s+([,.;:!?])")


Found = TypeVar("Found")
Stated = tuple[Span, str, str, bool]
"""Words, the claim they carry, its value there, and whether a later value has superseded it."""


class Extract(NamedTuple):
    """A sentence that could stand in the brief."""

    told: Told
    text: str
    trimmed: tuple[Span, ...]
    number: int
    """Of the sentence in its article, from 0."""
    published: str
    said: float
    """The share of the sentence that is somebody's own words."""
    accounts: tuple[Account, ...]
    """What happens in it, in the order of the words; first what its main clause tells."""
    day: str
    """The day of the first of these, or nothing."""
    sides: tuple[tuple[str, str], ...]
    """The claims whose words it holds: claim and value."""
    hanging: bool
    """Whether a pronoun in it stands for somebody it does not name."""
    bare: Set[str]
    """Surnames of persons that it names by nothing else, though its article has their full names;"""
    full: Set[str]
    """surnames of persons that it names in full."""
    stops: tuple[int, ...] = ()
    """Where the sentence may end early (`annotate.stops`)."""


class Findings(NamedTuple):
    """What was found in the articles, by the document in which its words stand."""

    events: Mapping[str, Event]
    accounts: Mapping[str, Sequence[Account]]
    claims: Mapping[str, Sequence[Stated]]


def findings(
    events: Iterable[Event],
    accounts: Iterable[Account],
    claims: Iterable[Claim],
) -> Findings:
    """Index by document what the sentences will ask for."""
    reports: dict[str, list[Account]] = defaultdict(list)
    stated: dict[str, list[Stated]] = defaultdict(list)
    for account in accounts:
        reports[account.trigger.document].append(account)
    for claim in claims:
        for value in claim.values:
            old = claim.standing == "superseded" and value is not claim.values[-1]
            for span in value.support:
                stated[span.document].append((span, claim.id, value.value, old))
    for told_there in reports.values():
        told_there.sort(key=_account_start)
    for stated_there in stated.values():
        stated_there.sort(key=_stated_start)
    return Findings({event.id: event for event in events}, reports, stated)


def _account_start(account: Account) -> int:
    return account.trigger.start


def _stated_start(stated: Stated) -> int:
    return stated[0].start


def extracts(
    articles: Sequence[Article],
    copies: Mapping[str, str],
    annotations: Mapping[str, Annotations],
    found: Findings,
) -> tuple[list[Extract], list[Told]]:
    """The sentences that could stand in the brief, and all sentences of bodies, which may carry them."""
    stale = _replaced(articles)
    could: list[Extract] = []
    everything: list[Told] = []
    for article in articles:
        copy, notes = copies[article.document], annotations[article.id]
        pronouns = [m for m in notes.mentions if m.form == "pronoun"]
        starts = [m.start for m in pronouns]
        persons = sorted(
            (m for m in notes.mentions if m.form == "name" and m.kind == "person"), key=_mention_start
        )
        named = {_surname(m) for m in persons if " " in m.text.strip()}
        bodies = [s for s in notes.sentences if s.role == "body"]
        for number, sentence in enumerate(bodies):
            one = told(article, sentence, copy)
            everything.append(one)
            if article.id not in stale:
                near = pronouns[bisect.bisect_left(starts, one.start) : bisect.bisect_left(starts, one.end)]
                extract = _extract(sentence, one, copy, found, near, number)
                if extract:
                    here = persons[
                        bisect.bisect_left(persons, one.start, key=_mention_start) : bisect.bisect_left(
                            persons, one.end, key=_mention_start
                        )
                    ]
                    could.append(
                        extract._replace(
                            published=(article.published.date or "")[:10],
                            full=(full := {_surname(m) for m in here if " " in m.text.strip()}),
                            bare=({_surname(m) for m in here} & named) - full,
                        )
                    )
    return could, everything


def _mention_start(mention: Mention) -> int:
    return mention.start


def _surname(mention: Mention) -> str:
    return stem(mention.text.split()[-1].lower().replace("’", "'"))


def _replaced(articles: Sequence[Article]) -> set[str]:
    """Earlier versions and reprints whose later version or source is in the story."""
    ids = {a.id for a in articles}
    earlier = {a.version_of for a in articles if a.version_of}
    reprints = {a.id for a in articles if a.reprint_of in ids}
    return (earlier & ids) | reprints


def _extract(
    sentence: Sentence, one: Told, copy: str, found: Findings, pronouns: Sequence[Mention], number: int
) -> Extract | None:
    if one.end - one.start > COMPARED:
        return None
    stated = [
        (claim, value, old) for s, claim, value, old in _of(found.claims, one, _stated_start) if _in(s, one)
    ]
    if any(old for _, _, old in stated):
        return None
    whole = copy[one.start : one.end]
    reported = _of(found.accounts, one, _account_start)
    told_of = [account.trigger.start for account in reported]
    told_of += [span.start for span, *_ in _of(found.claims, one, _stated_start)]
    text, trimmed = _trimmed(sentence, one, copy, told_of)
    if not stands_alone(text) or (trimmed and not holds(text, [whole])):
        return None
    accounts = sorted(
        (a for a in reported if _in(a.trigger, one)),
        key=lambda a: (_subordinate(a, one, copy), a.trigger.start, a.id),
    )
    event = found.events.get(accounts[0].event or "") if accounts else None
    return Extract(
        told=one._replace(words=words(text)) if trimmed else one,
        text=text,
        trimmed=trimmed,
        number=number,
        published="",
        said=_said(text),
        accounts=tuple(accounts),
        day=event.date.date if event and event.date else "",
        sides=tuple(sorted({(claim, value) for claim, value, _ in stated})),
        hanging=any(_hangs(m, one, copy) for m in pronouns),
        bare=frozenset(),
        full=frozenset(),
        stops=sentence.stops,
    )


def _said(text: str) -> float:
    """The share of a sentence that is somebody's own words."""
    return sum(len(quoted) for quoted in _QUOTED.findall(text)) / len(text)


def begun(whole: Extract, stop: int, copy: str, found: Findings) -> Extract | None:
    """The beginning of an extract up to one of its stops, if what it mainly tells stands in it and it can
    stand alone."""
    one = whole.told
    cuts = [(s.start, s.end) for s in whole.trimmed if s.end <= stop]
    cuts.append((stop, one.end - 1))  # the full stop stays
    text = _without(cuts, one, copy)
    kept = tuple(a for a in whole.accounts if a.trigger.end <= stop)
    if (
        kept[:1] != whole.accounts[:1]
        or not stands_alone(text)
        or not holds(text, [copy[one.start : one.end]])
    ):
        return None
    stated = {
        (claim, value)
        for span, claim, value, _ in _of(found.claims, one, _stated_start)
        if one.start <= span.start and span.end <= stop
    }
    return whole._replace(
        told=one._replace(words=words(text)),
        text=text,
        trimmed=tuple(Span.of(one.document, copy, a, b) for a, b in cuts),
        said=_said(text),
        accounts=kept,
        sides=tuple(sorted(stated)),
    )


def _of(
    by_document: Mapping[str, Sequence[Found]], one: Told, start: Callable[[Found], int]
) -> Sequence[Found]:
    """What begins within a sentence; the findings of a document are in the order of `start`."""
    there = by_document.get(one.document, ())
    return there[
        bisect.bisect_left(there, one.start, key=start) : bisect.bisect_left(there, one.end, key=start)
    ]


def _in(span: Span, one: Told) -> bool:
    return one.start <= span.start and span.end <= one.end


def _subordinate(account: Account, one: Told, copy: str) -> bool:
    """Whether a relative word stands between the last comma, or the start, and the trigger."""
    before = copy[one.start : account.trigger.start].rsplit(",", 1)[-1]
    return not signs()["relative"].isdisjoint(before.lower().split())


def _hangs(pronoun: Mention, one: Told, copy: str) -> bool:
    """Whether a pronoun outside quotation marks stands for somebody outside the sentence."""
    before = copy[one.start : pronoun.start]
    if len(_MARK.findall(before)) % 2:
        return False
    return pronoun.antecedent is None or not one.start <= pronoun.antecedent[0] < one.end


def stands_alone(text: str) -> bool:
    """Whether a sentence reads by itself: whole, of fair length, with no word that hangs on
    another sentence, and not in the voice of its writer."""
    parts = text.split()
    outside = _QUOTED.sub(" ", text)
    return (
        SHORTEST <= len(parts) <= LONGEST
        and (text[0].isupper() or text[0] in "\"“‘'" or text[0].isdigit())
        and text.rstrip("\"”’'")[-1:] in (".", "!")
        and not _is_labelled(parts)
        and signs()["dangling"].isdisjoint(_opening(parts[0].lower()))
        and not text.lower().startswith(_dangling_phrases())
        and "?" not in outside
        and not _OWN_VOICE.search(outside)
        and text.count("“") == text.count("”")
        and text.count('"') % 2 == 0
        and text.count("(") == text.count(")")
        and len(outside.split()) >= 3
    )


@functools.cache
def _dangling_phrases() -> tuple[str, ...]:
    return tuple(sorted(signs()["dangling_phrases"]))


def _is_labelled(parts: Sequence[str]) -> bool:
    """Whether a label or heading of the page, in capitals, runs into the sentence: "CLOSE Sheila Arden says"."""
    run = sum(1 for _ in itertools.takewhile(lambda w: w.isupper() and len(w) > 1, parts))
    heading = run >= _HEADING and parts[run : run + 1] != [] and parts[run][0].isupper()
    return heading or (run > 0 and parts[0].lower().strip(":") in signs()["labels"])


_HEADING = 3  # words in capitals that no name has


def _opening(word: str) -> tuple[str, str]:
    """The first word without marks and what is joined to it ("that's"), and as it stands ("there,")."""
    return _JOINED.split(word.strip("\"“‘',"), maxsplit=1)[0], word


def _trimmed(
    sentence: Sentence, one: Told, copy: str, told_of: Sequence[int]
) -> tuple[str, tuple[Span, ...]]:
    """The sentence without what it can do without, and the ranges left out; none of these holds the
    words of an account or a claim (`told_of`: where they begin)."""
    whole = copy[one.start : one.end]
    long = len(whole.split()) > TRIM_OVER
    cuts = [
        (a, b)
        for a, b in sentence.trims
        if (long or a == sentence.start) and not any(a <= at < b for at in told_of)
    ]
    return _without(cuts, one, copy), tuple(Span.of(one.document, copy, a, b) for a, b in cuts)


def _without(cuts: Sequence[tuple[int, int]], one: Told, copy: str) -> str:
    """The words of a sentence without some ranges of them, in order."""
    pieces, at = [], one.start
    for a, b in cuts:
        pieces.append(copy[at:a])
        at = b
    pieces.append(copy[at : one.end])
    text = _GAP.sub(r"\1", _SPACES.sub(" ", " ".join(pieces))).strip()
    return text[:1].upper() + text[1:]
