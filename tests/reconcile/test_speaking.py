# SPDX-License-Identifier: Apache-2.0
"""The day of speaking: which day dates quoted words, and which does not."""

from __future__ import annotations

import pytest

from ontherecord.annotate.parse import parse_text
from ontherecord.annotate.sentences import sentences
from ontherecord.annotate.times.times import times
from ontherecord.model import Annotations, Article, Published, Quotation, Span
from ontherecord.reconcile.dates.dates import time_references
from ontherecord.reconcile.dates.speaking import dated_quotations

TUESDAY = "2031-03-18"


def spoken(
    text: str, cue: str = "said", published: str | None = TUESDAY
) -> tuple[Quotation, dict[str, str | None]]:
    """The one quotation of a text, dated, and the value of each time expression."""
    start, end = text.index("“") + 1, text.index("”")
    at = text.index(cue, end) if cue in text[end:] else text.index(cue)
    quotation = Quotation(
        id="a1.q1",
        article="a1",
        content=(Span(document="d1", start=start, end=end, text=text[start:end]),),
        kind="direct",
        cue=Span(document="d1", start=at, end=at + len(cue), text=cue),
    )
    parse = parse_text(text)
    notes = {
        "a1": Annotations(
            article="a1", sentences=sentences(parse), times=times(parse), quotations=(quotation,)
        )
    }
    article = Article(
        id="a1", document="d1", start=0, end=len(text), published=Published(date=published, basis="stated")
    )
    found = time_references([article], {"d1": text}, notes)
    (made,) = dated_quotations([quotation], found, notes, {"a1": published})
    return made, {r.span.text: r.value for r in found}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("“It will rain,” the mayor said on Monday.", "2031-03-17"),
        ("On Sunday the mayor said: “It will rain.”", "2031-03-16"),
        ("“It will rain,” the mayor said yesterday.", "2031-03-17"),
        ("“It rained on Friday,” the mayor said.", None),
        ("“It will rain,” the mayor said in May 2027.", None),
        ("On Sunday it rained, though this week the mayor said: “It will not rain.”", None),
        ("It rained on Sunday. “It will rain,” the mayor said.", None),
    ],
)
def test_the_sentence_of_the_cue_names_the_day(text: str, day: str | None) -> None:
    quotation, _ = spoken(text)
    assert (quotation.date.date if quotation.date else None) == day


def test_nobody_speaks_after_publication() -> None:
    quotation, _ = spoken("“It will rain,” said the mayor, who will resign on Thursday.")
    assert quotation.date is None


def test_words_inside_count_from_the_day_of_speaking() -> None:
    quotation, values = spoken("“We leave today and come back on Thursday,” the mayor said on Friday.")
    assert quotation.date
    assert quotation.date.span
    assert quotation.date.span.text == "Friday"
    assert values["today"] == "2031-03-14"


def test_in_speech_the_present_looks_ahead() -> None:
    _, values = spoken("“We have talks tomorrow and maybe Thursday,” the mayor said on Monday.")
    assert values["Thursday"] == "2031-03-20"
    _, values = spoken("“We meet on Friday,” the mayor said.")
    assert values["Friday"] == "2031-03-21"


def test_without_a_publication_date_there_is_no_day() -> None:
    quotation, values = spoken("“We leave today,” the mayor said on Friday.", published=None)
    assert quotation.date is None
    assert values == {"today": None, "Friday": None}
