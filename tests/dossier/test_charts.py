# SPDX-License-Identifier: Apache-2.0
"""Drawings: every count is drawn, said in words, and kept inside the frame."""

import datetime
import re

from hypothesis import given
from hypothesis import strategies as st

from ontherecord.dossier.charts import MOST_BARS, WIDTH, DayCount, ValueRow, coverage, values

DAYS = st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 1, 1)).map(lambda d: d.isoformat())


def test_coverage_tells_first_hand_from_copied():
    svg = coverage([DayCount("2031-05-13", 1, 0), DayCount("2031-05-15", 1, 2)])
    assert "13 May 2031: 1; 15 May 2031: 3" in svg
    assert "15 May 2031: 1 first-hand report, 2 versions or reprints" in svg


def test_nothing_to_draw_is_nothing():
    assert coverage([]) == ""
    assert coverage([DayCount("no day", 1, 0)]) == ""
    assert values([]) == ""
    assert values([ValueRow("40", (("2031-05-13", "Northwire"),))]) == ""


@given(st.lists(DAYS, min_size=1, max_size=30, unique=True))
def test_coverage_of_any_length_of_time_stays_in_its_frame(days):
    svg = coverage([DayCount(day, 1, 0) for day in sorted(days)])
    bars = re.findall(r'<rect x="([\d.]+)" y="([\d.-]+)" width="([\d.]+)"', svg)
    assert 1 <= len(bars) // 2 <= MOST_BARS + 1
    assert all(float(x) + float(width) <= WIDTH + 1 and float(y) >= 0 for x, y, width in bars)
    assert sum(int(n) for n in re.findall(r'class="count">(\d+)<', svg)) == len(days)


def test_values_stand_against_the_days_they_were_reported():
    svg = values(
        [ValueRow("40", (("2031-05-13", "A"),)), ValueRow("<52>", (("2031-05-15", "A"), ("2031-05-15", "B")))]
    )
    assert "40: A on 13 May 2031; &lt;52&gt;: A on 15 May 2031, B on 15 May 2031" in svg
    assert svg.count("<circle") == 2
    assert "×2" in svg
