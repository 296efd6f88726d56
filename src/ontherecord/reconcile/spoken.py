# SPDX-License-Identifier: Apache-2.0
"""Claims about words: who said it.

Comes in: utterances with their quotations. Goes out: `Claim`s: by whom each was said, and where two
outlets give one sentence to two speakers.
Refuses: a conflict between a firm and the person who speaks for it, or two spellings of one name.
Score: `python -m bench claims`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ontherecord.model import Claim, Quotation, Slot, Utterance
from ontherecord.reconcile.grounds import Grounds, claim
from ontherecord.reconcile.standing import Assertion, Rules, verdict

_LONGEST_QUOTE = 120  # characters of a quotation that a claim repeats


def of_utterance(utterance: Utterance, story: Grounds) -> Iterator[Claim]:
    """By whom an utterance was said."""
    quoted = [story.quotations[q] for q in utterance.quotations if q in story.quotations]
    told = [(q, q.speaker) for q in quoted if q.speaker is not None and q.content]
    if not told:
        return
    assertions = [_spoken(q, story) for q, _ in told]
    found = verdict(assertions, Rules(story.speakers_agree, changes=False, noun="speaker"), story.origins)
    fullest = story.quotations.get(utterance.fullest, quoted[0])
    words = " … ".join(" ".join(s.text.split()) for s in fullest.content)
    text = f"{_opening(found.values[0].value)} said: “{_shortened(words)}”"
    yield claim(text, Slot(utterance=utterance.id, name="said by"), found, "quotations of one utterance")


def given_twice(utterances: Sequence[Utterance], story: Grounds) -> Iterator[tuple[Claim, tuple[str, str]]]:
    """The same words given to two speakers, in conflict or not, with the utterances it takes for one."""
    said = []
    for utterance in utterances:
        quoted = [story.quotations[q] for q in utterance.quotations if q in story.quotations]
        spoken = [q for q in quoted if q.speaker is not None and q.content and q.kind != "indirect"]
        if spoken:
            said.append((utterance, spoken, _plain(story.quotations[utterance.fullest])))
    by_words: dict[str, list[int]] = {}
    for number, (_, _, words) in enumerate(said):
        for n in range(0, max(0, len(words) - _LEAST_SHARED + 1)):
            by_words.setdefault(" ".join(words[n : n + _LEAST_SHARED]), []).append(number)
    pairs = sorted(
        {(a, b) for numbers in by_words.values() for a in numbers[:8] for b in numbers[:8] if a < b}
    )
    for a, b in pairs:
        (one, quoted, words), (other, others, other_words) = said[a], said[b]
        shorter, longer = sorted((" ".join(words), " ".join(other_words)), key=len)
        if shorter not in longer:
            continue
        assertions = [_spoken(q, story) for q in (*quoted, *others)]
        rules = Rules(story.speakers_agree, changes=False, noun="speaker")
        found = verdict(assertions, rules, story.origins)
        who = " or ".join(v.value for v in found.values)
        if found.standing != "in-conflict":
            who = max(found.values, key=lambda v: (v.value in story.persons, len(v.origins), v.value)).value
        text = f"{_opening(who)} said: “{_shortened(' '.join(s.text for s in quoted[0].content))}”"
        slot = Slot(utterance=one.id, name="said by")
        yield claim(text, slot, found, "the same words, two speakers"), (one.id, other.id)


_LEAST_SHARED = 5  # words in a row that two speakers do not use by chance


def _plain(quotation: Quotation) -> list[str]:
    return re.findall(r"[^\W_]+", " ".join(s.text for s in quotation.content).lower())[:200]


def _spoken(quotation: Quotation, story: Grounds) -> Assertion:
    speaker = quotation.speaker
    name = story.speaker(speaker) if speaker else ""
    origin = story.origin.get(quotation.article, quotation.article)
    return Assertion(name, origin, story.date.get(quotation.article, ""), quotation.content[0])


def _opening(name: str) -> str:
    return name[:1].upper() + name[1:]


def _shortened(words: str) -> str:
    words = " ".join(words.split()).rstrip(",")
    return words if len(words) <= _LONGEST_QUOTE else words[: words.rfind(" ", 0, _LONGEST_QUOTE)] + " …"
