# SPDX-License-Identifier: Apache-2.0
"""The statements of an article: the clauses of its body, each with its act, who does it and to what.

Comes in: a parse with the article's mentions, quotations, times and places. Goes out: `Statement` records
in the order of the text: the word that names the act, agent and patient as the parse has them ("were
freed" and "freed" have one patient), the words beside them, the times and places that hang on the act,
modality and negation.
Refuses: words inside a direct quotation, which are its speaker's; copulas and verbs of saying, which
only carry what others state; a clause with neither agent nor patient.
Score: with the claims made of them, `python -m bench claims`.

A statement is wider than an account: it has no type, so that a brewery's recall and a derailed train can
be compared between articles as a meeting can.
"""

from __future__ import annotations

import bisect
import functools
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from typing import NamedTuple

from ontherecord.annotate.accounts.modality import stance
from ontherecord.annotate.parse import Parse
from ontherecord.model import Mention, Quotation, Range, Statement, TimeMention, Where

_LONGEST_SENTENCE = 120  # tokens; longer ones are lists or tables
_CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "VERB", "ADV"})
_SUBJECTS = frozenset({"nsubj", "csubj"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_CLAUSES = frozenset({"relcl", "advcl", "ccomp", "parataxis", "conj", "cc", "csubj", "acl"})
_NOT_OF_PHRASE = frozenset({"relcl", "acl", "appos", "conj", "cc", "punct", "parataxis", "advcl"})
_CLIMB = 6  # heads between a time or place and the act that it hangs on
_CONTROL = 4  # verbs above a verb that may lend it their subject


class Arguments(NamedTuple):
    """Heads of the noun phrases that do an act and that it is done to."""

    agents: tuple[int, ...]
    patients: tuple[int, ...]


@functools.cache
def _lists() -> dict[str, frozenset[str]]:
    text = files("ontherecord.annotate").joinpath("data/statements.toml").read_text(encoding="utf-8")
    return {name: frozenset(words) for name, words in tomllib.loads(text).items() if name != "idioms"}


@functools.cache
def _idioms() -> dict[str, str]:
    text = files("ontherecord.annotate").joinpath("data/statements.toml").read_text(encoding="utf-8")
    idioms: dict[str, str] = tomllib.loads(text)["idioms"]
    return idioms


def statements(
    parse: Parse,
    mentions: Sequence[Mention],
    quotations: Sequence[Quotation],
    times: Sequence[TimeMention],
    places: Sequence[Where],
) -> tuple[Statement, ...]:
    """The statements of the body, in the order of the text."""
    spoken = sorted((s.start, s.end) for q in quotations if q.kind == "direct" for s in q.content)
    stands_for = {m.start: m.antecedent for m in mentions if m.antecedent is not None}
    moments = _hanging(parse, [(t.start, t.end) for t in times])
    spots = _hanging(parse, [(p.span.start, p.span.end) for p in places if p.span is not None])
    found = []
    for first, last in _read(parse):
        for token in range(first, last):
            if parse.poses[token] not in {"VERB", "NOUN", "AUX"} or _within(parse.starts[token], spoken):
                continue
            told = arguments(parse, token)
            act = _act(parse, token, told)
            if act is not None and (told.agents or told.patients):
                found.append(_statement(parse, token, act, told, stands_for, moments, spots))
    return tuple(found)


def _read(parse: Parse) -> Iterator[tuple[int, int]]:
    for first, last in parse.sentences:
        role = parse.paragraphs[parse.paragraph_index[first]][2]
        if role == "body" and 1 < last - first <= _LONGEST_SENTENCE:
            yield first, last


def _within(offset: int, ranges: Sequence[Range]) -> bool:
    at = bisect.bisect_right(ranges, (offset, 1 << 60)) - 1
    return at >= 0 and offset < ranges[at][1]


# --- the act -------------------------------------------------------------------------------------


def _act(parse: Parse, token: int, told: Arguments) -> tuple[str, int | None] | None:
    """The lemma of the act that a token names, and the noun that names it where the verb only lends
    itself ("go on strike", "hold talks", "the pact that they concluded")."""
    lemma = parse.lemmas[token].lower()
    if lemma in _ATTENDING and (present := _attending(parse, token, lemma)):
        return present, None
    if lemma == "be":
        noun = _lent(parse, token, lemma, told)
        return (parse.lemmas[noun].lower(), noun) if noun is not None else None  # "have been on strike"
    if parse.poses[token] != "VERB":
        named = parse.poses[token] == "NOUN" and _names_act(parse, token) and _is_definite(parse, token)
        return (lemma, None) if named and not _is_lent(parse, token) else None
    if parse.deps[token] in {"aux", "auxpass", "amod", "compound"}:
        return None
    noun = _lent(parse, token, lemma, told)
    if noun is None:
        noun = _going_on(parse, lemma, told)
    if noun is not None:
        return parse.lemmas[noun].lower(), noun
    for object_ in told.patients:
        if (idiom := _idioms().get(f"{lemma} {parse.lemmas[object_].lower()}")) is not None:
            return idiom, object_
    if lemma in {"come", "go"} and _leads_somewhere(parse, token):
        return "arrive" if lemma == "come" else "travel", None
    particle = next((parse.lowers[c] for c in parse.children[token] if _is_particle(parse, c, token)), None)
    if particle is None and lemma in _lists()["saying"]:
        return None
    return (f"{lemma} {particle}" if particle else lemma), None


def _is_particle(parse: Parse, below: int, verb: int) -> bool:
    """ "stepped down", "handed over": also where the parse takes the particle for an adverb."""
    beside = parse.deps[below] == "advmod" and below == verb + 1 and parse.lowers[below] in _PARTICLES
    return parse.deps[below] == "prt" or beside


_PARTICLES = frozenset({"down", "up", "out", "away", "off", "over", "back"})
_ATTENDING = frozenset({"be", "come", "stay", "take"})


def _attending(parse: Parse, verb: int, lemma: str) -> str | None:
    """To be there or not, in words that say little by themselves: "took part", "was not at the talks",
    "stayed away", "had been invited but did not come"."""
    below = {parse.lowers[c]: c for c in parse.children[verb]}
    if lemma == "take":
        return "take part" if "part" in below else None
    if lemma == "stay":
        return "stay away" if "away" in below else None
    if lemma == "come":
        return "attend" if any(parse.deps[c] == "neg" for c in parse.children[verb]) else None
    if "present" in below or "absent" in below:
        return "attend" if "present" in below else "stay away"
    at = [c for word in ("at", "among") if word in below for c in parse.children[below[word]]]
    return "attend" if any(_names_act(parse, c) for c in at) else None


def _lent(parse: Parse, verb: int, lemma: str, told: Arguments) -> int | None:
    """The noun that tells the act of a verb that says little: its object, or "on strike"."""
    if lemma not in _lists()["lending"]:
        return None
    for noun in told.patients:
        if _names_act(parse, noun):
            return noun
    for below in parse.children[verb]:
        if parse.deps[below] == "prep" and parse.lowers[below] == "on" and lemma in {"go", "be"}:
            for noun in parse.children[below]:
                if parse.deps[noun] == "pobj" and _names_act(parse, noun):
                    return noun
    return None


def _going_on(parse: Parse, lemma: str, told: Arguments) -> int | None:
    """The noun that tells the act of a verb that only says when it goes on, or for when it is fixed."""
    heads = (
        told.agents if lemma in _lists()["phases"] else told.patients if lemma in _lists()["fixing"] else ()
    )
    return next((noun for noun in heads if _names_act(parse, noun)), None)


def _leads_somewhere(parse: Parse, verb: int) -> bool:
    """Whether a verb of coming leads "to" a proper name."""
    for below in parse.children[verb]:
        if parse.deps[below] == "prep" and parse.lowers[below] in {"to", "into"}:
            return any(parse.poses[c] == "PROPN" for c in parse.children[below])
    return False


def _is_definite(parse: Parse, noun: int) -> bool:
    """Whether a noun tells of an act that is known: "the derailment", "their arrest", not "a ceasefire"."""
    return any(
        parse.deps[c] == "poss" or (parse.deps[c] == "det" and parse.lowers[c] == "the")
        for c in parse.children[noun]
    )


def _names_act(parse: Parse, noun: int) -> bool:
    return parse.poses[noun] == "NOUN" and parse.lemmas[noun].lower() in _lists()["act_nouns"]


def _is_lent(parse: Parse, noun: int) -> bool:
    """Whether a noun's act is told by the verb that it completes."""
    head = parse.heads[noun]
    if parse.deps[noun] == "pobj" and parse.lowers[head] == "on":
        head = parse.heads[head]
    verbs = [head, *(c for c in parse.children[noun] if parse.deps[c] in {"acl", "relcl"})]
    return any(
        parse.poses[v] == "VERB" and _lent(parse, v, parse.lemmas[v].lower(), arguments(parse, v)) == noun
        for v in verbs
    )


# --- who does it, and to what --------------------------------------------------------------------


def arguments(parse: Parse, token: int) -> Arguments:
    """The heads of agent and patient, passives and relative clauses turned round."""
    if parse.poses[token] == "NOUN":
        return _of_noun(parse, token)
    agents: list[int] = []
    patients: list[int] = []
    for below in parse.children[token]:
        dep = parse.deps[below]
        if dep in _SUBJECTS:
            agents += _meant(parse, below, token)
        elif dep == "nsubjpass" or dep == "dobj":
            patients += _meant(parse, below, token)
        elif dep == "agent" or (dep == "prep" and parse.lowers[below] == "by" and parse.tags[token] == "VBN"):
            agents += [c for c in parse.children[below] if parse.deps[c] == "pobj"]
    if (not agents and not patients) or (not agents and parse.deps[token] in {"conj", "xcomp"}):
        lent = _shared(parse, token)
        (patients if _is_passive(parse, token) and not patients else agents).extend(lent)
    if parse.deps[token] == "acl":
        (agents if parse.tags[token] == "VBG" else patients).append(parse.heads[token])
    head = parse.heads[token]
    if (
        parse.deps[token] == "relcl"
        and agents
        and not patients
        and head not in agents
        and not _moved(parse, token)
    ):
        patients.append(head)  # "the men it freed", "a pact that the two concluded"
    if (
        not agents
        and not patients
        and parse.poses[head] in {"NOUN", "PROPN"}
        and parse.deps[token] == "advcl"
    ):
        agents.append(
            head
        )  # "A train with 120 people aboard derailed", where the parse takes it for an aside
    return Arguments(_listed(parse, agents), _listed(parse, patients))


def _meant(parse: Parse, argument: int, verb: int) -> list[int]:
    """The argument, or what its relative word stands for."""
    if parse.lowers[argument] in _RELATIVE and parse.deps[verb] == "relcl":
        return [parse.heads[verb]]
    return [argument]


def _moved(parse: Parse, verb: int) -> bool:
    """Whether a relative word is there that stands for something else than the object."""
    return any(parse.lowers[t] in {"who", "when", "where", "why"} for t in parse.children[verb])


def _is_passive(parse: Parse, verb: int) -> bool:
    if parse.deps[verb] == "acomp" and parse.tags[verb] == "VBN":
        return True  # "schools that had been closed", as the parse often has it
    return any(parse.deps[c] == "auxpass" for c in parse.children[verb])


def _shared(parse: Parse, token: int) -> list[int]:
    """The subject that a coordinated or governed verb shares with the one above; its object where the
    verb above tells somebody to do it."""
    for _ in range(_CONTROL):
        head, dep = parse.heads[token], parse.deps[token]
        if head == token or dep not in {"conj", "xcomp", "acomp"}:
            return []
        below = {parse.deps[c]: c for c in reversed(parse.children[head])}
        if dep == "xcomp" and "dobj" in below:
            return [below["dobj"]]
        for subject in ("nsubj", "nsubjpass"):
            if subject in below:
                return _meant(parse, below[subject], head)
        if parse.deps[head] == "relcl":
            return [parse.heads[head]]
        token = head
    return []


def _of_noun(parse: Parse, noun: int) -> Arguments:
    """ "the crash of a train", "the minister's arrest", "teachers' strike": what hangs on the noun."""
    found = []
    for below in parse.children[noun]:
        if parse.deps[below] == "prep" and parse.lowers[below] in {"of", "by", "between"}:
            found += [c for c in parse.children[below] if parse.deps[c] == "pobj"]
        elif parse.deps[below] in {"poss", "compound"} and parse.poses[below] in {"NOUN", "PROPN"}:
            found.append(below)
    return Arguments((), _listed(parse, found))


def _listed(parse: Parse, heads: Sequence[int]) -> tuple[int, ...]:
    """The heads with what is coordinated with them and the names beside them, each once; of "a group of
    workers" the workers."""
    found: list[int] = []
    waiting = [_counted(parse, head) for head in reversed(heads)]
    while waiting and len(found) < _MOST_LISTED:
        head = waiting.pop()
        found.append(head)
        for below in parse.children[head]:
            if parse.deps[below] == "conj" and parse.poses[below] in {"NOUN", "PROPN", "PRON", "NUM"}:
                waiting.append(_counted(parse, below))
            elif parse.deps[below] == "appos" and parse.poses[below] == "PROPN":
                waiting.append(below)
    return tuple(dict.fromkeys(found))


def _counted(parse: Parse, head: int) -> int:
    """What a word of number counts: "46 of the lines", "a group of quarry workers"."""
    if parse.poses[head] != "NUM" and parse.lemmas[head].lower() not in _lists()["counting"]:
        return head
    for below in parse.children[head]:
        if parse.deps[below] == "prep" and parse.lowers[below] == "of":
            return next((c for c in parse.children[below] if parse.deps[c] == "pobj"), head)
    return head


_MOST_LISTED = 8  # coordinated heads; more are a list and not the parties of one act


# --- the record ----------------------------------------------------------------------------------


def _statement(
    parse: Parse, token: int, act: tuple[str, int | None], told: Arguments, stands_for: Mapping[int, Range],
    moments: Sequence[tuple[int, Range]], spots: Sequence[tuple[int, Range]],
) -> Statement:  # fmt: skip
    lemma, noun = act
    own = {token} if noun is None else {token, noun}
    agents = [h for h in told.agents if h not in own]
    patients = [h for h in told.patients if h not in own]
    phrases = {h: _phrase(parse, _counting(parse, h)) for h in (*agents, *patients)}
    clause = _clause(parse, token)
    inside = {t for tokens in phrases.values() for t in tokens} | own
    sure = stance(parse, token)
    near = {token, *own}
    shown = sorted({*clause, *(t for tokens in phrases.values() for t in tokens)})
    first, last = _around(parse, shown, token)
    return Statement(
        start=parse.starts[first],
        end=parse.ends[last],
        word=(parse.starts[min(own)], parse.ends[max(own)]),
        act=lemma,
        agent=tuple(_range(parse, phrases[h], h, stands_for) for h in agents),
        patient=tuple(_range(parse, phrases[h], h, stands_for) for h in patients),
        agent_heads=tuple(parse.lemmas[h].lower() for h in agents),
        patient_heads=tuple(parse.lemmas[h].lower() for h in patients),
        words=tuple(
            dict.fromkeys(
                parse.lemmas[t].lower()
                for t in shown
                if t not in own and parse.poses[t] in _CONTENT and (t in inside or t in clause)
            )
        ),
        times=tuple(r for t, r in moments if _hangs_on(parse, t, near)),
        places=tuple(r for t, r in spots if _hangs_on(parse, t, near) and _is_located(parse, t)),
        modality="planned"
        if lemma != parse.lemmas[token].lower() == "announce"
        else "demanded"
        if sure.modality == "planned" and _is_wished(parse, token)
        else sure.modality,
        negated=sure.negated,
        plain=_is_plain(parse, token, any(o.class_ != "report" for _, o in sure.operators)),
    )


def _is_wished(parse: Parse, token: int) -> bool:
    """Whether somebody wants another to do it: "they want the city to withdraw the timetables"."""
    head = parse.heads[token]
    own = any(parse.deps[c] in {"nsubj", "nsubjpass"} for c in parse.children[token])
    return parse.lemmas[head].lower() == "want" and own and head != token


def _is_plain(parse: Parse, token: int, governed: bool) -> bool:
    """Whether a clause flatly tells or denies its act: a finite verb under no other word, and no "never",
    "yet" or "since" that limits what is denied."""
    if governed or parse.poses[token] == "NOUN":
        return False
    below = parse.children[token]
    finite = {parse.tags[token], *(parse.tags[c] for c in below if parse.deps[c] in {"aux", "auxpass"})}
    head = parse.heads[token]
    if parse.deps[token] == "conj" and parse.tags[token] == parse.tags[head]:
        finite |= {parse.tags[c] for c in parse.children[head] if parse.deps[c] in {"aux", "auxpass"}}
    limited = any(parse.lowers[c] in _LIMITS for c in below)
    return bool(finite & _FINITE) and "MD" not in finite and not limited


_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_LIMITS = frozenset({"never", "yet", "since", "until", "ever", "anymore", "if", "unless", "whether"})


def _counting(parse: Parse, head: int) -> int:
    """The word of number that counts a noun, which is the head of the whole phrase."""
    above = parse.heads[head]
    if (
        parse.deps[head] == "pobj"
        and parse.lowers[above] == "of"
        and _counted(parse, parse.heads[above]) == head
    ):
        return parse.heads[above]
    return head


def _phrase(parse: Parse, head: int) -> list[int]:
    """The tokens of a noun phrase, without clauses and what is coordinated with it."""
    kept, waiting = [], [head]
    while waiting:
        here = waiting.pop()
        kept.append(here)
        waiting += [c for c in parse.children[here] if parse.deps[c] not in _NOT_OF_PHRASE]
    return sorted(kept)


def _clause(parse: Parse, token: int) -> set[int]:
    """The tokens of the act's own clause: what hangs on it, without further clauses."""
    kept, waiting = set(), [token]
    while waiting:
        here = waiting.pop()
        kept.add(here)
        waiting += [c for c in parse.children[here] if parse.deps[c] not in _CLAUSES]
    return kept


def _around(parse: Parse, tokens: Sequence[int], token: int) -> tuple[int, int]:
    """First and last of the tokens that read as one with the act: no sentence end, no final mark."""
    first, last = tokens[0], tokens[-1]
    number = parse.sentence_index[token]
    start, end = parse.sentences[number]
    first, last = max(first, start), min(last, end - 1)
    while last > token and parse.poses[last] == "PUNCT":
        last -= 1
    while first < token and parse.poses[first] == "PUNCT":
        first += 1
    return first, last


def _range(parse: Parse, tokens: Sequence[int], head: int, stands_for: Mapping[int, Range]) -> Range:
    """The words of a party; of a pronoun or description, the name it stands for."""
    return stands_for.get(parse.starts[head]) or (parse.starts[tokens[0]], parse.ends[tokens[-1]])


def _hanging(parse: Parse, ranges: Sequence[Range]) -> list[tuple[int, Range]]:
    """The last token of each range, with the range."""
    found = []
    for start, end in ranges:
        token = bisect.bisect_left(parse.starts, end) - 1
        if token >= 0 and parse.starts[token] >= start:
            found.append((token, (start, end)))
    return found


_LOCATIVE = frozenset({"in", "at", "near", "outside", "inside", "on", "off", "to"})


def _is_located(parse: Parse, token: int) -> bool:
    """Whether a preposition of place leads to a place, which may have an apposition ("in the town of Isfara")."""
    for _ in range(_CLIMB):
        if parse.deps[token] == "pobj" and parse.lowers[parse.heads[token]] in _LOCATIVE:
            return True
        of = parse.deps[token] != "prep" or parse.lowers[token] == "of"
        if not of or parse.deps[token] not in {"pobj", "prep", "compound", "appos", "nmod"}:
            return False  # "in the talks with Ukraine" are not in Ukraine
        token = parse.heads[token]
    return False


def _hangs_on(parse: Parse, token: int, near: set[int]) -> bool:
    """Whether a time or place belongs to the act: no other verb stands between them, save "since
    Tuesday, when they went on strike"."""
    number = parse.sentence_index[token]
    here = token
    for _ in range(_CLIMB):
        for below in parse.children[here]:
            if below in near and parse.deps[below] == "relcl" and here == token:
                return True
        above = parse.heads[here]
        if above in near:
            return True
        if above == here or parse.poses[above] in {"VERB", "AUX"} or parse.sentence_index[above] != number:
            return False
        here = above
    return False
