# SPDX-License-Identifier: Apache-2.0
"""Who took part in a meeting, who stayed away and who led, as claims with their standing."""

from __future__ import annotations

from msgspec.structs import replace

from ontherecord.model import Claim
from ontherecord.reconcile.claims.attended import of_meeting
from ontherecord.reconcile.claims.grounds import Grounds
from ontherecord.reconcile.meetings.gatherings import source
from ontherecord.reconcile.meetings.meetings import seated
from tests.reconcile.test_meetings import DAY, OSLO, Scene, talks


def claims(scene: Scene) -> dict[str, Claim]:
    heard = source(scene.accounts, scene.quotations, scene.cast(), scene.articles)
    story = Grounds(scene.quotations, scene.articles, scene.cast())
    tables = seated(scene.events, scene.accounts, heard)
    return {c.slot.name: c for held in tables for c in of_meeting(held, story)}


def away(scene: Scene, words: str, **more: object) -> None:
    """One more article that says that Aino Virta does not come."""
    scene.article()
    scene.say(words, "attend the talks", "Aino Virta", by="attendance", negated=True, modality="planned",
              object="talks", **more)  # type: ignore[arg-type] # fmt: skip


def test_who_met_took_part() -> None:
    found = claims(talks())
    assert {name: c.values[0].value for name, c in found.items()} == {
        "attended: kari-lund": "took part", "attended: eero-salo": "took part",
    }  # fmt: skip
    assert {c.standing for c in found.values()} == {"single-source"}


def test_two_origins_corroborate_that_somebody_stays_away_though_another_meeting_is_on_that_day() -> None:
    scene = talks()
    scene.article()
    scene.say("Kari Lund met Denmark in Oslo.", "met", "Kari Lund", "Denmark", date=DAY, place=OSLO)
    scene.article()
    scene.say("Eero Salo met Kari Lund again in words of their own.", "met", "Eero Salo", "Kari Lund",
              event="e-1", date=DAY)  # fmt: skip
    away(scene, "Aino Virta will not attend the talks.", date=DAY)
    away(scene, "Aino Virta will not attend the talks in Oslo.", place=OSLO)
    one = claims(scene)["attended: aino-virta"]
    assert (one.standing, [v.value for v in one.values]) == ("corroborated", ["stayed away"])
    assert {"o-a4", "o-a5"} <= set(one.values[0].origins)


def test_that_she_might_not_come_says_nothing() -> None:
    scene = talks()
    scene.say("Aino Virta might not attend the talks.", "attend the talks", "Aino Virta", by="attendance",
              negated=True, modality="hypothetical", object="talks")  # fmt: skip
    assert "attended: aino-virta" not in claims(scene)


def test_who_was_expected_and_stayed_away_is_superseded() -> None:
    scene = talks()
    scene.articles[0] = replace(
        scene.articles[0], published=replace(scene.articles[0].published, date="2031-05-02")
    )
    scene.say("Aino Virta will attend the talks.", "attend the talks", "Aino Virta", by="attendance",
              modality="planned", object="talks")  # fmt: skip
    assert "attended: aino-virta" not in claims(scene)  # of one origin that expects her nothing is claimed
    away(scene, "Aino Virta will not attend the talks.")
    last = scene.accounts[-1]  # in a document of its own, which the lookup of the cast need not know
    scene.accounts[-1] = replace(last, span=replace(last.span, document="d2"))
    one = claims(scene)["attended: aino-virta"]
    assert (one.standing, [v.value for v in one.values]) == ("superseded", ["was expected", "stayed away"])


def test_nobody_sits_at_a_meeting_that_is_declined() -> None:
    scene = Scene()
    scene.article()
    scene.say("Kari Lund would not meet Eero Salo.", "meet", "Kari Lund", "Eero Salo", modality="planned",
              negated=True)  # fmt: skip
    assert claims(scene) == {}


def test_who_leads_a_delegation_is_told_by_two() -> None:
    scene = talks()
    for words in (
        "Kari Lund will lead the Norwegian delegation.",
        "Kari Lund is to lead the Norwegian delegation.",
    ):
        scene.say(words, "lead the Norwegian delegation", "Kari Lund", by="phrase", modality="planned")
        scene.article()
        scene.say("Kari Lund meets Eero Salo.", "meets", "Kari Lund", "Eero Salo", event="e-1", date=DAY)
    one = claims(scene)["led"]
    assert (one.standing, one.values[0].value) == ("corroborated", "Kari Lund")
