# SPDX-License-Identifier: Apache-2.0
"""What other event coders get wrong on news of talks, as our own sentences, and input that is no report.

The mistakes are those seen when dictionary coders read reports of one round of talks: a dateline or a
place as a party, a plan, a guess or an old meeting as today's fact, a sense turned round.
"""

from __future__ import annotations

import time

import pytest

from ontherecord.annotate.accounts.accounts import accounts
from ontherecord.annotate.accounts.coding import row
from ontherecord.annotate.names.names import names
from ontherecord.annotate.names.references import references
from ontherecord.annotate.parse import DEFAULT_MODEL, Parse, load, parse_paragraphs, parse_text
from ontherecord.annotate.quotations.quotations import quotations
from ontherecord.model import Account, SegmentRole


def read(text: str) -> tuple[Account, ...]:
    parse = parse_text(text)
    mentions = references(parse, names(parse))
    quoted = quotations(parse, mentions, document="d1", article="a1")
    return accounts(parse, mentions, quoted, (), (), document="d1", article="a1")


def told(account: Account) -> str:
    return " ".join(s.text for s in (*account.actor_mentions, *account.recipient_mentions))


def coded(text: str) -> set[str]:
    return {r.listing.type for a in read(text) if (r := row(a)) is not None}


@pytest.mark.parametrize("role", ["dateline", "caption", "credit", "headline", "byline", "promo"])
def test_only_the_body_tells_events(role: SegmentRole) -> None:
    lines = ["Norway condemned Chile.", "Peru praised Ghana."]
    text = "\n".join(lines)
    parse = Parse(text)
    found = list(parse_paragraphs(load(DEFAULT_MODEL), lines))
    parse.append(found[0], 0, role)
    parse.append(found[1], text.index("Peru"), "body")
    read_ = accounts(parse, references(parse, names(parse)), (), (), (), document="d1", article="a1")
    assert {a.type for a in read_} == {"SUPPORT"}


def test_a_refusal_by_two_is_nobodys_meeting() -> None:
    found = [
        a for a in read("The Chilean president will not meet any Peruvian minister.") if a.type == "CONSULT"
    ]
    assert [(a.modality, a.negated) for a in found] == [("planned", True)]
    assert coded("The Chilean president will not meet any Peruvian minister.") == {"REJECT"}


def test_not_to_suggest_is_no_proposal() -> None:
    assert "AGREE" not in coded("The Danish premier was not suggesting talks with Norway.")


def test_to_suggest_that_something_may_be_is_no_offer() -> None:
    assert "AGREE" not in coded("The Danish premier suggested that he might fly to Norway.")


def test_what_a_demand_demands_is_not_granted() -> None:
    types = coded("It was a rejection of Chile's demands that Peru leave the pact.")
    assert "CONCEDE" not in types
    assert "AGREE" not in types


@pytest.mark.parametrize(
    "text",
    [
        "The Norwegian premier called the attack a reprisal.",
        "The Norwegian premier called the plan a mistake.",
        'The Norwegian premier called the Chilean delegation a "choir of clerks".',
    ],
)
def test_to_call_something_a_name_is_neither_a_request_nor_a_telephone_call(text: str) -> None:
    assert not {"REQUEST", "CONSULT"} & {a.type for a in read(text)}


def test_to_call_somebody_to_congratulate_is_no_demand() -> None:
    found = read("The Norwegian premier called the Chilean president to congratulate him on his victory.")
    assert "REQUEST" not in {a.type for a in found}
    assert ("CONSULT", "phone") in {(a.type, a.mode) for a in found}


def test_us_is_a_state_where_it_has_capitals() -> None:
    found = next(a for a in read("The US condemned Chile over the trawler.") if a.type == "ACCUSE")
    assert found.actor_countries == ("USA",)
    assert not [a for a in read("Let us condemn nobody.") if a.actor_mentions]


def test_a_flood_and_a_ferry_attack_nobody() -> None:
    assert "ASSAULT" not in coded("A flood killed ten people in Peru.")
    assert "ASSAULT" not in coded("Ten Peruvian sailors were killed in a collision.")
    assert "ASSAULT" in coded("Rebels killed ten Peruvian sailors.")


def test_sanctions_called_for_are_said_against_whom_they_would_hit() -> None:
    found = next(
        a for a in read("The Kenyan bishop called for sanctions against Togo.") if row(a) is not None
    )
    assert found.type == "ACCUSE"
    assert [s.text for s in found.recipient_mentions] == ["Togo"]


def test_who_is_found_responsible_is_accused() -> None:
    found = next(
        a for a in read("The Peruvian government said Chilean rebels were responsible.") if a.type == "ACCUSE"
    )
    assert "Peruvian" in found.actor_mentions[0].text
    assert "Chilean" in found.recipient_mentions[0].text
    assert "ACCUSE" not in {a.type for a in read("The Peruvian government said Chile was not responsible.")}


def test_peacekeepers_who_are_sent_are_aid_and_soldiers_who_are_sent_are_not() -> None:
    assert "AID" in coded("Ghana sent two battalions to Togo on a peacekeeping mission.")
    assert "MOBILIZE" in coded("Ghana sent two battalions to Togo.")


def test_who_receives_is_the_recipient() -> None:
    found = next(a for a in read("Togo received a loan from Norway.") if a.type == "AID")
    assert found.actor_countries == ("NOR",)
    assert found.recipient_countries == ("TGO",)


def test_two_owners_of_whom_one_is_a_person_are_two_parties() -> None:
    found = read("Zamfir and Norway’s western allies condemned Chile.")
    accused = next(a for a in found if a.type == "ACCUSE")
    assert len(accused.actor_mentions) >= 1
    assert "Norway" in told(accused)


# --- input that is no report -----------------------------------------------------------------------

LONG = "Norway met Chile and " * 600 + "Peru came."
BAD = {
    "a sentence of thousands of words": LONG,
    "a list without verbs": "Bread, two loaves\nMilk\nNorway 3\nChile 1\n" * 40,
    "all in capitals": "NORWAY MET CHILE IN OSLO ON MONDAY. CHILE WALKED OUT OF TALKS.",
    "a transcript": "Q: Did you meet?\nA: We met.\nQ: Whom?\nMR. ROE: Them.\nQ: (Inaudible.)\n" * 20,
    "no names": "They met. He left. It was said that somebody had gone, and that was that.",
    "nothing but marks": "“” — … ’’ ((( ))) \u200b \u202e",
}


@pytest.mark.parametrize("kind", sorted(BAD))
def test_bad_input_gives_few_accounts_and_no_exception(kind: str) -> None:
    text = BAD[kind]
    for account in read(text):
        assert text[account.trigger.start : account.trigger.end] == account.trigger.text
    if kind in {"a sentence of thousands of words", "a list without verbs", "no names", "nothing but marks"}:
        assert len(read(text)) <= 2


def test_time_grows_with_the_text_and_not_with_its_square() -> None:
    sentence = "Norway and Chile met in Oslo, condemned Peru, which had refused to send troops, and agreed to talks. "
    seconds = []
    for times in (20, 160):
        parse = parse_text(sentence * times)
        mentions = references(parse, names(parse))
        begin = time.process_time()
        accounts(parse, mentions, (), (), (), document="d1", article="a1")
        seconds.append(time.process_time() - begin)
    assert seconds[1] < 8 * 4 * max(seconds[0], 0.005)
