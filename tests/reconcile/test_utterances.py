# SPDX-License-Identifier: Apache-2.0
"""Utterances: one act of speech in many articles, and never two in one."""

from __future__ import annotations

import random

import pytest

from bench.utterances import HARD, collection
from ontherecord.model import Article, CastMember, Published, Quotation, Span, Speaker
from ontherecord.reconcile.utterances.utterances import attributed, utterances
from ontherecord.reconcile.utterances.wordings import likeness, wording

LONG = "We will open the port on Monday, and every ship that waits outside may enter before night falls."


def quotation(
    article: str, words: str, speaker: str | None = "voss", kind: str = "direct", number: int = 1
) -> Quotation:
    """A quotation of an article whose copy is nothing but the quoted words."""
    return Quotation(
        id=f"{article}.q{number}",
        article=article,
        content=(Span(document="d" + article, start=0, end=len(words), text=words),),
        kind=kind,  # type: ignore[arg-type]
        speaker=Speaker(cast=speaker, name=speaker or "") if speaker else None,
    )


def article(name: str, day: str | None = "2031-05-01", origin: str | None = None) -> Article:
    return Article(
        id=name,
        document="d" + name,
        start=0,
        end=9,
        published=Published(date=day),
        origin=origin or f"o-{name}",
    )


def groups(*quotations: Quotation, days: dict[str, str] | None = None) -> list[tuple[str, ...]]:
    """The quotation ids that were joined, singles left out."""
    articles = [article(q.article, (days or {}).get(q.article, "2031-05-01")) for q in quotations]
    found, _ = utterances(quotations, articles)
    return [u.quotations for u in found if len(u.quotations) > 1]


@pytest.mark.parametrize(
    ("other", "kind", "differs"),
    [
        (LONG, "direct", "same"),
        ("We will open the port on Monday.", "direct", "cut"),
        (
            "We will open the port on Monday, and every vessel that waits outside may enter.",
            "direct",
            "wording",
        ),
        ('that every ship waiting outside "may enter before night falls"', "mixed", "part-quoted"),
        (
            "that the port would be opened on Monday and ships waiting outside could enter",
            "indirect",
            "paraphrased",
        ),
    ],
)
def test_one_act_of_speech(other: str, kind: str, differs: str) -> None:
    one, two = quotation("a1", LONG), quotation("a2", other, kind=kind)
    found, marked = utterances([one, two], [article("a1"), article("a2")])
    assert [u.quotations for u in found] == [("a1.q1", "a2.q1")]
    assert found[0].fullest == "a1.q1"
    assert [v.differs for v in found[0].variants] == [differs]
    assert {q.utterance for q in marked} == {found[0].id}
    assert found[0].origins == ("o-a1", "o-a2")


def test_two_speakers_with_the_same_words() -> None:
    assert not groups(quotation("a1", LONG), quotation("a2", LONG, speaker="orlov"))


def test_no_chain_through_an_unnamed_speaker() -> None:
    got = groups(
        quotation("a1", LONG), quotation("a2", LONG, speaker=None), quotation("a3", LONG, speaker="orlov")
    )
    assert got in ([("a1.q1", "a2.q1")], [("a2.q1", "a3.q1")])


@pytest.mark.parametrize(
    "other",
    [
        "We will never open the port on Monday.",
        "The talks were productive and will go on in Vienna next week.",
    ],
)
def test_other_words(other: str) -> None:
    assert not groups(quotation("a1", "We will open the port on Monday."), quotation("a2", other))


def test_numbers_set_apart() -> None:
    assert not groups(
        quotation("a1", "We counted 14 boats near the harbour wall this morning."),
        quotation("a2", "We counted 20 boats near the harbour wall this evening."),
    )


def test_a_run_of_shared_words_is_as_long_as_it_goes_on() -> None:
    """Eleven words in a row are one act of speech; five that go on differently are not."""
    one = "the quay at Marl will stay shut until every crane on it has been weighed"
    other = "we heard that the quay at Marl will stay shut until every crane on it has gone to Oslo for good"
    far = "we heard that the quay at Marl is a place where nobody has worked since the flood of last autumn"
    assert groups(quotation("a1", one), quotation("a2", other)) == [("a1.q1", "a2.q1")]
    assert groups(quotation("a1", one), quotation("a2", far)) == []


def test_a_short_phrase_on_two_occasions() -> None:
    one, two = quotation("a1", "We want peace."), quotation("a2", "We want peace.")
    assert not groups(one, two, days={"a1": "2031-01-01", "a2": "2031-06-01"})
    assert groups(one, two) == [("a1.q1", "a2.q1")]


def test_what_was_not_said_is_no_utterance() -> None:
    import msgspec

    silent = msgspec.structs.replace(quotation("a1", LONG), negated=True)
    found, marked = utterances([silent], [article("a1")])
    assert not found
    assert marked[0].utterance is None


def test_order_does_not_matter() -> None:
    said = [quotation(f"a{n}", LONG[: 40 + 7 * n], number=n) for n in range(8)]
    articles = [article(q.article) for q in said]
    first, _ = utterances(said, articles)
    random.Random(4).shuffle(said)
    second, _ = utterances(said, articles[::-1])
    assert first == second


def test_spans_of_what_differs_are_exact() -> None:
    one, two = quotation("a1", LONG), quotation("a2", "We may open the port on Monday.")
    found, _ = utterances([one, two], [article("a1"), article("a2")])
    (variant,) = found[0].variants
    for span in (*variant.left_out, *(s for pair in variant.changed for s in pair)):
        copy = LONG if span.document == "da1" else two.content[0].text
        assert copy[span.start : span.end] == span.text
    assert variant.changed[0][0].text == "will"


def test_speakers_become_cast_members() -> None:
    words = "Harbour Minister Lena Voss, who"
    mention = Span(document="d1", start=10, end=10 + len(words), text=words)
    said = Quotation(
        id="a1.q1",
        article="a1",
        content=(mention,),
        kind="direct",
        speaker=Speaker(cast=None, name=words, mention=mention),
    )
    people = [CastMember(id="lena-voss", name="Lena Voss", kind="person")]
    index = {("d1", 27, 36): "lena-voss"}
    assert mention.text[17:26] == "Lena Voss"
    (got,) = attributed([said], index, people)
    assert got.speaker
    assert (got.speaker.cast, got.speaker.name) == ("lena-voss", "Lena Voss")


def test_an_official_of_a_named_ministry_is_not_the_ministry() -> None:
    words = "an official of Vestland"
    mention = Span(document="d1", start=0, end=len(words), text=words)
    said = Quotation(
        id="a1.q1",
        article="a1",
        content=(mention,),
        kind="direct",
        speaker=Speaker(cast=None, name=words, mention=mention),
    )
    people = [CastMember(id="vestland", name="Vestland", kind="place")]
    (got,) = attributed([said], {("d1", 15, 23): "vestland"}, people)
    assert got.speaker
    assert got.speaker.cast is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("We don't trade people for gravel, and we won't start now.", "We do not trade people for gravel, and we will not start now."),
        ("Our neighbours organised the kitchen for the harbour.", "Our neighbors organized the kitchen for the harbor."),
    ],
)  # fmt: skip
def test_short_forms_and_spellings_are_the_same_words(one: str, other: str) -> None:
    assert wording(quotation("a", one)).forms == wording(quotation("a", other)).forms


def test_words_that_changed_places_are_another_act() -> None:
    one, other = "This is a gift, this is no debt at all.", "This is a debt, this is no gift at all."
    assert likeness(wording(quotation("a", one)), wording(quotation("a", other))).strays == 2
    moved = "Rain had stopped the work, and the ferry was late."
    again = "The ferry was late, and rain had stopped the work."
    assert likeness(wording(quotation("a", moved)), wording(quotation("a", again))).strays == 0


def test_whoever_is_not_named_goes_with_the_best_match() -> None:
    gold = collection(HARD)
    _, joined = utterances(gold.quotations, gold.articles)
    nobody = [q for q in joined if q.speaker is None]
    acts = {q.utterance: gold.act[q.id] for q in joined if q.speaker}
    assert len(nobody) == 2
    assert all(acts[q.utterance] == gold.act[q.id] for q in nobody)


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ("We fed 2,500 children in one afternoon.", "We fed two thousand five hundred children in one afternoon.", True),
        ("We fed 2,500 children in one afternoon.", "We fed two hundred and fifty children in one afternoon.", False),
        ("It is too early to speak of peace, too late to speak of surrender here.",
         "It is too early to speak of elections, too late to speak of delay here.", False),
        ("We fed them all, and not one of them cried louder than the doctor.",
         "We fed them all, and none of them cried louder than the doctor.", True),
    ],
)  # fmt: skip
def test_numbers_in_words_and_parallel_sentences(one: str, other: str, together: bool) -> None:
    found = likeness(wording(quotation("a1", one)), wording(quotation("a2", other)))
    assert found.at_odds != together
