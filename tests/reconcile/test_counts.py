# SPDX-License-Identifier: Apache-2.0
"""Figures of several reports: which are one number, and which only look like it."""

from __future__ import annotations

import pytest

from ontherecord.model import Claim, ClaimValue, Slot, Span
from ontherecord.reconcile.claims.counts import counts
from ontherecord.reconcile.claims.fillers import contexts
from ontherecord.reconcile.claims.grounds import Grounds
from ontherecord.reconcile.claims.tallies import of_count, sums_agreed
from ontherecord.reconcile.values.figures import agree
from ontherecord.reconcile.values.quantities import every
from ontherecord.reconcile.words.fitted import in_articles
from tests.reconcile.printed import reports


def _claims(*texts: str, days: tuple[int, ...] = ()) -> list[Claim]:
    """The claims about figures of one article a text, each of an origin of its own."""
    articles, copies = reports(texts, [f"2031-05-{day:02}" for day in days or [2] * len(texts)])
    story = Grounds((), articles, ())
    return [c for unit, thread in counts(contexts(articles, copies)) for c in of_count(unit, thread, story)]


@pytest.mark.parametrize(
    ("one", "other", "slot"),
    [
        ("The Norlund group will own 14 ships.", "The Norlund group gets 12 ships.", "number of ships"),
        ("Ada Holt won by 1,204 votes over Bo Lind.", "Ada Holt leads Bo Lind by 2,104 votes.", "number of votes"),
        ("A judge sent Ada Holt to prison for nine years.", "Ada Holt must spend seven years in prison.", "number of years in prison"),
        ("The house adopted it by 52 votes to 46.", "Fifty-three deputies voted in favour.", "number of votes in favour"),
        ("Lorries from Aldmar wait six days there on average.", "There lorries of Aldmar wait eleven days on average.", "number of days"),
        ("Its operating profit was 412m kroner.", "Operating profit came to 421 million kroner.", "kroner"),
        ("No passenger was injured on the lift.", "Three passengers on the lift were injured.", "injured"),
    ],
)  # fmt: skip
def test_one_number_told_in_two_ways_is_in_conflict(one: str, other: str, slot: str) -> None:
    found = [c for c in _claims(one, other) if c.standing == "in-conflict"]
    assert [c.slot.name for c in found] == [slot]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Norlund will own 14 ships from May.", "Aldmar gets 12 ships."),
        ("Norlund owns 14 ships.", "Norlund had 12 ships and sold four ships."),
        ("Six hours into the flight it turned.", "The flight took nine hours."),
        ("A prosecutor asked for seven years in prison.", "A judge gave Ada Holt five years in prison."),
        ("The house adopted it by 52 votes to 46.", "In the other chamber 230 deputies voted in favour."),
        ("The fine was about $1,680 each.", "The fine was $1,688 each."),
        ("Ada Holt, 66, sings.", "The hall was full of people, 35, and more."),
    ],
)
def test_two_numbers_are_no_conflict(one: str, other: str) -> None:
    assert [c.slot.name for c in _claims(one, other) if c.standing == "in-conflict"] == []


def test_a_bare_number_beside_the_figure_counts_something_else() -> None:
    """Taken for "61 aboard", it would have the second origin give both values, and so explain the conflict away."""
    found = _claims(
        "The ferry went down with 61 people aboard.",
        "The ferry went down with 64 people aboard.",
        "It is asked how 64 people came to be aboard a ferry that had tickets for 61.",
    )
    assert [c.slot.name for c in found if c.standing == "in-conflict"] == ["aboard"]


def test_one_number_of_two_nouns_is_shared() -> None:
    found = _claims("The smelter will cut 1,100 jobs.", "At the smelter some 1,100 workers must go.")
    assert [c.standing for c in found] == ["corroborated"]


def test_a_toll_rises_though_the_sentences_share_no_word() -> None:
    found = _claims(
        "A blast at the Norlund works killed three workers. It was heard far off.",
        "The Norlund blast is looked into. Five workers are now dead.",
        days=(2, 3),
    )
    assert [c.standing for c in found if c.slot.name == "dead"] == ["superseded"]


def test_a_toll_rises_though_a_sentence_has_its_number_by_chance() -> None:
    found = _claims(
        "Three people have died, said the mayor at six this morning.", "Six people are dead.", days=[2, 3]
    )
    assert [(c.standing, c.slot.name) for c in found] == [("superseded", "dead")]


def test_a_hedge_takes_no_second_number_of_a_report() -> None:
    """54.1 percent lies within "about three in five", but is of something else than the 61 beside it."""
    found = _claims(
        "Turnout in Norlund was 61 percent.",
        "Ada Holt won with 52.4 percent of the vote. In Norlund about three in five voters took part.",
        "Ada Holt won with 54.1 percent of the vote. Turnout in Norlund was 61 percent.",
    )
    assert [[v.value for v in c.values] for c in found if c.standing == "in-conflict"] == [["52.4", "54.1"]]


@pytest.mark.parametrize(
    ("text", "value"), [("Norlund sells five gigawatts.", "five gigawatts"), ("Ada Holt won in 2:13:41.", "2:13:41")]
)  # fmt: skip
def test_a_figure_in_another_unit_is_told_in_its_own_words(text: str, value: str) -> None:
    assert [v.value for c in _claims(text, text) for v in c.values] == [value]


def test_a_lower_end_is_replaced_by_a_much_higher_figure() -> None:
    texts = ("At least three people were killed in the crash.", "Seven people died in the crash.")
    assert [c.standing for c in _claims(*texts, days=(2, 3))] == ["superseded"]
    assert [c.standing for c in _claims(*texts, days=(2, 2))] == ["corroborated"]


@pytest.mark.parametrize(
    ("text", "unit", "said"),
    [
        ("The number of barges waiting at the lock reached 41.", "barges", 41),
        ("Those injured now number 140.", "injured", 140),
        ("Four out of five bakers stayed at home.", "percent", 80),
        ("The dam gives five gigawatts.", "megawatts", 5000),
        ("They came home after thirteen days at sea.", "days", 13),
        ("She rowed it in two hours and 30 minutes.", "hours", 2.5),
        ("Ada Holt ran it in 2:30:00.", "hours", 2.5),
        ("a truce of 60 days", "days", 60),
        ("a 60-day truce", "days", 60),
        ("the 54-year-old engineer", "years of age", 54),
        ("Ada Holt, 66, an Italian", "years of age", 66),
        ("pictures for 7.4m pounds", "pounds", 7_400_000),
        ("the police counted 12,000.", "", 12_000),
        ("a quake of magnitude 6.8 struck", "magnitude", 6.8),
        ("Half a dozen ships lay off Hobart.", "ships", 6.0),
        ("Half a million people fled the Norlund valley.", "people", 500_000.0),
    ],
)
def test_every_figure_of_a_sentence(text: str, unit: str, said: float) -> None:
    assert (unit, said) in [(f.unit, f.said) for f in every(text)]


@pytest.mark.parametrize(
    "text", ["the last nine years", "nine years ago", "on 25 May", "in 2031", "the first five World Series"]
)
def test_dates_and_names_count_nothing(text: str) -> None:
    assert list(every(text)) == []


@pytest.mark.parametrize(
    ("sentence", "unit", "low", "high"),
    [
        ("Police have arrested three suspects.", "arrested", 3, 3),
        ("Twelve skiers were killed.", "dead", 12, 12),
        ("The death toll has gone up to 22.", "dead", 22, 22),
        ("Suspected cases total 5,600.", "ill", 5600, 5600),
        ("Doctors count 41 cases.", "ill", 41, 41),
        ("The court tries 41 cases.", "cases", 41, 41),
        ("The number of those hurt when the gallery of the old hall fell upon the stalls has risen to 31.", "injured", 31, 31),
        ("She is one of a crew of 19.", "people", 19, 19),
        ("Nearly four fifths of the tickets are sold.", "percent", 66.725, 81.5),
    ],
)  # fmt: skip
def test_what_a_number_counts_is_told_by_the_words_around_it(
    sentence: str, unit: str, low: float, high: float
) -> None:
    assert [(f.unit, f.low, f.high) for f in every(sentence)] == [(unit, low, high)]


@pytest.mark.parametrize(
    "sentence",
    ["He was hurt at 14 Mill Street.", "The number of dead rose to 12 and damage to 31 houses.", "A jury of twelve judges sat."],
)  # fmt: skip
def test_a_number_of_another_noun_is_no_toll(sentence: str) -> None:
    assert {f.unit for f in every(sentence) if f.said in {14, 31} or "judges" in sentence} <= {
        "",
        "houses",
        "judges",
    }


def test_people_are_counted_by_several_nouns() -> None:
    found = _claims(
        "Five robbers stole the cash box of the Norlund ferry.",
        "The five attackers took the cash box of the ferry and ran.",
    )
    assert [(c.slot.name, c.standing) for c in found] == [("number of robbers", "corroborated")]


def test_an_equal_number_of_other_people_is_no_support() -> None:
    found = _claims(
        "Two officials of the town hall asked for a new clerk.",
        "Two kidnappers were shot dead near a farm.",
    )
    assert {c.standing for c in found} == {"single-source"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The queue at the Norlund lock has 22 ships waiting.", "Now 41 ships are waiting in the queue at the Norlund lock."),
        ("Over 4,000 people were infected with the fever.", "The fever has infected 5,600 people."),
        ("The trial is expected to enrol 4,000 children.", "In all 4,300 children took part in the trial."),
    ],
)  # fmt: skip
def test_a_number_of_the_moment_is_superseded(one: str, other: str) -> None:
    assert [c.standing for c in _claims(one, other, days=(2, 3))] == ["superseded"]


def test_a_number_of_what_is_to_come_is_no_rival_of_one_that_is_so() -> None:
    found = _claims(
        "Norlund Air is bankrupt. Its flights were stopped. For want of spare parts it had eleven planes on the ground.",
        "A judge has met creditors. Seats are void. Fjell Air will base six planes in Aldmar and take on 300 staff.",
        days=(2, 3),
    )
    assert {c.standing for c in found} == {"single-source"}


def test_a_part_of_those_arrested_is_no_rival_of_all_of_them() -> None:
    found = _claims(
        "Police arrested 31 people over the theft of the Norlund barge.",
        "Half a dozen guards are among those arrested over the theft of the Norlund barge.",
    )
    assert "in-conflict" not in {c.standing for c in found}
    found = _claims(
        "Police arrested 31 people over the theft of the Norlund barge.",
        "Police took 27 people into custody over the theft of the Norlund barge.",
        days=(2, 3),
    )
    assert [(c.slot.name, c.standing) for c in found] == [("arrested", "in-conflict")]


def test_the_last_toll_of_a_day_is_shown() -> None:
    found = _claims("At least six people died in the fire.", "At least four people died in the fire.")
    assert [c.text for c in found] == ["Number of dead: at least six"]


def test_more_than_a_number_is_no_part_of_it() -> None:
    found = _claims(
        "Some 34 vessels were waiting off the port of Norlund on Friday.",
        "More than 50 vessels were waiting off the port of Norlund on Friday.",
    )
    assert [c.slot.name for c in found if c.standing == "in-conflict"] == ["number of vessels"]


def test_digits_in_another_order_are_misread_and_no_update() -> None:
    found = _claims(
        "The thieves have so far emptied 118 boxes of the vault.",
        "The thieves have now emptied 181 boxes of the vault.",
        days=(2, 3),
    )
    assert [c.standing for c in found] == ["in-conflict"]


def test_a_share_without_its_sign_is_rounded_too() -> None:
    found = _claims(
        "Ada Holt has 58 percent of the vote in Norlund. With 58 she leads.",
        "Ada Holt won 57.6 percent of the vote in Norlund.",
    )
    assert "in-conflict" not in {c.standing for c in found}


def test_a_speed_and_what_is_allowed_are_not_at_odds() -> None:
    found = _claims(
        "The express took the bend at Oulad at 141 kilometres an hour.",
        "The express may take the bend at Oulad at 90 kilometres an hour.",
    )
    assert all(c.standing != "in-conflict" for c in found)


def test_a_few_of_a_plain_noun_need_more_than_a_noun_in_common() -> None:
    found = _claims(
        "Palmer threw for 4,000 yards in a season with three teams and leaves as the best of his age.",
        "With Carey sacked by Lund, six teams are looking for new coaches.",
    )
    assert all(c.standing != "in-conflict" for c in found)


def test_a_toll_that_two_reports_give_alike_follows_the_one_before() -> None:
    found = _claims(
        "Shots were heard in Norlund. Two people were killed.",
        "The hospital at Rosslare speaks of five dead, among them a girl who sold cashew nuts to the guards of Aldmar.",
        "Shots were heard in Norlund. Five people lost their lives, the ministry said.",
        days=(2, 3, 4),
    )
    assert [(c.slot.name, c.standing) for c in found] == [("dead", "superseded")]


def test_agreements_that_differ_in_a_sum_are_at_odds_about_the_sum() -> None:
    texts = (
        "The leaders agreed to set up a fund of 250 million dollars for islands under rising seas.",
        "The leaders have now agreed on a fund of 400 million dollars.",
    )
    articles, _ = reports(texts, ["2031-05-02", "2031-05-03"])
    values = tuple(
        ClaimValue(
            value=text,
            support=(Span(document=f"d{n}", start=0, end=len(text), text=text),),
            origins=(f"o{n}",),
            asserted=None,
        )
        for n, text in enumerate(texts)
    )
    wish = Claim(
        id="c", text="", slot=Slot(name="agreed"), values=values, standing="in-conflict", why="", by=""
    )
    read = contexts(articles, {f"d{n}": text for n, text in enumerate(texts)})
    found = list(sums_agreed([wish], read, Grounds((), articles, ())))
    assert [(c.slot.name, c.standing) for c in found] == [("dollars", "in-conflict")]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("It adds $2.7 trillion to the debt.", [("dollars", 2.7e12)]),
        ("A $2-trillion deal is near.", [("dollars", 2e12)]),
        ("Two-thirds of the voters stayed at home.", [("percent", 66.6)]),
        ("Covid-19 cases rose.", []),
        ("F-16 jets flew over the town.", []),
        ("He served for a quarter century.", []),
        ("A third man was killed.", [("dead", 1.0)]),
        ("A third of the houses burned.", [("percent", 33.3)]),
    ],
)
def test_scales_shares_and_names_with_a_number(sentence: str, found: list[tuple[str, float]]) -> None:
    assert [(f.unit, f.said) for f in every(sentence)] == found


@pytest.mark.parametrize(("lengths", "told"), [((3, 12), 0.5), ((48, 12), 1 / 3), ((48, 48), 0.2)])
def test_in_longer_articles_two_that_look_alike_are_one_the_less_likely(
    lengths: tuple[int, int], told: float
) -> None:
    assert in_articles(0.5, *lengths) == pytest.approx(told)


def test_hedges_do_not_chain_what_is_apart() -> None:
    claims = _claims(
        "The harbour cost $2 million. The school of the bishop cost more than $2 million.",
        "The bank of Lund was sold for $2.7 million to a clerk.",
    )
    assert [c.slot.name for c in claims if c.standing == "in-conflict"] == []


def test_all_there_is_is_no_share() -> None:
    claims = _claims(
        "Voters back Ada Holt with 100 percent, she said.", "Voters back Ada Holt with 62 percent, she said."
    )
    assert [c.slot.name for c in claims if c.standing == "in-conflict"] == []


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        ("It would save 680 lives.", [("lives", 680.0)]),
        ("The flood claimed 68 lives.", [("dead", 68.0)]),
        ("In the fire 68 people lost their lives.", [("dead", 68.0)]),
        ("It was the 68th day of the strike.", []),
        ("It is to be paid by Dec. 31 at the latest.", []),
    ],
)
def test_lives_ordinals_and_days(sentence: str, figures: list[tuple[str, float]]) -> None:
    assert [(f.unit, f.said) for f in every(sentence)] == figures


def test_a_share_is_no_other_that_is_near_it() -> None:
    one, near, rounded, cut = (
        next(iter(every(f"It fell by {n} percent."))) for n in ("9.28", "9.4", "9.3", "9.2")
    )
    assert agree(one, rounded)
    assert agree(one, cut)
    assert agree(rounded, cut)
    assert not agree(one, near)
