# SPDX-License-Identifier: Apache-2.0
"""Roles and segments of one article: what is kept, what is told apart, and that both tile."""

from __future__ import annotations

import pytest

from ontherecord.model import Article
from ontherecord.read.articles import articles
from ontherecord.read.declared import Declared

LEAD = "The ferry Kestrel ran aground on Tuesday below the old bridge, and all 40 on board were taken off."
SECOND = "“We heard the bottom before we felt it,” said Ana Lutz, who was on her way to the market in Ruse."
THIRD = "The harbour office said that the river was two metres lower than in any March since records began."
LAST = "Ferries are to run again on Friday, when the level is expected to rise."


def _article(*rows: str, title: str | None = None) -> tuple[str, Article]:
    copy = "\n".join(rows)
    return copy, articles(copy, "d0", None, Declared(headline=title))[0]


def _roles(*rows: str) -> list[str]:
    """The role of each row."""
    article = _article(*rows)[1]
    at, found = 0, []
    for row in rows:
        found.append(next(s.role for s in article.segments if s.start <= at < s.end))
        at += len(row) + 1
    return found


def test_an_article_with_all_its_parts() -> None:
    rows = {
        "Ferry runs aground at Ruse": "headline",
        "By Ana Brook and Halcyon": "byline",
        "Published: 18 March 2031": "byline",
        LEAD: "body",
        "A view of the Kestrel on Tuesday. Photo: Ana Brook/Halcyon": "caption",
        SECOND: "body",
        "MORE: How low can a river go?": "promo",
        THIRD: "body",
        "What happens next?": "subheading",
        LAST: "body",
        "© 2031 Harbour Gazette. All rights reserved.": "credit",
    }
    assert dict(zip(rows, _roles(*rows), strict=True)) == rows


def test_a_dateline_is_cut_off_the_first_paragraph_only() -> None:
    copy, article = _article("Ferry runs aground", "RUSE (AP) — " + LEAD, "VIENNA (AP) — " + SECOND)
    cut = [copy[s.start : s.end] for s in article.segments if s.role == "dateline"]
    assert cut == ["RUSE (AP) — "]
    assert article.agency == "AP"


@pytest.mark.parametrize("first", [LEAD, "“" + SECOND[1:]])
def test_a_text_without_a_headline_has_none(first: str) -> None:
    _, article = _article(first, SECOND, THIRD)
    assert article.headline is None
    assert article.segments[0].role == "body"


@pytest.mark.parametrize(
    "row",
    [
        "Sign up for our newsletter and never miss a story.",
        "READ MORE: The town below the bridge",
        "Advertisement",
        "Share this article",
        "This site uses cookies to improve your experience.",
        "Please enable JavaScript to view the comments.",
        "#ferry #Ruse",
        "Comments",
        "(Reporting by Ana Brook; editing by Piet Haas)",
        "Ferry runs aground at Ruse originally appeared on gazette.example",
        "The-HALCYON-Wire",
        "Additional reporting by Piet Haas in Vienna",
    ],
)
def test_furniture_below_an_article_is_no_body(row: str) -> None:
    assert _roles("Ferry runs aground at Ruse", LEAD, SECOND, THIRD, row)[1:] == ["body"] * 3 + [
        _roles("Ferry runs aground at Ruse", LEAD, SECOND, THIRD, row)[4]
    ]
    assert _roles("Ferry runs aground at Ruse", LEAD, SECOND, THIRD, row)[4] not in ("body", "subheading")


SORTS = {
    "boilerplate": [
        "Your email address will not be published. Required fields are marked *", "Something went wrong. Please try again later.",
        "Thank you for signing up!", "Share on Facebook", "Facebook Twitter WhatsApp Email", "Copy link",
        "We use cookies and similar technologies. Manage your preferences or accept all.", "Accept all cookies",
        "By clicking Subscribe, you agree to our Terms of Use and Privacy Policy.", "Skip to main content",
        "Ana Brook is a reporter for the Harbour Gazette who covers rivers and ports.", "About the author",
        "Ana Brook covers rivers for the Harbour Gazette. Follow her on Twitter @anabrook.", "12 Comments",
        "Log in to comment", "You may also like", "Tags: ferry, river, Ruse", "Advertisement - story continues below",
        "Corrections: report an error", "View image in fullscreen",
    ],
    "promo": [
        "Get the morning briefing in your inbox every weekday", "Related: How low can a river go?",
        "Watch: The Kestrel is pulled off the bank", "Listen to the podcast here", "Click here to read more",
        "Do you have a story tip? Email newsroom@gazette.example", "Support independent journalism. Donate today.",
        "We welcome your feedback at letters@gazette.example",
    ],
    "credit": [
        "Copyright 2031 Halcyon News Agency. All rights reserved. This material may not be published or broadcast.",
        "This article first appeared in the Harbour Gazette.", "With files from Halcyon", "Edited by: Piet Haas",
        "Republished with permission from the Harbour Gazette.",
    ],
    "caption": [
        "Image: Passengers wait on the quay at Ruse on Tuesday. (Ana Brook/Halcyon via AP)",
        "FILE - The Kestrel lies at Ruse, March 3, 2031. (Ana Brook/Halcyon, File)",
    ],
}  # fmt: skip


@pytest.mark.parametrize(("sort", "row"), [(sort, row) for sort, rows in SORTS.items() for row in rows])
def test_every_sort_of_furniture_below_and_within_an_article(sort: str, row: str) -> None:
    assert _roles("Ferry runs aground at Ruse", LEAD, SECOND, THIRD, row)[4] == sort
    assert _roles("Ferry runs aground at Ruse", LEAD, SECOND, row, THIRD, LAST)[3] == sort


@pytest.mark.parametrize(
    "row",
    [
        "Copyright law, she said, had nothing to do with it, and neither had the river or the town council.",
        "He read the privacy policy aloud, all nine pages of it, and nobody in the room asked him to stop.",
        "“Share this with your neighbours,” the harbour master said in a message to the people of the town.",
        "She nodded.",
        "In 2031.",
        "The report was edited by the same man who had written it, and nobody at the town hall had read it twice.",
        "Listen to the river, the harbour master said, and you will know what weather the week is going to bring.",
        "Ana Lutz covers the boats herself every night, and her neighbours follow her on the path with a lamp.",
        "Do you have a story that nobody believes? asked the teacher, and forty hands went up in the old school.",
    ],
)
def test_prose_that_speaks_of_such_things_is_body(row: str) -> None:
    assert _roles("Ferry runs aground at Ruse", LEAD, SECOND, row, THIRD, LAST)[3] == "body"


def test_questions_and_answers_and_lists_survive() -> None:
    rows = [
        "What we know about the ferry",
        LEAD,
        "Who was on board?",
        SECOND,
        "Why was the river low?",
        THIRD,
    ]
    rows += ["- 40 people were taken off before midnight.", "- Nobody was hurt.", LAST]
    assert _roles(*rows) == ["headline", "body", "subheading", "body", "subheading", "body", *["body"] * 3]


def test_a_transcript_survives() -> None:
    rows = ["LUTZ: How long did it take?", "HAAS: It took an hour, and then another hour.", "LUTZ: And then?"]
    rows += ["HAAS: Then we walked home along the river in the rain."]
    assert set(_roles(LEAD, *rows)) == {"body"}


def test_sentences_of_furniture_are_cut_out_of_one_long_line() -> None:
    tail = "Sign up for our weekly newsletter. Please try again. By signing up you agree to our terms of use."
    copy, article = _article("Ferry runs aground at Ruse", " ".join([LEAD, SECOND, THIRD, LAST, tail]))
    body = "".join(copy[s.start : s.end] for s in article.segments if s.role == "body")
    assert body.strip() == " ".join([LEAD, SECOND, THIRD, LAST])


def test_the_declared_headline_is_found_in_the_text() -> None:
    copy, article = _article(
        "Harbour Gazette", "River falls", "Ferry runs aground at Ruse", LEAD, SECOND, title="River falls"
    )
    assert article.headline == "River falls"
    assert article.headline_span is not None
    assert copy[article.headline_span.start : article.headline_span.end] == "River falls"


@pytest.mark.parametrize(
    "ending",
    [
        ("No one was hurt.",),
        ("No one was hurt.", "The owner promised a new keel."),
        ("“I would sail again,” she said.",),
    ],
)
def test_the_last_paragraphs_of_a_short_report_may_be_one_short_sentence(ending: tuple[str, ...]) -> None:
    head = ("Harbour Gazette", "Ferry runs aground at Ruse", "By Ana Brook", "18 March 2031")
    assert _roles(*head, LEAD, *ending)[len(head) :] == ["body"] * (1 + len(ending))


def test_a_short_sentence_between_two_paragraphs_is_body() -> None:
    rows = ("Ferry runs aground at Ruse", LEAD, SECOND, "It was a long night.", THIRD)
    assert _roles(*rows)[3] == "body"


@pytest.mark.parametrize(
    "line",
    [
        "Sign up for our newsletter.",
        "Share this on Facebook.",
        "Write to us at letters@harbour.example.",
        "All rights reserved.",
        "Most read",
        "Home News Sport Weather",
        "Kestrel Lines.",
    ],
)
def test_furniture_behind_the_body_is_none_of_it(line: str) -> None:
    head = ("Harbour Gazette", "Ferry runs aground at Ruse", "By Ana Brook", "18 March 2031")
    assert _roles(*head, LEAD, "No one was hurt.", line, "Contact us")[-2] != "body"
