# SPDX-License-Identifier: Apache-2.0
"""The names of one article: where they stand, what they name, the roles that go with them.

Comes in: a parse. Goes out: `Mention`s of form "name" that do not overlap, in the order of the text,
without titles, articles and possessives. Refuses: words in capitals that nothing else says are a
name (title case headlines), adjectives of countries ("Russian": a place for `places`, no member of
the cast; "Russians" are a group), capitals of a sentence's first word.
Score: `python -m bench names`.

The parser's entities are a first guess. An article repairs it: titles, verbs of saying, the
gazetteer and the full name vote on every mention of a name, and the article decides once.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from ontherecord.annotate.names import kinds, roles
from ontherecord.annotate.names.kinds import Votes
from ontherecord.annotate.names.titles import is_modifier, is_title, plain, words
from ontherecord.annotate.parse import Parse
from ontherecord.annotate.places import gazetteer
from ontherecord.model import CastKind, Mention

LABELS = frozenset(kinds.LABELS)
TIMES = frozenset({"DATE", "TIME", "EVENT", "LAW", "LANGUAGE", "MONEY", "PERCENT"})  # no names of ours
PROPER = frozenset({"NNP", "NNPS"})
LONGEST = 10  # tokens; what is longer is a list or a headline
CAPITALISED = 0.6  # share of longer words with a capital from which a sentence is a headline
LONGER_WORD = 4  # letters: "of", "to" and "and" stay small in headlines
ENOUGH = 20  # votes a name the parser did not see needs
REPEATED = 5  # halves: votes a surname gets when the article has the full name of a person


OFTENER = 15  # times a surname may stand for each full name; beyond, the full name is an accident
SURNAME_SHARE = 0.9  # confidence in the kind of a surname that stands only in a headline


class Name(NamedTuple):
    """A name by its tokens, with the parser's label where it had one."""

    first: int
    end: int
    label: str | None


def names(parse: Parse) -> tuple[Mention, ...]:
    """The names of an article. See the module."""
    noisy = [_headline(parse, a, b) for a, b in parse.sentences]
    found = _spans(parse)
    firsts = frozenset(name.first for name in found)
    given = {name: _roles(parse, name, firsts) for name in found}
    cast = {name: _votes(parse, name, given[name]) for name in found}
    decided = _decided(parse, cast, noisy)
    kept = [name for name in found if _kept(parse, name, cast[name], decided, noisy)]
    kept = sorted(kept + _repeated(parse, kept, decided))
    mentions = []
    for name in kept:
        kind, share = decided[_key(parse, name)]
        held = given.get(name) or _roles(parse, name, firsts)
        said = roles.stated(parse, name.end) if kind == "person" else None
        held = [*held, said] if said and said not in held else held
        mentions.append(_mention(parse, name, kind, share, held))
    return tuple(mentions)


def _text(parse: Parse, first: int, end: int) -> str:
    return parse.text[parse.starts[first] : parse.ends[end - 1]]


def _key(parse: Parse, name: Name) -> str:
    return gazetteer.key(_text(parse, name.first, name.end)) or parse.words[name.first]


def _mention(parse: Parse, name: Name, kind: CastKind, share: float, given: list[roles.Range]) -> Mention:
    by = "names"
    if kind == "place" and _speaks(parse, name):
        kind, by = "organisation", "names:metonym"
    person = kind == "person"
    return Mention(
        start=parse.starts[name.first],
        end=parse.ends[name.end - 1],
        text=_text(parse, name.first, name.end),
        kind=kind,
        roles=tuple((parse.starts[a], parse.ends[b - 1]) for a, b in given) if person else (),
        gender=roles.gender(parse, given) if person else None,
        by=by,
        confidence=share,
    )


def _speaks(parse: Parse, name: Name) -> bool:
    """Does a capital stand for a government: is it what says, rejects or agrees?"""
    if not gazetteer.capital_of(_text(parse, name.first, name.end)):
        return False
    last = name.end - 1
    return parse.deps[last] == "nsubj" and parse.lemmas[parse.heads[last]] in kinds.speech_verbs()


# --- where names stand -------------------------------------------------------------------------


def _spans(parse: Parse) -> list[Name]:
    """The parser's entities, trimmed and split, and the runs of proper nouns it left out."""
    found: list[Name] = []
    taken = [False] * len(parse)
    for first, end, label in _joined(parse):
        for a, b in _pieces(parse, first, end, label):
            if label == "NORP" and b - a == 1 and parse.deps[a] in {"amod", "compound"}:
                continue  # "Islamic", "Democratic": no name by itself
            trimmed = _trimmed(parse, a, b, label)
            if trimmed:
                found.append(Name(*trimmed, label))
                taken[trimmed[0] : trimmed[1]] = [True] * (trimmed[1] - trimmed[0])
    for a, b, label in parse.entities:
        if label in TIMES:
            taken[a:b] = [True] * (b - a)
    for at, end in _runs(parse, taken):
        trimmed = _trimmed(parse, at, end, None)
        if trimmed:
            found.append(Name(*trimmed, None))
    return sorted(set(found), key=lambda name: (name.first, name.end))


def _runs(parse: Parse, taken: list[bool]) -> list[tuple[int, int]]:
    """Proper nouns side by side in one sentence that no entity has."""
    runs: list[tuple[int, int]] = []
    for at, tag in enumerate(parse.tags):
        if tag in PROPER and not taken[at] and parse.words[at][:1].isupper():
            beside = runs and runs[-1][1] == at and parse.sentence_index[at] == parse.sentence_index[at - 1]
            if beside:
                runs[-1] = (runs[-1][0], at + 1)
            else:
                runs.append((at, at + 1))
    return runs


def _joined(parse: Parse) -> list[tuple[int, int, str]]:
    """The entities; two that stand side by side as one compound ("Valeska" "Paris") are one."""
    found: list[tuple[int, int, str]] = []
    for first, end, label in parse.entities:
        if label not in LABELS:
            continue
        before = found[-1] if found else (0, 0, "")
        beside = before[1] == first and before[1] - before[0] == 1 and label != "NORP"
        head = parse.heads[first - 1] if first else 0
        people = before[2] == "NORP" and parse.lowers[first - 1] in gazetteer.all_demonyms()
        joined = parse.deps[first - 1] in {"compound", "amod"} and first <= head < end
        if beside and joined and not people:
            found[-1] = (before[0], end, label)
        else:
            found.append((first, end, label))
    return found


def _pieces(parse: Parse, first: int, end: int, label: str) -> list[tuple[int, int]]:
    """An entity cut at possessives, commas and brackets; people also at "and"."""
    cuts = {"'s", "’s", ",", ";", "(", ")", '"', "“", "”", "--", "—", "/", "|", ":"} | (
        {"and", "&", "of", "for", "at"} if label == "PERSON" else set()
    )
    pieces, start = [], first
    for at in range(first, end):
        if parse.lowers[at] in cuts or parse.words[at] in {"\u2022", "\u00b7"}:
            pieces.append((start, at))
            start = at + 1
    return [(a, b) for a, b in [*pieces, (start, end)] if a < b]


def _trimmed(parse: Parse, first: int, end: int, label: str | None) -> tuple[int, int] | None:
    """The range without articles, titles, possessives and marks at its ends; None if no name is left."""
    particles = words("particles")
    while first < end and not _starts_name(parse, first, end, particles):
        first += 1
    while end > first and not parse.words[end - 1][:1].isalnum():
        end -= 1
    while end > first and _small_end(parse, first, end, particles):
        end -= 1
    while end > first and not parse.words[end - 1][:1].isalnum():
        end -= 1
    if label not in ("ORG", "GPE", "LOC", "FAC") or _person_behind_title(parse, first, end):
        while end - first > 1 and (is_title(parse.words[first]) or _modifies(parse, first, end)):
            first += 1
    if end < len(parse) and _MARKS & {parse.lowers[end - 1] + parse.words[end], parse.lowers[end]}:
        end += 1
    if end - first > 2 and _country_before_name(parse, first, end):
        first += 1
    while label == "PERSON" and end - first > 2 and _credit(parse, first, end):
        first += 1
    glued = label == "PERSON" and any(_GLUED.search(word) for word in parse.words[first:end])
    if not 0 < end - first <= LONGEST or glued or _no_name(parse, first, end):
        return None
    return first, end


_GLUED = re.compile(r"(?!Fitz)[A-Z][a-z]{3,}[A-Z]|[A-Za-z]\d")
"""Two words of a page without the space between them: "HoltLind", "Holt2031"."""


_MARKS = frozenset({"jr.", "sr."})  # behind the name of a son or a father


def _small_end(parse: Parse, first: int, end: int, particles: frozenset[str]) -> bool:
    """Is the last word small and no part of the name, as "un" of "Kim Jong-un" is?"""
    last = end - 1
    hyphen = parse.words[last - 1] == "-" and last - 1 > first
    joined = (
        hyphen
        and parse.ends[last - 2] == parse.starts[last - 1]
        and parse.ends[last - 1] == parse.starts[last]
    )
    return parse.words[last][:1].islower() and parse.lowers[last] not in particles and not joined


def _starts_name(parse: Parse, first: int, end: int, particles: frozenset[str]) -> bool:
    word = parse.words[first]
    if word.lower() in {"the", "a", "an"}:
        return False
    return (
        word[:1].isupper()
        or word[:1].isdigit()
        or (word.lower() in particles and end - first > 1)
        or (word[:1].isalpha() and not word[:1].islower())
    )


def _credit(parse: Parse, first: int, end: int) -> bool:
    """Does a picture credit or a label stand before a person: "GETTY Max Arnold", "Frenchman Luc Marne"?"""
    word = parse.words[first]
    credit = len(word) > 2 and word.isupper() and not any(w.isupper() for w in parse.words[first + 1 : end])
    return credit or word.lower().endswith(("shman", "chman", "lshman"))


def _country_before_name(parse: Parse, first: int, end: int) -> bool:
    """ "ambassador to the US Anna Holt": a country in capitals, then a name of two words or more."""
    marks = words("organisations") | words("places")
    return (
        parse.words[first].replace(".", "").isupper()
        and gazetteer.country(parse.words[first]) is not None
        and not any(
            plain(word) in marks or word.isupper() or word.islower() for word in parse.words[first + 1 : end]
        )
    )


def _person_behind_title(parse: Parse, first: int, end: int) -> bool:
    """ "President Obama" labelled as an organisation: a title and then no mark of an organisation."""
    marks = words("organisations") | words("places")
    return (
        first < end
        and is_title(parse.words[first])
        and not any(
            plain(word) in marks or word.lower() in {"of", "for", "'s", "’s"}
            for word in parse.words[first:end]
        )
    )


def _modifies(parse: Parse, first: int, end: int) -> bool:
    """Is the first word a modifier or demonym of a title still to come: "Deputy Foreign Minister X"?"""
    coming = any(is_title(word) for word in parse.words[first + 1 : end - 1])
    word = parse.words[first]
    return coming and (
        is_modifier(word)
        or gazetteer.demonym(word) is not None
        or parse.lowers[first] in {"of", "and", "for"}
    )


def _no_name(parse: Parse, first: int, end: int) -> bool:
    text = _text(parse, first, end)
    if sum(letter.isalpha() for letter in text[:3]) < 2 and len(text) < 4:
        return True  # "X.", "7"
    if all(parse.tags[at] in {"JJ", "DT"} for at in range(first, end)) and not gazetteer.candidates(text):
        return True
    if not any(word[:1].isalpha() and not word[:1].islower() for word in parse.words[first:end]):
        return True
    if end - first > 1:
        return all(
            plain(word) in words("never") or is_title(word) or is_modifier(word)
            for word in parse.words[first:end]
        )
    return _no_single_name(parse, first, text)


def _no_single_name(parse: Parse, token: int, text: str) -> bool:
    word = plain(text)
    if parse.tags[token].startswith(("PRP", "VB")) or parse.words[token - 1 : token] == ["#"]:
        return True
    if word in words("never") or (
        is_title(text) and text[:1] == text[:1].upper() and word not in {"major", "king", "pope"}
    ):
        return True
    if gazetteer.demonym(text) or text.lower() in gazetteer.regional():
        return not _people(parse, token, text)
    behind_role = token > 1 and parse.lowers[token - 1] in {"of", "for"} and is_title(parse.words[token - 2])
    if behind_role and (is_modifier(text) or word in {"state", "defense", "defence", "commerce", "staff"}):
        return True
    return is_modifier(text) and token + 1 < len(parse) and is_title(parse.words[token + 1])


def _people(parse: Parse, token: int, text: str) -> bool:
    """ "Russians" are people; "Russian" is an adjective, and "a Ukrainian" nobody in particular."""
    return parse.tags[token] in {"NNPS", "NNS"} and text.lower().endswith(("s", "men", "women"))


# --- what they name ----------------------------------------------------------------------------


def _roles(parse: Parse, name: Name, firsts: frozenset[int]) -> list[roles.Range]:
    found = [
        roles.before(parse, name.first),
        roles.across(parse, name.first),
        roles.behind(parse, name.end, firsts),
    ]
    return [one for one in found if one]


def _votes(parse: Parse, name: Name, given: list[roles.Range]) -> Votes:
    titled = any(b == name.first for _, b in given)
    return kinds.votes(parse, name.first, name.end, name.label, titled, len(given) > titled)


def _decided(parse: Parse, cast: dict[Name, Votes], noisy: list[bool]) -> dict[str, tuple[CastKind, float]]:
    """One kind a name for the whole article; a surname follows the full name of a person."""
    ballots: dict[str, Votes] = {}
    for name, found in cast.items():
        weight = 1 if noisy[parse.sentence_index[name.first]] else 4
        ballot = ballots.setdefault(_key(parse, name), Counter())
        for kind, value in found.items():
            ballot[kind] += weight * value
    counts = Counter(_key(parse, name) for name in cast)
    initials = {_key(parse, name) for name in cast if kinds.acronym(_text(parse, name.first, name.end))}
    surnames: Counter[str] = Counter()
    for full, ballot in ballots.items():
        last = full.split()[-1]
        if " " in full and kinds.winner(ballot)[0] == "person" and last not in words("particles", "suffixes"):
            surnames[last] += counts[full]
    decided: dict[str, tuple[CastKind, float]] = {}
    for key, ballot in ballots.items():
        enough = OFTENER * surnames.get(key, 0) >= counts[key] and key not in initials
        if key in surnames and enough and gazetteer.country(key.title()) is None:
            ballot["person"] += REPEATED * max(20, ballot["place"], ballot["organisation"]) // 2
        won, share = kinds.winner(ballot)
        if won:
            decided[key] = (won, share)
    return decided


def _kept(
    parse: Parse, name: Name, found: Votes, decided: dict[str, tuple[CastKind, float]], noisy: list[bool]
) -> bool:
    key = _key(parse, name)
    if key not in decided:
        return False
    if noisy[parse.sentence_index[name.first]]:
        return _sure(parse, name)
    if name.label is not None:
        return True
    return found[decided[key][0]] >= ENOUGH


def _sure(parse: Parse, name: Name) -> bool:
    """In a headline every word has a capital: only what the gazetteer or a title vouches for stands by
    itself; what the text below it names is found again by `_repeated`."""
    text = _text(parse, name.first, name.end)
    if gazetteer.country(text) or gazetteer.capital_of(text) or gazetteer.seat(text):
        return True
    acronym = name.label == "ORG" and text.isupper() and not kinds.shouted(parse, name.first)
    return acronym or (roles.before(parse, name.first) is not None and name.label == "PERSON")


def _repeated(parse: Parse, kept: list[Name], decided: dict[str, tuple[CastKind, float]]) -> list[Name]:
    """Further mentions of names the article has, and surnames of its people, where none was found."""
    taken = [False] * len(parse)
    known: dict[str, dict[int, set[tuple[str, ...]]]] = {}
    for name in kept:
        taken[name.first : name.end] = [True] * (name.end - name.first)
        forms = {tuple(parse.words[name.first : name.end])}
        if decided[_key(parse, name)][0] == "person" and name.end - name.first > 1:
            forms.add((parse.words[name.end - 1],))
        for form in sorted(forms):
            if (
                gazetteer.key(form[0])
                and (len(form) > 1 or len(form[0]) > 2)
                and plain(form[-1]) not in words("particles", "suffixes")
            ):
                known.setdefault(form[0], {}).setdefault(len(form), set()).add(form)
    found = []
    last = 0
    for at, word in enumerate(parse.words):
        if at < last or taken[at] or word not in known:
            continue
        length = _longest(parse, at, taken, known[word])
        if length:
            last = at + length
            last += last < len(parse) and parse.lowers[last] in _MARKS
            found.append(Name(at, last, None))
            decided.setdefault(_key(parse, found[-1]), ("person", SURNAME_SHARE))
    return found


def _longest(parse: Parse, at: int, taken: list[bool], known: dict[int, set[tuple[str, ...]]]) -> int:
    """The number of tokens of the longest known name that starts here, or 0."""
    for length in sorted(known, reverse=True):
        end = at + length
        if tuple(parse.words[at:end]) in known[length] and not any(taken[at:end]):
            return length
    return 0


def _headline(parse: Parse, a: int, b: int) -> bool:
    """Is the sentence written like a headline: most longer words with a capital, or all of it capitals?"""
    longer = [word for word in parse.words[a:b] if word.isalpha() and len(word) >= LONGER_WORD]
    if len(longer) < LONGER_WORD:
        unended = (
            parse.words[b - 1][-1:] not in ".!?”\"'"
            and (a, b) == parse.paragraphs[parse.paragraph_index[a]][:2]
        )
        verb = any(tag.startswith("VB") for tag in parse.tags[a:b])
        return kinds.shouted(parse, a) or (unended and verb and all(word[0].isupper() for word in longer))
    capital = sum(word[0].isupper() for word in longer) >= CAPITALISED * len(longer)
    return capital and not any(
        tag in {"VBD"} and word.islower() for tag, word in zip(parse.tags[a:b], parse.words[a:b], strict=True)
    )
