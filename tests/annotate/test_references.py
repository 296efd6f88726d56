# SPDX-License-Identifier: Apache-2.0
"""Pronouns and descriptions: whom they stand for, and when that is left open."""

from __future__ import annotations

import itertools

from ontherecord.annotate.names.names import names
from ontherecord.annotate.names.references import references
from ontherecord.annotate.parse import parse_text


def meant(text: str) -> list[tuple[str, str | None]]:
    """Each pronoun and description with the words of its antecedent."""
    parse = parse_text(text)
    mentions = references(parse, names(parse))
    named = {(m.start, m.end) for m in mentions if m.form == "name"}
    found = []
    for mention in mentions:
        if mention.form != "name":
            assert mention.antecedent is None or mention.antecedent in named
            words = text[slice(*mention.antecedent)] if mention.antecedent else None
            found.append((mention.text, words))
    return found


def test_he_is_the_one_man_in_view() -> None:
    text = "Tomas Verrin opened the session. He then left for lunch."
    assert meant(text) == [("He", "Tomas Verrin")]


def test_whoever_says_he_speaks_of_himself() -> None:
    text = "Mr. Hart met Mr. Voss on Sunday. Hart said he would resign."
    assert ("he", "Hart") in meant(text)


def test_an_object_is_not_its_own_subject() -> None:
    text = "Mr. Hart met Mr. Voss on Sunday. Hart praised him."
    assert ("him", "Hart") not in meant(text)


def test_she_is_not_the_man() -> None:
    text = "King Olav received Anna Lund in the palace. She thanked the staff."
    assert meant(text) == [("She", "Anna Lund")]


def test_two_who_fit_alike_leave_it_open() -> None:
    text = "Paul Hart and Peter Voss met in Oslo and in Bergen. His car was stolen."
    assert meant(text) == [("His", None)]


def test_a_pronoun_without_anybody_is_open() -> None:
    assert meant("He left.") == [("He", None)]


def test_somebody_without_a_name_may_be_meant() -> None:
    text = "Anna Lund drove home. The next day her mother fell ill, and she called a doctor."
    assert ("she", "Anna Lund") not in meant(text)


def test_the_office_tells_who_is_meant() -> None:
    text = (
        "Russian President Igor Volsky spoke with French President Luc Marne. The Russian leader was brief."
    )
    assert ("The Russian leader", "Igor Volsky") in meant(text)


def test_two_presidents_leave_the_president_open() -> None:
    text = "Russian President Igor Volsky spoke with French President Luc Marne. The president was brief."
    assert ("The president", None) not in meant(text)
    assert not any(words == "The president" for words, _ in meant(text))


def test_the_former_president_is_another() -> None:
    text = "Russian President Igor Volsky spoke on Sunday. The former president was brief."
    assert not any(words and words.startswith("The former") for words, _ in meant(text))


def test_i_in_a_quotation_is_its_speaker() -> None:
    text = '"I will not sign this," Anna Lund said on Monday.'
    assert ("I", "Anna Lund") in meant(text)


def test_i_outside_quotations_is_nobody() -> None:
    assert meant("I met Anna Lund on Monday.") == []


def test_a_description_never_cuts_a_name() -> None:
    text = "Attorney General Ada Quill spoke. Write to the Office of the Attorney General at the harbour."
    parse = parse_text(text)
    found = references(parse, names(parse))
    assert "Ada Quill" in text[found[0].start : found[0].end]
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))


def test_the_former_of_two() -> None:
    text = "Mirko Galusan met Anna Lund in Oslo. “It was short,” the former said."
    assert ("the former", "Mirko Galusan") in meant(text)
    text = "Mirko Galusan met Peter Low in Oslo. “I thanked President Anna Lund for it,” the latter said."
    assert ("the latter", "Peter Low") in meant(text)


def test_somebody_without_a_name_nearer_by_leaves_it_open() -> None:
    text = (
        "In Ruse, Prime Minister Ada Lund called the skipper a witness and asked for his return "
        "from the town where he was arrested."
    )
    assert {antecedent for pronoun, antecedent in meant(text) if pronoun in {"he", "his"}} == {None}


def stand_for(text: str) -> dict[str, list[str]]:
    """Each plural of a text with the names it stands for."""
    parse = parse_text(text)
    found = {}
    for mention in references(parse, names(parse)):
        places = mention.stands_for or (
            (mention.antecedent,) if mention.kind == "group" and mention.antecedent else ()
        )
        if mention.form != "name" and places:
            found[mention.text] = [text[a:b] for a, b in places]
    return found


LEADERS = "Swedish President Karl Borg met Norwegian Prime Minister Lena Dahl in Oslo. "


def test_the_two_leaders_are_the_two_in_view() -> None:
    both = ["Karl Borg", "Lena Dahl"]
    assert stand_for(LEADERS + "The two leaders signed a treaty. They agreed to meet again.") == {
        "The two leaders": both,
        "They": both,
    }
    assert stand_for(LEADERS + "Both praised the treaty.") == {"Both": both}


def test_of_three_nobody_knows_which_two() -> None:
    assert (
        stand_for(LEADERS.replace("Oslo", "Oslo with Danish King Ove Lind") + "The two leaders left.") == {}
    )


def test_two_leaders_are_not_two_men_where_one_is_known_as_a_woman() -> None:
    text = "Mr. Karl Borg met Mrs. Lena Dahl in Oslo. The two men left."
    assert stand_for(text) == {}


def test_the_two_countries() -> None:
    text = "Sweden wrote to Norway on Monday. The two countries share a border."
    assert stand_for(text) == {"The two countries": ["Sweden", "Norway"]}


def test_they_may_be_a_body_but_not_where_people_without_a_name_are_nearer() -> None:
    text = "The Ministry of River Transport said nothing. They refused to comment."
    assert stand_for(text) == {"They": ["Ministry of River Transport"]}
    assert stand_for("The Ministry of River Transport warned workers. They refused to comment.") == {}


def test_his_counterpart_is_the_other_who_holds_such_an_office() -> None:
    assert ("his counterpart", "Lena Dahl") in meant(LEADERS + "Borg praised his counterpart.")
    assert ("his Norwegian counterpart", "Lena Dahl") in meant(
        LEADERS + "Borg praised his Norwegian counterpart."
    )
    assert ("his Danish counterpart", "Lena Dahl") not in meant(
        LEADERS + "Borg praised his Danish counterpart."
    )


def test_a_pronoun_owned_by_the_name_it_hangs_on() -> None:
    text = "Mr. Karl Borg spoke. Tom Hale, known for his temper, left the room."
    assert ("his", "Tom Hale") in meant(text)
