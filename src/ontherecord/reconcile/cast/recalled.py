# SPDX-License-Identifier: Apache-2.0
"""Surnames the story knows, in articles where nothing was found: the parser overlooked "Zelenskyy" there.

Comes in: the articles of a story, their copies and annotations, the people it names in full. Goes out:
further named mentions. Refuses: a word that the story also writes small, or that names a place; one beside
another word with a capital, which may be part of another name.
Score: `python -m bench names` (examples).
"""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Iterator, Mapping, Sequence

from ontherecord.annotate.names.titles import is_modifier, is_title, plain, words
from ontherecord.annotate.places import gazetteer
from ontherecord.model import Annotations, Article, CastKind, Mention, Sentence
from ontherecord.reconcile.cast import families, spelling
from ontherecord.reconcile.cast.named import Named

SHORTEST = 4  # letters: shorter surnames are words of other languages, or parts of other names
SPELLED_FROM = 6  # letters from which another spelling of a surname is known again
SURE = 0.9  # confidence that such a surname names the person
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_SMALL = re.compile(r"(?<![\w’'-])[^\W\d_A-Z][\w]*")
_BY = "cast:recalled"


def recalled(
    articles: Sequence[Article],
    copies: Mapping[str, str],
    annotations: Mapping[str, Annotations],
    named: Sequence[Named],
    kinds: Mapping[str, CastKind],
) -> list[Named]:
    """Mentions of the story's people by surname that no annotation has. See the module."""
    surnames = Surnames(sorted(families.bearers(named, kinds)), _small(named, copies))
    if not surnames.known:
        return []
    found = []
    for article in articles:
        notes = annotations.get(article.id)
        if notes:
            found += [
                Named(article.document, article.id, mention)
                for mention in _missed(copies[article.document], notes, surnames)
            ]
    return found


class Surnames:
    """The surnames of a story that can only be names, however they are spelled."""

    def __init__(self, surnames: Sequence[str], small: set[str]) -> None:
        usable = [one for one in surnames if len(one) >= SHORTEST and one not in small and not _ordinary(one)]
        self.known = dict.fromkeys(usable)
        self._small = small
        self._alike: dict[str, list[str]] = {}
        for one in usable:
            if len(one) >= SPELLED_FROM:
                self._alike.setdefault(spelling.skeleton(one), []).append(one)
        self.has = functools.cache(self._has)

    def _has(self, word: str, behind_the: bool) -> bool:
        """Is a folded word such a surname, a spelling of one, or with "the" before it the plural of one?"""
        if word in self.known or (behind_the and families.singular(word, self.known) is not None):
            return True
        near = self._alike.get(spelling.skeleton(word), ()) if len(word) >= SPELLED_FROM else ()
        return word not in self._small and any(
            spelling.same_word(word, one) and word.endswith("a") == one.endswith("a") for one in near
        )


def _small(named: Sequence[Named], copies: Mapping[str, str]) -> set[str]:
    """The words the articles also write small, folded."""
    return {
        spelling.fold(word)
        for document in sorted({one.document for one in named})
        for word in set(_SMALL.findall(copies[document]))
        if word.islower()
    }


def _ordinary(surname: str) -> bool:
    """Is the word also a place, a title, or a word of organisations?"""
    title = surname.title()
    lists = words("never") | words("organisations") | words("places") | words("modifiers")
    return (
        surname in lists
        or is_title(surname)
        or gazetteer.demonym(surname) is not None
        or bool(gazetteer.candidates(title))
    )


def _missed(copy: str, notes: Annotations, surnames: Surnames) -> Iterator[Mention]:
    taken = sorted((m.start, m.end) for m in notes.mentions)
    starts = [start for start, _ in taken]
    for sentence in notes.sentences:
        for match in _candidates(copy, sentence, surnames):
            at = bisect.bisect_left(starts, match.end()) - 1
            if at < 0 or taken[at][1] <= match.start():
                end = match.start() + len(_bare(match.group()))
                yield Mention(
                    start=match.start(), end=end, text=copy[match.start() : end],
                    kind="person", by=_BY, confidence=SURE,
                )  # fmt: skip


def _candidates(copy: str, sentence: Sentence, surnames: Surnames) -> Iterator[re.Match[str]]:
    """The words of a sentence that are such a surname and stand by themselves."""
    found = list(_WORD.finditer(copy, sentence.start, sentence.end))
    for n, match in enumerate(found):
        if not match.group()[0].isupper():
            continue
        word = spelling.fold(_bare(match.group()))
        if not surnames.has(word, n > 0 and found[n - 1].group().lower() == "the"):
            continue
        before = found[n - 1] if n else None
        behind = found[n + 1] if n + 1 < len(found) else None
        if not _joins(copy, before, match, n == 1) and not _joins(copy, match, behind, False):
            yield match


def _bare(word: str) -> str:
    return re.sub(r"['’]s?$", "", word)


def _joins(copy: str, left: re.Match[str] | None, right: re.Match[str] | None, opening: bool) -> bool:
    """Do two words with capitals stand side by side, and neither is a title or opens the sentence?"""
    if left is None or right is None or copy[left.end() : right.start()].strip(" "):
        return False
    if "'" in left.group() or "’" in left.group():
        return False
    capitals = left.group()[0].isupper() and right.group()[0].isupper()
    title = is_title(left.group()) or is_modifier(left.group()) or plain(left.group()) == "the"
    return capitals and not title and not opening
