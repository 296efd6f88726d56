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
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ontherecord.annotate.accounts.modality import stance
from ontherecord.annotate.parse import Parse
from ontherecord.annotate.statements.acts import act_of
from ontherecord.annotate.statements.parties import Arguments, arguments, cleft, counted
from ontherecord.model import Mention, Quotation, Range, Statement, TimeMention, Where

_LONGEST_SENTENCE = 120  # tokens; longer ones are lists or tables
_CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "VERB", "ADV"})
_CLAUSES = frozenset({"relcl", "advcl", "ccomp", "parataxis", "conj", "cc", "csubj", "acl"})
_NOT_OF_PHRASE = frozenset({"relcl", "acl", "appos", "conj", "cc", "punct", "parataxis", "advcl"})
_CLIMB = 6  # heads between a time or place and the act that it hangs on


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
    moments = _hanging(parse, ((t.start, t.end) for t in times))
    spots = _hanging(parse, ((p.span.start, p.span.end) for p in places if p.span is not None))
    found = []
    for first, last in _read(parse):
        number = parse.sentence_index[first]
        beside = moments.get(number, ()), spots.get(number, ())
        for token in range(first, last):
            if parse.poses[token] not in {"VERB", "NOUN", "AUX"} or _within(parse.starts[token], spoken):
                continue
            told = arguments(parse, token)
            act = act_of(parse, token, told)
            if act is not None and (told.agents or told.patients):
                found.append(_statement(parse, token, act, told, stands_for, *beside))
    return tuple(found)


def _read(parse: Parse) -> Iterator[tuple[int, int]]:
    for first, last in parse.sentences:
        role = parse.paragraphs[parse.paragraph_index[first]][2]
        if role == "body" and 1 < last - first <= _LONGEST_SENTENCE:
            yield first, last


def _within(offset: int, ranges: Sequence[Range]) -> bool:
    at = bisect.bisect_right(ranges, (offset, 1 << 60)) - 1
    return at >= 0 and offset < ranges[at][1]


def _statement(
    parse: Parse, token: int, act: tuple[str, int | None], told: Arguments, stands_for: Mapping[int, Range],
    moments: Sequence[tuple[int, Range]], spots: Sequence[tuple[int, Range]],
) -> Statement:  # fmt: skip
    lemma, noun = act
    if lemma == "arrive" and parse.lemmas[token].lower() == "expect":
        told = Arguments(told.patients, ())  # who is expected comes
    own = {token} if noun is None else {token, noun}
    agents = [h for h in told.agents if h not in own]
    going_on = noun is not None and noun in told.agents  # "the attack took place", to which place is no party
    patients = [h for h in told.patients if h not in own and not going_on]
    phrases = {h: _phrase(parse, _counting(parse, h)) for h in (*agents, *patients)}
    clause = _clause(parse, token)
    inside = {t for tokens in phrases.values() for t in tokens} | own
    sure = stance(parse, token)
    was = cleft(parse, token)
    near = {token, *own, *(() if was is None else (was,))}
    ahead = lemma != parse.lemmas[token].lower() and parse.lemmas[token].lower() in _AHEAD
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
        times=tuple(_nearest(parse, moments, {noun} if ahead and noun is not None else near)),
        places=tuple(_nearest(parse, [s for s in spots if _is_located(parse, s[0])], near)),
        spots=tuple(_spots(parse, near)),
        modality="planned"
        if ahead
        else "demanded"
        if sure.modality == "planned" and _is_wished(parse, token)
        else sure.modality,
        negated=sure.negated,
        plain=not (sure.negated and _describes(parse, token))
        and _is_plain(parse, token, any(o.class_ != "report" for _, o in sure.operators)),
    )


_AHEAD = frozenset({"announce", "expect"})  # verbs that tell another act, one to come


def _spots(parse: Parse, near: set[int]) -> Iterator[Range]:
    """The noun phrases in which an act is set, whatever they name: "in the town hall", "at the quay"."""
    objects = {c for verb in near for c in parse.children[verb] if parse.deps[c] == "dobj"}
    for verb in (*sorted(near), *sorted(objects)):
        for below in parse.children[verb]:
            if parse.deps[below] == "prep" and parse.lowers[below] in _LOCATIVE:
                for head in parse.children[below]:
                    if parse.deps[head] == "pobj" and parse.poses[head] in {"NOUN", "PROPN"}:
                        first = min(t for t in _phrase(parse, head) if t <= head)
                        yield parse.starts[first], parse.ends[head]


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


def _describes(parse: Parse, token: int) -> bool:
    """Whether a clause only says which are meant: "children who are not vaccinated", with no comma before it."""
    head = parse.heads[token]
    return parse.deps[token] == "relcl" and "," not in parse.lowers[head + 1 : token]


def _counting(parse: Parse, head: int) -> int:
    """The word of number that counts a noun, which is the head of the whole phrase."""
    above = parse.heads[head]
    if (
        parse.deps[head] == "pobj"
        and parse.lowers[above] == "of"
        and counted(parse, parse.heads[above]) == head
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


def _hanging(parse: Parse, ranges: Iterable[Range]) -> Mapping[int, list[tuple[int, Range]]]:
    """The last token of each range, with the range, by the number of its sentence."""
    found: dict[int, list[tuple[int, Range]]] = {}
    for start, end in ranges:
        token = bisect.bisect_left(parse.starts, end) - 1
        if token >= 0 and parse.starts[token] >= start:
            found.setdefault(parse.sentence_index[token], []).append((token, (start, end)))
    return found


_LOCATIVE = frozenset({"in", "at", "near", "outside", "inside", "on", "off", "to"})


def _is_located(parse: Parse, token: int) -> bool:
    """Whether a preposition of place leads to a place, which may have an apposition ("in the town of Isfara")."""
    first = min((token, *(c for c in parse.children[token] if parse.deps[c] == "compound")))
    if parse.deps[token] == "npadvmod" and first and parse.lowers[first - 1] in _LOCATIVE:
        return True  # "boarded off Lome", where the parse takes "off" for a particle
    for _ in range(_CLIMB):
        if parse.deps[token] == "pobj" and parse.lowers[parse.heads[token]] in _LOCATIVE:
            return True
        of = parse.deps[token] != "prep" or parse.lowers[token] == "of"
        if not of or parse.deps[token] not in {"pobj", "prep", "compound", "appos", "nmod"}:
            return False  # "in the talks with Ukraine" are not in Ukraine
        token = parse.heads[token]
    return False


def _nearest(parse: Parse, ranges: Sequence[tuple[int, Range]], near: set[int]) -> list[Range]:
    """The times or places that belong to an act, those first that hang on it most directly: of "announce the winner of
    Saturday's vote on Tuesday" Tuesday."""
    found = [(far, r) for t, r in ranges if (far := _hangs_on(parse, t, near)) is not None]
    return [r for _, r in sorted(found, key=lambda pair: pair[0] > _DIRECT)]


_DIRECT = 1  # words between an act and what hangs on it directly: "on"


def _hangs_on(parse: Parse, token: int, near: set[int]) -> int | None:
    """How many words are between an act and a time or place that belongs to it: no other verb stands there, save "since
    Tuesday, when they went on strike". None if it does not."""
    number = parse.sentence_index[token]
    here = token
    for between in range(_CLIMB):
        for below in parse.children[here]:
            if below in near and parse.deps[below] == "relcl" and here == token:
                return between
        above = parse.heads[here]
        if above in near:
            return between
        if above == here or parse.poses[above] in {"VERB", "AUX"} or parse.sentence_index[above] != number:
            return None
        here = above
    return None
