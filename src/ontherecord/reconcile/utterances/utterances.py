# SPDX-License-Identifier: Apache-2.0
"""Utterances: one act of speech, however many articles quote it; and whose it is.

Comes in: the quotations of a story, its cast and articles. Goes out: quotations whose speakers are
cast members (`attributed`), and `Utterance`s with their fullest form and what differs (`utterances`).
Refuses: to join the words of two speakers, words at odds in a number or a negation, and a short phrase
used on two occasions. What is denied or supposed ("did not say", "would say") is no utterance.
Score: `python -m bench utterances`.

Candidates share content words (an inverted index a speaker, common words left out); a pair counts
only after its words are aligned. Verbatim pairs make groups; part quotes and paraphrases join the one
group they fit best and never join two groups to one.
"""

from __future__ import annotations

import bisect
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import msgspec

from ontherecord.mark import mark
from ontherecord.model import Article, CastMember, Quotation, Speaker, Utterance, When
from ontherecord.reconcile.utterances.wordings import Likeness, Wording, likeness, variant, wording

Index = Mapping[tuple[str, int, int], str]

NEAR = 3
"""Days between two articles within which a short or paraphrased repetition is one act of speech."""
LONG_RUN = 8
"""Words in a row that two people, or one on two occasions, do not hit on by chance."""
SHORT_RUN = 5
"""Words in a row that are enough where the shorter has no content word of its own."""
VERBATIM_SHARE = 0.65
PARAPHRASE_SHARE = 0.6
LEAST_STEMS = 4
"""Content words two paraphrases must share: below it they share a topic and no more."""
TURNED_WORDS = 2
"""Words that stand in each other's place: the same words to another effect."""
POSTINGS = 200
"""A word in more quotations of one speaker than this proposes no candidates."""
_HEAD_ENDS = re.compile(r",|\s(?:of|for|in|at|on|from|with|by|who|whose|which|that|and|or|as)\s")
_PRONOUNS = frozenset(
    {
        "he",
        "she",
        "they",
        "it",
        "i",
        "we",
        "who",
        "you",
        "that",
        "which",
        "his",
        "her",
        "their",
        "its",
        "him",
        "them",
    }
)


# --- whose words -------------------------------------------------------------------------------


def attributed(
    quotations: Sequence[Quotation], index: Index, cast: Sequence[CastMember]
) -> tuple[Quotation, ...]:
    """The quotations with each speaker's cast member, where the words that name the speaker tell it.

    `index` maps (document, start, end) of mentions to cast ids. The mention that holds the head of
    the speaker's words counts; failing that, a speaker's name that one cast member alone bears.
    """
    members = {member.id: member for member in cast}
    places: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for (document, start, end), member in sorted(index.items()):
        places[document].append((start, end, member))
    bearers = _bearers(cast)
    return tuple(_attributed(q, places, bearers, members) for q in quotations)


def _bearers(cast: Sequence[CastMember]) -> dict[str, str]:
    """Names that one cast member alone bears."""
    found: dict[str, set[str]] = defaultdict(set)
    for member in cast:
        for name in (member.name, *member.variants):
            found[name.casefold()].add(member.id)
    return {name: min(ids) for name, ids in found.items() if len(ids) == 1}


def _attributed(
    quotation: Quotation,
    places: Mapping[str, Sequence[tuple[int, int, str]]],
    bearers: Mapping[str, str],
    members: Mapping[str, CastMember],
) -> Quotation:
    speaker = quotation.speaker
    if speaker is None:
        return quotation
    named_alone = bearers.get(speaker.name.casefold())
    stands_in = speaker.mention is not None and speaker.mention.text.casefold() in _PRONOUNS
    at_head = _at_head(speaker, places)
    found = (named_alone or at_head) if stands_in else (at_head or named_alone)
    if found is None or found not in members:
        return quotation
    named = Speaker(cast=found, name=members[found].name, mention=speaker.mention)
    return msgspec.structs.replace(quotation, speaker=named)


def _at_head(speaker: Speaker, places: Mapping[str, Sequence[tuple[int, int, str]]]) -> str | None:
    mention = speaker.mention
    if mention is None:
        return None
    ends = _HEAD_ENDS.search(mention.text, 1)
    end = mention.start + (ends.start() if ends else len(mention.text.rstrip(" ,.)(")))
    here = _overlapping(places.get(mention.document, ()), mention.start, mention.end)
    heads = [p for p in here if p[0] < end <= p[1]]
    if heads:
        return min(heads, key=lambda p: (p[0] - p[1], p[0]))[2]
    behind = [
        p for p in here if p[0] >= end and mention.text[end - mention.start : end - mention.start + 1] == ","
    ]
    return behind[0][2] if behind else None


def _overlapping(places: Sequence[tuple[int, int, str]], start: int, end: int) -> list[tuple[int, int, str]]:
    first = bisect.bisect_left(places, (start - 200, 0, ""))
    found = []
    for place in places[first:]:
        if place[0] >= end:
            break
        if place[1] > start:
            found.append(place)
    return found


# --- one act of speech -------------------------------------------------------------------------


class Said(NamedTuple):
    """A quotation with what is compared of it."""

    quotation: Quotation
    wording: Wording
    speaker: str
    """Empty where no name tells who speaks."""
    day: int | None
    """Publication of its article, in days, where a full date is known."""


def utterances(
    quotations: Sequence[Quotation], articles: Sequence[Article]
) -> tuple[tuple[Utterance, ...], tuple[Quotation, ...]]:
    """The utterances, and the quotations with `utterance` set, in the order given.

    The result does not depend on the order of `quotations` or `articles`.
    """
    by_id = {article.id: article for article in articles}
    said = sorted(
        (_said(q, by_id.get(q.article)) for q in quotations if not (q.negated or q.hypothetical)),
        key=_fullness,
    )
    groups = _groups([s for s in said if s.wording.words])
    found = sorted((_utterance(group, by_id) for group in groups), key=lambda u: (u.quotations, u.id))
    member_of = {q: u.id for u in found for q in u.quotations}
    return tuple(found), tuple(msgspec.structs.replace(q, utterance=member_of.get(q.id)) for q in quotations)


def _said(quotation: Quotation, article: Article | None) -> Said:
    speaker = quotation.speaker
    key = ""
    if speaker:
        name = speaker.name.casefold().removeprefix("the ")
        key = speaker.cast or ("" if name in _PRONOUNS else f"={name}")
    published = article.published.date if article else None
    return Said(quotation, wording(quotation), key, _day(published))


def _day(value: str | None) -> int | None:
    try:
        return date.fromisoformat(value[:10]).toordinal() if value else None
    except ValueError:
        return None


_ORDER = {"direct": 0, "mixed": 1, "indirect": 2}


def _fullness(said: Said) -> tuple[int, int, str]:
    return _ORDER[said.quotation.kind], -len(said.wording.words), said.quotation.id


def _groups(said: Sequence[Said]) -> list[list[Said]]:
    """Groups of one act of speech each, from verified pairs."""
    leader = list(range(len(said)))
    speaker = {i: one.speaker for i, one in enumerate(said)}  # of the group that `i` leads
    weak: dict[int, list[tuple[float, int]]] = defaultdict(list)
    firm: list[tuple[float, int, int, int]] = []
    for i, j in _candidates(said):
        like = likeness(said[i].wording, said[j].wording)
        strength = _same(said[i], said[j], like)
        if strength == "verbatim":
            firm.append((-like.share, -like.run, i, j))
        elif strength:
            weak[max(i, j)].append((like.share + min(like.run, LONG_RUN) / LONG_RUN, min(i, j)))
    for _, _, i, j in sorted(firm):  # the most alike first: whoever is not named goes with the best match
        _join(leader, speaker, _root(leader, i), _root(leader, j))
    for i in sorted(weak):
        if _root(leader, i) == i:
            best = max(weak[i], key=lambda w: (w[0], -_gap(said[i], said[w[1]]), -w[1]))
            _join(leader, speaker, i, _root(leader, best[1]))
    groups: dict[int, list[Said]] = defaultdict(list)
    for i, one in enumerate(said):
        groups[_root(leader, i)].append(one)
    return [groups[root] for root in sorted(groups)]


def _join(leader: list[int], speaker: dict[int, str], a: int, b: int) -> None:
    """Make one group of two, unless two named speakers would meet in it."""
    if speaker[a] and speaker[b] and speaker[a] != speaker[b]:
        return
    first, second = min(a, b), max(a, b)
    leader[second] = first
    speaker[first] = speaker[first] or speaker[second]


def _root(leader: list[int], i: int) -> int:
    while leader[i] != i:
        leader[i] = leader[leader[i]]
        i = leader[i]
    return i


def _candidates(said: Sequence[Said]) -> list[tuple[int, int]]:
    """Pairs of one speaker (or one unnamed) that share enough content words."""
    uses = Counter(stem for one in said for stem in one.wording.stems)
    behind: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))  # by stem and speaker
    found: list[tuple[int, int]] = []
    for i in reversed(range(len(said))):
        one = said[i]
        counts: Counter[int] = Counter()
        for stem in one.wording.stems:
            if uses[stem] <= POSTINGS:
                by_speaker = behind[stem]
                for speaker in {one.speaker, ""} if one.speaker else tuple(by_speaker):
                    counts.update(by_speaker.get(speaker, ()))
                by_speaker[one.speaker].append(i)
        least = min(2, len(one.wording.stems))
        found += [(i, j) for j, n in counts.items() if n >= min(least, len(said[j].wording.stems))]
    return sorted(found)


def _gap(a: Said, b: Said) -> int:
    return abs(a.day - b.day) if a.day is not None and b.day is not None else 0


def _same(a: Said, b: Said, like: Likeness) -> str:
    """ "verbatim", "weak" (a part quote or paraphrase) or "" where the two are not one act of speech."""
    if like.at_odds or _days_differ(a.quotation.date, b.quotation.date):
        return ""
    verbatim = "indirect" not in (a.quotation.kind, b.quotation.kind)
    if verbatim and like.strays >= TURNED_WORDS:
        return ""
    less = min(len(a.wording.words), len(b.wording.words))
    named = a.speaker == b.speaker != ""
    near = _gap(a, b) <= NEAR
    enough = min(LONG_RUN, max(less, LEAST_STEMS)) if named and near else LONG_RUN
    if like.run >= enough and like.share >= (0.0 if named and near else PARAPHRASE_SHARE):
        return "verbatim" if verbatim else "weak"
    if not (named and near):
        return ""
    if verbatim and like.share >= VERBATIM_SHARE and like.shared >= LEAST_STEMS:
        return "verbatim"
    if verbatim and like.share == 1.0 and like.run >= SHORT_RUN:
        return "verbatim"
    if like.fragment and like.share >= VERBATIM_SHARE:
        return "weak"
    return "weak" if like.share >= PARAPHRASE_SHARE and like.shared >= LEAST_STEMS else ""


def _days_differ(a: When | None, b: When | None) -> bool:
    return bool(a and b and a.date and b.date and a.date != b.date)


def _utterance(group: Sequence[Said], articles: Mapping[str, Article]) -> Utterance:
    fullest = group[0].quotation
    members = sorted((s.quotation for s in group), key=lambda q: q.id)
    speakers = [q.speaker for q in (fullest, *members) if q.speaker]
    dates = sorted({q.date.date: q.date for q in members if q.date and q.date.date}.items())
    return Utterance(
        id=f"u-{mark(*(q.id for q in members))}",
        speaker=next((s for s in speakers if s.cast), speakers[0] if speakers else None),
        quotations=tuple(q.id for q in members),
        fullest=fullest.id,
        variants=tuple(variant(fullest, q) for q in members if q.id != fullest.id),
        origins=_origins(members, articles),
        date=dates[0][1] if len(dates) == 1 else None,
        by="aligned words, one speaker",
    )


def _origins(members: Iterable[Quotation], articles: Mapping[str, Article]) -> tuple[str, ...]:
    found = (articles[q.article].origin for q in members if q.article in articles)
    return tuple(sorted({origin for origin in found if origin}))
