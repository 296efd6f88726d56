# SPDX-License-Identifier: Apache-2.0
"""The days that matter in a long story."""

from __future__ import annotations

import datetime
import random

from msgspec import structs

from ontherecord.annotate.parse import parse_text
from ontherecord.annotate.sentences import sentences
from ontherecord.annotate.times.times import times
from ontherecord.model import Annotations, Article, Published, Segment
from ontherecord.reconcile.dates.dates import time_references
from ontherecord.reconcile.timeline.days import MANY_ARTICLES, key_days

START = datetime.date(2031, 3, 3)
QUAKE = "The quay at Marl collapsed under two cranes and a train of grain wagons on 5 March 2031."


def _story(count: int, step: int) -> tuple[list[Article], dict[str, str], dict[str, Annotations]]:
    """Reports `step` days apart, all of which look back on the collapse once it has happened."""
    articles, copies, notes = [], {}, {}
    for n in range(count):
        day = START + datetime.timedelta(n * step)
        lead = f"The harbour office of Marl counted {n + 3} ships in the roads that were waiting for a berth on {day:%A}."
        text = f"{lead}\n\n{QUAKE if day >= datetime.date(2031, 3, 5) else 'Nothing moved.'}\n\nHe will speak on 1 June 2031."
        copies[f"d{n:02}"] = text
        articles.append(
            Article(
                id=f"a{n:02}", document=f"d{n:02}", start=0, end=len(text),
                segments=(Segment(role="body", start=0, end=len(text)),),
                published=Published(date=day.isoformat(), basis="stated"),
            )
        )  # fmt: skip
        parse = parse_text(text)
        notes[f"a{n:02}"] = Annotations(article=f"a{n:02}", sentences=sentences(parse), times=times(parse))
    return articles, copies, notes


def test_the_day_all_look_back_on_is_chosen_and_told_by_a_sentence() -> None:
    articles, copies, notes = _story(MANY_ARTICLES, 1)
    found = key_days(articles, copies, notes, time_references(articles, copies, notes))
    collapse = next(one for one in found if one.date == "2031-03-05")
    assert collapse.title == QUAKE
    assert len({span.document for span in collapse.support}) == MANY_ARTICLES - 2
    for span in collapse.support:
        assert copies[span.document][span.start : span.end] == span.text
    assert [one.date for one in found] == sorted(one.date for one in found)
    assert all(one.date < "2031-06-01" for one in found)  # only foretold


def test_a_caption_tells_no_day() -> None:
    articles, copies, notes = _story(MANY_ARTICLES, 1)
    told = {
        key: structs.replace(one, sentences=tuple(
            structs.replace(s, role="caption") if QUAKE in copies[f"d{key[1:]}"][s.start : s.end] else s for s in one.sentences
        ))
        for key, one in notes.items()
    }  # fmt: skip
    found = key_days(articles, copies, told, time_references(articles, copies, notes))
    assert QUAKE not in {one.title for one in found}


def test_a_short_story_has_none() -> None:
    articles, copies, notes = _story(MANY_ARTICLES - 1, 1)
    assert key_days(articles, copies, notes, time_references(articles, copies, notes)) == ()


def test_the_order_of_the_articles_does_not_matter() -> None:
    articles, copies, notes = _story(MANY_ARTICLES, 1)
    references = time_references(articles, copies, notes)
    shuffled = random.Random(3).sample(articles, len(articles))
    assert key_days(articles, copies, notes, references) == key_days(shuffled, copies, notes, references)
