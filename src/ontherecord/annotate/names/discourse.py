# SPDX-License-Identifier: Apache-2.0
"""Who is in view at each point of an article: its persons, their mentions, what stands in quotation marks.

Comes in: a parse and its names. Goes out: `Discourse`, which answers who was named, where and as
what. Refuses: nothing. Score: none of its own; `references` rests on it.
"""

from __future__ import annotations

import bisect
from collections import Counter

from ontherecord.annotate.names.kinds import speech_verbs
from ontherecord.annotate.names.titles import plain, roles, words
from ontherecord.annotate.parse import Parse
from ontherecord.annotate.places import gazetteer
from ontherecord.model import Gender, Mention

MOST = 40  # mentions looked back at: a longer list of names is not a scene
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "agent", "dative"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "agent"})


class Person:
    """One person of the article: the mentions, by their last token, and the genders told."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.mentions: list[Mention] = []
        self.tokens: list[int] = []
        self.genders: Counter[Gender] = Counter()
        self.role_words: set[str] = set()

    def gender(self) -> Gender | None:
        """The gender the text tells, if it is of one mind."""
        best = self.genders.most_common(2)
        return best[0][0] if best and (len(best) == 1 or best[0][1] > 2 * best[1][1]) else None


class Discourse:
    """The persons of an article and where they are spoken of."""

    def __init__(self, parse: Parse, names: tuple[Mention, ...]) -> None:
        self.parse = parse
        self.names = names
        self.quoted = _quoted(parse)
        self.persons: list[Person] = []
        self._of: dict[tuple[int, int], Person] = {}
        self._spoken: list[tuple[int, Person]] = []
        self._last_spoken: dict[int, int] = {}
        self.described: set[int] = set()
        self.plural: dict[int, tuple[tuple[int, int], ...]] = {}
        """What plurals stand for, by their last token: "the two leaders", "they"."""
        self._gather(names)
        self._unnamed()
        self._by_token = sorted((t, p.number) for p in self.persons for t in p.tokens)
        most = sorted(
            (person for person in self.persons if person.mentions),
            key=lambda person: (-len(person.tokens), person.number),
        )
        self.topic = (
            most[0] if most and (len(most) == 1 or len(most[0].tokens) > len(most[1].tokens)) else None
        )

    def _gather(self, names: tuple[Mention, ...]) -> None:
        """Mentions of people by person: one surname, or one full name."""
        people = [mention for mention in names if mention.kind == "person" and mention.form == "name"]
        keys = [
            tuple(w for w in gazetteer.key(m.text).split() if w not in words("particles", "suffixes"))
            for m in people
        ]
        full: dict[str, list[tuple[str, ...]]] = {}
        for key in keys:
            if len(key) > 1 and key not in full.setdefault(key[-1], []):
                full[key[-1]].append(key)
        first_names: dict[str, list[tuple[str, ...]]] = {}
        for one in (one for group in full.values() for one in group):
            first_names.setdefault(one[0], []).append(one)
        known: dict[tuple[str, ...], Person] = {}
        latest: dict[str, Person] = {}
        for mention, key in zip(people, keys, strict=True):
            one = key
            if len(key) == 1 and len(full.get(key[0], [])) == 1:
                one = full[key[0]][0]
            elif len(key) == 1 and key[0] not in full and len(first_names.get(key[0], [])) == 1:
                one = first_names[key[0]][0]
            elif len(key) == 1 and key[0] in latest:
                one = ("*", str(latest[key[0]].number))
                known[one] = latest[key[0]]
            if one not in known:
                known[one] = Person(len(self.persons))
                self.persons.append(known[one])
            person = known[one]
            if key:
                latest[key[-1]] = person
            self._add(person, mention)

    def _unnamed(self) -> None:
        """People without a name ("her mother", "the driver"): they may be who a pronoun stands for,
        and then the pronoun stays open."""
        parse = self.parse
        covered = sorted([(m.start, m.end) for m in self.names] + [r for m in self.names for r in m.roles])
        starts = [start for start, _ in covered]
        for token, word in enumerate(parse.words):
            if parse.tags[token] != "NN" or plain(word) not in roles() or parse.deps[token] not in _ARGUMENTS:
                continue
            beside = [token, *(t for t in parse.children[token] if parse.deps[t] == "conj")]
            if any(_within(covered, starts, parse.starts[t]) for t in beside):
                continue  # "her ex-husband and the boy's father, Albert Hart"
            one = Person(len(self.persons))
            one.tokens.append(token)
            gender = roles()[plain(word)]
            if gender:
                one.genders[gender] += 3
            self.persons.append(one)

    def _add(self, person: Person, mention: Mention) -> None:
        token = self.parse.token_at(mention.end - 1)
        person.mentions.append(mention)
        person.tokens.append(token if token is not None else 0)
        if mention.gender:
            person.genders[mention.gender] += 3
        person.role_words.update(w for a, b in mention.roles for w in self.parse.text[a:b].split())
        self._of[mention.start, mention.end] = person

    def person(self, mention: Mention) -> Person | None:
        """The person a named mention names."""
        return self._of.get((mention.start, mention.end))

    def in_view(self, token: int, window: int) -> list[Person]:
        """Persons named in the sentence before the token and in the `window` sentences before that,
        or spoken of by a pronoun there."""
        first = self.parse.sentences[max(0, self.parse.sentence_index[token] - window)][0]
        a, b = (
            bisect.bisect_left(self._by_token, (first, -1)),
            bisect.bisect_left(self._by_token, (token, -1)),
        )
        found = {number for at, number in self._by_token[max(a, b - MOST) : b] if at not in self.described}
        for at, person in reversed(self._spoken):
            if at < first or len(found) > MOST:
                break
            found.add(person.number)
        return [self.persons[number] for number in sorted(found)]

    def last(self, person: Person, token: int) -> tuple[int, bool]:
        """The last token before `token` where the person was named or spoken of; whether as subject."""
        at = bisect.bisect_left(person.tokens, token) - 1
        named = person.tokens[at] if at >= 0 else -1
        spoken = self._last_spoken.get(person.number, -1)
        best = max(named, spoken)
        return max(best, 0), best >= 0 and self.parse.deps[self.standing(best)] in _SUBJECTS

    def standing(self, token: int) -> int:
        """The token whose place in the clause a name shares: in "the minister, Anna Lund, said" the
        minister's, in "Hart and Voss said" Hart's."""
        for _ in range(4):
            if self.parse.deps[token] not in {"appos", "conj"}:
                break
            token = self.parse.heads[token]
        return token

    def nearest(self, person: Person, token: int) -> tuple[int, int] | None:
        """The range of the person's last named mention before the token, else of the first after it;
        None for somebody without a name."""
        if not person.mentions:
            return None
        at = max(bisect.bisect_left(person.tokens, token) - 1, 0)
        mention = person.mentions[at]
        return mention.start, mention.end

    def sentences_since_named(self, person: Person, token: int) -> int:
        """How many sentences ago the person was last named."""
        at = bisect.bisect_left(person.tokens, token) - 1
        return self.parse.sentence_index[token] - self.parse.sentence_index[person.tokens[max(at, 0)]]

    def after(self, person: Person, token: int) -> list[int]:
        """The last tokens of the person's mentions behind a token, in its sentence."""
        end = self.parse.sentences[self.parse.sentence_index[token]][1]
        at = bisect.bisect_right(person.tokens, token)
        return person.tokens[at : bisect.bisect_left(person.tokens, end)]

    def at(self, token: int) -> Person | None:
        """The person whose name ends at a token."""
        at = bisect.bisect_left(self._by_token, (token, -1))
        found = at < len(self._by_token) and self._by_token[at][0] == token
        return self.persons[self._by_token[at][1]] if found else None

    def spoken_of(self, person: Person, token: int) -> None:
        """Note that a pronoun at `token` stands for the person."""
        self._spoken.append((token, person))
        self._last_spoken[person.number] = token

    def last_spoken_of(self, token: int) -> Person | None:
        """The person of the last pronoun, if it stands in the same sentence or the one before."""
        if not self._spoken:
            return None
        at, person = self._spoken[-1]
        near = self.parse.sentence_index[token] - self.parse.sentence_index[at] <= 1
        return person if near else None

    def speaker(self, token: int) -> Person | None:
        """Who says the quotation a token stands in: the subject of a verb of saying in its sentence."""
        a, b = self.parse.sentences[self.parse.sentence_index[token]]
        lo, hi = bisect.bisect_left(self._by_token, (a, -1)), bisect.bisect_left(self._by_token, (b, -1))
        for at, number in self._by_token[lo:hi][:MOST]:
            says = self.parse.lemmas[self.parse.heads[at]] in speech_verbs()
            if not self.quoted[at] and self.parse.deps[at] in _SUBJECTS and says:
                return self.persons[number]
        return None


def _within(ranges: list[tuple[int, int]], starts: list[int], offset: int) -> bool:
    """Does an offset stand in one of some sorted ranges?"""
    at = bisect.bisect_right(starts, offset) - 1
    return at >= 0 and ranges[at][1] > offset


def _quoted(parse: Parse) -> list[bool]:
    """For each token whether it stands in quotation marks; a quotation ends with its paragraph."""
    flags = [False] * len(parse)
    for first, end, _ in parse.paragraphs:
        inside = False
        for token in range(first, end):
            word = parse.words[token]
            if word in {"“", "``", "«"}:
                inside = True
            elif word in {"”", "''", "»"}:
                inside = False
            elif word == '"':
                inside = not inside
            flags[token] = inside
    return flags
