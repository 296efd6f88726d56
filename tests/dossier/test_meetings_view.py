# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from typing import get_args

from msgspec.structs import replace

from ontherecord.dossier.lookup import Lookup
from ontherecord.dossier.meetings_view import CARDS_SHOWN, PRESENCES, STATES, meetings
from ontherecord.dossier.page import dossier
from ontherecord.model import Attendance, Build, Meeting, MeetingState, Presence, When
from tests.made import build, span


def line(presence: Presence, asserted: str, origin: str = "o-1", name: str = "Anna Holt") -> Attendance:
    words = span("d1" if origin == "o-1" else "d2", "Anna Holt")
    return Attendance(
        cast="anna-holt", name=name, country="NOR", presence=presence, asserted=asserted, origins=(origin,),
        support=(words,),
    )  # fmt: skip


def made(*attendance: Attendance, number: int = 1, state: MeetingState = "held") -> Meeting:
    return Meeting(
        id=f"m-{number}", title="The talks opened in Ruse", state=state, date=When(date="2031-03-17", basis="stated"),
        parties=("anna-holt",), attendance=attendance, events=("e-1",), accounts=("a1.e1",), origins=("o-1",),
        support=(span("d1", "The talks opened in Ruse."),),
    )  # fmt: skip


def with_meetings(*held: Meeting) -> Build:
    base = build()
    return replace(base, records=(replace(base.records[0], meetings=held),))


def lookup(*held: Meeting) -> Lookup:
    base = with_meetings(*held)
    return Lookup(base.records[0], base.copies)


def test_a_party_stands_under_what_was_said_last_and_what_was_said_before_beside_it() -> None:
    (card,) = meetings(lookup(made(line("expected", "2031-03-15"), line("not coming", "2031-03-16")))).main
    ((heading, shape, (who,)),) = card.attendance
    assert (heading, shape, who.earlier, who.differs) == ("Not coming", "denied", ("expected",), False)
    assert who.evidence[0].name == "The Lantern"
    assert who.evidence[0].first.href


def test_where_origins_differ_it_stands_under_both() -> None:
    both = made(line("attended", "2031-03-17"), line("stayed away", "2031-03-17", "o-2"))
    (card,) = meetings(lookup(both)).main
    assert [(h, who[0].differs) for h, _, who in card.attendance] == [
        ("Attended", True),
        ("Stayed away", True),
    ]


def test_one_origin_that_corrects_itself_does_not_differ_from_itself() -> None:
    (card,) = meetings(lookup(made(line("not coming", "2031-03-16"), line("attended", "2031-03-17")))).main
    assert [h for h, _, _ in card.attendance] == ["Attended"]


def test_many_meetings_are_folded() -> None:
    many = [made(number=n) for n in range(CARDS_SHOWN + 3)]
    view = meetings(lookup(*many))
    assert (len(view.main), len(view.more)) == (CARDS_SHOWN, 3)


def test_what_is_only_recalled_stands_apart() -> None:
    base = with_meetings(made())
    record = base.records[0]
    told = tuple(replace(a, historical=True) for a in record.accounts)
    view = meetings(Lookup(replace(record, accounts=told), base.copies))
    assert (len(view.main), len(view.recalled)) == (0, 1)


def test_every_state_and_presence_has_a_word_and_a_shape() -> None:
    assert PRESENCES.keys() == set(get_args(Presence))
    assert STATES.keys() == set(get_args(MeetingState))


def test_the_page_has_the_meeting_once_and_its_event_leads_to_it() -> None:
    base = with_meetings(made(line("attended", "2031-03-17", name="<b>Anna</b>")))
    page = dossier(base.records[0], {d.id: d for d in base.documents}, base.copies, base.manifest)[
        "dossier.html"
    ]
    assert page.count('id="e-1"') == 1
    assert 'id="m-1"' in page
    assert "<b>Anna</b>" not in page
    assert "no date" not in page[page.index('id="m-1"') :][:400]
