# SPDX-License-Identifier: Apache-2.0
"""Events: which accounts are of one event, and what stands of them."""

from __future__ import annotations

import gc
import random
import time

import msgspec

from ontherecord.annotate.accounts.accounts import accounts
from ontherecord.annotate.parse import parse_text
from ontherecord.annotate.times.times import times
from ontherecord.model import (
    Account,
    Article,
    CastMember,
    Event,
    Mention,
    Published,
    Span,
    TimeReference,
    Where,
)
from ontherecord.reconcile.events.events import events


class Story:
    """Articles of one paragraph each, read by the machine, dated by hand."""

    def __init__(self) -> None:
        self.articles: list[Article] = []
        self.accounts: list[Account] = []
        self.times: list[TimeReference] = []
        self.cast: dict[str, CastMember] = {}
        self.index: dict[tuple[str, int, int], str] = {}

    def read(
        self, text: str, origin: str, published: str = "2031-05-02", *, day: dict[str, str] | None = None,
        who: tuple[str, ...] = (), where: str | None = None,
    ) -> None:  # fmt: skip
        n = len(self.articles) + 1
        self.articles.append(
            Article(
                id=f"a{n}", document=f"d{n}", start=0, end=len(text), origin=f"o-{origin}",
                published=Published(date=published, basis="stated"),
            )
        )  # fmt: skip
        parse, places = parse_text(text), ()
        if where is not None:
            start = text.index(where)
            span = Span(document=f"d{n}", start=start, end=start + len(where), text=where)
            places = (Where(name=where, span=span),)  # type: ignore[assignment]
        found = times(parse)
        named = tuple(
            Mention(start=text.index(name), end=text.index(name) + len(name), text=name, kind="person")
            for name in who
        )
        self.accounts += accounts(parse, named, (), found, places, document=f"d{n}", article=f"a{n}")
        for name in who:
            id_ = name.lower()
            self.cast.setdefault(id_, CastMember(id=id_, name=name, kind="person"))
            self.index[(f"d{n}", text.index(name), text.index(name) + len(name))] = id_
        for k, when in enumerate(found, 1):
            if day and when.text in day:
                span = Span(document=f"d{n}", start=when.start, end=when.end, text=when.text)
                self.times.append(
                    TimeReference(
                        id=f"a{n}.t{k}", article=f"a{n}", span=span, type="DATE",
                        value=day[when.text], basis="test",
                    )
                )  # fmt: skip

    def events(self, type_: str, seed: int = 0) -> list[Event]:
        shuffled = list(self.accounts)
        random.Random(seed).shuffle(shuffled)
        found, filled = events(shuffled, self.articles, tuple(self.cast.values()), self.index, self.times)
        assert len(filled) == len(self.accounts)
        assert all(a.event for a in filled)
        return [e for e in found if e.type == type_]


MAY_1 = {"Thursday": "2031-05-01"}


def test_one_arrest_reported_by_two_origins_is_one_event() -> None:
    story = Story()
    story.read("Danish police arrested a Finnish skipper on Thursday.", "alba", day=MAY_1)
    story.read("A Finnish skipper was arrested on Thursday by Danish police.", "bora", day=MAY_1)
    found = story.events("COERCE")
    assert len(found) == 1
    assert found[0].origins == ("o-alba", "o-bora")
    assert len(found[0].accounts) == 2
    assert found[0].date is not None
    assert found[0].date.date == "2031-05-01"


def test_a_reprint_adds_an_account_but_no_origin() -> None:
    story = Story()
    for _ in range(2):
        story.read("Danish police arrested a Finnish skipper on Thursday.", "alba", day=MAY_1)
    found = story.events("COERCE")
    assert [e.origins for e in found] == [("o-alba",)]


def test_two_days_are_two_meetings() -> None:
    story = Story()
    story.read("Norwegian and Chilean envoys met in Riga on Thursday.", "alba", day=MAY_1)
    story.read("Norwegian and Chilean envoys met in Riga on Monday.", "bora", day={"Monday": "2031-04-28"})
    assert len(story.events("CONSULT")) == 2


def test_other_parties_are_another_meeting() -> None:
    story = Story()
    story.read("Norwegian and Chilean envoys met on Thursday.", "alba", day=MAY_1)
    story.read("Norwegian and Peruvian envoys met on Thursday.", "bora", day=MAY_1)
    assert len(story.events("CONSULT")) == 2


def test_planned_and_held_is_one_event_that_took_place() -> None:
    story = Story()
    story.read("Norwegian and Chilean envoys will meet on Thursday.", "alba", "2031-04-30", day=MAY_1)
    story.read("Norwegian and Chilean envoys met on Thursday.", "bora", "2031-05-02", day=MAY_1)
    found = story.events("CONSULT")
    assert [e.modality for e in found] == ["happened"]


def test_two_towns_on_one_day_are_one_meeting_told_in_two_ways() -> None:
    story = Story()
    story.read("Norwegian and Chilean envoys met in Riga on Thursday.", "alba", day=MAY_1, where="Riga")
    story.read("Norwegian and Chilean envoys met in Tartu on Thursday.", "bora", day=MAY_1, where="Tartu")
    assert len(story.events("CONSULT")) == 1


def test_background_of_years_ago_is_not_the_news() -> None:
    story = Story()
    story.read("Norwegian and Chilean envoys met on Thursday.", "alba", day=MAY_1)
    story.read("Norwegian and Chilean envoys met in 2019.", "bora", day={"2019": "2019"})
    found = story.events("CONSULT")
    assert len(found) == 2
    assert ("historical",) in {e.context for e in found}


def test_a_plan_without_a_day_is_fulfilled_by_the_same_person() -> None:
    story = Story()
    story.read("Chilean minister Roe will visit the valley.", "alba", "2031-05-01", who=("Roe",))
    story.read("Chilean minister Roe visited the valley on Thursday.", "bora", day=MAY_1, who=("Roe",))
    found = story.events("CONSULT")
    assert [e.modality for e in found] == ["happened"]


def test_one_signing_on_two_days_is_one_event_told_in_two_ways() -> None:
    story = Story()
    text = "Chilean premier Roe and Danish premier Lind signed a treaty on the waters of the fjord on {}."
    story.read(text.format("Thursday"), "alba", day=MAY_1, who=("Roe", "Lind"))
    story.read(text.format("Friday"), "bora", day={"Friday": "2031-05-02"}, who=("Roe", "Lind"))
    assert len(story.events("SUPPORT")) == 1


def test_signings_a_fortnight_apart_are_two_events() -> None:
    story = Story()
    text = "Chilean premier Roe and Danish premier Lind signed a treaty on the waters of the fjord on {}."
    story.read(text.format("Thursday"), "alba", day=MAY_1, who=("Roe", "Lind"))
    story.read(text.format("Friday"), "bora", "2031-05-16", day={"Friday": "2031-05-16"}, who=("Roe", "Lind"))
    assert len(story.events("SUPPORT")) == 2


def test_a_plan_is_fulfilled_for_the_same_thing_only() -> None:
    for thing, states in (
        ("the treaty on the fjord", ["happened"]),
        ("the contract for the dam", ["happened", "planned"]),
    ):
        story = Story()
        story.read("Chilean premier Roe will sign the treaty on the fjord.", "alba", who=("Roe",))
        story.read(f"Chilean premier Roe signed {thing} on Friday.", "bora", "2031-05-03", day={"Friday": "2031-05-02"},
                   who=("Roe",))  # fmt: skip
        assert sorted(e.modality for e in story.events("SUPPORT")) == states, thing


def test_who_joined_is_seated_at_the_meeting_told_before() -> None:
    story = Story()
    story.read(
        "Norwegian and Chilean envoys held talks on Thursday. Roe joined them later.",
        "alba",
        day=MAY_1,
        who=("Roe",),
    )
    found = story.events("CONSULT")
    assert len(found) == 1
    assert "roe" in found[0].actor


def test_an_arrest_told_with_and_without_the_police_is_one() -> None:
    story = Story()
    story.read("Danish police arrested Roe on Thursday.", "alba", day=MAY_1, who=("Roe",))
    story.read("Roe was arrested on Thursday.", "bora", day=MAY_1, who=("Roe",))
    assert len(story.events("COERCE")) == 1


def test_two_refusals_in_alike_words_are_two_acts() -> None:
    story = Story()
    story.read("Peru said it would not attend. Peru said it did not discuss the matter with Chile.", "alba")
    assert len(story.events("CONSULT")) != 1


def test_order_of_the_input_does_not_matter() -> None:
    story = Story()
    story.read("Norwegian and Chilean envoys met in Riga on Thursday.", "alba", day=MAY_1, where="Riga")
    story.read("Norway and Chile held talks on Thursday.", "bora", day=MAY_1)
    story.read("Norway accused Chile of spying. Chile rejected the demand of Norway.", "cora")
    assert len({tuple(story.events("CONSULT", seed)) for seed in range(8)}) == 1


def test_an_event_without_cast_still_has_a_title() -> None:
    story = Story()
    story.read("Danish police arrested a Finnish skipper on Thursday.", "alba", day=MAY_1)
    assert story.events("COERCE")[0].title == "Danish police arrested a Finnish skipper on Thursday"


def test_a_person_of_the_cast_is_the_actor() -> None:
    story = Story()
    story.read("Chilean envoy Roe condemned Norway on Thursday.", "alba", day=MAY_1, who=("Roe",))
    found = story.events("ACCUSE")
    assert [e.actor for e in found] == [("roe",)]


def test_a_report_without_a_day_is_of_the_one_act_it_can_be() -> None:
    story = Story()
    story.read(
        "Chilean minister Roe met Danish minister Lind on Thursday.", "alba", day=MAY_1, who=("Roe", "Lind")
    )
    story.read("Danish minister Lind met Chilean minister Roe.", "bora", who=("Roe", "Lind"))
    found = story.events("CONSULT")
    assert len(found) == 1
    assert found[0].date is not None
    assert found[0].date.date == "2031-05-01"


def test_a_report_without_a_day_stays_apart_where_two_acts_would_do() -> None:
    story = Story()
    who = ("Roe", "Lind")
    story.read("Chilean minister Roe met Danish minister Lind on Thursday.", "alba", day=MAY_1, who=who)
    story.read(
        "Chilean minister Roe met Danish minister Lind on Monday.",
        "cora",
        day={"Monday": "2031-04-28"},
        who=who,
    )
    story.read("Danish minister Lind met Chilean minister Roe.", "bora", who=who)
    assert len(story.events("CONSULT")) == 3


def test_attacks_without_a_day_are_not_the_one_that_is_dated() -> None:
    story = Story()
    story.read("Malian rebels attacked Nigerien soldiers on Thursday.", "alba", day=MAY_1)
    story.read("Malian rebels have attacked Nigerien soldiers before.", "bora")
    assert len(story.events("ASSAULT")) == 2


def test_freed_and_let_out_is_one_release() -> None:
    story = Story()
    story.read("Roe was freed on Thursday.", "alba", day=MAY_1, who=("Roe",))
    story.read("Roe was let out of jail on Thursday.", "bora", day=MAY_1, who=("Roe",))
    assert len(story.events("RETREAT")) == 1


def test_who_stays_away_is_no_actor_of_the_talks() -> None:
    story = Story()
    story.read(
        "Norwegian and Chilean envoys held talks on Thursday. Roe did not attend.",
        "alba",
        day=MAY_1,
        who=("Roe",),
    )
    found = story.events("CONSULT")
    assert len(found) == 1
    assert found[0].modality == "happened"
    assert "roe" not in found[0].actor


def test_what_will_not_happen_is_a_plan_negated_and_what_did_not_is_denied() -> None:
    story = Story()
    story.read("Chilean minister Roe will not visit Norway.", "alba", who=("Roe",))
    story.read("Danish minister Lind did not visit Norway.", "bora", who=("Lind",))
    found = {e.actor: (e.modality, e.negated) for e in story.events("CONSULT")}
    assert found == {("roe",): ("planned", True), ("lind",): ("denied", True)}


def test_expected_arrived_and_met_update_each_other() -> None:
    story = Story()
    day = {"Thursday": "2031-05-01"}
    story.read(
        "Chilean minister Roe is expected in Oslo on Thursday.", "alba", "2031-04-29", day=day, who=("Roe",)
    )
    assert [e.modality for e in story.events("CONSULT")] == ["planned"]
    story.read(
        "Chilean minister Roe arrived in Oslo on Thursday.", "bora", "2031-05-01", day=day, who=("Roe",)
    )
    found = story.events("CONSULT")
    assert [e.modality for e in found] == ["happened"]
    assert len(found[0].accounts) == 2


def test_time_grows_with_the_accounts_and_not_with_their_square() -> None:
    seconds = []
    for copies in (20, 160):
        story = Story()
        text = "Norwegian and Chilean envoys met on Thursday. Roe met Lind. Danish police arrested a Finnish skipper."
        story.read(text, "alba", day=MAY_1, who=("Roe", "Lind"))
        accounts_, articles = list(story.accounts), list(story.articles)
        for n in range(copies):
            story.articles.append(msgspec.structs.replace(articles[0], id=f"b{n}", origin=f"o-{n}"))
            story.accounts += [
                msgspec.structs.replace(a, id=f"b{n}.e{k}", article=f"b{n}") for k, a in enumerate(accounts_)
            ]
        gc.collect()  # no garbage of other tests is sought while this one is timed
        begin = time.process_time()
        assert len(story.events("CONSULT")) == 2
        seconds.append(time.process_time() - begin)
    assert seconds[1] < 8 * 4 * max(seconds[0], 0.005)
