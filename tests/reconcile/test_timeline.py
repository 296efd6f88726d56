# SPDX-License-Identifier: Apache-2.0
"""The timeline: lanes, precision, order; the days that matter."""

import datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontherecord.model import (
    Account,
    Article,
    Event,
    Modality,
    Published,
    Quotation,
    Span,
    Speaker,
    TimeReference,
    Utterance,
    When,
)
from ontherecord.reconcile.timeline.days import salient_days
from ontherecord.reconcile.timeline.timeline import precision, timeline


def span(start: int, text: str = "words") -> Span:
    return Span(document="d1", start=start, end=start + len(text), text=text)


def event(
    id_: str, date: str | None, modality: Modality = "happened", title: str = "The ministers met"
) -> Event:
    when = When(date=date, basis="stated", span=span(50)) if date else None
    return Event(
        id=id_, type="CONSULT", mode=None, context=(), actor=(), recipient=(), place=None, date=when,
        modality=modality, accounts=("a1.e1",), origins=("o-1",), title=title,
    )  # fmt: skip


ACCOUNT = Account(id="a1.e1", article="a1", span=span(10), trigger=span(12, "met"), type="CONSULT")
ARTICLES = (
    Article(id="a1", document="d1", start=0, end=99, published=Published(date="2031-03-18", basis="stated")),
    Article(
        id="a2",
        document="d2",
        start=0,
        end=99,
        published=Published(date="2031-03-20~", basis="inferred-from-story"),
    ),
)
QUOTATION = Quotation(
    id="a1.q1", article="a1", content=(span(30, "Nobody has come here to win"),), kind="direct"
)
UTTERANCE = Utterance(
    id="u-1",
    speaker=Speaker(cast="mara-voss", name="Mara Voss"),
    quotations=("a1.q1",),
    fullest="a1.q1",
    date=When(date="2031-03-17", basis="stated"),
)


@pytest.mark.parametrize(
    ("date", "modality", "lane"),
    [
        ("2031-03-17", "happened", "news"),
        ("2031-03-19", "planned", "expected"),
        ("2031-04-03", "happened", "expected"),
        ("2031-03-15", "demanded", "news"),
        ("2031-03", "planned", "expected"),
        ("2027", "happened", "background"),
        ("2031", "happened", "news"),
        ("2031-01", "happened", "background"),
        ("2027-05", "planned", "background"),
    ],
)
def test_lane(date: str, modality: Modality, lane: str) -> None:
    (entry,) = timeline([event("e-1", date, modality)], [ACCOUNT], [], [], ARTICLES)
    assert entry.lane == lane


def test_what_has_no_date_is_left_out() -> None:
    assert timeline([event("e-1", None)], [ACCOUNT], [], [], ARTICLES) == ()


def test_an_entry_carries_its_words() -> None:
    (entry,) = timeline([event("e-1", "2031-03-17")], [ACCOUNT], [], [], ARTICLES)
    assert entry.support == (span(10), span(50))
    assert (entry.event, entry.title, entry.precision) == ("e-1", "The ministers met", "day")


def test_an_utterance_is_titled_by_who_said_what() -> None:
    (entry,) = timeline([], [], [UTTERANCE], [QUOTATION], ARTICLES)
    assert entry.title == "Mara Voss: Nobody has come here to win"
    assert entry.support == (span(30, "Nobody has come here to win"),)


def test_by_date_and_the_coarse_before_the_fine() -> None:
    dates = [
        "2031-03-17T10:00:00",
        "2031-03-01",
        "2031-03-17",
        "2031",
        "2031-03",
        "2030-21",
        "2031-03-15/2031-03-16",
    ]
    events = [event(f"e-{n}", date) for n, date in enumerate(dates)]
    expected = [
        "2030-21",
        "2031",
        "2031-03",
        "2031-03-01",
        "2031-03-15/2031-03-16",
        "2031-03-17",
        "2031-03-17T10:00:00",
    ]
    for order in (events, events[::-1]):
        assert [e.date for e in timeline(order, [ACCOUNT], [], [], ARTICLES)] == expected


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2031-03-17T10:00:00", "time"),
        ("2031-03-17~", "day"),
        ("2031-03-10/2031-03-16", "week"),
        ("2031-03", "month"),
        ("2031-21", "season"),
        ("2031", "year"),
        ("203X", "interval"),
        ("2031-02/2031-05", "interval"),
        ("2031-03-15/2031-03-16", "interval"),
    ],
)
def test_precision(date: str, expected: str) -> None:
    assert precision(date) == expected


@given(st.text(min_size=1, max_size=30))
def test_any_date_has_a_precision_and_a_place(date: str) -> None:
    assert precision(date)
    assert len(timeline([event("e-1", date)], [ACCOUNT], [], [], ARTICLES)) == 1


def test_the_days_that_matter_are_those_many_articles_tell_of() -> None:
    told = [("a1", "2031-03-17"), ("a2", "2031-03-17"), ("a2", "2031-03-15"), ("a1", "2027"), ("a2", None)]
    found = [
        TimeReference(id=f"{a}.t{n}", article=a, span=span(n), type="DATE", value=value, basis="stated")
        for n, (a, value) in enumerate(told)
    ]
    day = datetime.date(2031, 3, 17)
    assert salient_days(ARTICLES, found, 1) == (day,)
    assert salient_days(ARTICLES, found, 9, last=day)[-1] == day


def test_words_of_nobody_known_and_scraps_are_no_entries() -> None:
    she = msgspec.structs.replace(UTTERANCE, speaker=Speaker(cast=None, name="she"))
    assert timeline([], [], [she], [QUOTATION], ARTICLES) == ()
    scrap = msgspec.structs.replace(QUOTATION, kind="indirect", content=(span(30, "to close Norway’s"),))
    assert timeline([], [], [UTTERANCE], [scrap], ARTICLES) == ()
