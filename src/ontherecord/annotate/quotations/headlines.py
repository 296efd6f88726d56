# SPDX-License-Identifier: Apache-2.0
"""Headlines: a claim with whoever makes it behind a dash or colon at its end, as headlines have it.

Comes in: a page. Goes out: `Labelled` lines: "Port to open in May – minister", "No talks before spring: Orlov".
Refuses: a name of an outlet, a name that the article does not take up again, a noun for no person or body,
a phrase with an article ("– a history"), a question, words that claim nothing ("Port of Ruse – Norway").
Score: `tests/annotate/test_quotations_headlines.py`; the development corpora have hardly any headlines.
"""

from __future__ import annotations

from ontherecord.annotate.names.titles import plain, roles
from ontherecord.annotate.quotations.cues import lexicon
from ontherecord.annotate.quotations.introductions import SIGNS
from ontherecord.annotate.quotations.labels import Labelled
from ontherecord.annotate.quotations.page import Page
from ontherecord.annotate.quotations.subjects import NAME_TAGS

_LONGEST_NAME = 5
"""Words of a name or description at the end of a headline."""
_LEAST_WORDS = 3
"""Words of what a headline claims."""
_ABOUT = frozenset({"on", "over", "about", "after"})
"""What leads to the matter, behind the speaker: "'We lost everything': farmers on the flood"."""
_NAMES = frozenset({"PERSON", "GPE", "NORP"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def closed_by_speaker(page: Page) -> list[Labelled]:
    """The headlines of a page that end with who says it."""
    found = (_line(page, first, end) for first, end, _ in page.headlines)
    return [line for line in found if line is not None]


def _line(page: Page, first: int, end: int) -> Labelled | None:
    parse = page.parse
    sign = next((t for t in range(end - 2, first, -1) if _parts(page, t)), None)
    if sign is None or parse.words[end - 1] == "?" or parse.lowers[first] in lexicon().labels:
        return None
    name = [t for t in range(sign + 1, end) if page.is_word(t)]
    about = next((n for n, t in enumerate(name) if n and parse.lowers[t] in _ABOUT), len(name))
    name = name[:about]
    told = [t for t in range(first, sign) if page.is_word(t)]
    if not 0 < len(name) <= _LONGEST_NAME or len(told) < _LEAST_WORDS or not _claims(page, told):
        return None
    if any(page.inside[t] >= 0 or parse.tags[t] in _FINITE or parse.tags[t] == "CD" for t in name):
        return None
    if not (_someone(page, name) or _taken_up(page, name, end)):
        return None
    return Labelled((name[0], name[-1] + 1), (told[0], told[-1] + 1), sign)


def _parts(page: Page, token: int) -> bool:
    """Whether a token is a colon, or a dash with space on both sides."""
    parse = page.parse
    if page.inside[token] >= 0 or parse.words[token] not in SIGNS | {":"}:
        return False
    before, after = parse.ends[token - 1] < parse.starts[token], parse.ends[token] < parse.starts[token + 1]
    return after and (before or parse.words[token] == ":")


def _claims(page: Page, told: list[int]) -> bool:
    """Whether words say that something is so: a verb, a predicate, a denial, or words in marks."""
    parse = page.parse
    verbal = any(parse.poses[t] in ("VERB", "AUX") or parse.lowers[t] in ("no", "not") for t in told)
    ready = any(parse.poses[t] == "ADJ" and parse.deps[t] != "amod" for t in told)
    return verbal or ready or any(page.inside[t] >= 0 for t in told)


def _someone(page: Page, name: list[int]) -> bool:
    """Whether a noun without an article is one for people or bodies that speak: "minister", "police"."""
    parse = page.parse
    if parse.tags[name[0]] in ("DT", "PRP$", "PRP", "IN") or not parse.lowers[name[-1]].isalpha():
        return False
    of = next((n for n, t in enumerate(name) if n and parse.tags[t] == "IN"), len(name))
    head = name[of - 1]
    lemma = parse.lemmas[head].lower()
    known = plain(lemma) in roles() or lemma in lexicon().bodies or lemma in lexicon().unnamed
    return known and parse.words[head].islower()


def _taken_up(page: Page, name: list[int], behind: int) -> bool:
    """Whether all words are those of a name that the article takes up again; alone, of a person or a state."""
    parse = page.parse
    last = name[-1]
    if not all(parse.words[t][0].isupper() for t in name) or parse.lowers[last] in lexicon().outlets:
        return False
    if behind < len(parse):
        return parse.words[last] in page.names_of_body
    return parse.tags[last] in NAME_TAGS and any(
        a <= last < b and label in _NAMES for a, b, label in parse.entities
    )
