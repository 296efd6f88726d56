# SPDX-License-Identifier: Apache-2.0
"""Positions from hand-made accounts: our own sentences, each a case that was once wrong or nearly so."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from ontherecord.model import Account, Position, Span
from ontherecord.reconcile.meetings.positions import positions
from tests.reconcile.test_meetings import DAY, Scene


class Stage(Scene):
    """A scene whose accounts may have recipients and clauses."""

    def tell(
        self,
        words: str,
        trigger: str,
        *actors: str,
        to: str = "",
        subject: str = "",
        clause: str = "",
        **more: Any,
    ) -> Account:
        account = self.say(words, trigger, *actors, **more)

        def span(text: str) -> Span | None:
            at = account.span.start + words.index(text)
            return Span(document="d1", start=at, end=at + len(text), text=text) if text else None

        told = span(to)
        self.accounts[-1] = replace(
            account, recipient_mentions=(told,) if told else (), subject=span(subject), predicate=span(clause)
        )
        return self.accounts[-1]

    def positions(self) -> tuple[Position, ...]:
        return positions(self.accounts, self.quotations, self.cast(), self.articles)


def stage() -> Stage:
    made = Stage()
    made.article()
    return made


def test_a_demand_with_its_words_party_addressee_and_day() -> None:
    scene = stage()
    clause = "demanded on 3 May that Norway reopen the strait"
    scene.tell(
        f"Finland {clause}.", "demanded", "Finland", to="Norway", type="REQUEST", clause=clause, date=DAY
    )
    (found,) = scene.positions()
    assert (found.kind, found.party, found.country, found.addressee) == (
        "demand",
        "finland",
        "FIN",
        ("norway",),
    )
    assert (found.words.text, found.date) == (clause, DAY)
    assert found.support[0].text == f"Finland {clause}."


def test_a_threat_keeps_its_condition() -> None:
    scene = stage()
    scene.tell("Norway threatened to close its ports unless the crew was freed by Friday, and left.", "threatened",
               "Norway", type="THREATEN")  # fmt: skip
    (found,) = scene.positions()
    assert found.condition is not None
    assert found.condition.text == "unless the crew was freed by Friday, and left"


def test_what_is_not_taken_is_no_position() -> None:
    scene = stage()
    for more in ({"negated": True}, {"modality": "planned"}, {"modality": "hypothetical"}, {"historical": True},
                 {"under": "a1.e1"}, {"by": "noun"}):  # fmt: skip
        scene.tell("Norway demanded a share of the catch.", "demanded", "Norway", type="REQUEST", **more)  # type: ignore[arg-type]
    assert scene.positions() == ()


def test_who_speaks_for_nobody_takes_none() -> None:
    scene = stage()
    scene.people["Ola Vik"] = ("ola-vik", "NOR", "passenger")
    scene.tell("Ola Vik demanded a refund of the fare.", "demanded", "Ola Vik", type="REQUEST")
    assert scene.positions() == ()


def test_to_decline_to_say_is_no_refusal() -> None:
    scene = stage()
    scene.tell("Norway declined to say who would come.", "declined", "Norway", type="REJECT")
    scene.tell("Norway declined to sign the treaty.", "declined", "Norway", type="REJECT")
    assert [p.words.text for p in scene.positions()] == ["declined to sign the treaty"]


def test_what_is_hardly_offered_is_not_offered() -> None:
    scene = stage()
    scene.tell(
        "Norway offered few concessions on fish.", "offered", "Norway", type="AGREE", object="few concessions"
    )
    assert scene.positions() == ()


def test_a_warning_that_only_foretells_is_no_threat() -> None:
    scene = stage()
    scene.tell("Kari Lund warned that it would take time to help.", "warned", "Kari Lund", type="THREATEN")
    scene.tell(
        "Norway warned Finland that its ports would close.", "warned", "Norway", to="Finland", type="THREATEN"
    )
    assert [p.party for p in scene.positions()] == ["norway"]


def test_to_reject_criticism_is_no_refusal() -> None:
    scene = stage()
    scene.tell(
        "Norway rejected criticism of its fleet.", "rejected", "Norway", type="REJECT", object="criticism"
    )
    assert scene.positions() == ()


def test_nobody_asks_something_of_himself() -> None:
    """ "called on Salo" with Salo taken for the one who calls."""
    scene = stage()
    scene.tell("The minister called on Eero Salo to come to Oslo.", "called", "Eero Salo", type="REQUEST")
    assert scene.positions() == ()


def test_a_passive_shows_what_was_proposed() -> None:
    scene = stage()
    words = "The talks were first proposed by Norway in May."
    scene.tell(words, "proposed", "Norway", type="AGREE", subject="The talks",
               clause="were first proposed by Norway in May")  # fmt: skip
    assert scene.positions()[0].words.text == "The talks were first proposed by Norway in May"


def test_a_passive_without_its_verb_shows_what_was_backed() -> None:
    scene = stage()
    words = "The premier answered a demand, backed by Norway last week, for a truce."
    scene.tell(words, "backed", "Norway", to="a demand", type="SUPPORT", clause="backed by Norway last week")
    assert scene.positions()[0].words.text == "a demand, backed by Norway last week"


def test_words_end_where_the_speaker_ends() -> None:
    scene = stage()
    scene.tell("“We demand that the crew be sent home,” Aino Virta told reporters in Oslo.", "demand", "Aino Virta",
               type="REQUEST")  # fmt: skip
    assert scene.positions()[0].words.text == "demand that the crew be sent home"


def test_a_refusal_without_words_answers_what_was_put_to_the_party_before() -> None:
    scene = stage()
    scene.tell(
        "Aino Virta invited Kari Lund to the harbour.", "invited", "Aino Virta", to="Kari Lund", type="AGREE"
    )
    scene.tell("On Friday Kari Lund declined.", "declined", "Kari Lund", type="REJECT")
    scene.tell("Eero Salo declined.", "declined", "Eero Salo", type="REJECT")
    asked, refused = sorted(scene.positions(), key=lambda p: p.kind)
    assert (asked.kind, refused.kind, refused.party) == ("proposal", "refusal", "kari-lund")
    assert refused.answers == asked.id


def test_support_answers_the_one_it_names() -> None:
    scene = stage()
    scene.tell("Aino Virta proposed a truce at sea.", "proposed", "Aino Virta", type="AGREE", object="truce")
    scene.tell("Kari Lund proposed a summit.", "proposed", "Kari Lund", type="AGREE", object="summit")
    scene.tell("Denmark backed Virta’s proposal.", "backed", "Denmark", to="Virta’s proposal", type="SUPPORT")
    found = {p.party: p for p in scene.positions()}
    assert found["denmark"].answers == found["aino-virta"].id


def test_two_tellings_of_one_position_are_one_with_both_origins() -> None:
    scene = stage()
    scene.tell(
        "Norway threatened to close its ports to Finnish trawlers.", "threatened", "Norway", type="THREATEN"
    )
    scene.article()
    scene.tell("Norway warned that Finnish trawlers would find its ports shut.", "warned", "Norway",
               to="Finnish trawlers", type="THREATEN")  # fmt: skip
    (found,) = scene.positions()
    assert found.origins == ("o-a1", "o-a2")


def test_two_demands_about_other_things_are_two() -> None:
    scene = stage()
    scene.tell("Finland demanded that Norway reopen the strait.", "demanded", "Finland", to="Norway", type="REQUEST",
               clause="demanded that Norway reopen the strait")  # fmt: skip
    scene.tell("Finland demanded that Norway pay for the wrecked ferry.", "demanded", "Finland", to="Norway",
               type="REQUEST", clause="demanded that Norway pay for the wrecked ferry")  # fmt: skip
    assert len(scene.positions()) == 2


def test_an_issue_is_a_word_that_positions_share() -> None:
    scene = stage()
    scene.tell(
        "Finland demanded the release of a crew.",
        "demanded",
        "Finland",
        type="REQUEST",
        object="release of a crew",
    )
    scene.tell("Norway refused to release the crew.", "refused", "Norway", type="REJECT", object="crew")
    scene.tell("Denmark proposed a truce at sea.", "proposed", "Denmark", type="AGREE", object="truce")
    assert {p.party: p.issue for p in scene.positions()} == {
        "finland": "crew",
        "norway": "crew",
        "denmark": None,
    }


def test_the_order_of_the_input_does_not_matter() -> None:
    scene = stage()
    scene.tell("Finland demanded a share of the catch.", "demanded", "Finland", type="REQUEST")
    scene.tell("Norway refused to share its catch.", "refused", "Norway", type="REJECT")
    once = scene.positions()
    scene.accounts.reverse()
    assert scene.positions() == once
    assert len(once) == 2
