# SPDX-License-Identifier: Apache-2.0
"""Claims and standing: true conflicts of each kind, and the traps that are none."""

from __future__ import annotations

import itertools

import pytest

from ontherecord.annotate.places.gazetteer import candidates
from ontherecord.model import (
    Account,
    Article,
    CastMember,
    Claim,
    Event,
    Published,
    Quotation,
    Segment,
    Span,
    Speaker,
    Utterance,
    When,
    Where,
)
from ontherecord.reconcile.claims.claims import claims, matters_of
from ontherecord.reconcile.claims.counts import counts
from ontherecord.reconcile.claims.fillers import contexts
from ontherecord.reconcile.claims.grounds import Grounds
from ontherecord.reconcile.claims.standing import Assertion, Rules, verdict
from ontherecord.reconcile.matters.told import STATEMENT, _is_earlier_one
from ontherecord.reconcile.values.figures import figures
from ontherecord.reconcile.values.grains import clocks_apart, dates_agree, one_place, places_agree

SAME = Rules(lambda x, y: x == y, changes=False, noun="place")
CHANGING = Rules(lambda x, y: x == y, changes=True, noun="number of dead")


def said(label: str, origin: str, date: str = "2031-05-02", rank: int = 0, document: str = "") -> Assertion:
    span = Span(document=document or f"d-{origin}-{date}", start=0, end=4, text="word")
    return Assertion(label, origin, date, span, rank)


# --- the rules -------------------------------------------------------------------------------------


def test_two_origins_corroborate() -> None:
    found = verdict([said("Riga", "o-a"), said("Riga", "o-b")], SAME, {"o-a": "Alba", "o-b": "Bora"})
    assert found.standing == "corroborated"
    assert "Alba, Bora" in found.why


def test_reprints_add_no_support() -> None:
    found = verdict([said("Riga", "o-a")] * 5, SAME, {"o-a": "Alba"})
    assert found.standing == "single-source"
    assert found.values[0].origins == ("o-a",)


def test_two_origins_at_odds_are_in_conflict() -> None:
    found = verdict([said("Riga", "o-a"), said("Tartu", "o-b")], SAME, {})
    assert found.standing == "in-conflict"
    assert {v.value for v in found.values} == {"Riga", "Tartu"}


def test_an_origin_that_gives_both_is_no_conflict() -> None:
    found = verdict([said("Riga", "o-a"), said("Tartu", "o-a"), said("Tartu", "o-b")], SAME, {})
    assert found.standing != "in-conflict"


def test_a_later_value_replaces_an_earlier_one() -> None:
    found = verdict([said("9", "o-a", "2031-05-02"), said("14", "o-b", "2031-05-03")], CHANGING, {})
    assert found.standing == "superseded"
    assert "“14” where an earlier one had “9”" in found.why


def test_one_day_without_order_is_a_conflict_even_where_values_change() -> None:
    assert verdict([said("9", "o-a"), said("14", "o-b")], CHANGING, {}).standing == "in-conflict"


def test_one_day_is_no_conflict_where_the_first_origin_moves_on() -> None:
    told = [said("9", "o-a"), said("14", "o-b"), said("14", "o-a", "2031-05-03")]
    assert verdict(told, CHANGING, {}).standing == "superseded"


def test_who_insists_on_the_old_value_is_in_conflict_with_the_new_one() -> None:
    told = [said("21", "o-a"), said("12", "o-b", "2031-05-03"), said("21", "o-a", "2031-05-04")]
    assert verdict(told, CHANGING, {}).standing == "in-conflict"


def test_one_report_that_looks_ahead_and_back_updates_nothing() -> None:
    told = [said("planned", "o-a", document="d1"), said("held", "o-a", rank=2, document="d1")]
    assert verdict(told, CHANGING, {}).standing == "single-source"


def test_not_yet_is_replaced_and_a_denial_is_not() -> None:
    rules = Rules(lambda x, y: x == y, changes=True, noun="outcome", ends=("took place", "did not"))
    not_yet = [said("did not", "o-a", "2031-05-01"), said("took place", "o-b", "2031-05-02")]
    assert verdict(not_yet, rules, {}).standing == "superseded"
    denied = [said("took place", "o-a", "2031-05-01"), said("did not", "o-b", "2031-05-02")]
    assert verdict(denied, rules, {}).standing == "in-conflict"


def test_without_dates_there_is_no_conflict_where_values_change() -> None:
    assert verdict([said("9", "o-a", ""), said("14", "o-b")], CHANGING, {}).standing != "in-conflict"


def test_order_of_the_input_does_not_matter() -> None:
    told = [said("9", "o-a"), said("14", "o-b", "2031-05-03"), said("14", "o-c", "2031-05-04")]
    results = {verdict(list(p), CHANGING, {}) for p in itertools.permutations(told)}
    assert len(results) == 1


# --- figures ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "unit", "low", "high"),
    [
        ("Nine people were killed in the fire.", "dead", 9, 9),
        ("At least 12 people died.", "dead", 12, float("inf")),
        ("The death toll rose to 17 on Monday.", "dead", 17, 17),
        ("Some 60 people were on board.", "aboard", 51, 69),
        ("a ferry with 61 people aboard", "aboard", 61, 61),
        ("and 11 are missing", "missing", 11, 11),
        ("Twenty-three people were injured.", "injured", 23, 23),
        ("The quake killed 1,204 people.", "dead", 1204, 1204),
        ("up to 30 people were arrested", "arrested", 0, 30),
        ("Dozens of people were injured.", "injured", 20, 120),
        ("About a dozen others were injured.", "injured", 10.2, 13.8),
        ("The number of dead in the ferry disaster rose to 16 on Tuesday.", "dead", 16, 16),
        ("They will lend it $400 million.", "dollars", 400e6, 400e6),
        ("Prices rose by nearly 20%.", "percent", 17, 20),
        ("They will pay around a fifth more.", "percent", 15.725, 24.725),
        ("It promises 340 million cubic metres of water.", "cubic metres", 340e6, 340e6),
    ],
)
def test_a_figure_is_an_interval(text: str, unit: str, low: float, high: float) -> None:
    found = [f for f in figures(text) if f.unit == unit]
    assert [(f.low, f.high) for f in found] == [pytest.approx((low, high))]
    assert 0 <= found[0].start < found[0].end <= len(text)


@pytest.mark.parametrize(
    "text",
    [
        "Five more bodies were found among the reeds.",
        "She is 52 years old.",
        "They searched for three days.",
        "A text of nine lines.",
        "Exports fell by 20 percent.",
        "The firm paid $40 for it.",
        "In 2019 nobody was killed.",
        "He was killed on May 20.",
        "She was killed 20 metres away.",
        "The team won 3-1.",
    ],
)
def test_other_numbers_count_nothing(text: str) -> None:
    assert not [f for f in figures(text) if f.unit == "dead"]


# --- stories ---------------------------------------------------------------------------------------


class Story:
    """A small story of one-paragraph articles, told by hand."""

    def __init__(self) -> None:
        self.articles: list[Article] = []
        self.copies: dict[str, str] = {}

    def article(self, text: str, origin: str, date: str = "2031-05-02") -> Article:
        n = len(self.articles) + 1
        article = Article(
            id=f"a{n}", document=f"d{n}", start=0, end=len(text), outlet=origin.title(), origin=f"o-{origin}",
            published=Published(date=date, basis="stated"),
            segments=(Segment(role="body", start=0, end=len(text)),),
        )  # fmt: skip
        self.articles.append(article)
        self.copies[article.document] = text
        return article

    def span(self, article: Article, words: str) -> Span:
        start = self.copies[article.document].index(words)
        return Span(document=article.document, start=start, end=start + len(words), text=words)

    def account(self, article: Article, trigger: str, **slots: object) -> Account:
        text = self.copies[article.document]
        return Account(
            id=f"{article.id}.e1", article=article.id, trigger=self.span(article, trigger), type="CONSULT",
            span=Span(document=article.document, start=0, end=len(text), text=text),
            event="e-1", **slots,  # type: ignore[arg-type]
        )  # fmt: skip

    def claims(
        self, accounts: list[Account] | None = None, event: Event | None = None, **rest: object
    ) -> list[Claim]:
        return list(
            claims(
                matters_of([event] if event else [], accounts or []),
                rest.get("utterances", ()), rest.get("quotations", ()),  # type: ignore[arg-type]
                self.articles, self.copies, rest.get("cast", ()),  # type: ignore[arg-type]
            )
        )  # fmt: skip


def meeting(accounts: list[Account], **slots: object) -> Event:
    values: dict[str, object] = {
        "id": "e-1", "type": "CONSULT", "mode": None, "context": (),
        "actor": ("norway", "chile"), "recipient": (),
        "place": None, "date": None, "modality": "happened", "accounts": tuple(a.id for a in accounts),
        "origins": (), "title": "Norway, Chile: talks",
    }  # fmt: skip
    return Event(**(values | slots))  # type: ignore[arg-type]


def by_slot(found: list[Claim], name: str) -> list[Claim]:
    return [c for c in found if c.slot.name == name]


def test_a_toll_that_rises_is_superseded_and_a_fixed_number_in_conflict() -> None:
    story = Story()
    story.article(
        "Nine people died when the ferry sank in fog. It had 61 people aboard.", "alba", "2031-05-01"
    )
    story.article(
        "Fourteen people died when the ferry sank in fog. It had 64 people aboard.", "bora", "2031-05-02"
    )
    found = story.claims()
    assert [c.standing for c in by_slot(found, "dead")] == ["superseded"]
    assert [c.standing for c in by_slot(found, "aboard")] == ["in-conflict"]


def test_hedges_agree() -> None:
    story = Story()
    story.article("Nearly 20 people died when the old bridge fell.", "alba")
    story.article("Around 20 people died when the old bridge fell.", "bora")
    story.article("At least 19 people died when the old bridge fell.", "cora")
    assert {c.standing for c in by_slot(story.claims(), "dead")} == {"corroborated"}


def test_a_reprint_that_repeats_an_error_supports_nothing() -> None:
    story = Story()
    for _ in range(3):
        story.article("Nine people died when the ferry sank in fog.", "alba")
    assert [c.standing for c in by_slot(story.claims(), "dead")] == ["single-source"]


def test_figures_of_two_accidents_are_two_things() -> None:
    story = Story()
    story.article("Nine people died when the ferry sank in fog.", "alba")
    story.article("Thirty people died in a mine at Kilden.", "bora")
    assert {c.standing for c in by_slot(story.claims(), "dead")} == {"single-source"}


def test_one_loan_of_two_amounts_is_a_conflict_and_two_loans_are_none() -> None:
    story = Story()
    story.article("Oman will lend Togo $400 million for a container harbour at Aneho.", "alba")
    story.article("Togo will owe Oman $450 million for the container harbour at Aneho.", "bora")
    story.article("Oman also spent $90 million on a school in Lome.", "cora")
    found = by_slot(story.claims(), "dollars")
    assert sorted(c.standing for c in found) == ["in-conflict", "single-source"]


@pytest.mark.parametrize(
    ("other", "kind", "standing"),
    [("Ulf Lind", "person", "in-conflict"), ("Fjord Air", "organisation", "corroborated")],
)
def test_only_two_persons_are_two_speakers_of_the_same_words(other: str, kind: str, standing: str) -> None:
    story, quotations, utterances = Story(), [], []
    for number, (origin, who) in enumerate((("alba", "Ann Roe"), ("bora", other)), 1):
        article = story.article("“The wall is a promise with a date on it,” someone said.", origin)
        words = story.span(article, "The wall is a promise with a date on it")
        speaker = Speaker(cast=who, name=who)
        quotations.append(
            Quotation(
                id=f"{article.id}.q1", article=article.id, content=(words,), kind="direct",
                speaker=speaker, utterance=f"u-{number}",
            )
        )  # fmt: skip
        utterances.append(
            Utterance(
                id=f"u-{number}", speaker=speaker, quotations=(quotations[-1].id,), fullest=quotations[-1].id
            )
        )
    cast = (
        CastMember(id="Ann Roe", name="Ann Roe", kind="person"),
        CastMember(id=other, name=other, kind=kind),  # type: ignore[arg-type]
    )
    found = story.claims(cast=cast, utterances=tuple(utterances), quotations=tuple(quotations))
    assert [c.standing for c in by_slot(found, "said by")] == [standing]


@pytest.mark.parametrize(
    ("opening", "standings"), [("", ["single-source"] * 2), ("Ulf Lind rose. ", ["in-conflict"])]
)
def test_whom_he_means_must_be_named_before_the_words(opening: str, standings: list[str]) -> None:
    story, quotations, utterances = Story(), [], []
    for number, (origin, who, mention) in enumerate(
        (("alba", "Ann Roe", "Ann Roe"), ("bora", "Ulf Lind", "he")), 1
    ):
        article = story.article(
            f"{opening if mention == 'he' else ''}“The wall is a promise with a date on it,” {mention} said.",
            origin,
        )
        words = story.span(article, "The wall is a promise with a date on it")
        speaker = Speaker(cast=who, name=who, mention=story.span(article, f"{mention} said"[: len(mention)]))
        quotations.append(
            Quotation(
                id=f"{article.id}.q1", article=article.id, content=(words,), kind="direct",
                speaker=speaker, utterance=f"u-{number}",
            )
        )  # fmt: skip
        utterances.append(
            Utterance(
                id=f"u-{number}", speaker=speaker, quotations=(quotations[-1].id,), fullest=quotations[-1].id
            )
        )
    cast = tuple(CastMember(id=n, name=n, kind="person") for n in ("Ann Roe", "Ulf Lind"))
    found = story.claims(cast=cast, utterances=tuple(utterances), quotations=tuple(quotations))
    assert [c.standing for c in by_slot(found, "said by")] == standings


@pytest.mark.parametrize("first", ["he", "the mayor"])
def test_a_claim_names_the_speaker_if_one_report_does(first: str) -> None:
    story, quotations = Story(), []
    for origin, who, day in (("alba", first, "2031-05-02"), ("bora", "Ann Roe", "2031-05-03")):
        article = story.article(f"“The wall is a promise with a date on it,” {who} said.", origin, day)
        words = story.span(article, "The wall is a promise with a date on it")
        quotations.append(
            Quotation(
                id=f"{article.id}.q1", article=article.id, content=(words,), kind="direct",
                speaker=Speaker(cast=who if who == "Ann Roe" else None, name=who), utterance="u-1",
            )
        )  # fmt: skip
    ids = tuple(q.id for q in quotations)
    said = Utterance(id="u-1", speaker=quotations[0].speaker, quotations=ids, fullest=ids[0])
    cast = (CastMember(id="Ann Roe", name="Ann Roe", kind="person"),)
    (found,) = by_slot(story.claims(cast=cast, utterances=(said,), quotations=tuple(quotations)), "said by")
    assert found.text.startswith("Ann Roe said")


def test_a_figure_that_agrees_with_both_sides_settles_nothing() -> None:
    story = Story()
    story.article("The ferry that sank in fog had 61 people aboard.", "alba")
    story.article("The ferry that sank in fog had 64 people aboard.", "bora")
    story.article("The ferry that sank in fog had some 60 people aboard.", "cora")
    assert [c.standing for c in by_slot(story.claims(), "aboard")] == ["in-conflict"]


def test_rounded_amounts_agree() -> None:
    story = Story()
    story.article("Each writer was fined $1,680 by the harbour court in Aneho.", "alba")
    story.article("Each writer was fined $1,688 by the harbour court in Aneho.", "bora")
    assert [c.standing for c in by_slot(story.claims(), "dollars")] == ["corroborated"]


@pytest.mark.parametrize("text", ["Five of the dead were a family.", "Two crew members were aboard."])
def test_a_part_is_no_total(text: str) -> None:
    assert list(figures(text)) == []


def test_background_of_another_year_is_no_figure_of_the_story() -> None:
    story = Story()
    story.article("Nine people died when the ferry sank in fog.", "alba")
    story.article("Thirty people died when a ferry sank in fog in 2019.", "bora")
    assert len(list(counts(contexts(story.articles, story.copies)))) == 1


def _placed(name: str, span: Span, **more: object) -> Where:
    return Where(name=name, span=span, **more)  # type: ignore[arg-type]


def test_two_towns_for_one_meeting_are_in_conflict() -> None:
    story = Story()
    one = story.article("Envoys met in Riga.", "alba")
    two = story.article("Envoys met in Tartu.", "bora")
    accounts = [
        story.account(one, "met", place=_placed("Riga", story.span(one, "Riga"), country="LVA")),
        story.account(two, "met", place=_placed("Tartu", story.span(two, "Tartu"), country="EST")),
    ]
    found = by_slot(story.claims(accounts, meeting(accounts)), "place")
    assert [c.standing for c in found] == ["in-conflict"]
    assert "Riga" in found[0].text
    assert "Tartu" in found[0].text


def test_a_town_and_its_country_agree() -> None:
    story = Story()
    one = story.article("Envoys met in Riga.", "alba")
    two = story.article("Envoys met in Latvia.", "bora")
    accounts = [
        story.account(one, "met", place=_placed("Riga", story.span(one, "Riga"), country="LVA")),
        story.account(
            two, "met", place=_placed("Latvia", story.span(two, "Latvia"), country="LVA", grain="country")
        ),
    ]
    found = by_slot(story.claims(accounts, meeting(accounts)), "place")
    assert [c.standing for c in found] == ["corroborated"]
    assert "compatible" in found[0].why


def test_expected_and_arrived_is_an_update() -> None:
    story = Story()
    one = story.article("The envoy is expected in Riga.", "alba", "2031-05-01")
    two = story.article("The envoy arrived in Riga.", "bora", "2031-05-02")
    accounts = [story.account(one, "expected", modality="planned"), story.account(two, "arrived")]
    found = by_slot(story.claims(accounts, meeting(accounts)), "took place")
    assert [c.standing for c in found] == ["superseded"]


def test_held_and_denied_on_one_day_is_a_conflict() -> None:
    story = Story()
    one = story.article("The envoys met in Riga.", "alba")
    two = story.article("The envoys did not meet in Riga.", "bora")
    accounts = [story.account(one, "met"), story.account(two, "meet", negated=True)]
    # A later rank alone is no order: the denial answers the report.
    found = by_slot(story.claims(accounts, meeting(accounts)), "took place")
    assert [c.standing for c in found] == ["in-conflict"]


def test_a_plan_of_the_day_it_happened_is_no_conflict() -> None:
    story = Story()
    one = story.article("The envoys will meet in Riga.", "alba")
    two = story.article("The envoys met in Riga.", "bora")
    accounts = [story.account(one, "meet", modality="planned"), story.account(two, "met")]
    found = by_slot(story.claims(accounts, meeting(accounts)), "took place")
    assert [c.standing for c in found] == ["single-source"], (
        "nor an update: which report is the later nobody knows"
    )


def test_who_stays_away_does_not_undo_the_meeting() -> None:
    story = Story()
    one = story.article("Norway and Chile held talks.", "alba")
    two = story.article("The king of Norway did not attend the talks.", "bora")
    accounts = [
        story.account(one, "held", actor=("norway", "chile")),
        story.account(two, "attend", actor=("king",), negated=True, by="attendance"),
    ]
    found = story.claims(accounts, meeting(accounts))
    assert [c.standing for c in by_slot(found, "took place")] == ["single-source"]
    assert [c.values[0].value for c in by_slot(found, "attended: king")] == ["stayed away"]


def test_who_was_there_can_be_in_conflict() -> None:
    story = Story()
    one = story.article("Ms Roe joined the talks.", "alba")
    two = story.article("Ms Roe stayed away from the talks.", "bora")
    accounts = [
        story.account(one, "joined", actor=("roe",), by="attendance"),
        story.account(two, "stayed", actor=("roe",), negated=True, by="attendance"),
    ]
    found = by_slot(story.claims(accounts, meeting(accounts)), "attended: roe")
    assert [c.standing for c in found] == ["in-conflict"]


def test_two_origins_for_one_quotation_corroborate_who_said_it() -> None:
    story = Story()
    quotations = []
    for number, origin in enumerate(("alba", "bora"), 1):
        article = story.article("“We are tired,” said Ms Roe.", origin)
        quotations.append(
            Quotation(
                id=f"{article.id}.q1", article=article.id, content=(story.span(article, "We are tired"),),
                kind="direct", speaker=Speaker(cast=None, name="Ms Roe"), utterance="u-1",
            )
        )  # fmt: skip
        assert number
    utterance = Utterance(
        id="u-1", speaker=Speaker(cast=None, name="Ms Roe"), quotations=tuple(q.id for q in quotations),
        fullest=quotations[0].id,
    )  # fmt: skip
    found = by_slot(story.claims(utterances=(utterance,), quotations=quotations), "said by")
    assert [c.standing for c in found] == ["corroborated"]
    assert "We are tired" in found[0].text


def test_every_claim_has_words_and_no_corroboration_rests_on_one_origin() -> None:
    story = Story()
    one = story.article("Nine people died when the ferry sank in fog near Riga.", "alba")
    two = story.article("Nine people died when the ferry sank in fog near Riga.", "bora")
    accounts = [
        story.account(one, "sank", date=When(date="2031-05-01", basis="stated", span=story.span(one, "fog"))),
        story.account(two, "sank", date=When(date="2031-05-01", basis="stated", span=story.span(two, "fog"))),
    ]
    found = story.claims(accounts, meeting(accounts))
    assert found
    for claim in found:
        assert claim.why
        for value in claim.values:
            assert value.support
            for span in value.support:
                assert story.copies[span.document][span.start : span.end] == span.text
        if claim.standing == "corroborated":
            assert len({o for v in claim.values for o in v.origins}) >= 2


# --- grains ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("2031-05-15", "2031-05", True),
        ("2031-05-15", "2031-05-14/2031-05-16", True),
        ("2031-05-15", "2031-05-16", False),
        ("2031-05-15", None, True),
        ("2031-05-15~", "2031-05-17", True),
        ("2031-04-03", "2031-05", False),
    ],
)
def test_dates_agree_at_their_grain(one: str, other: str | None, agree: bool) -> None:
    assert dates_agree(one, other) is agree
    assert dates_agree(other, one) is agree


def test_places_agree_at_their_grain() -> None:
    vienna = Where(name="Vienna", country="AUT", latitude=48.2, longitude=16.4)
    palace = Where(name="Hofburg", country="AUT", grain="site", latitude=48.21, longitude=16.37)
    graz = Where(name="Graz", country="AUT", latitude=47.07, longitude=15.44)
    assert places_agree(vienna, palace)
    assert not places_agree(vienna, graz)
    assert places_agree(vienna, None)


@pytest.mark.parametrize(
    ("first", "second", "one"),
    [
        ("Bron", "Vénissieux", False),
        ("Bron", "Lyon", True),
        ("Irpin", "Kyiv", True),
        ("Bron", "Marseille", False),
    ],
)
def test_two_towns_are_two_answers_unless_one_is_far_the_larger(first: str, second: str, one: bool) -> None:
    found = (candidates(name)[0] for name in (first, second))
    assert (
        one_place(
            *(
                Where(
                    name=p.name,
                    country=p.country,
                    latitude=p.latitude,
                    longitude=p.longitude,
                    geonameid=p.geonameid,
                )
                for p in found
            )
        )
        == one
    )


# --- what is no support ----------------------------------------------------------------------------


def test_who_came_does_not_say_that_it_took_place_where_something_else_does() -> None:
    story = Story()
    one = story.article("Envoys will meet in Riga on Friday.", "alba", "2031-05-01")
    two = story.article("Envoys attended talks in the spring of 2019.", "bora", "2031-05-02")
    accounts = [
        story.account(one, "meet", modality="planned"),
        story.account(two, "attended", by="attendance"),
    ]
    (claim,) = by_slot(story.claims(accounts, meeting(accounts, modality="planned")), "took place")
    assert [v.value for v in claim.values] == ["is planned"]


def test_an_article_older_than_the_meeting_does_not_say_that_it_took_place() -> None:
    story = Story()
    one = story.article("Last year the talks collapsed.", "alba", "2031-05-01")
    two = story.article("Envoys met in Riga.", "bora", "2031-05-02")
    accounts = [story.account(one, "collapsed"), story.account(two, "met")]
    event = meeting(accounts, date=When(date="2031-05-02", basis="stated"))
    (claim,) = by_slot(story.claims(accounts, event), "took place")
    assert [v.origins for v in claim.values] == [("o-bora",)]


def test_bare_words_say_nothing_where_their_article_has_it_ahead() -> None:
    story = Story()
    one = story.article("Envoys will meet on Friday. The talks are in Riga.", "alba", "2031-05-01")
    two = story.article("Envoys met in Riga.", "bora", "2031-05-03")
    accounts = [
        story.account(one, "meet", modality="planned"),
        story.account(one, "talks", by=STATEMENT),
        story.account(two, "met"),
    ]
    (claim,) = by_slot(story.claims(accounts, meeting(accounts)), "took place")
    assert {v.value: v.origins for v in claim.values} == {
        "is planned": ("o-alba",),
        "took place": ("o-bora",),
    }


@pytest.mark.parametrize(
    ("later", "standing"),
    [
        ("Envoys met in Riga.", "superseded"),
        ("when envoys met in Riga", "single-source"),
        ("As envoys met", "single-source"),
    ],
)
def test_a_clause_of_time_tells_no_outcome_of_a_plan(later: str, standing: str) -> None:
    story = Story()
    one = story.article("Envoys will meet on Friday.", "alba", "2031-05-01")
    two = story.article(later, "bora", "2031-05-03")
    accounts = [story.account(one, "meet", modality="planned"), story.account(two, "met")]
    (claim,) = story.claims(accounts, meeting(accounts))
    assert claim.standing == standing


def test_attendance_says_that_it_took_place_where_nothing_else_does() -> None:
    story = Story()
    one = story.article("Envoys attended talks in Riga.", "alba")
    accounts = [story.account(one, "attended", by="attendance")]
    (claim,) = by_slot(story.claims(accounts, meeting(accounts)), "took place")
    assert [v.value for v in claim.values] == ["took place"]


@pytest.mark.parametrize(
    ("before", "earlier"),
    [
        ("the last known ", True),
        ("their previous ", True),
        ("earlier ", True),
        ("last week's ", False),
        ("last Monday ", False),
        ("the lasting ", False),
        ("the ", False),
    ],
)
def test_the_last_talks_are_not_these(before: str, earlier: bool) -> None:
    assert _is_earlier_one(before) is earlier


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("The ferry that sank had some 60 people on board.", "some 60"),
        ("At least 12 people died when the ferry sank.", "at least 12"),
        ("Dozens of people were injured when the ferry sank.", "dozens"),
        ("The ferry that sank had 61 people aboard.", "61"),
    ],
)
def test_a_value_is_the_figure_and_its_hedge(text: str, label: str) -> None:
    story = Story()
    story.article(text, "alba")
    assert [v.value for c in story.claims() for v in c.values] == [label]


def _quoted(*texts: str) -> Claim:
    """The claim of one utterance that each article quotes in other words."""
    story, quotations = Story(), []
    speaker = Speaker(cast="Ann Roe", name="Ann Roe")
    for n, text in enumerate(texts):
        article = story.article(f"“{text}” she said.", f"origin{n}")
        quotations.append(
            Quotation(
                id=f"{article.id}.q1", article=article.id, content=(story.span(article, text),), kind="direct",
                speaker=speaker, utterance="u-1",
            )
        )  # fmt: skip
    longest = max(quotations, key=lambda q: len(q.content[0].text))
    said = Utterance(
        id="u-1", speaker=speaker, quotations=tuple(q.id for q in quotations), fullest=longest.id
    )
    cast = (CastMember(id="Ann Roe", name="Ann Roe", kind="person"),)
    (claim,) = by_slot(story.claims(cast=cast, utterances=(said,), quotations=tuple(quotations)), "said by")
    return claim


def test_other_sentences_of_a_speaker_are_no_support() -> None:
    claim = _quoted(
        "The orchard will stay open to everybody.",
        "The orchard stays open to everybody.",
        "I have never seen such a dry winter, and my father planted every single one of those trees himself.",
    )
    assert claim.standing == "corroborated"
    assert "orchard" in claim.text
    assert all("orchard" in s.text for v in claim.values for s in v.support)


def test_sentences_that_nobody_shares_corroborate_nothing() -> None:
    claim = _quoted("The orchard will stay open.", "I have never seen such a dry winter here.")
    assert claim.standing == "single-source"


def test_a_sentence_cut_short_supports_the_whole_one() -> None:
    claim = _quoted(
        "We will sell no land. The orchard will stay open to all who pick.", "The orchard will stay open"
    )
    assert claim.standing == "corroborated"
    assert {s.text for v in claim.values for s in v.support} == {
        "The orchard will stay open to all who pick.", "The orchard will stay open",
    }  # fmt: skip


def test_an_undated_report_is_none_the_earlier() -> None:
    old, new = said("closed", "o1", "", document="d1"), said("open", "o2", document="d2")
    rules = Rules(lambda one, other: one == other, changes=True, noun="state")
    assert verdict([old, new], rules, {}).standing == "single-source"


@pytest.mark.parametrize(("changed", "day"), [(False, "2031-05-02"), (True, "2031-05-04")])
def test_words_of_a_reprint_are_as_old_as_its_original(changed: bool, day: str) -> None:
    texts = {
        "d1": "Nine people were killed at the quay.",
        "d2": f"{'Ten' if changed else 'Nine'} people were killed at the quay.",
    }
    articles = [
        Article(
            id=f"a{n}", document=f"d{n}", start=0, end=40, origin="alba", reprint_of="a1" if n == 2 else None,
            published=Published(date=f"2031-05-0{2 * n}", basis="stated"),
        )
        for n in (1, 2)
    ]  # fmt: skip
    text = texts["d2"]
    made = Grounds((), articles, (), texts).asserted(
        "9", "a2", Span(document="d2", start=0, end=4, text=text[:4])
    )
    assert made.date == day


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("2031-05-02T07:00", "2031-05-02T08:15:00", True),
        ("2031-05-02T07:00", "2031-05-02T07:10", False),  # rounded
        ("2031-05-02T07:00", "2031-05-02", False),
        ("2031-05-02T07:00/2031-05-02T09:00", "2031-05-02T11:00", False),
        ("Villanueva de la Serena", "Talavera de la Reina", False),
    ],
)
def test_two_clocks_are_one_if_they_are_near(one: str, other: str, expected: bool) -> None:
    assert clocks_apart(one, other) is clocks_apart(other, one) is expected
