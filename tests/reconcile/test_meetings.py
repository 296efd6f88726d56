# SPDX-License-Identifier: Apache-2.0
"""Meetings from hand-made accounts: our own sentences, each a case that was once wrong or nearly so."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from ontherecord.decide.bonds import Bonds
from ontherecord.decide.places import places
from ontherecord.decide.rulings import NO_RULINGS
from ontherecord.model import (
    Account,
    Article,
    Attendance,
    CastMember,
    Event,
    Meeting,
    Modality,
    Published,
    Quotation,
    RoleHeld,
    Span,
    Speaker,
    When,
    Where,
)
from ontherecord.reconcile.meetings.attendance import level_of, shared_level
from ontherecord.reconcile.meetings.gatherings import source
from ontherecord.reconcile.meetings.meetings import meetings, seated

OSLO = Where(name="Oslo", country="NOR", grain="city", latitude=59.91, longitude=10.75)
BERGEN = Where(name="Bergen", country="NOR", grain="city", latitude=60.39, longitude=5.32)
DAY = When(date="2031-05-03", basis="stated")


class Scene:
    """A story put together sentence by sentence."""

    def __init__(self) -> None:
        self.copy = ""
        self.accounts: list[Account] = []
        self.events: list[Event] = []
        self.quotations: list[Quotation] = []
        self.articles: list[Article] = []
        self.people: dict[str, tuple[str, str | None, str]] = {
            "Kari Lund": ("kari-lund", "NOR", "Norwegian foreign minister"),
            "Eero Salo": ("eero-salo", "FIN", "Finnish foreign minister"),
            "Aino Virta": ("aino-virta", "FIN", "president of Finland"),
            "Norway": ("norway", "NOR", ""),
            "Finland": ("finland", "FIN", ""),
            "Denmark": ("denmark", "DNK", ""),
        }

    def article(self, day: str = "2031-05-04") -> str:
        id_ = f"a{len(self.articles) + 1}"
        published = Published(date=day, basis="stated")
        self.articles.append(
            Article(id=id_, document="d1", start=0, end=0, published=published, origin=f"o-{id_}")
        )
        return id_

    def say(
        self, words: str, trigger: str, *actors: str, modality: Modality = "happened", event: str | None = None,
        **more: Any,
    ) -> Account:  # fmt: skip
        """One sentence with one account of the last article. `event` joins it to an event that is there."""
        start, self.copy = len(self.copy), self.copy + words + "\n"
        number = len(self.accounts) + 1

        def span(text: str) -> Span:
            at = start + words.index(text)
            return Span(document="d1", start=at, end=at + len(text), text=text)

        object_ = more.pop("object", None)
        account = Account(
            id=f"{self.articles[-1].id}.e{number}", article=self.articles[-1].id, type=more.pop("type", "CONSULT"),
            span=span(words), trigger=span(trigger), actor_mentions=tuple(span(a) for a in actors),
            actor_countries=tuple(next((c or "" for n, (_, c, _) in self.people.items() if n in a), "") for a in actors),
            modality=modality, object=span(object_) if object_ else None, event=event or f"e-{number}",
            by=more.pop("by", "verb"), **more,
        )  # fmt: skip
        self.accounts.append(account)
        if event is None:
            self.events.append(
                Event(
                    id=f"e-{number}", type="CONSULT", mode=None, context=(), actor=(), recipient=(),
                    place=account.place, date=account.date, modality=modality, accounts=(account.id,),
                    origins=(), title=words,
                )
            )  # fmt: skip
        else:
            at = next(n for n, e in enumerate(self.events) if e.id == event)
            self.events[at] = replace(self.events[at], accounts=(*self.events[at].accounts, account.id))
        return account

    def cast(self) -> list[CastMember]:
        found = []
        for name, (id_, country, role) in self.people.items():
            spans, at = [], self.copy.find(name)
            while at >= 0:
                spans.append(Span(document="d1", start=at, end=at + len(name), text=name))
                at = self.copy.find(name, at + 1)
            roles = (RoleHeld(text=role, span=spans[0]),) if role and spans else ()
            kind = "person" if role else "place"
            found.append(
                CastMember(id=id_, name=name, kind=kind, country=country, mentions=tuple(spans), roles=roles)  # type: ignore[arg-type]
            )
        return found

    def meetings(self, bonds: Bonds = NO_RULINGS.events) -> tuple[Meeting, ...]:
        heard = source(self.accounts, self.quotations, self.cast(), self.articles, bonds)
        return meetings(seated(self.events, self.accounts, heard), heard)


def presences(meeting: Meeting) -> set[tuple[str, str]]:
    return {(a.name, a.presence) for a in meeting.attendance}


def talks() -> Scene:
    scene = Scene()
    scene.article()
    scene.say(
        "Kari Lund met Eero Salo in Oslo on 3 May.", "met", "Kari Lund", "Eero Salo", date=DAY, place=OSLO
    )
    return scene


def test_a_meeting_has_state_day_place_level_and_who_was_there() -> None:
    (found,) = talks().meetings()
    assert (found.state, found.date, found.place, found.level) == ("held", DAY, OSLO, "ministers")
    assert found.parties == ("kari-lund", "eero-salo")
    assert presences(found) == {("Kari Lund", "attended"), ("Eero Salo", "attended")}
    assert {a.country for a in found.attendance} == {"NOR", "FIN"}
    assert all(
        a.support[0].text.startswith("Kari Lund met") and a.origins == ("o-a1",) for a in found.attendance
    )


def test_who_stays_away_without_a_day_does_so_at_the_meeting_the_story_is_about() -> None:
    scene = talks()
    scene.say("Aino Virta stayed away.", "stayed away", "Aino Virta", by="attendance", negated=True)
    scene.article()
    scene.say("Aino Virta will not attend the talks.", "attend the talks", "Aino Virta", by="attendance",
              negated=True, modality="planned", object="talks")  # fmt: skip
    (found,) = scene.meetings()
    assert {("Aino Virta", "stayed away"), ("Aino Virta", "not coming")} <= presences(found)
    assert found.origins == ("o-a1", "o-a2")


def test_who_comes_only_if_somebody_else_does_is_undecided() -> None:
    scene = talks()
    scene.say("Aino Virta will join the talks only if she is asked.", "join the talks", "Aino Virta",
              by="attendance", modality="planned", object="talks")  # fmt: skip
    assert ("Aino Virta", "undecided") in presences(scene.meetings()[0])


def test_another_meeting_than_the_one_spoken_of_lends_nobody() -> None:
    scene = talks()
    for words, trigger in (
        ("Aino Virta attended an earlier session.", "attended an earlier session"),
        ("Aino Virta took part in some of the previous talks.", "took part in some of the previous talks"),
        ("Aino Virta went to a summit.", "went to a summit"),
    ):
        scene.say(words, trigger, "Aino Virta", by="attendance", object=trigger.split()[-1])
    assert presences(scene.meetings()[0]) == {("Kari Lund", "attended"), ("Eero Salo", "attended")}


def test_instead_of_attending_is_no_attendance() -> None:
    scene = talks()
    scene.say("Aino Virta sent a letter instead of attending.", "attending", "Aino Virta", by="attendance")
    assert "Aino Virta" not in {a.name for a in scene.meetings()[0].attendance}


def test_he_in_a_quotation_is_not_its_speaker() -> None:
    scene = talks()
    words = "“He may come,” Aino Virta said of the other."
    spoken = Span(document="d1", start=len(scene.copy) + 1, end=len(scene.copy) + 12, text="He may come")
    speaker = Speaker(cast="aino-virta", name="Aino Virta")
    scene.quotations.append(
        Quotation(id="a1.q1", article="a1", content=(spoken,), kind="direct", speaker=speaker)
    )
    scene.say(words, "come", "Aino Virta", by="attendance", modality="hypothetical", attributed_to="a1.q1")
    assert "Aino Virta" not in {a.name for a in scene.meetings()[0].attendance}


def test_of_two_meetings_told_as_often_neither_is_the_one_spoken_of() -> None:
    scene = talks()
    scene.say("Norway and Denmark met in Bergen.", "met", "Norway", "Denmark", place=BERGEN)
    scene.say("Aino Virta stayed away.", "stayed away", "Aino Virta", by="attendance", negated=True)
    assert all("Aino Virta" not in {a.name for a in m.attendance} for m in scene.meetings())


def test_what_a_person_keeps_apart_is_two_meetings() -> None:
    scene = talks()
    scene.article()
    scene.say("Kari Lund met Eero Salo on 3 May.", "met", "Kari Lund", "Eero Salo", date=DAY)
    assert len(scene.meetings()) == 1
    first, second = (places([account.trigger]) for account in scene.accounts)
    home = {at: n for n, one in enumerate((first, second)) for at in one}
    apart = Bonds((first, second), (("x-1",), ("x-1",)), frozenset({(0, 1)}), home)
    assert {one.events for one in scene.meetings(apart)} == {("e-1",), ("e-2",)}


def test_the_same_states_on_one_day_met_once() -> None:
    scene = Scene()
    scene.article()
    scene.say(
        "Norway and Finland will meet on 3 May.", "meet", "Norway", "Finland", modality="planned", date=DAY
    )
    scene.article("2031-05-05")
    scene.say("Norway and Finland held talks on 3 May in Oslo.", "held talks", "Norway", "Finland", date=DAY,
              place=OSLO)  # fmt: skip
    (found,) = scene.meetings()
    assert (found.state, found.place, len(found.events)) == ("held", OSLO, 2)
    assert presences(found) == {
        ("Norway", "expected"), ("Norway", "attended"), ("Finland", "expected"), ("Finland", "attended"),
    }  # fmt: skip


def test_people_of_one_country_meet_once_on_a_day_if_one_of_them_is_the_same() -> None:
    scene = Scene()
    scene.article()
    scene.people |= {"Jon Dahl": ("jon-dahl", "NOR", "minister"), "Tor Nes": ("tor-nes", "NOR", "minister")}
    scene.say("Kari Lund met Jon Dahl on 3 May.", "met", "Kari Lund", "Jon Dahl", date=DAY)
    scene.say("Jon Dahl and Kari Lund met on 3 May.", "met", "Jon Dahl", "Kari Lund", date=DAY)
    scene.say("Tor Nes met Norway on 3 May.", "met", "Tor Nes", "Norway", date=DAY)
    assert sorted(len(m.accounts) for m in scene.meetings()) == [1, 2]


def test_other_days_other_places_and_other_states_are_other_meetings() -> None:
    scene = talks()
    scene.say("Kari Lund met Eero Salo on 9 May.", "met", "Kari Lund", "Eero Salo",
              date=When(date="2031-05-09", basis="stated"))  # fmt: skip
    scene.say("Norway and Denmark met in Oslo on 3 May.", "met", "Norway", "Denmark", date=DAY, place=OSLO)
    assert len(scene.meetings()) == 3


def test_a_meeting_of_no_day_and_no_place_and_one_origin_is_not_told() -> None:
    scene = Scene()
    scene.article()
    scene.say("Kari Lund met Eero Salo at the door.", "met", "Kari Lund", "Eero Salo")
    scene.say("Kari Lund discussed the strait with Eero Salo on 3 May.", "discussed", "Kari Lund", "Eero Salo",
              date=DAY)  # fmt: skip
    scene.say("Norway held talks on 3 May.", "held talks", "Norway", date=DAY)
    assert scene.meetings() == ()


def test_a_meeting_that_is_refused_names_who_refuses() -> None:
    scene = Scene()
    scene.article()
    scene.say("Kari Lund would not meet Eero Salo.", "meet", "Kari Lund", "Eero Salo", modality="hypothetical",
              negated=True)  # fmt: skip
    (found,) = scene.meetings()
    assert (found.state, presences(found)) == ("declined", {("Kari Lund", "not coming")})


def test_not_to_discuss_a_meeting_is_not_to_decline_it() -> None:
    scene = Scene()
    scene.article()
    above = scene.say("Norway and Finland did not discuss holding a summit.", "discuss", "Norway", "Finland",
                      negated=True)  # fmt: skip
    scene.say("Norway and Finland did not discuss holding a summit.", "holding a summit", "Norway", "Finland",
              negated=True, modality="hypothetical", under=above.id)  # fmt: skip
    assert scene.meetings() == ()


def test_a_planned_meeting_is_called_off_by_a_later_report_only() -> None:
    def scene(day: str) -> Scene:
        made = Scene()
        made.article("2031-05-01")
        made.say(
            "Norway and Finland will meet in Oslo.",
            "meet",
            "Norway",
            "Finland",
            modality="planned",
            place=OSLO,
        )
        made.article(day)
        made.say("Norway called off the talks.", "called off the talks", "Norway", type="REJECT", object="talks",
                 by="phrase")  # fmt: skip
        return made

    assert scene("2031-05-02").meetings()[0].state == "called off"
    assert scene("2031-04-30").meetings()[0].state == "planned"


def test_the_host_and_who_leads() -> None:
    scene = talks()
    scene.say("The talks, hosted by Denmark, went on.", "hosted", "Denmark", by="phrase")
    scene.say(
        "Aino Virta opened the meeting.", "opened the meeting", "Aino Virta", by="phrase", object="meeting"
    )
    (found,) = scene.meetings()
    assert found.host == "denmark"
    assert ("Aino Virta", "attended") in presences(found)


def test_the_purpose_of_a_journey_takes_its_day() -> None:
    scene = Scene()
    scene.article()
    words = "Kari Lund flew to Oslo on 3 May to meet Eero Salo."
    flown = scene.say(words, "flew", "Kari Lund", mode="visit", date=DAY, place=OSLO, actor=("kari-lund",))
    met = scene.say(words, "meet", "Kari Lund", "Eero Salo", modality="hypothetical", actor=("kari-lund",))
    scene.accounts[1] = replace(met, span=flown.span, trigger=replace(
        met.trigger, start=met.trigger.start - met.span.start, end=met.trigger.end - met.span.start))  # fmt: skip
    (found,) = scene.meetings()
    assert (found.state, found.date, found.place) == ("planned", DAY, OSLO)


def test_levels() -> None:
    told = {
        "Deputy Foreign Minister Eero Salo": "officials",
        "Norwegian Foreign Minister Kari Lund": "ministers",
        "Finland’s president": "heads of state or government",
        "an adviser to the president": "officials",
        "experts from both transport ministries": "experts",
        "Vice President Lund": "ministers",
        "the king of Norway": "heads of state or government",
        "Norway": None,
    }
    assert {text: level_of(text) for text in told} == told


def test_all_sides_meet_on_the_lowest_of_their_highest_levels() -> None:
    def side(country: str, level: str | None) -> Attendance:
        return Attendance(cast=None, name=country, country=country, presence="attended", level=level)

    finland = side("FIN", "heads of state or government"), side("FIN", "officials")
    assert shared_level([*finland, side("NOR", "ministers")]) == "ministers"
    assert shared_level([*finland, side("NOR", None)]) is None
    assert shared_level([]) is None


def test_the_order_of_the_input_does_not_matter() -> None:
    scene = talks()
    scene.article()
    scene.say(
        "Norway and Finland will meet in Oslo.", "meet", "Norway", "Finland", modality="planned", place=OSLO
    )
    once = scene.meetings()
    scene.accounts.reverse()
    scene.events.reverse()
    scene.articles.reverse()
    assert scene.meetings() == once


def test_every_line_of_attendance_has_words_and_origins() -> None:
    for line in (a for m in talks().meetings() for a in m.attendance):
        assert isinstance(line, Attendance)
        assert line.support
        assert line.origins


def test_the_level_of_a_list_is_that_of_the_people_listed() -> None:
    scene = Scene()
    scene.article()
    scene.say(
        "The foreign ministers of Norway, Denmark and Finland met in Oslo on 3 May.", "met",
        "foreign ministers of Norway", "Denmark", "Finland", date=DAY, place=OSLO,
    )  # fmt: skip
    (meeting,) = scene.meetings()
    assert {(a.name, a.level) for a in meeting.attendance} == {
        ("Norway", "ministers"), ("Denmark", "ministers"), ("Finland", "ministers")
    }  # fmt: skip
    assert meeting.level == "ministers"


def test_a_level_is_not_shared_past_the_verb() -> None:
    scene = Scene()
    scene.article()
    scene.say(
        "The foreign ministers of Norway met Finland in Oslo on 3 May.", "met",
        "foreign ministers of Norway", "Finland", date=DAY, place=OSLO,
    )  # fmt: skip
    (meeting,) = scene.meetings()
    assert {(a.name, a.level) for a in meeting.attendance} == {("Norway", "ministers"), ("Finland", None)}


def heads(scene: Scene) -> set[tuple[str, str | None, str]]:
    return {(a.name, a.country, a.presence) for m in scene.meetings() for a in m.attendance if a.heads}


def fish_talks() -> Scene:
    scene = Scene()
    scene.article("2031-05-02")
    scene.say(
        "Norway and Finland will hold talks in Oslo.",
        "talks",
        "Norway",
        "Finland",
        modality="planned",
        date=DAY,
    )
    return scene


def test_who_heads_a_delegation_is_told_of_the_meeting() -> None:
    scene = fish_talks()
    scene.say(
        "Kari Lund heads the Norwegian delegation.",
        "heads the Norwegian delegation",
        "Kari Lund",
        by="phrase",
    )
    assert heads(scene) == {("Kari Lund", "NOR", "expected")}


@pytest.mark.parametrize(
    ("words", "trigger", "more"),
    [
        ("Kari Lund led the Norwegian delegation.", "led the Norwegian delegation", {}),
        ("Kari Lund headed the Danish delegation.", "headed the Danish delegation", {}),
        ("Kari Lund heads the Danish delegation.", "heads the Danish delegation", {}),
        ("Kari Lund heads the Norwegian delegation.", "heads the Norwegian delegation", {"negated": True}),
        ("Kari Lund may head the Norwegian delegation.", "head the Norwegian delegation", {"modality": "hypothetical"}),
        ("Kari Lund heads the previous Norwegian delegation.", "heads the previous Norwegian delegation", {}),
        ("Kari Lund heads the Norwegian delegation in Bergen.", "heads the Norwegian delegation", {"place": BERGEN}),
    ],
)  # fmt: skip
def test_who_heads_another_delegation_or_elsewhere_is_not(
    words: str, trigger: str, more: dict[str, Any]
) -> None:
    scene = fish_talks()
    scene.events[0] = replace(scene.events[0], place=OSLO)
    scene.say(words, trigger, "Kari Lund", by="phrase", **more)
    assert heads(scene) == set()


def test_the_same_two_persons_told_without_day_or_place_met_at_their_only_meeting() -> None:
    scene = talks()
    scene.article()
    scene.say("Eero Salo was tired after meeting Kari Lund.", "meeting", "Eero Salo", "Kari Lund")
    (found,) = scene.meetings()
    assert found.origins == ("o-a1", "o-a2")


def test_which_of_two_meetings_is_meant_is_not_guessed() -> None:
    scene = talks()
    scene.say("Kari Lund met Eero Salo in Bergen on 9 May.", "met", "Kari Lund", "Eero Salo", place=BERGEN,
              date=When(date="2031-05-09", basis="stated"))  # fmt: skip
    scene.article()
    scene.say("Eero Salo was tired after meeting Kari Lund.", "meeting", "Eero Salo", "Kari Lund")
    assert all(m.origins == ("o-a1",) for m in scene.meetings())
