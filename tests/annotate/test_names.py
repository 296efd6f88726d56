# SPDX-License-Identifier: Apache-2.0
"""Names in one article: their ranges, kinds and roles."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ontherecord.annotate.names.names import names
from ontherecord.annotate.names.references import references
from ontherecord.annotate.parse import parse_text
from ontherecord.model import Mention


def found(text: str) -> dict[str, Mention]:
    """The first mention of each name."""
    mentions: dict[str, Mention] = {}
    for mention in names(parse_text(text)):
        assert text[mention.start : mention.end] == mention.text
        mentions.setdefault(mention.text, mention)
    return mentions


def kinds(text: str) -> dict[str, str]:
    return {name: mention.kind for name, mention in found(text).items()}


def roles(text: str, name: str) -> list[str]:
    return [text[a:b] for a, b in found(text)[name].roles]


def test_a_title_makes_a_person() -> None:
    text = "President Oleksa Zahorenko said on Monday that talks would go on. Zahorenko left early."
    assert kinds(text) == {"Oleksa Zahorenko": "person", "Zahorenko": "person"}


def test_the_title_is_a_role_and_no_part_of_the_name() -> None:
    text = "He met Deputy Foreign Minister Mirko Galusan and the chief negotiator in Vienna."
    assert roles(text, "Mirko Galusan") == ["Deputy Foreign Minister"]


def test_secretary_of_state_is_a_role_and_state_no_name() -> None:
    text = "U.S. Secretary of State Dana Whitlow arrived on Friday."
    assert roles(text, "Dana Whitlow") == ["U.S. Secretary of State"]
    assert "State" not in found(text)


def test_a_role_across_a_comma_and_behind_one() -> None:
    text = "Ukraine's foreign minister, Petro Savchuk, spoke. Ana Lind, the head of Norway's navy, did not."
    assert roles(text, "Petro Savchuk") == ["Ukraine's foreign minister"]
    assert roles(text, "Ana Lind") == ["the head of Norway's navy"]


def test_a_list_of_officials_gives_each_his_own_title() -> None:
    text = "She met Deputy Defence Minister Ilya Fomenko, Foreign Minister Sergo Lavdze and others."
    assert roles(text, "Ilya Fomenko") == ["Deputy Defence Minister"]
    assert roles(text, "Sergo Lavdze") == ["Foreign Minister"]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Fighting went on near Kyiv on Tuesday.", "Kyiv", "place"),
        ("They sailed to Turkey and then to Cyprus.", "Turkey", "place"),
        ("Thousands of Ukrainians crossed the border.", "Ukrainians", "group"),
        ("The Kremlin said it would wait.", "Kremlin", "organisation"),
        ("Moscow said it would wait.", "Moscow", "organisation"),
        ("Snow fell in Moscow on Sunday.", "Moscow", "place"),
        (
            "Kyiv slept. A Kyiv regime was blamed, Kyiv said, and Kyiv denied it. Kyiv smiled.",
            "Kyiv",
            "place",
        ),
    ],
)
def test_kinds(text: str, name: str, kind: str) -> None:
    assert kinds(text)[name] == kind


def test_an_adjective_of_a_country_is_no_name() -> None:
    assert "Russian" not in found("The Russian delegation arrived in Geneva.")


def test_possessives_stay_outside() -> None:
    text = "Norway's parliament met. Lena Brandt’s proposal failed."
    assert {"Norway", "Lena Brandt"} <= set(found(text))


def test_a_headline_in_capitals_names_only_whom_the_text_names() -> None:
    text = "Harbour Deal Splits Council As Verrin Walks Out\nTomas Verrin left. Verrin said he was tired."
    assert set(found(text)) == {"Tomas Verrin", "Verrin"}
    assert names(parse_text(text))[0].start < text.index("\n")


def test_gender_is_told_by_titles_alone() -> None:
    text = "Queen Astrid spoke. Mr. Paul Hart listened. Maria Keller wrote."
    assert {n: m.gender for n, m in found(text).items()} == {
        "Astrid": "female", "Paul Hart": "male", "Maria Keller": None,
    }  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200))
def test_any_text_gives_ranges_that_re_read_and_do_not_overlap(text: str) -> None:
    parse = parse_text(text)
    mentions = references(parse, names(parse))
    last = 0
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.text
        assert mention.start >= last
        last = mention.end
        for a, b in mention.roles:
            assert 0 <= a < b <= len(text)


@pytest.mark.parametrize(
    "text",
    ["", "\0\0", "A" * 5000, "Mr. " * 2000, '"' * 3000, "Ivan Petrov, " * 800,
     "\u202eمحمد بن سلمان\u202c", "李明 said 王芳 left.",
     "President " + "Xan" * 70 + " spoke."],
)  # fmt: skip
def test_hostile_text_is_read_without_complaint(text: str) -> None:
    parse = parse_text(text)
    for mention in references(parse, names(parse)):
        assert text[mention.start : mention.end] == mention.text


def test_names_joined_by_a_hyphen_stay_whole() -> None:
    parse = parse_text("Foreign Minister Park Jong-un met Lam Siu-wai on Monday.")
    assert [m.text for m in names(parse) if m.kind == "person"] == ["Park Jong-un", "Lam Siu-wai"]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Karl Borg served as defence minister from 2014 to 2018.", "defence minister"),
        ("Karl Borg, who was the ambassador to Norway, spoke.", "ambassador to Norway"),
        ("Karl Borg was appointed chief executive of Granmark in 2021.", "chief executive of Granmark"),
    ],
)
def test_roles_a_sentence_states(text: str, role: str) -> None:
    parse = parse_text(text)
    [borg] = [m for m in names(parse) if m.text == "Karl Borg"]
    assert any(role in text[a:b] for a, b in borg.roles)


@pytest.mark.parametrize("text", ["Karl Borg was not the minister.", "Karl Borg would be the next minister."])
def test_roles_denied_or_wished_are_none(text: str) -> None:
    parse = parse_text(text)
    assert all(not m.roles for m in names(parse))


def test_words_of_a_page_that_ran_together_name_nobody() -> None:
    told = kinds("The deal was struck on Monday by Robert HoltDavid Lind. Una FitzGerald spoke on Tuesday.")
    assert set(told) == {"Una FitzGerald"}
