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

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from ontherecord.annotate.accounts import actors, arguments, modality
from ontherecord.annotate.accounts.actors import MentionIndex, Party
from ontherecord.annotate.accounts.attachment import by_token, is_past, near, placed, timed, within
from ontherecord.annotate.accounts.clauses import clause
from ontherecord.annotate.accounts.lexicon import Lexicon, lexicon
from ontherecord.annotate.accounts.plover import QUADS
from ontherecord.annotate.accounts.sides import parties
from ontherecord.annotate.accounts.triggers import Trigger, triggers
from ontherecord.annotate.parse import Parse
from ontherecord.model import Account, Mention, Quotation, Span, TimeMention, When, Where

LONGEST_SENTENCE = 400  # tokens
_LONGEST_TRIGGER = 6  # tokens between a verb and its noun that are shown as one trigger
_ROLES_READ = frozenset({"body"})


# Acts that are news whoever does or suffers them; the others need somebody who is named.
_OF_ANYBODY = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "CONSULT"})
_TWO = 2
_STAYING_AWAY = frozenset({"stay", "skip"})  # verbs that attend by not attending


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
    extra: str = "",
) -> tuple[Account, ...]:
    """The accounts of one article, numbered `<article>.e<n>` in the order of their triggers. `extra`
    holds words of the user's that extend the lexicon."""
    words = lexicon(extra)
    index = MentionIndex(parse, mentions, quotations, words)
    spoken = sorted((s.start, s.end, q.id) for q in quotations for s in q.content)
    when = by_token(parse, [(t.start, t.end) for t in times])
    where = by_token(parse, [(p.span.start, p.span.end) if p.span else (-1, -1) for p in places])
    found: list[Account] = []
    for first, last in _sentences(parse):
        ids: dict[int, str] = {}
        for one in _found(parse, first, last, words, index):
            trigger = one.trigger
            account = _account(parse, one, first, last, document, f"{article}.e{len(found) + 1}", article)
            around = near(parse, trigger, words)
            time = timed(parse, around, when, first, last, words)
            told = within(where, first, last)
            place = placed(parse, around, told, places, trigger.act.mode == "visit")
            above = [ids[t] for t in (trigger.token, *(t for t, _ in one.stance.operators)) if t in ids]
            about = trigger.complement if trigger.by == "duty" else None
            ids[trigger.token if about is None else about] = account.id
            mention = times[time] if time is not None else None
            found.append(
                msgspec.structs.replace(
                    account,
                    date=_when(mention, document) if mention is not None else None,
                    place=places[place] if place is not None else None,
                    attributed_to=_quotation(spoken, account.trigger),
                    under=above[0] if above else None,
                    historical=is_past(parse, trigger, mention),
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
        doers, sufferers = parties(parse, trigger, words, index)
        if not doers and not sufferers:
            continue
        if trigger.by == "noun" and not _is_told(trigger, doers, sufferers):
            continue
        if trigger.act.mode == "phone" and (len(doers) < _TWO or _is_named(parse, doers[-1])):
            continue  # "called the plan a mistake"
        if (
            (trigger.act.type not in _OF_ANYBODY or trigger.act.mode == "visit")
            and not (doers and sufferers)
            and not any(p.country or index.within(p.start, p.end) for p in (*doers, *sufferers))
        ):
            continue
        token = (
            trigger.complement if trigger.by == "duty" and trigger.complement is not None else trigger.token
        )
        stance = modality.stance(parse, token, words, trigger.object)
        if parse.lemmas[trigger.token].lower() in _STAYING_AWAY and trigger.act.attends:
            stance = stance._replace(negated=not stance.negated, certainty=-stance.certainty)
        if trigger.act.awaits:
            stance = stance._replace(modality="planned" if stance.modality == "happened" else stance.modality)
        if trigger.by == "duty":
            stance = modality.Stance("happened", False, stance.certainty)
        found.append(_Found(trigger, doers, sufferers, stance))
    return found


def _is_named(parse: Parse, called: Party) -> bool:
    """Whether somebody is not telephoned but called something: the words that follow say what."""
    behind = parse.lowers[called.end] if called.end < len(parse) else ""
    return behind in {"a", "an", "the", "“", '"', "‘", "'", "``"}


def _is_told(trigger: Trigger, doers: Sequence[Party], sufferers: Sequence[Party]) -> bool:
    """Whether a noun tells an act: with who does it and, if words are its deed, to whom ("Peru's request"
    is none yet)."""
    return bool(doers) and (
        QUADS[trigger.act.type] not in _OF_WORDS or trigger.act.together or bool(sufferers)
    )


_OF_WORDS = frozenset({1, 3})  # PLOVER's quads of verbal acts


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
    told = clause(parse, trigger.complement if trigger.by == "duty" and trigger.complement else trigger.token)
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
        subject=_words(parse, told.subject, document) if told.subject else None,
        predicate=_words(parse, told.predicate, document) if told.predicate else None,
        by="attendance" if trigger.act.attends else trigger.by,
    )


def _object_span(parse: Parse, trigger: Trigger, found: _Found, document: str) -> Span | None:
    """What the act is done with or to, where that is nobody: "the valley", "a treaty"."""
    if trigger.by == "noun":
        return None
    head = trigger.object if trigger.object is not None else arguments.sufferer(parse, trigger.token)
    if head is None or parse.poses[head] not in {"NOUN", "PROPN"}:
        return None
    if any(p.start <= head < p.end for p in (*found.actors, *found.recipients)):
        return None
    first, last = actors.core(parse, head)
    return _span(parse, first, last, document)


def _words(parse: Parse, at: tuple[int, int], document: str) -> Span:
    return Span(document=document, start=at[0], end=at[1], text=parse.text[at[0] : at[1]])


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
