# SPDX-License-Identifier: Apache-2.0
"""Summaries that say more than the words they sum up, and the fair ones beside them: there the rule is silence."""

from __future__ import annotations

import pytest

from ontherecord.model import Article, Contradiction, Quotation, Segment, Span, Speaker
from ontherecord.reconcile.inside.overstated import overstated


def _found(
    summary: str, words: str, cue: str = "said", title: str = "News of the valley"
) -> tuple[Contradiction, ...]:
    """What is found where Nadia Kovar's words are summed up like this."""
    copy = f"{title}\nKovar {cue} {summary}. “{words}” Kovar said.\n"
    body = len(title) + 1

    def span(text: str, after: int = body) -> Span:
        at = copy.index(text, after)
        return Span(document="d1", start=at, end=at + len(text), text=text)

    speaker = Speaker(name="Nadia Kovar", cast="kovar")
    quotations = [
        Quotation(
            id="q1", article="a1", content=(span(summary),), kind="indirect", speaker=speaker, cue=span(cue)
        ),
        Quotation(id="q2", article="a1", content=(span(words),), kind="direct", speaker=speaker),
    ]
    article = Article(
        id="a1", document="d1", start=0, end=len(copy),
        segments=(Segment(role="headline", start=0, end=body), Segment(role="body", start=body, end=len(copy))),
    )  # fmt: skip
    found = overstated([article], {"d1": copy}, quotations)
    for one in found:
        assert one.kind == "quotation"
        assert all(copy[s.start : s.end] == s.text for s in one.spans)
    assert found == overstated([article], {"d1": copy}, quotations[::-1])
    return found


@pytest.mark.parametrize(
    ("slot", "summary", "words"),
    [
        ("doubt", "the mill would close in June", "The mill may close in June."),
        ("doubt", "the mill would close in June", "We want to close the mill in June."),
        ("condition", "the mill would close in June", "If the price falls, the mill will close in June."),
        ("negation", "the mill had passed the test", "The mill has not passed the test."),
        ("negation", "the mill had not passed the test", "The mill has passed the test."),
        ("scope", "all pumps of the mill had failed", "Some pumps of the mill failed."),
        ("workers", "the mill needed 400 workers by the spring", "The mill needs 250 workers by the spring."),
    ],
)
def test_a_summary_that_says_more(slot: str, summary: str, words: str) -> None:
    (one,) = _found(summary, words)
    assert (one.slot, one.spans[0].text, one.spans[1].text) == (slot, summary, words)
    assert words in one.why


@pytest.mark.parametrize(
    ("summary", "words"),
    [
        ("the mill might close in June", "The mill may close in June."),
        ("the mill would close in June", "The mill will close in June, and we may sell the pumps."),
        ("the mill would close in June", "The mill may close in June. It will: the mill closes in June."),
        ("the mill would close in June", "The weather may turn in June."),
        ("the mill would close in June", "The mill could not stay open, so it will close in June."),
        ("she thanked the mill for its service", "I want to thank the mill for its service."),
        ("the mill had passed the test", "The mill has not only passed the test, it shone."),
        ("the mill refused to take the test", "The mill will not take the test."),
        ("all pumps of the mill had failed", "All pumps of the mill failed, some of them twice."),
        ("the mill needed 250 workers", "The mill needs 250 workers, and 400 workers applied."),
        ("the mill needed some 250 workers by the spring", "The mill needs 245 workers by the spring."),
    ],
)
def test_fair_summaries(summary: str, words: str) -> None:
    assert _found(summary, words) == ()


def test_what_is_confirmed_must_be_in_the_words() -> None:
    (one,) = _found("that the dam had cracked", "I cannot confirm that.", "confirmed")
    assert one.slot == "commitment"
    assert _found("that the dam had cracked", "I cannot confirm any details.", "confirmed") == ()
    assert (
        _found("that the dam had cracked", "The dam cracked. I have no comment on that.", "confirmed") == ()
    )
    assert _found("that the dam was looked at", "I cannot confirm that.", "said") == ()


def test_a_headline_that_names_the_speaker_is_a_summary_too() -> None:
    (one,) = _found("little else", "The mill may leave Harsk.", title="Kovar: Mill will leave Harsk")
    assert one.spans[0].text == "Kovar: Mill will leave Harsk"
    assert _found("little else", "The mill may leave Harsk.", title="Kovar: Mill may leave Harsk") == ()
    assert _found("little else", "The mill may leave Harsk.", title="Orlov: Mill will leave Harsk") == ()
