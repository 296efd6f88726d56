# SPDX-License-Identifier: Apache-2.0
"""Claims about words: who said it, and to whom.

Comes in: utterances with their quotations. Goes out: `Claim`s: by whom each was said, and where two
outlets give one sentence to two speakers; to whom, where several reports quote it and one names whom. In which words it
was said in each report is told by the utterance (`Utterance.variants`).
Refuses: a conflict between a firm and the person who speaks for it, or two spellings of one name; a conflict of two
addressees, for a sentence can be said twice; "reporters", who are always told.
Score: `python -m bench claims`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ontherecord.model import Claim, Quotation, Slot, Span, Speaker, Utterance
from ontherecord.reconcile.claims.fillers import SENTENCE
from ontherecord.reconcile.claims.grounds import Grounds, claim
from ontherecord.reconcile.claims.repeated import Shelf, repeated
from ontherecord.reconcile.claims.standing import Assertion, Rules, Verdict, verdict

_LONGEST_QUOTE = 120  # characters of a quotation that a claim repeats


def of_utterance(utterance: Utterance, story: Grounds, shelf: Shelf) -> Iterator[Claim]:
    """By whom an utterance was said; who repeats its words beside the speaker's name (`repeated`) says so as well."""
    quoted = [story.quotations[q] for q in utterance.quotations if q in story.quotations]
    told = [(q, q.speaker) for q in quoted if q.speaker is not None and q.content]
    if not told:
        return
    fullest = story.quotations.get(utterance.fullest, quoted[0])
    shared, pieces = _aligned([q for q, _ in told], fullest, story)
    assertions = [_spoken(story.quotations[id_], story, piece) for id_, piece in pieces.items()]
    if shared and len({a.label for a in assertions}) == 1:
        label, known = assertions[0].label, {q.article for q in quoted}
        found_in = repeated(shared[0], label, known, shelf)
        assertions += [story.asserted(label, one.article, one.span) for one in found_in]
    found = verdict(assertions, Rules(story.speakers_agree, changes=False, noun="speaker"), story.origins)
    words = " … ".join(" ".join(words.split()) for words in shared)
    text = f"{_opening(_who(found, story))} said: “{_shortened(words)}”"
    yield claim(text, Slot(utterance=utterance.id, name="said by"), found, "quotations of one utterance")


def _aligned(
    quoted: Sequence[Quotation], fullest: Quotation, story: Grounds
) -> tuple[list[str], dict[str, Span]]:
    """The words that a claim repeats, and for each quotation that has them its piece with them.

    One utterance may be told by different sentences of it. What is claimed is the sentence that most
    origins have; a quotation of other sentences is no support of it.
    """
    if len(quoted) == 1:
        return [s.text for s in fullest.content], {quoted[0].id: quoted[0].content[0]}
    sentences = {q.id: list(_sentences(q)) for q in quoted}
    best: tuple[tuple[int, int, bool, int], dict[str, Span], list[str]] | None = None
    for q in quoted[:_COMPARED]:
        for n, one in enumerate(sentences[q.id][:_COMPARED]):
            pieces = {
                id_: piece
                for id_, others in sentences.items()
                if (piece := next((o.span for o in others if _is_alike(one, o)), None)) is not None
            }
            origins = {story.origin.get(story.quotations[id_].article, id_) for id_ in pieces}
            rank = (len(origins), len(pieces), q.id == fullest.id, -n)
            if best is None or rank > best[0]:
                best = rank, pieces, _from(one, q)
    return (best[2], best[1]) if best else ([s.text for s in fullest.content], {})


_COMPARED = 12  # quotations of one utterance, and sentences of each, that are compared


class _Sentence(NamedTuple):
    """One sentence of a quotation with its words and the piece that it stands in."""

    piece: Span
    span: Span
    words: frozenset[str]


def _sentences(quotation: Quotation) -> Iterator[_Sentence]:
    for piece in quotation.content:
        for match in SENTENCE.finditer(piece.text):
            text = match.group().strip()
            words = frozenset(re.findall(r"[^\W_]+", text.lower()))
            if words:
                at = piece.start + piece.text.index(text, match.start())
                span = Span(document=piece.document, start=at, end=at + len(text), text=text)
                yield _Sentence(piece, span, words)


def _is_alike(one: _Sentence, other: _Sentence) -> bool:
    """Whether two sentences are one in two wordings, or the shorter is a cut of the longer."""
    shared = len(one.words & other.words)
    fewer, more = sorted((len(one.words), len(other.words)))
    return shared >= _ALIKE * (fewer + more) / 2 or (shared >= _CUT * fewer and fewer >= _LEAST_CUT)


_ALIKE = 0.5  # share of the words of two sentences that are one in two wordings
_CUT = 0.8  # share of the words of a sentence cut short that the whole one has
_LEAST_CUT = 3


def _from(sentence: _Sentence, quotation: Quotation) -> list[str]:
    """The words of a quotation from a sentence on."""
    at = quotation.content.index(sentence.piece)
    return [
        sentence.piece.text[sentence.span.start - sentence.piece.start :],
        *(s.text for s in quotation.content[at + 1 :]),
    ]


def told_to(utterance: Utterance, story: Grounds) -> Iterator[Claim]:
    """To whom an utterance of several reports was said: whom most origins name."""
    quoted = [story.quotations[q] for q in utterance.quotations if q in story.quotations]
    named = [q for q in quoted if q.addressee and _names(q.addressee) and q.content and q.speaker]
    if len(quoted) < _REPORTS or not named:
        return
    origins = {
        name: {
            story.origin.get(q.article, q.article) for q in named if _names(q.addressee or "") & _names(name)
        }
        for name in sorted({q.addressee or "" for q in named})
    }
    best = max(origins, key=lambda name: (len(origins[name]), len(name), name))
    own = [q for q in named if _names(q.addressee or "") & _names(best)]
    assertions = [story.asserted(" ".join((q.addressee or "").split()), q.article, q.content[0]) for q in own]
    rules = Rules(lambda one, other: bool(_names(one) & _names(other)), changes=False, noun="addressee")
    speaker = _opening(story.speaker(own[0].speaker)) if own[0].speaker else ""
    words = _shortened(" ".join(s.text for s in own[0].content))
    text = f"{speaker} said to {' '.join(best.split())}: “{words}”"
    slot = Slot(utterance=utterance.id, name="said to")
    yield claim(text, slot, verdict(assertions, rules, story.origins), "addressees of one utterance")


_REPORTS = 2  # quotations of an utterance of which it is worth telling to whom it was said


def _names(addressee: str) -> frozenset[str]:
    """The words of an addressee that name somebody."""
    return frozenset(re.findall(r"\b[A-Z][^\W_]+", addressee))


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
        if found.standing == "in-conflict" and not _are_named((*quoted, *others), found, story):
            continue
        text = f"{_opening(_who(found, story))} said: “{_shortened(' '.join(s.text for s in quoted[0].content))}”"
        slot = Slot(utterance=one.id, name="said by")
        yield claim(text, slot, found, "the same words, two speakers"), (one.id, other.id)


def _who(found: Verdict, story: Grounds) -> str:
    """The speaker as a claim names him: by the name of a person if a report has it, before "he" and "the congressman"."""
    if found.standing == "in-conflict":
        return " or ".join(v.value for v in found.values)
    return max(
        found.values,
        key=lambda v: (
            v.value in story.persons, v.value.lower() not in _PRONOUNS, v.value[:1].isupper(), len(v.origins), v.value,
        ),
    ).value  # fmt: skip


def _are_named(quoted: Sequence[Quotation], found: Verdict, story: Grounds) -> bool:
    """Whether each speaker at odds is named with the words, or before them in their paragraph, in one report at least: whom
    "he said" means is otherwise a guess, too little to set one report against another."""
    named = {_spoken(q, story).label for q in quoted if q.speaker and _is_named(q, q.speaker, story)}
    return all(value.value in named for value in found.values)


def _is_named(quotation: Quotation, speaker: Speaker, story: Grounds) -> bool:
    mention, first = speaker.mention, quotation.content[0]
    if mention is None or mention.text.lower() not in _PRONOUNS:
        return True
    copy = story.copies.get(first.document, "")
    before = copy[copy.rfind("\n", 0, first.start) + 1 : first.start]
    return story.speaker(speaker).split()[-1] in before


_PRONOUNS = frozenset({"he", "she", "they", "it", "i", "we", "who"})
_LEAST_SHARED = 5  # words in a row that two speakers do not use by chance


def _plain(quotation: Quotation) -> list[str]:
    return re.findall(r"[^\W_]+", " ".join(s.text for s in quotation.content).lower())[:200]


def _spoken(quotation: Quotation, story: Grounds, piece: Span | None = None) -> Assertion:
    speaker = quotation.speaker
    name = story.speaker(speaker) if speaker else ""
    origin = story.origin.get(quotation.article, quotation.article)
    return Assertion(name, origin, story.date.get(quotation.article, ""), piece or quotation.content[0])


def _opening(name: str) -> str:
    return name[:1].upper() + name[1:]


def _shortened(words: str) -> str:
    words = " ".join(words.split()).rstrip(",")
    return words if len(words) <= _LONGEST_QUOTE else words[: words.rfind(" ", 0, _LONGEST_QUOTE)] + " …"
