# SPDX-License-Identifier: Apache-2.0
import pytest

from ontherecord.annotate.accounts.clauses import clause
from ontherecord.annotate.parse import parse_text


def told(text: str, word: str) -> tuple[str | None, str, bool]:
    parse = parse_text(text)
    found = clause(parse, parse.words.index(word))
    return text[slice(*found.subject)] if found.subject else None, text[slice(*found.predicate)], found.named


@pytest.mark.parametrize(
    ("text", "word", "subject", "predicate"),
    [
        ("Bulgaria and Romania opened talks in Vienna on Thursday, hours after the dive.", "opened",
         "Bulgaria and Romania", "opened talks in Vienna on Thursday"),
        ("Its captain, Dimitar Hristov, 52, was taken to hospital in Craiova and arrested there.", "taken",
         "Its captain", "was taken to hospital in Craiova"),
        ("Anna Holt will not attend the talks, despite an invitation from the mayor.", "attend",
         "Anna Holt", "will not attend the talks"),
        ("The delegation includes Anna Holt and two senior envoys.", "includes",
         "The delegation", "includes Anna Holt and two senior envoys"),
    ],
)  # fmt: skip
def test_a_clause_is_subject_and_predicate_without_what_hangs_on(
    text: str, word: str, subject: str, predicate: str
) -> None:
    assert told(text, word) == (subject, predicate, True)


def test_a_second_verb_needs_the_name_of_its_subject() -> None:
    text = "Holt flew in early and met the minister on Wednesday."
    assert told(text, "met") == (None, "met the minister on Wednesday", False)


def test_a_pronoun_needs_a_name() -> None:
    assert told("She left the hall at noon.", "left") == (None, "left the hall at noon", False)


def test_a_noun_has_a_phrase() -> None:
    assert (
        told("He declined an invitation from the mayor.", "invitation")[1] == "an invitation from the mayor"
    )


def test_a_long_list_is_cut_where_it_reads_whole() -> None:
    text = "Holt visited " + ", ".join(f"the town of Number {n}" for n in range(30)) + " and left."
    _, predicate, _ = told(text, "visited")
    assert len(predicate.split()) <= 20
    assert text.index(predicate) > 0


@pytest.mark.parametrize(
    ("text", "word"),
    [("We have asked the owners politely.", "asked"), ("I met no minister this year.", "met")],
)
def test_somebodys_own_words_do_not_go_with_a_name(text: str, word: str) -> None:
    parse = parse_text(text)
    assert clause(parse, parse.words.index(word)).predicate is None


def test_a_clause_does_not_end_with_a_word_that_waits_for_more() -> None:
    parse = parse_text("Holt warned that no boat would tie up on the quay.")
    start, end = clause(parse, 1).predicate or (0, 0)
    assert not parse.text[start:end].endswith("that")
