# SPDX-License-Identifier: Apache-2.0
"""The accounts of an article: who did what to whom, when, where, how sure, and on whose word.

Comes in: a parse with the article's mentions, quotations, times and places (any may be empty).
Goes out: `Account` records in the order of the text: PLOVER type and mode, the words of actor and
recipient, evidence and trigger spans, modality apart from type.
Refuses: an act without anybody who does or suffers it; captions, headlines and datelines; a
sentence longer than `LONGEST_SENTENCE`, which is a list or a table, not a report.
Score: `python -m bench events` (type; type, actor and recipient).
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from ontherecord.annotate import actors, modality
from ontherecord.annotate.actors import MentionIndex, Party
from ontherecord.annotate.lexicon import Lexicon, lexicon
from ontherecord.annotate.parse import Parse
from ontherecord.annotate.polities import polities
from ontherecord.annotate.triggers import Trigger, triggers
from ontherecord.model import Account, Mention, Quotation, Span, TimeMention, When, Where

LONGEST_SENTENCE = 400  # tokens
_LONGEST_TRIGGER = 6  # tokens between a verb and its noun that are shown as one trigger
_ROLES_READ = frozenset({"body"})
_OFFERED = frozenset({"from", "by", "of", "between", "with", "among"})
_PAST_CUES = frozenset({"last", "previously", "earlier", "ago", "since", "once", "former", "formerly"})


# Acts that are news whoever does or suffers them; the others need somebody who is named.
_OF_ANYBODY = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "CONSULT"})
_TWO = 2
_STAYING_AWAY = frozenset({"stay", "skip"})  # verbs that attend by not attending
_LOCATIVE = frozenset({"in", "at", "near", "outside", "inside", "on", "across", "around"})
_PLACE_INSIDE = frozenset({"compound", "appos", "nmod", "conj", "npadvmod"})
_GRAINS = {"site": 3, "city": 2, "division": 1, "country": 0}


class _Found(NamedTuple):
    trigger: Trigger
    actors: list[Party]
    recipients: list[Party]
    stance: modality.Stance


def accounts(
    parse: Parse,
    mentions: Sequence[Mention],
    quotations: Sequence[Quotation],
    times: Sequence[TimeMention],
    places: Sequence[Where],
    *,
    document: str,
    article: str,
) -> tuple[Account, ...]:
    """The accounts of one article, numbered `<article>.e<n>` in the order of their triggers."""
    words = lexicon()
    index = MentionIndex(parse, mentions, quotations)
    spoken = sorted((s.start, s.end, q.id) for q in quotations for s in q.content)
    when = _by_token(parse, [(t.start, t.end) for t in times])
    where = _by_token(parse, [(p.span.start, p.span.end) if p.span else (-1, -1) for p in places])
    found: list[Account] = []
    for first, last in _sentences(parse):
        placed: dict[int, str] = {}
        for one in _found(parse, first, last, words, index):
            account = _account(parse, one, first, last, document, f"{article}.e{len(found) + 1}", article)
            near = _near(parse, one.trigger, words)
            time = _timed(parse, near, when, first, last, words)
            visit = one.trigger.act.mode == "visit"
            place = _placed(parse, near, _within(where, first, last), places, visit)
            above = [
                placed[t] for t in (one.trigger.token, *(t for t, _ in one.stance.operators)) if t in placed
            ]
            about = one.trigger.complement if one.trigger.by == "duty" else None
            placed[one.trigger.token if about is None else about] = account.id
            found.append(
                _with_slots(
                    account,
                    _when(times[time], document) if time is not None else None,
                    places[place] if place is not None else None,
                    _quotation(spoken, account.trigger),
                    above[0] if above else None,
                    historical=_is_past(parse, one.trigger, times[time] if time is not None else None),
                )
            )
    return tuple(found)


def _sentences(parse: Parse) -> list[tuple[int, int]]:
    """The sentences to read: those of body paragraphs, of a length that a report has."""
    readable = []
    for start, end, role in parse.paragraphs:
        if role in _ROLES_READ:
            readable.append((start, end))
    found, n = [], 0
    for start, end in parse.sentences:
        while n < len(readable) and readable[n][1] <= start:
            n += 1
        if n < len(readable) and readable[n][0] <= start and 1 < end - start <= LONGEST_SENTENCE:
            found.append((start, end))
    return found


def _found(parse: Parse, first: int, last: int, words: Lexicon, index: MentionIndex) -> list[_Found]:
    found = []
    for trigger in triggers(parse, first, last, words):
        doers, sufferers = _parties(parse, trigger, words, index)
        if not doers and not sufferers:
            continue
        if trigger.by == "noun" and not doers:
            continue
        if trigger.act.mode == "phone" and len(doers) < _TWO:  # "called the plan a mistake"
            continue
        if (
            trigger.act.type not in _OF_ANYBODY
            and not (doers and sufferers)
            and not any(p.country or index.within(p.start, p.end) for p in (*doers, *sufferers))
        ):
            continue
        token = (
            trigger.complement if trigger.by == "duty" and trigger.complement is not None else trigger.token
        )
        stance = modality.stance(parse, token, words)
        if parse.lemmas[trigger.token].lower() in _STAYING_AWAY and trigger.act.attends:
            stance = stance._replace(negated=not stance.negated, certainty=-stance.certainty)
        if trigger.act.awaits:
            stance = stance._replace(modality="planned" if stance.modality == "happened" else stance.modality)
        if trigger.by == "duty":
            stance = modality.Stance("happened", False, stance.certainty)
        found.append(_Found(trigger, doers, sufferers, stance))
    return found


# --- parties -------------------------------------------------------------------------------------


def _parties(
    parse: Parse, trigger: Trigger, words: Lexicon, index: MentionIndex
) -> tuple[list[Party], list[Party]]:
    doers = _doers(parse, trigger, words, index)
    act = trigger.act
    if act.together:
        partners = (
            [] if trigger.by != "verb" or trigger.object is not None else _object(parse, trigger, index)
        )
        for preposition in ("with", "between", "among", *act.recipient):
            partners += _behind(parse, trigger, preposition, index)
        doers = _distinct([*doers, *partners])
        return doers, []
    for route in act.recipient:
        found = _object(parse, trigger, index) if route == "object" else _behind(parse, trigger, route, index)
        if route == "subject" and trigger.complement is not None:
            head = actors.subject(parse, trigger.complement)
            found = _real(parse, head, index) if head is not None else []
        found = [p for p in found if p not in doers]
        if found:
            return doers, found
    if trigger.complement is not None:
        found = _inherited(parse, trigger, words, index, doers)
        if found:
            return doers, found
    return doers, _deep(parse, trigger, index, doers)


def _deep(parse: Parse, trigger: Trigger, index: MentionIndex, doers: list[Party]) -> list[Party]:
    """The first state named anywhere below the object of a verbal act, if no other way led to one."""
    if trigger.by == "noun" or not doers:
        return []
    own = {p.country for p in doers}
    tops = [t for t in (trigger.complement, trigger.object) if t is not None]
    tops = tops or [c for c in parse.children[trigger.token] if parse.deps[c] in _BELOW]
    for top in tops:
        for token in parse.subtree(top):
            if parse.poses[token] in {"PROPN", "ADJ"} and parse.words[token][0].isupper():
                head = parse.heads[token] if parse.deps[token] in {"amod", "compound", "poss"} else token
                for party in actors.parties(parse, head, index):
                    if party.country and party.country not in own:
                        return [party]
    return []


_BELOW = frozenset({"dobj", "prep", "xcomp", "ccomp"})


def _by_support(parse: Parse, noun: int, words: Lexicon, index: MentionIndex) -> list[Party]:
    """ "announced the release of ...": who announces an act that has no other doer does it."""
    verb = parse.heads[noun]
    if parse.deps[noun] not in {"dobj", "nsubjpass"} or parse.lemmas[verb].lower() not in words.support:
        return []
    if parse.deps[noun] == "nsubjpass":
        agent = actors.child(parse, verb, "agent")
        head = actors.child(parse, agent, "pobj") if agent is not None else None
    else:
        head = actors.subject(parse, verb)
    return _real(parse, head, index) if head is not None else []


def _doers(parse: Parse, trigger: Trigger, words: Lexicon, index: MentionIndex) -> list[Party]:
    if trigger.by == "noun":
        carried = _by_support(parse, trigger.token, words, index)
        return carried or _doers_of_noun(parse, trigger.token, index)
    verb = parse.heads[parse.heads[trigger.token]] if trigger.by == "duty" else trigger.token
    if trigger.by.startswith("adjective") or trigger.act.awaits:
        head = actors.child(parse, verb, *actors.PASSIVE_SUBJECTS) or actors.subject(parse, verb)
    elif actors.is_passive(parse, verb):
        agent = actors.child(parse, verb, "agent")
        head = actors.child(parse, agent, "pobj") if agent is not None else None
    else:
        head = actors.subject(parse, verb)
    return _real(parse, head, index) if head is not None else []


def _doers_of_noun(parse: Parse, noun: int, index: MentionIndex) -> list[Party]:
    found: list[Party] = []
    for below in parse.children[noun]:
        if parse.deps[below] in {"poss", "compound", "amod", "nmod"} and below < noun:
            owns = parse.deps[below] == "poss"
            found += [p for p in actors.parties(parse, below, index) if _acts(parse, p, index, owns)]
    if found:
        return _distinct(found)
    for preposition in _OFFERED:
        for below in parse.children[noun]:
            if parse.deps[below] in {"prep", "agent"} and parse.lowers[below] == preposition:
                head = actors.child(parse, below, "pobj")
                found += _real(parse, head, index) if head is not None else []
        if found:
            return _distinct(found)
    return found


def _acts(parse: Parse, party: Party, index: MentionIndex, owns: bool) -> bool:
    """Whether a word before an event noun is who does it: "Polish talks", not "the Geneva talks"."""
    if owns or not index.is_place(party.head):
        return bool(party.country or index.within(party.start, party.end))
    named = next(polities(parse.text[parse.starts[party.start] : parse.ends[party.end - 1]]), None)
    return named is not None and named.by != "seats"


def _object(parse: Parse, trigger: Trigger, index: MentionIndex) -> list[Party]:
    """The parties in the object: it is one, or one stands in it ("a U.S. request")."""
    if trigger.by == "noun":
        return []
    head = trigger.object if trigger.object is not None else actors.sufferer(parse, trigger.token)
    if head is None:
        dative = actors.child(parse, trigger.token, "dative")
        head = dative
    return _real(parse, head, index) if head is not None else []


def _behind(parse: Parse, trigger: Trigger, preposition: str, index: MentionIndex) -> list[Party]:
    """The parties behind a preposition that hangs on the act or on its object."""
    holders = [trigger.token]
    object_ = (
        trigger.object
        if trigger.object is not None
        else (actors.sufferer(parse, trigger.token) if trigger.by != "noun" else None)
    )
    if object_ is not None:
        holders.append(object_)
    found: list[Party] = []
    for holder in holders:
        for below in parse.children[holder]:
            if preposition == "dative" and parse.deps[below] == "dative":
                head = actors.child(parse, below, "pobj")
                found += _real(parse, head if head is not None else below, index)
            elif parse.lowers[below] == preposition and parse.deps[below] in {
                "prep",
                "dative",
                "agent",
                "mark",
                "prt",
            }:
                head = actors.child(parse, below, "pobj")
                found += _real(parse, head, index) if head is not None else []
    following = trigger.token + 1
    if (
        not found
        and trigger.by == "noun"
        and following < len(parse)
        and parse.lowers[following] == preposition
    ):
        head = actors.child(parse, following, "pobj")  # the parse may hang it on the verb instead
        found += _real(parse, head, index) if head is not None else []
    if trigger.act.mode != "visit":
        found = [p for p in found if not index.is_place(p.head) or p.country]
    return _distinct(found)


def _inherited(
    parse: Parse, trigger: Trigger, words: Lexicon, index: MentionIndex, doers: list[Party]
) -> list[Party]:
    """Whom an operator concerns, where only the act under it says so ("refused to aid X")."""
    below = trigger.complement
    if below is None:
        return []
    for found in _sides(parse, trigger, below, words, index):
        others = [p for p in found if p not in doers]
        if others:
            return others
    return []


def _sides(
    parse: Parse, trigger: Trigger, below: int, words: Lexicon, index: MentionIndex
) -> Iterator[list[Party]]:
    """The parties of the act under an operator, whom it concerns most first: a demand its doer,
    a refusal of an offer who made it, anything else whom the act is done to."""
    is_noun = parse.poses[below] in {"NOUN", "PROPN"}
    if trigger.act.type == "REQUEST":
        yield _clause_subject(parse, below, index)
    if trigger.act.type == "REJECT" and is_noun:
        yield _doers_of_noun(parse, below, index)
    for inner in triggers(parse, below, below + 1, words):
        if inner.by == "duty":  # its complement is the same word: no step down the tree
            continue
        first, second = _parties(parse, inner, words, index)
        yield second
        if trigger.act.type != "AGREE" or inner.act.together:
            yield first
    if is_noun:
        yield _doers_of_noun(parse, below, index)
    yield _clause_subject(parse, below, index)
    sufferer = actors.sufferer(parse, below)
    if sufferer is not None:
        yield _real(parse, sufferer, index)


def _clause_subject(parse: Parse, below: int, index: MentionIndex) -> list[Party]:
    """Who is to do the act under an operator: the subject of its clause, or of a noun's clause."""
    if parse.poses[below] in {"NOUN", "PROPN"}:
        clause = actors.child(parse, below, "acl", "ccomp", "relcl")
        head = actors.child(parse, clause, *actors.SUBJECTS) if clause is not None else None
    else:
        head = actors.child(parse, below, *actors.SUBJECTS, *actors.PASSIVE_SUBJECTS)
    return _real(parse, head, index) if head is not None else []


def _real(parse: Parse, head: int, index: MentionIndex) -> list[Party]:
    """The parties of an argument that are somebody: named, of a state, or of a known role."""
    return [
        p
        for p in actors.parties(parse, head, index)
        if p.country
        or index.within(p.start, p.end)
        or actors.sector(parse.text[parse.starts[p.start] : parse.ends[p.end - 1]])
    ]


def _distinct(found: Sequence[Party]) -> list[Party]:
    return list({(p.start, p.end): p for p in found}.values())


# --- from findings to records --------------------------------------------------------------------


def _account(
    parse: Parse, found: _Found, first: int, last: int, document: str, id_: str, article: str
) -> Account:
    trigger = found.trigger
    start = end = trigger.token
    if trigger.object is not None and abs(trigger.object - trigger.token) <= _LONGEST_TRIGGER:
        start, end = min(start, trigger.object), max(end, trigger.object)
    elif end + 1 < last and parse.deps[end + 1] == "prt" and parse.heads[end + 1] == end:
        end += 1
    return Account(
        id=id_,
        article=article,
        span=_span(parse, first, last, document),
        trigger=_span(parse, start, end + 1, document),
        type=trigger.act.type,
        mode=trigger.act.mode,
        actor_mentions=_spans(parse, found.actors, document),
        recipient_mentions=_spans(parse, found.recipients, document),
        actor_countries=tuple(p.country or "" for p in found.actors),
        recipient_countries=tuple(p.country or "" for p in found.recipients),
        modality=found.stance.modality,
        negated=found.stance.negated,
        object=_object_span(parse, trigger, found, document),
        by="attendance" if trigger.act.attends else trigger.by,
    )


def _object_span(parse: Parse, trigger: Trigger, found: _Found, document: str) -> Span | None:
    """What the act is done with or to, where that is nobody: "the valley", "a treaty"."""
    if trigger.by == "noun":
        return None
    head = trigger.object if trigger.object is not None else actors.sufferer(parse, trigger.token)
    if head is None or parse.poses[head] not in {"NOUN", "PROPN"}:
        return None
    if any(p.start <= head < p.end for p in (*found.actors, *found.recipients)):
        return None
    first, last = actors.core(parse, head)
    return _span(parse, first, last, document)


def _with_slots(
    account: Account, date: When | None, place: Where | None, quotation: str | None, under: str | None,
    *, historical: bool,
) -> Account:  # fmt: skip
    return msgspec.structs.replace(
        account, date=date, place=place, attributed_to=quotation, under=under, historical=historical
    )


def _span(parse: Parse, first: int, last: int, document: str) -> Span:
    start, end = parse.starts[first], parse.ends[last - 1]
    return Span(document=document, start=start, end=end, text=parse.text[start:end])


def _spans(parse: Parse, parties: Sequence[Party], document: str) -> tuple[Span, ...]:
    return tuple(_span(parse, p.start, p.end, document) for p in parties)


def _when(time: TimeMention, document: str) -> When:
    """The date as far as the words alone give it; `reconcile` resolves the rest."""
    span = Span(document=document, start=time.start, end=time.end, text=time.text)
    return When(date=time.value or "", basis="stated", span=span, by="attached")


def _quotation(spoken: Sequence[tuple[int, int, str]], trigger: Span) -> str | None:
    """The quotation the trigger stands in: the innermost, which is the shortest."""
    inside = [
        (end - start, id_) for start, end, id_ in spoken if start <= trigger.start and trigger.end <= end
    ]
    return min(inside)[1] if inside else None


# --- when and where ------------------------------------------------------------------------------


def _by_token(parse: Parse, ranges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """(token, number) of each range of offsets, by its last token, in order."""
    found = []
    for number, (start, end) in enumerate(ranges):
        token = actors.last_token(parse, start, end) if start >= 0 else None
        if token is not None:
            found.append((token, number))
    return sorted(found)


def _near(parse: Parse, trigger: Trigger, words: Lexicon) -> frozenset[int]:
    """The tokens on which a time or place of the act may hang: the act, its object, its plan."""
    near = {trigger.token} | ({trigger.object} if trigger.object is not None else set())
    here = trigger.token
    if trigger.by == "noun" and parse.deps[here] in {"dobj", "nsubj", "nsubjpass", "pobj"}:
        here = parse.heads[here]
        here = parse.heads[here] if parse.poses[here] == "ADP" else here
        if parse.deps[trigger.token] == "nsubj":
            near.add(here)
        operator = words.operators.get(("verb", parse.lemmas[here].lower()))
        if operator is None or operator.class_ in {"plan", "cause"}:
            near.add(here)
    while parse.deps[here] == "xcomp" and parse.heads[here] != here:
        here = parse.heads[here]
        operator = words.operators.get(("verb", parse.lemmas[here].lower()))
        if operator is not None and operator.class_ not in {"plan", "cause"}:
            break
        near.add(here)
    return frozenset(near)


def _timed(
    parse: Parse,
    near: frozenset[int],
    candidates: Sequence[tuple[int, int]],
    first: int,
    last: int,
    words: Lexicon,
) -> int | None:
    """The number of the first time of the sentence that hangs on the act."""
    events = words.nouns
    for token, number in candidates[bisect.bisect_left(candidates, (first, -1)) :]:
        if token >= last:
            return None
        here = token
        for _ in range(_LONGEST_CLIMB):
            here = parse.heads[here]
            if here in near:
                return number
            if parse.poses[here] == "VERB" or parse.lemmas[here].lower() in events:
                break  # the time of another act
    return None


_LONGEST_CLIMB = 6  # heads between a time or place and the act it hangs on


def _placed(
    parse: Parse, near: frozenset[int], candidates: Sequence[tuple[int, int]], places: Sequence[Where],
    visit: bool,
) -> int | None:  # fmt: skip
    """The number of the finest place that a preposition of place hangs on the act."""
    found: list[tuple[int, int, int]] = []
    for token, number in candidates:
        here = token
        for _ in range(_LONGEST_CLIMB):
            above = parse.heads[here]
            located = parse.deps[here] == "pobj" and (
                parse.lowers[above] in _LOCATIVE or (visit and parse.lowers[above] == "to")
            )
            if located and parse.heads[above] in near:
                found.append((-_GRAINS[places[number].grain], token, number))
                break
            inside = parse.deps[here] in _PLACE_INSIDE or (
                {parse.lowers[here], parse.lowers[above]} & {"of"} and parse.deps[here] in {"pobj", "prep"}
            )
            if not inside or above == here or parse.poses[above] == "VERB":
                if visit and parse.deps[here] == "dobj" and above in near:
                    found.append((-_GRAINS[places[number].grain], token, number))
                break
            here = above
    return min(found)[2] if found else None


def _within(candidates: Sequence[tuple[int, int]], first: int, last: int) -> Sequence[tuple[int, int]]:
    return candidates[
        bisect.bisect_left(candidates, (first, -1)) : bisect.bisect_left(candidates, (last, -1))
    ]


def _is_past(parse: Parse, trigger: Trigger, time: TimeMention | None) -> bool:
    """Whether the words put the act before the news: a past perfect with a far date, "in 2019"."""
    if time is None or time.value is None:
        return any(
            parse.lowers[c] == "last" and parse.deps[c] == "advmod" for c in parse.children[trigger.token]
        )
    return time.type == "DATE" and len(time.value) == len("2019") and time.value.isdigit()
