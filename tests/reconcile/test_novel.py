# SPDX-License-Identifier: Apache-2.0
"""What of a story is new since a day."""

from __future__ import annotations

import msgspec
import pytest

from ontherecord.annotate.settings import BadSetting
from ontherecord.model import Article, Published
from ontherecord.reconcile.brief.brief_settings import BriefSettings
from ontherecord.reconcile.brief.novel import new_articles
from tests.reconcile.test_brief import LANTERN, POST, Told, claim, reports

LATER = (
    "Police led three of the fishermen away on Wednesday. "
    "A court in Hodonin freed all three fishermen on Thursday morning without bail. "
    "Delegates from Ostrava and Kladno met in Hodonin on Tuesday to divide the water of the lake."
)


def since(told: Told, day: str) -> list[str]:
    return [s.sentence for s in told.brief(since=day)]


def test_only_what_no_report_before_that_day_has_is_new() -> None:
    told = reports(LANTERN, POST, LATER, days="114")
    found = since(told, "2032-05-14")
    assert any("freed all three" in s for s in found)
    assert not any("met in Hodonin" in s for s in found)


def test_before_the_first_report_everything_is_new() -> None:
    told = reports(LANTERN, POST, days="12")
    assert since(told, "2032-05-01") == [s.sentence for s in told.brief()]


def test_after_the_last_report_nothing_is() -> None:
    assert since(reports(LANTERN, POST, days="12"), "2032-06-01") == []


def test_a_report_without_a_date_is_not_called_new_and_what_it_says_is_known() -> None:
    told = reports(LANTERN, LATER, days="14")
    undated = [msgspec.structs.replace(told.articles[0], published=Published()), told.articles[1]]
    assert not any("met in Hodonin" in s for s in since(told._replace(articles=undated), "2032-05-14"))


def test_a_month_alone_does_not_make_a_report_new() -> None:
    def dated(id: str, day: str) -> Article:
        return Article(id=id, document=id, start=0, end=1, published=Published(date=day, basis="stated"))

    some = [dated("a", "2032-05"), dated("b", "2032-05-14T08:30:00Z"), dated("c", "2032-05-13")]
    assert new_articles(some, "2032-05-14") == {"b"}


def test_a_conflict_that_was_open_before_is_not_new() -> None:
    told = reports(LANTERN, POST.replace("Hodonin", "Breclav"), LATER, days="124")
    old = claim(told, "in-conflict", (0, "Hodonin", "2032-05-11"), (1, "Breclav", "2032-05-12"))
    assert all(s.standing != "in-conflict" for s in told.brief(old, since="2032-05-14"))


def test_what_is_no_day_is_refused() -> None:
    for day in ("soon", "2032-05", "2032-02-30", ""):
        with pytest.raises(BadSetting, match="is not a day"):
            BriefSettings.of(since=day)
