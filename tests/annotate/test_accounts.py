# SPDX-License-Identifier: Apache-2.0
"""Accounts: types, parties, places and times of acts, and the mistakes of other coders.

The sentences are our own. What peers make of such sentences stands beside the test.
"""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ontherecord.annotate.accounts.accounts import accounts
from ontherecord.annotate.accounts.lexicon import lexicon
from ontherecord.annotate.accounts.plover import QUADS, TYPES, listing
from ontherecord.annotate.accounts.polities import country, polities
from ontherecord.annotate.parse import parse_text
from ontherecord.model import Account, Mention, Quotation, Span, Speaker, TimeMention, Where


def read(text: str, **given_: tuple) -> tuple[Account, ...]:  # type: ignore[type-arg]
    parse = parse_text(text)
    return accounts(
        parse, given_.get("mentions", ()), given_.get("quotations", ()), given_.get("times", ()),
        given_.get("places", ()), document="d1", article="a1",
    )  # fmt: skip


def one(text: str, type_: str) -> Account:
    found = [a for a in read(text) if a.type == type_]
    assert found, f"no {type_} in {[(a.type, a.trigger.text) for a in read(text)]}"
    return found[0]


def actors(account: Account) -> list[str]:
    return [s.text for s in account.actor_mentions]


def recipients(account: Account) -> list[str]:
    return [s.text for s in account.recipient_mentions]


@pytest.mark.parametrize(
    ("text", "type_", "actor", "recipient"),
    [
        ("Norway condemned Chile over the seizure of a trawler.", "ACCUSE", "Norway", "Chile"),
        ("Peru praised the Finnish government for its patience.", "SUPPORT", "Peru", "Finnish"),
        ("Kenya sent food aid to Malawi after the flood.", "AID", "Kenya", "Malawi"),
        ("Latvia demanded that Estonia withdraw its patrol boats.", "REQUEST", "Latvia", "Estonia"),
        ("Ghana expelled two diplomats of Togo.", "SANCTION", "Ghana", "Togo"),
        ("Cuban police arrested three Danish sailors.", "COERCE", "Cuban", "Danish"),
        ("Malian rebels attacked Nigerien soldiers at dawn.", "ASSAULT", "Malian", "Nigerien"),
        ("Oman threatened Yemen with a blockade.", "THREATEN", "Oman", "Yemen"),
        ("Iceland refused to meet the Irish delegation.", "REJECT", "Iceland", "Irish"),
        ("Chad withdrew its troops from Cameroon.", "RETREAT", "Chad", "Cameroon"),
        ("Bolivia apologised to Paraguay for the delay.", "CONCEDE", "Bolivia", "Paraguay"),
        ("Brazil deployed troops near Guyana.", "MOBILIZE", "Brazil", "Guyana"),
    ],
)
def test_who_does_what_to_whom(text: str, type_: str, actor: str, recipient: str) -> None:
    account = one(text, type_)
    assert actor in " ".join(actors(account))
    assert recipient in " ".join(recipients(account))
    assert actor not in " ".join(recipients(account))


def test_all_who_meet_are_actors() -> None:
    account = one("The Greek and Maltese foreign ministers met the Cypriot president on Monday.", "CONSULT")
    told = " ".join(actors(account))
    assert "Greek" in told
    assert "Maltese" in told
    assert "Cypriot" in told
    assert account.recipient_mentions == ()


def test_a_passive_turns_the_roles() -> None:
    account = one("Two Belgian journalists were arrested by Sudanese soldiers.", "COERCE")
    assert "Sudanese" in " ".join(actors(account))
    assert "Belgian" in " ".join(recipients(account))


def test_a_noun_can_name_the_act() -> None:
    account = one("Officials discussed Sweden's ultimatum to the Danish government.", "THREATEN")
    assert "Sweden" in " ".join(actors(account))
    assert "Danish" in " ".join(recipients(account))


def test_several_acts_in_one_sentence() -> None:
    found = {a.type for a in read("Spain recalled its ambassador from Peru and accused Chile of spying.")}
    assert {"SANCTION", "ACCUSE"} <= found


def test_duty_in_reported_speech_is_a_request() -> None:
    account = one("Austria said that Hungary must open its border.", "REQUEST")
    assert actors(account) == ["Austria"]
    assert recipients(account) == ["Hungary"]


def test_the_act_under_a_demand_hangs_on_it() -> None:
    found = read("Latvia demanded that Estonia release the captain.")
    demand = next(a for a in found if a.type == "REQUEST")
    release = next(a for a in found if a.type == "RETREAT")
    assert release.under == demand.id
    assert release.modality == "demanded"


# --- the mistakes of other coders, in our own words ------------------------------------------------


def test_the_place_of_a_meeting_is_no_party() -> None:
    # Peers: the country of the town becomes the recipient.
    text = "Minister Orla Byrne met with Dita Kalns on Wednesday in Ankara."
    mentions = (
        Mention(start=9, end=18, text="Orla Byrne"[:9], kind="person"),
        Mention(start=text.index("Dita"), end=text.index(" on"), text="Dita Kalns", kind="person"),
        Mention(start=text.index("Ankara"), end=len(text) - 1, text="Ankara", kind="place"),
    )
    account = next(a for a in read(text, mentions=mentions) if a.type == "CONSULT")
    assert "Ankara" not in " ".join(actors(account) + recipients(account))


def test_a_future_meeting_is_planned_and_listed_as_agree() -> None:
    # Peers: CONSULT, as if it had taken place.
    account = one("Norwegian and Danish envoys will meet in Riga on Thursday.", "CONSULT")
    assert account.modality == "planned"
    listed = listing(account.type, account.mode, account.modality)
    assert listed is not None
    assert listed.type == "AGREE"
    assert "future" in listed.auxiliary


def test_a_meeting_of_years_ago_is_background() -> None:
    # Peers: the old meeting is dated today, with the place as a party.
    text = "The Swedish and Finnish presidents last met in person in Italy in 2019."
    start = text.index("2019")
    time = TimeMention(start=start, end=start + 4, text="2019", type="DATE", value="2019")
    account = next(a for a in read(text, times=(time,)) if a.type == "CONSULT")
    assert account.historical
    assert account.date is not None
    assert account.date.date == "2019"
    assert "Italy" not in " ".join(actors(account) + recipients(account))


def test_a_hypothesis_is_not_a_meeting() -> None:
    account = one("The Dutch premier might meet the Belgian king if the talks go well.", "CONSULT")
    assert account.modality == "hypothetical"


def test_negation_is_kept() -> None:
    account = one("Portugal did not accuse Spain of anything.", "ACCUSE")
    assert account.negated
    assert listing(account.type, account.mode, account.modality, negated=account.negated) is None


def test_talks_take_place_between_their_parties() -> None:
    # Peers: "took" makes it a seizure, the place its victim.
    found = read("Talks between Kenya and Uganda took place in Rwanda.")
    talks = next(a for a in found if a.type == "CONSULT")
    assert "Rwanda" not in " ".join(actors(talks))
    assert not [a for a in found if a.type == "COERCE"]


def test_a_threat_of_sanctions_is_no_sanction_yet() -> None:
    # Peers: the sanctions are coded as imposed.
    found = read("Nordic allies said they would impose more sanctions on Belarus.")
    sanction = next(a for a in found if a.type == "SANCTION")
    assert sanction.modality == "planned"
    listed = listing(sanction.type, sanction.mode, sanction.modality)
    assert listed is not None
    assert listed.type == "THREATEN"


def test_considering_sanctions_is_neither_a_meeting_nor_a_sanction() -> None:
    found = read("Canada is considering sanctions against Venezuela.")
    assert all(a.modality == "hypothetical" for a in found if a.type == "SANCTION")
    assert not [a for a in found if a.type == "CONSULT"]


def test_a_rejection_of_demands_does_not_yield() -> None:
    # Peers: the sense is reversed (YIELD).
    found = read("Georgia rejected Armenia's demand that it abandon the port.")
    assert "REJECT" in {a.type for a in found}
    assert "CONCEDE" not in {a.type for a in found}


def test_a_claim_of_capture_is_no_accusation() -> None:
    found = read("Rebel forces in Mali claimed to have captured two villages.")
    capture = next(a for a in found if a.type == "ASSAULT")
    assert capture.modality == "hypothetical"
    assert "ACCUSE" not in {a.type for a in found}


def test_neither_came() -> None:
    found = read("Neither the Czech president nor the Polish premier attended the summit.")
    account = next(a for a in found if a.by == "attendance")
    assert account.negated


# --- what hangs on an act --------------------------------------------------------------------------


def test_a_place_needs_its_preposition() -> None:
    text = "Bulgaria and Romania opened talks in Vienna."
    places = tuple(
        Where(name=n, span=Span(document="d1", start=text.index(n), end=text.index(n) + len(n), text=n))
        for n in ("Bulgaria", "Romania", "Vienna")
    )
    account = next(a for a in read(text, places=places) if a.type == "CONSULT")
    assert account.place is not None
    assert account.place.name == "Vienna"


def test_words_in_a_quotation_are_its_speakers() -> None:
    text = '"We demand an answer from Norway," said Ines Vidal.'
    said = Span(document="d1", start=1, end=33, text=text[1:33])
    speaker = Span(document="d1", start=text.index("Ines"), end=text.index("Vidal") + 5, text="Ines Vidal")
    quotation = Quotation(
        id="a1.q1", article="a1", content=(said,), kind="direct",
        speaker=Speaker(cast=None, name="Ines Vidal", mention=speaker),
    )  # fmt: skip
    mention = Mention(start=speaker.start, end=speaker.end, text="Ines Vidal", kind="person")
    found = read(text, quotations=(quotation,), mentions=(mention,))
    account = next(a for a in found if a.type == "REQUEST")
    assert account.attributed_to == "a1.q1"
    assert actors(account) == ["Ines Vidal"]


def test_telling_reporters_is_no_demand() -> None:
    assert not [
        a for a in read("The Cypriot minister told reporters that he was tired.") if a.type == "REQUEST"
    ]


# --- laws --------------------------------------------------------------------------------------------

_TEXTS = (
    "Norway and Sweden, whose ministers met in Oslo, said they would not send troops to Latvia unless asked.",
    "NORWAY CONDEMNS CHILE; TALKS OFF",
    "Talks, talks, talks: " * 30,
    "MR ROE: We attacked. MS LEE: You did? MR ROE: We were asked to by Peru.",
    "1,2,3 \x00 \u202e 🙂 met 🙂 with 🙂 Peru",
    '"' * 500 + "Peru attacked Chile",
)


@pytest.mark.parametrize("text", _TEXTS)
def test_spans_re_read_and_ids_count_up(text: str) -> None:
    found = read(text)
    for number, account in enumerate(found, 1):
        assert account.id == f"a1.e{number}"
        assert account.type in TYPES
        for span in (account.span, account.trigger, *account.actor_mentions, *account.recipient_mentions):
            assert text[span.start : span.end] == span.text
        assert account.span.start <= account.trigger.start < account.trigger.end <= account.span.end


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(alphabet=st.sampled_from("Peru met Chile's. \"to wil no,;()demand ’\n"), max_size=120))
def test_no_text_raises(text: str) -> None:
    for account in read(text):
        assert text[account.trigger.start : account.trigger.end] == account.trigger.text


# --- the lexicon -------------------------------------------------------------------------------------


def test_every_type_has_words_and_no_other_type_has() -> None:
    words = lexicon()
    told = {a.type for a in (*words.verbs.values(), *words.nouns.values())}
    assert told == set(QUADS)


def test_no_word_names_two_acts() -> None:
    table = tomllib.loads(
        files("ontherecord.annotate").joinpath("data/events.toml").read_text(encoding="utf-8")
    )
    for part in ("verbs", "nouns"):
        seen: dict[str, str] = {}
        for entry in table["act"]:
            for lemma in entry.get(part, ()):
                label = f"{entry['type']} {entry.get('mode')}"
                assert seen.setdefault(lemma, label) == label, f"{lemma}: {seen[lemma]} and {label}"


def test_a_user_adds_words() -> None:
    extra = '[[act]]\ntype = "AID"\nverbs = ["succour"]\nrecipient = ["object"]\n'
    assert lexicon(extra).verbs["succour"].type == "AID"
    assert "succour" not in lexicon().verbs
    with pytest.raises(ValueError, match="HELP"):
        lexicon(extra.replace("AID", "HELP"))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("the Kremlin", "RUS"), ("Moscow", "RUS"), ("Ukrainian officials", "UKR"), ("U.S. envoys", "USA"),
        ("let us go", None), ("the White House", "USA"), ("the U.N. Security Council", "UNO"),
        ("South Korean sailors", "KOR"), ("a fisherman", None), ("Norway’s king", "NOR"),
    ],
)  # fmt: skip
def test_states_behind_words(text: str, code: str | None) -> None:
    assert country(text) == code


def test_polities_give_their_place() -> None:
    text = "Senior Hungarian and Romanian officials"
    assert [(text[p.start : p.end], p.code) for p in polities(text)] == [
        ("Hungarian", "HUN"),
        ("Romanian", "ROU"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Chile released a statement on the harbour.",
        "The Peruvian factory will not meet the target.",
        "Norwegian doctors fight the epidemic.",
        "The Danish play captured the attention of Sweden.",
    ],
)
def test_a_verb_with_an_idle_object_is_no_act(text: str) -> None:
    assert read(text) == ()


def test_a_day_is_not_called_upon() -> None:
    found = read("The Chilean president called the Norwegian premier on Friday.")
    assert [a.mode for a in found if a.type == "CONSULT"] == ["phone"]
    assert not [a for a in found if a.type == "REQUEST"]


def test_hard_words_are_no_assault() -> None:
    found = read("The Danish premier launched a scathing attack on the Swedish government.")
    assert {a.type for a in found} == {"ACCUSE"}


def test_an_order_to_release_is_a_release() -> None:
    account = one("A Chilean court ordered the release of two Peruvian sailors.", "RETREAT")
    assert "Chilean" in " ".join(actors(account))
    assert "Peruvian" in " ".join(recipients(account))


def test_who_is_expected_somewhere_is_to_visit() -> None:
    account = one("Georgia's envoy is expected in Turkey on Thursday.", "CONSULT")
    assert account.mode == "visit"
    assert account.modality == "planned"
    assert actors(account) == ["Georgia's envoy"]


def test_a_headline_passive_has_its_doer_behind_by() -> None:
    for account in read("Skipper Tom Hart was attacked by a passenger."):
        assert "Hart" not in " ".join(actors(account))


def test_what_struck_her_is_not_what_she_struck() -> None:
    text = "“It hit me like a ton of bricks in May,” said Lund."
    at = text.index("Lund")
    mention = Mention(start=at, end=at + 4, text="Lund", kind="person")
    assert all("Lund" not in actors(a) for a in read(text, mentions=(mention,)) if a.type == "ASSAULT")


def test_insisting_that_it_is_so_asks_for_nothing() -> None:
    assert not [
        a for a in read("The Bulgarian minister insists it was in good order.") if a.type == "REQUEST"
    ]


def test_where_something_is_is_not_whom_it_is_asked_of() -> None:
    text = "Norway demanded that Denmark end talks in Finland."
    assert all("Finland" not in recipients(a) for a in read(text) if a.type == "REQUEST")


@pytest.mark.parametrize(
    "text",
    [
        "The leaders of Norway, Chad, Peru and Oman demanded that Togo open its border.",
        "The foreign ministers of Norway and of Chad met the envoys of Peru and Oman.",
        "Negotiators from Norway, Chad, Peru and Oman will meet.",
    ],
)
def test_a_plural_of_several_states_is_a_party_each(text: str) -> None:
    account = read(text)[0]
    assert account.actor_countries == ("NOR", "TCD", "PER", "OMN")
    assert all(country(words) for words in actors(account))


def test_a_plural_that_does_not_stand_for_its_states_makes_none_a_party() -> None:
    account = one("Police in Togo arrested three miners of Norway and Chad.", "COERCE")
    assert "Chad" not in recipients(account)


def test_who_heads_a_delegation() -> None:
    for text in (
        "The Norwegian minister heads the Norwegian delegation.",
        "The Norwegian delegation, led by the Norwegian minister, arrived.",
        "Norway appointed its minister to head the Norwegian delegation.",
    ):
        account = next(a for a in read(text) if "delegation" in a.trigger.text)
        assert "minister" in " ".join(actors(account))


def test_what_is_to_be_led_is_planned() -> None:
    assert (
        one("The Norwegian delegation is to be led by the Norwegian minister.", "CONSULT").modality
        == "planned"
    )


def timed(text: str, words: str, value: str) -> Account:
    at = text.index(words)
    mention = TimeMention(start=at, end=at + len(words), text=words, type="DATE", value=value)
    return next(a for a in read(text, times=(mention,)) if a.type == "CONSULT")


def test_the_day_of_the_saying_is_not_the_day_of_the_meeting() -> None:
    told = timed("Norway said on Thursday it would not attend the talks in Oslo.", "Thursday", "2031-05-01")
    assert told.date is None
    meant = timed("Norway said it would not attend the talks on Thursday.", "Thursday", "2031-05-01")
    assert meant.date is not None


def test_an_hour_is_no_year() -> None:
    assert timed("Norway and Chad met at 1851.", "1851", "1851").date is None
    assert timed("Norway and Chad met in 1851.", "1851", "1851").date is not None
