# SPDX-License-Identifier: Apache-2.0
"""Who does it and to whom: the parties in the arguments of a word that names an act.

Comes in: a parse, the token of the act, the mentions of the article. Goes out: `Party` records,
one a conjunct ("Russian and Ukrainian negotiators" are two).
Refuses: a place as a party where the preposition says it is a place ("in Istanbul"); a pronoun
that nothing resolves.
Score: `python -m bench events` (actors and triples).
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import NamedTuple

from ontherecord.annotate.accounts.arguments import (
    PASSIVE_SUBJECTS,
    SUBJECTS,
    child,
    conjuncts,
    is_pronoun,
)
from ontherecord.annotate.accounts.lexicon import Lexicon, lexicon
from ontherecord.annotate.accounts.polities import country, place_country
from ontherecord.annotate.parse import Parse
from ontherecord.model import Mention, Quotation

_INSIDE = frozenset({
    "det", "compound", "amod", "poss", "nummod", "nmod", "quantmod", "case", "advmod", "predet",
    "punct", "prt", "npadvmod",
})  # fmt: skip
# A noun phrase whose head says little by itself is told by what hangs on it, in this order.
_TELLING = ("of", "from", "in", "for", "at", "by", "with", "to", "on")


class Party(NamedTuple):
    """Somebody in an argument: tokens `start` to `end` (exclusive) around `head`."""

    head: int
    start: int
    end: int
    country: str | None


@functools.cache
def _longest_role() -> int:
    return max(len(role.split()) for role in lexicon().roles)


def sector(text: str) -> str | None:
    """The PLOVER sector of what somebody is called ("Ukrainian soldiers": MIL), or None."""
    words = text.lower().replace("’", "'").replace("'s", " ").split()
    for n in range(len(words) - 1, -1, -1):
        for length in range(_longest_role(), 0, -1):
            if n + 1 >= length and (
                found := _role(" ".join(words[n + 1 - length : n + 1]).strip(",."), lexicon())
            ):
                return found
    return None


def is_role(parse: Parse, head: int, words: Lexicon) -> bool:
    """Whether a noun is what somebody is called: "defence officials", not "an official report"."""
    first = max(0, head + 1 - _longest_role())
    return any(_role(" ".join(parse.lowers[n : head + 1]), words) for n in range(first, head + 1))


def _role(word: str, words: Lexicon) -> str | None:
    """The sector of a role, in the singular or the plural."""
    roles = words.roles
    singular = word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")
    return roles.get(word) or roles.get(singular)


def parties(parse: Parse, token: int, mentions: MentionIndex) -> list[Party]:
    """The parties of an argument whose head is `token`."""
    found = []
    heads = list(conjuncts(parse, token))
    for head in heads:
        if parse.poses[head] in {"VERB", "AUX", "ADV"}:
            continue
        listed = _premodifying(parse, head, mentions) or _of_each(parse, head, mentions)
        if listed:
            found += listed
            continue
        several = mentions.several(parse, head)
        if several:
            found += [_party(parse, one, mentions) for one in several]
            continue
        resolved = mentions.antecedent(parse, head)
        if resolved is not None:
            head = resolved
        if is_pronoun(parse, head):
            continue
        party = _party(parse, head, mentions)
        found += _several(parse, party, mentions) or [party]
    return found


def _several(parse: Parse, party: Party, mentions: MentionIndex) -> list[Party]:
    """The persons of one phrase, where the parse took their coordination for one name."""
    persons = [m for m in mentions.within(party.start, party.end) if m.kind == "person"]
    if len(persons) < _SEVERAL or not _JOINING & set(parse.lowers[party.start : party.end]):
        return []
    found = []
    for mention in persons:
        first, last = parse.token_at(mention.start), last_token(parse, mention.start, mention.end)
        if first is not None and last is not None:
            found.append(Party(last, first, last + 1, country(_text(parse, first, last + 1))))
    return found


_SEVERAL = 2
_JOINING = frozenset({"and", "or", "nor", "&"})


def _premodifying(parse: Parse, head: int, mentions: MentionIndex) -> list[Party]:
    """ "Hungarian and Romanian officials", "U.S. and Russian negotiators": one party a state."""
    for modifier in parse.children[head]:
        if parse.deps[modifier] not in {"amod", "nmod", "compound", "poss"}:
            continue
        chain = list(conjuncts(parse, modifier))
        codes = [country(_text(parse, *core(parse, token))) for token in chain]
        if len(chain) == _SEVERAL and mentions.names_person(modifier, modifier + 1) and codes[1]:
            # "Roe and Norway's allies": the parse makes a person own what only the state does
            other = min(parse.subtree(chain[1])[0], chain[1])
            return [
                Party(modifier, *core(parse, modifier), codes[0]),
                Party(head, other, head + 1, codes[1]),
            ]
        if len(chain) < _SEVERAL or None in codes:
            continue
        several = [Party(t, *core(parse, t), code) for t, code in zip(chain, codes, strict=True)]
        return [*several[:-1], several[-1]._replace(head=head, end=head + 1)]
    return []


def _of_each(parse: Parse, head: int, mentions: MentionIndex) -> list[Party]:
    """ "the leaders of Norway, Chad and Peru": one party a state, for those who stand for theirs."""
    start = core(parse, head)[0]
    if parse.tags[head] not in _PLURAL or sector(_text(parse, start, head + 1)) != "GOV":
        return []  # "journalists of Norway and Chad": who is told by the name of the state is the state
    found = []
    for below in parse.children[head]:
        first = child(parse, below, "pobj") if parse.lowers[below] in {"of", "from"} else None
        for token in conjuncts(parse, first) if first is not None else ():
            if code := country(_text(parse, *core(parse, token))):
                found.append(Party(token, *core(parse, token), code))
    if len(found) < _SEVERAL:
        return []
    return [found[0]._replace(head=head, start=start), *found[1:]]


_PLURAL = frozenset({"NNS", "NNPS"})


def _party(parse: Parse, head: int, mentions: MentionIndex) -> Party:
    start, end = core(parse, head)
    code = country(_text(parse, start, end))
    named = mentions.covers(parse, start, end)
    if not mentions.names_person(start, end):
        appositive = child(parse, head, "appos")
        if appositive is not None and appositive > head:
            first, last = core(parse, appositive)
            if mentions.names_person(first, last) and last - start <= _LONGEST_PARTY:
                return Party(head, start, last, code or country(_text(parse, first, last)))
            code = code or country(_text(parse, first, last))
    if code is None:
        last, found = _told_behind(parse, head, end, mentions.words)
        behind = None if named else _named_behind(parse, last, mentions)
        if behind is not None:
            return Party(head, start, behind, found)
        if found or not named:
            return Party(head, start, last, found)
    if code is None and mentions.is_place(head):
        code = place_country(_text(parse, start, end))
    return Party(head, start, end, code)


_WHERE = frozenset({"in", "at", "on"})
_LOCATIVE = frozenset({"in", "at", "from", "of"})
_LONGEST_PARTY = 20  # tokens of a title with the name behind it


def _named_behind(parse: Parse, end: int, mentions: MentionIndex) -> int | None:
    """ "the head of the customs office, Ann Roe": the end of a person's name behind the comma."""
    comma = next((t for t in range(end, min(end + 4, len(parse))) if parse.poses[t] != "PROPN"), None)
    if comma is None or comma + 1 >= len(parse) or parse.words[comma] != ",":
        return None
    mention = mentions.named.get(comma + 1)
    if mention is None or (mention.kind != "person" and (mention.kind == "place" or " " not in mention.text)):
        return None  # a single article may take a person for an organisation, the story tells
    last = last_token(parse, mention.start, mention.end)
    if last is None or parse.deps[last] in SUBJECTS | PASSIVE_SUBJECTS:
        return None  # "by the agent, Roe says"
    return last + 1


def _told_behind(parse: Parse, head: int, end: int, words: Lexicon) -> tuple[int, str | None]:
    """What follows a noun that says little by itself: the end of the phrase and the state it names."""
    fallback = end
    acts = parse.lemmas[head].lower() in words.nouns  # "talks in Oslo" is not Norway
    for preposition in _TELLING:
        below = _object_of(parse, head, preposition)
        if below is None or below < head or (acts and preposition in _WHERE):
            continue
        first, last = core(parse, below)
        deeper = _object_of(parse, below, "of") or _object_of(parse, below, "in")
        if country(_text(parse, first, last)) is None and deeper is not None:
            last = max(last, core(parse, deeper)[1])
        found = country(_text(parse, first, last))
        if found is None and preposition in _LOCATIVE:
            found = place_country(_text(parse, *core(parse, below)))
        if last > end and found:
            return last, found
        if preposition in {"of", "from"} and fallback == end:
            fallback = max(end, last)
    return fallback, None


def core(parse: Parse, head: int) -> tuple[int, int]:
    """The tokens of a name or noun with what stands before it, without what follows it."""
    first, stack = head, [head]
    while stack:
        here = stack.pop()
        for below in parse.children[here]:
            if below < head and (parse.deps[below] in _INSIDE or here != head):
                first = min(first, below)
                stack.append(below)
    while first < head and (parse.deps[first] == "punct" or parse.deps[first] == "det"):
        first += 1
    return first, head + 1


def _object_of(parse: Parse, token: int, preposition: str) -> int | None:
    for below in parse.children[token]:
        if parse.deps[below] in {"prep", "agent"} and parse.lowers[below] == preposition:
            return child(parse, below, "pobj")
    return None


def _text(parse: Parse, start: int, end: int) -> str:
    return parse.text[parse.starts[start] : parse.ends[end - 1]]


class MentionIndex:
    """The mentions of an article by token, for the arguments of its acts."""

    def __init__(
        self,
        parse: Parse,
        mentions: Sequence[Mention],
        quotations: Sequence[Quotation] = (),
        words: Lexicon | None = None,
    ) -> None:
        self.words = words or lexicon()
        self.named: dict[int, Mention] = {}
        self.referring: dict[int, Mention] = {}
        self.speakers = _first_persons(parse, quotations)
        for mention in mentions:
            token = parse.token_at(mention.start)
            while token is not None and token < len(parse) and parse.starts[token] < mention.end:
                table = self.named if mention.form == "name" else self.referring
                table.setdefault(token, mention)
                token += 1

    def covers(self, parse: Parse, start: int, end: int) -> bool:
        """Whether a name of somebody stands in these tokens."""
        return any(token in self.named for token in range(start, end))

    def several(self, parse: Parse, head: int) -> list[int]:
        """The tokens of the names that a plural stands for: "the two leaders"."""
        mention = self.referring.get(head)
        ends = (last_token(parse, *place) for place in mention.stands_for) if mention else ()
        return [end for end in ends if end is not None]

    def antecedent(self, parse: Parse, head: int) -> int | None:
        """The token of the name that a pronoun or description stands for."""
        if head in self.speakers:
            return self.speakers[head]
        mention = self.referring.get(head)
        if mention is None or mention.antecedent is None or head in self.named:
            return None
        return last_token(parse, *mention.antecedent)

    def names_person(self, start: int, end: int) -> bool:
        """Whether a person is named in these tokens."""
        return any(token in self.named and self.named[token].kind == "person" for token in range(start, end))

    def is_place(self, token: int) -> bool:
        """Whether a token is the name of a place, and of nothing that acts."""
        return token in self.named and self.named[token].kind == "place"

    def within(self, start: int, end: int) -> list[Mention]:
        """The names in these tokens, each once, in order."""
        found: dict[tuple[int, int], Mention] = {}
        for token in range(start, end):
            mention = self.named.get(token)
            if mention is not None:
                found.setdefault((mention.start, mention.end), mention)
        return list(found.values())


def _first_persons(parse: Parse, quotations: Sequence[Quotation]) -> dict[int, int]:
    """ "I" and "we" inside quoted words -> the last token of the words that name the speaker."""
    found: dict[int, int] = {}
    for quotation in quotations:
        mention = quotation.speaker.mention if quotation.speaker else None
        speaker = last_token(parse, mention.start, mention.end) if mention else None
        if speaker is None:
            continue
        for span in quotation.content:
            token = parse.token_at(span.start)
            while token is not None and token < len(parse) and parse.starts[token] < span.end:
                if parse.lowers[token] in _FIRST_PERSON and is_pronoun(parse, token) and token != speaker:
                    found[token] = speaker
                token += 1
    return found


_FIRST_PERSON = frozenset({"i", "we", "me", "us"})


def last_token(parse: Parse, start: int, end: int) -> int | None:
    """The last token that begins before `end`, in the range of offsets given."""
    token = parse.token_at(start)
    if token is None:
        return None
    while token + 1 < len(parse) and parse.starts[token + 1] < end:
        token += 1
    return token
