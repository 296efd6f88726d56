# SPDX-License-Identifier: Apache-2.0
"""The role a text gives with a name: the words before it, behind it, or across a comma.

Comes in: a parse and the token range of a name. Goes out: token ranges of role words ("Deputy
Foreign Minister", "Ukraine's foreign minister", "the head of Russia's military intelligence
agency"). Refuses: words that do not stand next to the name. Score: `python -m bench names`.
"""

from __future__ import annotations

from ontherecord.annotate.names.titles import Gender, honorifics, is_modifier, is_title, plain, roles
from ontherecord.annotate.parse import Parse

LONGEST_TITLE = 12  # tokens before a name; longer runs are lists or headlines
LONGEST_APPOSITION = 18  # tokens between the commas behind a name
_LINKS = frozenset({"of", "for", "and", "&", "the", "to", "-", "'s", "’s"})
_OPENING = frozenset({",", "--", "—", "–"})
_INSIDE = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
_ENDS = frozenset({"VBD", "VBZ", "VBP", "MD", "WP", "WDT", "WRB", "EX"})

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
        and parse.words[stop] not in {",", ".", ";", ":", "—", "--", "-", "(", ")", '"', "“", "”"}
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
