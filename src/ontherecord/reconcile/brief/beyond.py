# SPDX-License-Identifier: Apache-2.0
"""What a sentence says that its citations do not: the check that every sentence of a brief passes.

Comes in: a sentence and the words it cites, the source's own first. Goes out: the words of the sentence that
go beyond them; nothing if it holds. Refuses: nothing.
Score: `python -m bench brief` (sentences beyond their spans, which must be none).

Three checks. An extract repeats words of its source in their order, and only leaves some out. A
sentence of any making may hold no number, name, day or negation that its citations lack, and must not
lack the negation of its source. A sentence that somebody rephrased must besides keep all of these, its
source's quoted words, its hedges and whether somebody is said to say it, and be made of its citations' words for the greater part.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ontherecord.reconcile.words.carried import is_negation, signs, words

_TOKEN = re.compile(r"[^\W_]+")
_QUOTED = re.compile(r"[\"“][^\"”]*[\"”]")
_ENDS = re.compile(r"[.!?](?=[\"”’']?\s)")
OWN_WORDS = 0.7  # of a rephrased sentence's content words, the share that stands in its citations
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


def is_extract(sentence: str, source: str) -> bool:
    """Whether the words of `sentence` stand in `source` in their order, others left out."""
    left = iter(_TOKEN.findall(source.casefold()))
    return all(any(word == other for other in left) for word in _TOKEN.findall(sentence.casefold()))


def beyond(sentence: str, citations: Sequence[str]) -> tuple[str, ...]:
    """Numbers, names, days and negations of `sentence` that stand in none of `citations`; and the
    negations by which it and its first citation differ. Sorted; empty if the sentence holds."""
    said, cited = words(sentence), [words(citation) for citation in citations]
    missing = set(said.numbers).difference(*(c.numbers for c in cited))
    missing |= set(said.days).difference(*(c.days for c in cited))
    missing |= set(said.names).difference(*(c.names | c.stems for c in cited))
    ours, theirs = _negations(sentence), _negations(citations[0] if citations else "")
    missing |= set(ours) ^ set(theirs)
    return tuple(sorted(missing))


def holds(sentence: str, citations: Sequence[str]) -> bool:
    """Whether an extract of its first citation says nothing beyond its citations."""
    return bool(citations) and is_extract(sentence, citations[0]) and not beyond(sentence, citations)


def rephrases(sentence: str, extract: str, citations: Sequence[str]) -> bool:
    """Whether `sentence` says what `extract` does, and nothing that the citations do not hold."""
    one, other = words(sentence), words(extract)
    cited = frozenset[str]().union(*(words(citation).stems for citation in citations))
    kept = not beyond(sentence, [extract, *citations]) and not beyond(extract, [sentence])
    return (
        kept
        and one.unsure == other.unsure
        and _attributed(sentence) == _attributed(extract)
        and bool(one.stems)
        and len(one.stems & cited) >= OWN_WORDS * len(one.stems)
        and all(quoted in sentence for quoted in _QUOTED.findall(extract))
        and all(quoted in extract for quoted in _QUOTED.findall(sentence))
        and len(_ENDS.findall(sentence)) <= len(_ENDS.findall(extract))
        and sentence.isprintable()
    )


def _attributed(text: str) -> bool:
    return not signs()["attributing"].isdisjoint(_TOKEN.findall(text.lower()))


def _negations(text: str) -> list[str]:
    lowers = (word.lower().replace("’", "'") for word in _WORD.findall(text))
    return [word for word in lowers if is_negation(word)]
