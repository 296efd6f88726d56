# SPDX-License-Identifier: Apache-2.0
"""The map: honest about grain, inside its frame, silent where it would say nothing."""

import re

from hypothesis import given
from hypothesis import strategies as st

from ontherecord.dossier.atlas import MOST_HEIGHT, WIDTH, Spot, story_map

LISBON = Spot("Lisbon", -9.1, 38.7, "city", 3)
MADRID = Spot("Madrid", -3.7, 40.4, "city", 2)
ANDALUSIA = Spot("Andalusia", -4.5, 37.5, "division", 2)
SPAIN = Spot("Spain", -4.0, 40.0, "country", 5)

SPOTS = st.lists(
    st.builds(
        Spot,
        st.text(max_size=20),
        st.floats(-180, 180),
        st.floats(-90, 90),
        st.sampled_from(["country", "division", "city", "site"]),
        st.integers(1, 9),
    ),
    max_size=12,
)


def test_a_country_gets_no_dot_and_a_region_a_ring():
    svg = story_map([LISBON, MADRID, ANDALUSIA, SPAIN])
    assert svg.count('class="dot"') == 2
    assert svg.count('class="ring"') == 1
    assert 'class="country">Spain<' in svg


def test_the_outlines_are_drawn_behind():
    assert len(re.search(r'class="outline" d="([^"]*)"', story_map([LISBON, MADRID]))[1]) > 300


def test_a_map_of_one_place_or_of_countries_says_nothing():
    assert story_map([]) == ""
    assert story_map([LISBON]) == ""
    assert story_map([SPAIN, Spot("Portugal", -8.0, 39.5, "country", 2)]) == ""


def test_a_place_far_off_in_one_article_does_not_widen_the_map():
    svg = story_map([LISBON, MADRID, Spot("Lima", -77.0, -12.0, "city", 1)])
    assert ">Lima<" not in svg


def test_names_do_not_cover_each_other():
    crowd = [Spot(f"Town {n}", -4.0 + n / 100, 40.0, "city", 2) for n in range(20)]
    names = [(float(x), float(y)) for x, y in re.findall(r'<text x="(\d+)" y="(\d+)"', story_map(crowd))]
    assert len(names) == len(set(names))
    assert len(names) < 20


@given(SPOTS)
def test_any_places_give_marks_inside_the_frame(spots):
    svg = story_map(spots)
    for x, y in re.findall(r'<circle cx="([\d.-]+)" cy="([\d.-]+)"', svg):
        assert 0 <= float(x) <= WIDTH
        assert 0 <= float(y) <= MOST_HEIGHT
