# SPDX-License-Identifier: Apache-2.0
"""The role a text gives with a name: the words before it, behind it, across a comma, or said of it.

Comes in: a parse and the token range of a name. Goes out: token ranges of role words ("Deputy
Foreign Minister", "Ukraine's foreign minister", "the head of Russia's military intelligence
agency"). Refuses: words that do not stand next to the name. Score: `python -m bench names`.
"""

from __future__ import annotations

from ontherecord.annotate.names.titles import honorifics, is_modifier, is_title, plain, roles
from ontherecord.annotate.parse import Parse
from ontherecord.model import Gender

LONGEST_TITLE = 12  # tokens before a name; longer runs are lists or headlines
LONGEST_APPOSITION = 18  # tokens between the commas behind a name
_LINKS = frozenset({"of", "for", "and", "&", "the", "to", "-", "'s", "’s"})
_OPENING = frozenset({",", "--", "—", "–"})
_INSIDE = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
_STOPS = frozenset({",", ".", ";", ":", "—", "--", "-", "(", ")", '"', "“", "”"})
_ENDS = frozenset({"VBD", "VBZ", "VBP", "MD", "WP", "WDT", "WRB", "EX"})
_BEING = frozenset({"be", "become", "remain"})
_NAMING = frozenset({"appoint", "name", "elect", "nominate", "swear", "choose", "install"})
_SERVING = frozenset({"serve", "work", "act"})

Range = tuple[int, int]


def before(parse: Parse, first: int) -> Range | None:
    """The title directly before a name: "Secretary of State" in "Secretary of State Marco Rubio"."""
    floor = max(parse.sentences[parse.sentence_index[first]][0], first - LONGEST_TITLE)
    if first - 1 < floor:
        return None
    head = first - 1
    if not is_title(parse.words[head]):
        head = _role_with_complement(parse, first, floor)
        if head < 0:
            return None
    return _left_edge(parse, head, floor), first


def _role_with_complement(parse: Parse, first: int, floor: int) -> int:
    """The role noun of "Minister of Foreign Affairs NAME", or -1. The noun needs its capital: in
    "the widow of Colonel NAME" the colonel is the name's, the widow is not."""
    for at in range(first - 1, floor - 1, -1):
        word = parse.words[at]
        if parse.lowers[at] in {"of", "for"} and at > floor and is_title(parse.words[at - 1]):
            return at - 1 if parse.words[at - 1][:1].isupper() else -1
        if not (word[:1].isupper() or parse.lowers[at] in _LINKS):
            return -1
    return -1


def _left_edge(parse: Parse, head: int, floor: int) -> int:
    """The first token of the role whose noun is `head`: adjectives, nouns and possessors before it."""
    start = head
    while start > floor:
        word, lower = parse.words[start - 1], parse.lowers[start - 1]
        joined = parse.ends[start - 1] == parse.starts[start]
        if (lower in {"'s", "’s", "'", "’"} and start - 2 >= floor and parse.poses[start - 2] == "PROPN") or (
            lower == "-" and joined and start - 2 >= floor
        ):
            start -= 2
        elif is_modifier(word) or (parse.poses[start - 1] in _INSIDE and word[:1].isalpha()):
            start -= 1
        else:
            break
    return start


def behind(parse: Parse, end: int, names: frozenset[int]) -> Range | None:
    """The apposition behind a name: "the head of ..." in "NAME, the head of ..., said".

    `names` are the first tokens of names: in "NAME, Foreign Minister OTHER" the words belong to OTHER.
    """
    if end >= len(parse) or parse.words[end] not in _OPENING:
        return None
    ceiling = min(parse.sentences[parse.sentence_index[end]][1], end + 1 + LONGEST_APPOSITION)
    stop, role = end + 1, -1
    while (
        stop < ceiling
        and parse.tags[stop] not in _ENDS
        and (parse.words[stop] not in _STOPS or _hyphen(parse, stop))
    ):
        if role < 0 and plain(parse.words[stop]) in roles() and parse.poses[stop] in _INSIDE:
            role = stop
        stop += 1
    others = any(at in names and is_title(parse.words[at - 1]) for at in range(end + 2, stop))
    if (
        role < 0
        or others
        or parse.lowers[end + 1] in {"and", "but", "or"}
        or not _plain_start(parse, end + 1, role)
    ):
        return None
    return end + 1, stop


def _hyphen(parse: Parse, token: int) -> bool:
    """Does a dash join two parts of a word, as in "then-candidate"?"""
    joined = parse.ends[token - 1] == parse.starts[token]
    return parse.words[token] == "-" and joined and parse.starts[token + 1 : token + 2] == [parse.ends[token]]


def _plain_start(parse: Parse, start: int, role: int) -> bool:
    """Nothing but determiners, adjectives, nouns and possessors before the role noun."""
    allowed = _INSIDE | {"DET", "PRON", "PART", "ADV", "PUNCT", "VERB"}
    return all(parse.poses[at] in allowed or parse.lowers[at] in _LINKS for at in range(start, role)) and (
        parse.poses[start] not in {"VERB", "ADV"} or parse.tags[start] in {"VBN", "RB"}
    )


def across(parse: Parse, first: int) -> Range | None:
    """The description a name is put behind with a comma: "Ukraine's foreign minister, NAME,"."""
    if first < 2 or parse.words[first - 1] != ",":
        return None
    floor = max(parse.sentences[parse.sentence_index[first]][0], first - LONGEST_APPOSITION)
    for at in range(first - 2, floor - 1, -1):
        if parse.words[at] == "," or parse.tags[at] in _ENDS:
            return None
        if plain(parse.words[at]) in roles() and (
            at == first - 2 or parse.lowers[at + 1] in _LINKS | {"at", "in"}
        ):
            apposed = any(parse.deps[t] == "appos" for t in range(first, min(first + 4, len(parse))))
            return (_left_edge(parse, at, floor), first - 1) if apposed else None
    return None


def stated(parse: Parse, end: int) -> Range | None:
    """The role a sentence says of the name that ends before `end`: "NAME served as defence minister",
    "NAME, who was the ambassador". A role denied, wished or foreseen is none."""
    token = end - 1
    verbs = [parse.heads[token]] if parse.deps[token] in {"nsubj", "nsubjpass"} else []
    verbs += [t for t in parse.children[token] if parse.deps[t] == "relcl" and _of_who(parse, t, token)]
    for verb in verbs:
        noun = _said_to_be(parse, verb)
        if noun is not None and plain(parse.words[noun]) in roles():
            ceiling = min(parse.sentences[parse.sentence_index[noun]][1], noun + LONGEST_APPOSITION)
            floor = max(verb + 1, noun - LONGEST_TITLE)
            return _left_edge(parse, noun, floor), _right_edge(parse, noun, ceiling)
    return None


def _of_who(parse: Parse, verb: int, name: int) -> bool:
    return any(parse.lowers[t] == "who" and name < t for t in parse.children[verb])


def _said_to_be(parse: Parse, verb: int) -> int | None:
    """The noun that a verb says its subject is; None for one that is negated or has a modal."""
    children = parse.children[verb]
    if any(parse.deps[t] == "neg" or parse.tags[t] in {"MD", "TO"} for t in children):
        return None
    lemma = parse.lemmas[verb]
    if lemma in _BEING:
        return next((t for t in children if parse.deps[t] == "attr"), None)
    if lemma in _NAMING and any(parse.deps[t] == "auxpass" for t in children):
        named = next((t for t in children if parse.deps[t] in {"oprd", "attr", "dobj"} and t > verb), None)
        if named is not None:
            return named
    if lemma in _NAMING | _SERVING:
        role = next((t for t in children if parse.lowers[t] == "as" and t > verb), None)
        return next((t for t in parse.children[role] if t > role), None) if role is not None else None
    return None


def _right_edge(parse: Parse, noun: int, ceiling: int) -> int:
    """The end of a role behind its noun: "of", "for" and "to" with what they govern, nothing else."""
    end = noun + 1
    while end < ceiling and (
        parse.lowers[end] in _LINKS or (end > noun + 1 and parse.poses[end] in _INSIDE | {"DET"})
    ):
        end += 1
    while end > noun + 1 and (parse.lowers[end - 1] in _LINKS or parse.poses[end - 1] == "DET"):
        end -= 1
    return end


def gender(parse: Parse, ranges: list[Range]) -> Gender | None:
    """The gender the role words tell, if they agree; nothing is read from first names."""
    told: set[Gender] = set()
    for start, end in ranges:
        head = _head(parse, start, end)
        for at in (head, end - 1):
            word = plain(parse.words[at])
            value = honorifics().get(word) or roles().get(word)
            if value:
                told.add(value)
    return told.pop() if len(told) == 1 else None


def _head(parse: Parse, start: int, end: int) -> int:
    """The role noun of a range: the last one before a preposition or the range's end."""
    head = end - 1
    for at in range(start, end):
        if plain(parse.words[at]) in roles():
            head = at
        if parse.lowers[at] in {"of", "for", "at", "in"} and head < at:
            break
    return head
