# SPDX-License-Identifier: Apache-2.0
"""The two sides of an act: who does it and to whom, by the ways its words open.

Comes in: a parse, a trigger, the mentions of the article. Goes out: the parties of either side.
Refuses: somebody who is nobody: not named, of no state and of no known role; a place as a party.
Score: `python -m bench events` (triples).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ontherecord.annotate.accounts import actors, arguments
from ontherecord.annotate.accounts.actors import MentionIndex, Party
from ontherecord.annotate.accounts.lexicon import Act, Lexicon
from ontherecord.annotate.accounts.polities import polities
from ontherecord.annotate.accounts.triggers import Trigger, triggers
from ontherecord.annotate.parse import Parse

_OFFERED = ("from", "by", "of", "between", "with", "among")


def parties(
    parse: Parse, trigger: Trigger, words: Lexicon, index: MentionIndex
) -> tuple[list[Party], list[Party]]:
    """Who does the act and to whom; of an act together, all as doers."""
    doers = _doers(parse, trigger, words, index)
    act = trigger.act
    if act.inverse:
        return _behind(parse, trigger, "from", index), doers
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
            head = arguments.subject(parse, trigger.complement)
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
                    if party.country and party.country not in own and not _aside(parse, party, index):
                        return [party]
    return []


_BELOW = frozenset({"dobj", "prep", "xcomp", "ccomp"})
_GOING = frozenset({"come", "go", "travel", "fly", "return", "arrive", "head", "trip", "visit"})
_WHERE = frozenset({"in", "at", "near", "outside", "inside", "around", "across", "from"})


def _aside(parse: Parse, party: Party, index: MentionIndex) -> bool:
    """Whether a state is only where or by whose clock something is ("talks in Oslo", "at six, Norwegian
    time"), or whose it is: not whom the act is done to."""
    above = parse.heads[party.head]
    where = index.is_place(party.head) and parse.deps[above] == "prep" and parse.lowers[above] in _WHERE
    goes = parse.lowers[above] == "to" and parse.lemmas[parse.heads[above]].lower() in _GOING
    return where or goes or parse.deps[party.head] == "npadvmod" or _owns(parse, party)


def _owns(parse: Parse, party: Party) -> bool:
    """Whether a noun should follow that the parse did not see: "to close Norway’s quays"."""
    behind = party.end < len(parse) and parse.tags[party.end] == "POS"
    return behind and parse.deps[party.head] != "poss"


def _by_support(parse: Parse, noun: int, words: Lexicon, index: MentionIndex) -> list[Party]:
    """ "announced the release of ...": who announces an act that has no other doer does it."""
    verb = parse.heads[noun]
    if parse.deps[noun] not in {"dobj", "nsubjpass"} or parse.lemmas[verb].lower() not in words.support:
        return []
    if parse.deps[noun] == "nsubjpass":
        agent = arguments.child(parse, verb, "agent")
        head = arguments.child(parse, agent, "pobj") if agent is not None else None
    else:
        head = arguments.subject(parse, verb)
    return _real(parse, head, index) if head is not None else []


def _doers(parse: Parse, trigger: Trigger, words: Lexicon, index: MentionIndex) -> list[Party]:
    if trigger.by == "noun":
        carried = _by_support(parse, trigger.token, words, index)
        return carried or _doers_of_noun(parse, trigger, words, index)
    verb = trigger.token
    if trigger.by == "duty" and trigger.complement is not None:
        verb = parse.heads[trigger.complement]  # who says so
    if trigger.by.startswith("adjective") or trigger.act.awaits:
        told = arguments.child(parse, verb, *arguments.PASSIVE_SUBJECTS)
        head = told if told is not None else arguments.subject(parse, verb)
    elif arguments.is_passive(parse, verb):
        agent = arguments.child(parse, verb, "agent")
        head = arguments.child(parse, agent, "pobj") if agent is not None else None
    else:
        head = arguments.subject(parse, verb)
    if head is None or _unfit(parse, verb, head, index):
        return []
    doers = [p for p in _real(parse, head, index) if not _is_act(parse, p, words, index)]
    return _without_object(parse, verb, doers, index)


def _is_act(parse: Parse, party: Party, words: Lexicon, index: MentionIndex) -> bool:
    """Whether a subject is itself an act ("the attack on Oslo shook"), which does nothing."""
    is_noun = parse.lemmas[party.head].lower() in words.nouns
    return (
        is_noun
        and not index.covers(parse, party.head, party.head + 1)
        and not actors.is_role(parse, party.head, words)
    )


def _unfit(parse: Parse, verb: int, head: int, index: MentionIndex) -> bool:
    """Whether the parse gives a verb a subject it cannot have: one person for "they have", or for the "it"
    of "it struck me, Lund said"."""
    if not index.names_person(head, head + 1) or arguments.child(parse, head, "conj") is not None:
        return False
    own = arguments.child(parse, verb, *arguments.SUBJECTS)
    if own is not None and own != head and parse.lowers[own] in {"it", "they"}:
        return True
    finite = next((c for c in parse.children[verb] if parse.deps[c] == "aux"), verb)
    return parse.tags[finite] == "VBP" and parse.deps[head] != "conj"


def _without_object(parse: Parse, verb: int, doers: list[Party], index: MentionIndex) -> list[Party]:
    """The doers, unless one is also whom it is done to: "a bullet struck the boy, almost killing him"."""
    told = arguments.child(parse, verb, "dobj")
    if told is None or parse.lowers[told] not in {"him", "her", "them"}:
        return doers
    meant = index.antecedent(parse, told)
    return [p for p in doers if meant is None or not p.start <= meant < p.end]


def _doers_of_noun(parse: Parse, trigger: Trigger, words: Lexicon, index: MentionIndex) -> list[Party]:
    noun, act = trigger.token, trigger.act
    found: list[Party] = []
    for below in parse.children[noun]:
        if parse.deps[below] in {"poss", "compound", "amod", "nmod"} and below < noun:
            owns = parse.deps[below] == "poss"
            found += [p for p in actors.parties(parse, below, index) if _acts(parse, p, index, owns)]
    if found:
        return _distinct(found)
    for preposition in _OFFERED:
        if (preposition == "with" and not act.together) or (preposition == "of" and "of" in act.recipient):
            continue
        for below in parse.children[noun]:
            if parse.deps[below] in {"prep", "agent"} and parse.lowers[below] == preposition:
                head = arguments.child(parse, below, "pobj")
                found += _real(parse, head, index) if head is not None else []
        if found and preposition == "with":
            found += _by_verb(parse, noun, index)
        if found:
            return _distinct(found)
    return found


def _by_verb(parse: Parse, noun: int, index: MentionIndex) -> list[Party]:
    """ "Roe proposed a meeting with Lund": who proposes, seeks or refuses a meeting is to take part in it."""
    verb = parse.heads[noun]
    if parse.deps[noun] not in {"dobj", "pobj"} or parse.poses[verb] not in {"VERB", "ADP"}:
        return []
    verb = parse.heads[verb] if parse.poses[verb] == "ADP" else verb
    head = arguments.subject(parse, verb) if parse.poses[verb] == "VERB" else None
    return _real(parse, head, index) if head is not None else []


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
    head = trigger.object if trigger.object is not None else arguments.sufferer(parse, trigger.token)
    if head is None:
        dative = arguments.child(parse, trigger.token, "dative")
        head = dative
    return _real(parse, head, index) if head is not None else []


def _behind(parse: Parse, trigger: Trigger, preposition: str, index: MentionIndex) -> list[Party]:
    """The parties behind a preposition that hangs on the act or on its object."""
    holders = [trigger.token]
    object_ = (
        trigger.object
        if trigger.object is not None
        else (arguments.sufferer(parse, trigger.token) if trigger.by != "noun" else None)
    )
    if object_ is not None:
        holders.append(object_)
    found: list[Party] = []
    for holder in holders:
        for below in parse.children[holder]:
            if preposition == "dative" and parse.deps[below] == "dative":
                head = arguments.child(parse, below, "pobj")
                found += _real(parse, head if head is not None else below, index)
            elif parse.lowers[below] == preposition and parse.deps[below] in {
                "prep",
                "dative",
                "agent",
                "mark",
                "prt",
            }:
                head = arguments.child(parse, below, "pobj")
                found += _real(parse, head, index) if head is not None else []
    following = trigger.token + 1
    if (
        not found
        and trigger.by == "noun"
        and following < len(parse)
        and parse.lowers[following] == preposition
    ):
        head = arguments.child(parse, following, "pobj")  # the parse may hang it on the verb instead
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
        yield _doers_of(parse, below, words, index)
    for inner in triggers(parse, below, below + 1, words):
        if inner.by == "duty":  # its complement is the same word: no step down the tree
            continue
        first, second = parties(parse, inner, words, index)
        yield second
        if trigger.act.type != "AGREE" or inner.act.together:
            yield first
    if is_noun:
        yield _doers_of(parse, below, words, index)
    yield _clause_subject(parse, below, index)
    sufferer = arguments.sufferer(parse, below)
    if sufferer is not None:
        yield _real(parse, sufferer, index)


def _doers_of(parse: Parse, noun: int, words: Lexicon, index: MentionIndex) -> list[Party]:
    named = next(iter(triggers(parse, noun, noun + 1, words)), None)
    return _doers_of_noun(parse, named or Trigger(noun, _ANY, None, None, "noun"), words, index)


_ANY = Act("AGREE", None, (), together=True)


def _clause_subject(parse: Parse, below: int, index: MentionIndex) -> list[Party]:
    """Who is to do the act under an operator: the subject of its clause, or of a noun's clause."""
    if parse.poses[below] in {"NOUN", "PROPN"}:
        clause = arguments.child(parse, below, "acl", "ccomp", "relcl")
        head = arguments.child(parse, clause, *arguments.SUBJECTS) if clause is not None else None
    else:
        head = arguments.child(parse, below, *arguments.SUBJECTS, *arguments.PASSIVE_SUBJECTS)
    return _real(parse, head, index) if head is not None else []


def _real(parse: Parse, head: int, index: MentionIndex) -> list[Party]:
    """The parties of an argument that are somebody: named, of a state, or of a known role."""
    return [
        p
        for p in actors.parties(parse, head, index)
        if not _owns(parse, p)
        and (p.country or index.within(p.start, p.end) or actors.is_role(parse, p.head, index.words))
    ]


def _distinct(found: Sequence[Party]) -> list[Party]:
    return list({(p.start, p.end): p for p in found}.values())
