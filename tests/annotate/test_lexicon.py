# SPDX-License-Identifier: Apache-2.0
"""The event lexicon: every entry in its form, none dead, none against another, and what a user adds."""

from __future__ import annotations

import tomllib
from collections import Counter
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from ontherecord.annotate.accounts.accounts import accounts
from ontherecord.annotate.accounts.entries import check
from ontherecord.annotate.accounts.lexicon import lexicon
from ontherecord.annotate.parse import parse_text

TABLE: dict[str, Any] = tomllib.loads(
    files("ontherecord.annotate").joinpath("data/events.toml").read_text(encoding="utf-8")
)
EXAMPLE = Path(__file__).resolve().parents[2] / "docs" / "lexicon.toml"
PARTS = ("verbs", "nouns", "adjectives", "told")


def test_every_entry_is_in_the_form_and_in_lower_case() -> None:
    check(TABLE)  # a person's name has capitals: the check refuses it


def test_no_word_stands_twice_in_one_list() -> None:
    lists = [
        words for entries in TABLE.values() if isinstance(entries, list) for entry in entries
        for words in entry.values() if isinstance(words, list)
    ]  # fmt: skip
    assert len(lists) > 100
    assert not [word for words in lists for word, n in Counter(words).items() if n > 1]


def test_no_word_changes_what_is_under_it_in_two_ways() -> None:
    told = Counter((part, w) for entry in TABLE["operator"] for part in PARTS for w in entry.get(part, ()))
    assert not [word for word, n in told.items() if n > 1]


def test_no_role_has_two_sectors() -> None:
    told = Counter(word for entry in TABLE["role"] for word in entry["words"])
    assert not [word for word, n in told.items() if n > 1]


def test_no_verb_or_object_of_a_phrase_is_dead() -> None:
    """Of two phrases with one verb and object the first counts; each must be left something."""
    first: dict[tuple[str, str], int] = {}
    for number, entry in enumerate(TABLE["phrase"]):
        for verb in entry.get("verbs", ()):
            for object_ in entry.get("objects", ()):
                first.setdefault((verb, object_), number)
    live = {(number, word) for pair, number in first.items() for word in pair}
    dead = [
        (entry["type"], word)
        for number, entry in enumerate(TABLE["phrase"])
        if entry.get("objects")
        for word in (*entry["verbs"], *entry["objects"])
        if (number, word) not in live
    ]
    assert not dead


def test_an_act_that_is_nothing_is_an_act_otherwise() -> None:
    known = set(lexicon().verbs) | set(lexicon().phrases)
    idle = {verb for entry in TABLE["nothing"] for verb in entry["verbs"]}
    assert not idle - known


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[[acts]]\ntype = "AID"\n', r"no section \[acts\]: do you mean 'act'"),
        ('[[act]]\ntype = "AID"\nverb = ["succour"]\n', r"\[\[act\]\] 1 has the unknown key 'verb': do you mean 'verbs'"),
        ('[[act]]\ntype = "AYD"\n', r"\[\[act\]\] 1 has the unknown type 'AYD': do you mean 'AID'"),
        ('[[act]]\nverbs = ["succour"]\n', r"\[\[act\]\] 1 has no 'type'"),
        ('[[act]]\ntype = "AID"\n[[act]]\ntype = "AID"\nverbs = "x"\n', r"\[\[act\]\] 2: 'verbs' is no list"),
        ('[[act]]\ntype = "AID"\nverbs = ["Succour"]\n', r"write the lemma in lower case, 'succour'"),
        ('[[act]]\ntype = "AID"\ntogether = "yes"\n', r"'together' is 'yes': write true or false"),
        ('[[operator]]\nclass = "promise"\nverbs = ["x"]\n', r"unknown class 'promise'"),
        ('[[role]]\nsector = "MILL"\nwords = ["x"]\n', r"unknown sector 'MILL': do you mean 'MIL'"),
        ('act = "AID"\n', r"not in the form \[\[act\]\]"),
    ],
)  # fmt: skip
def test_a_slip_is_told_with_its_place_and_its_mend(text: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        lexicon(text)


def test_the_example_of_the_docs_adds_what_it_says() -> None:
    extra = EXAMPLE.read_text("utf-8")

    def read(text: str, more: str = "") -> set[tuple[str, str | None]]:
        found = accounts(parse_text(text), (), (), (), (), document="d1", article="a1", extra=more)
        return {(a.type, a.mode) for a in found}

    for text, act in (
        ("Norway remonstrated with Chile over the trawler.", ("ACCUSE", "disapprove")),
        ("Peru floated a bridging text to Chile.", ("AGREE", None)),
        ("The harbourmasters of Norway arrested a Chilean skipper.", ("COERCE", "arrest")),
    ):
        assert act in read(text, extra), text
    assert ("ACCUSE", "disapprove") not in read("Norway remonstrated with Chile over the trawler.")
