# SPDX-License-Identifier: Apache-2.0
"""Confidences beside shares of right answers: bins, the widest gap, and the drawing of it."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from bench import calibration, reliability
from bench.score import Bin


def test_bins_are_tenths_with_enough_answers() -> None:
    answers = [(0.95, n < 18) for n in range(20)] + [(0.35, n < 10) for n in range(20)] + [(0.6, True)]
    held = reliability.bins(answers)
    assert [(round(one.said, 6), one.right, one.answers) for one in held] == [
        (0.35, 0.5, 20),
        (0.95, 0.9, 20),
    ]
    assert reliability.widest(held) == pytest.approx(0.15)
    assert reliability.gap(answers) == reliability.widest(held)


def test_nothing_measured_is_not_calibrated() -> None:
    assert reliability.widest(reliability.bins([(0.9, True)])) == 1.0


def test_a_drawing_has_a_point_a_bin_where_it_belongs() -> None:
    drawn = ET.fromstring(calibration.drawing([Bin(0.2, 0.2, 40), Bin(0.9, 0.7, 4_000)], "times: values"))
    points = [one for one in drawn.iter() if one.tag.endswith("circle")]
    low, high = ({key: float(one.get(key, "")) for key in ("cx", "cy", "r")} for one in points)
    assert low["cx"] < high["cx"]
    assert low["cy"] > high["cy"]
    assert low["r"] < high["r"]
