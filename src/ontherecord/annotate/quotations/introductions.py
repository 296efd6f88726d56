# SPDX-License-Identifier: Apache-2.0
"""Introductions: the name before a colon or behind a dash, where no verb of saying stands.

Comes in: a page and the sign. Goes out: the head token, or the tokens, of whoever it lets speak.
Refuses: anything but a name or a personal pronoun.
Score: with the quotations, `python -m bench quotations` (right source among detected; wrong sources).
"""

from __future__ import annotations

from ontherecord.annotate.names.titles import roles
from ontherecord.annotate.parse import Parse
from ontherecord.annotate.quotations.cues import lexicon
from ontherecord.annotate.quotations.neighbours import NOMINATIVE, inverted, neighbour
from ontherecord.annotate.quotations.page import MARKS, Page
from ontherecord.annotate.quotations.subjects import NAME_TAGS, of_verb

_LONGEST_NAME = 7
"""Words of a name with its titles before a colon."""
DASHES = frozenset({"—", "–", "--", "-", ":", "|", "•"})
SIGNS = frozenset({"-", "–", "—", "―", "--"})


def signature(page: Page, mark: int) -> tuple[int, int] | None:
    """The name behind a dash that ends a paragraph: "— Anna Kern"."""
    parse = page.parse
    if mark >= len(parse) or parse.words[mark].lstrip("".join(MARKS)) not in SIGNS:
        return None
    _, end = page.paragraph(mark)
    name = [t for t in range(mark + 1, end) if page.is_word(t)]
    titled = name and all(parse.words[t][0].isupper() for t in (name[0], name[-1]))
    if not titled or len(name) > _LONGEST_NAME or any(parse.tags[t] in ("VBD", "VBZ", "MD") for t in name):
        return None
    return name[0], name[-1] + 1


def introduced_by(page: Page, mark: int) -> int | None:
    """Who the words before a colon let speak: "Voss:", "According to the ministry:", "Stated Voss:",
    "She was blunt:". Only a name or a personal pronoun counts where no verb of saying stands."""
    parse = page.parse
    first, _ = page.sentences[mark]
    before = [t for t in range(first, mark) if page.is_word(t)]
    if not before:
        return None
    if parse.lowers[before[0]] == "according":
        return next((t for t in before if parse.deps[t] == "pobj"), None)
    dashes = [
        t for t in range(first, mark) if parse.words[t] in SIGNS and parse.ends[t - 1] < parse.starts[t]
    ]
    if dashes:
        before = [t for t in before if t > dashes[-1]] or before
    verbs = [t for t in before if parse.tags[t] in ("VBD", "VBZ", "VBP") and page.inside[t] < 0]
    if not verbs:
        return _bare_name(page, before)
    if verbs[0] == before[0]:
        return inverted(page, verbs[0])
    for verb in reversed(verbs):
        near = neighbour(page, verb)
        head = of_verb(page, verb) if near is None else near
        if head is not None and first <= head < mark and _can_speak(parse, head):
            return head
    return None


def _bare_name(page: Page, before: list[int]) -> int | None:
    """The name that stands alone before a colon, behind a dash or at the start of the line."""
    parse = page.parse
    start = 0
    for n in range(1, len(before)):
        if any(parse.words[t] in DASHES for t in range(before[n - 1] + 1, before[n])):
            start = n
    name = before[start:]
    joint = next((n for n, t in enumerate(name) if parse.lowers[t] in ("from", "on")), None)
    if joint is not None:
        name = name[joint + 1 :] if parse.lowers[name[joint]] == "from" else name[:joint]
    titled = all(parse.words[t][0].isupper() for t in name)
    if not name or len(name) > _LONGEST_NAME or not (titled or parse.tags[name[-1]] in NAME_TAGS):
        return None
    return name[-1]


def _can_speak(parse: Parse, head: int) -> bool:
    lemma = parse.lemmas[head].lower()
    noun = lemma in roles() or lemma in lexicon().media or lemma in lexicon().bodies
    return noun or parse.tags[head] in NAME_TAGS or parse.lowers[head] in NOMINATIVE - {"it"}
