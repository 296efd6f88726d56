# SPDX-License-Identifier: Apache-2.0
"""Statements of two origins that exclude each other, two ways of leaving."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import pytest

from ontherecord.model import Account, Article, CastMember, Claim, Modality, Published, Span, When
from ontherecord.reconcile.claims.clashes import clashes
from ontherecord.reconcile.claims.grounds import Grounds
from ontherecord.reconcile.claims.rivals import rivals
from ontherecord.reconcile.matters.oneness import weighed
from ontherecord.reconcile.matters.told import PLAIN, Told, family


def _told(
    number: int, text: str, act: str, *, agents: Sequence[str] = (), patients: Sequence[str] = (), day: str = "",
    printed: str = "2031-05-03", negated: bool = False, modality: Modality = "happened", when_told: str = "Monday",
) -> Told:  # fmt: skip
    document = f"d{number}"
    span = Span(document=document, start=0, end=len(text), text=text)
    words = frozenset(w.strip(".,").lower() for w in text.split())
    what = Span(document=document, start=0, end=len(text), text=" ".join(patients)) if patients else None
    when = (
        When(
            date=day,
            basis="stated",
            span=Span(document=document, start=0, end=len(when_told), text=when_told),
        )
        if day
        else None
    )
    account = Account(
        id=f"a{number}.s1", article=f"a{number}", span=span, trigger=Span(document=document, start=number, end=number + 1, text=act),
        type=family(act), modality=modality, negated=negated, date=when, by=PLAIN,
        recipient_mentions=(what,) if what else (),
    )  # fmt: skip
    return Told(
        account, family(act), frozenset(agents), frozenset(patients), words - {act}, words, printed,
        frozenset(a[1:] for a in agents if a[0] == "="), frozenset({family(act)}),
    )  # fmt: skip


def _grounds(told: Sequence[Told]) -> Grounds:
    printed = {t.account.article: t.published for t in told}
    articles = [
        Article(id=i, document=f"d{i[1:]}", start=0, end=1, outlet=f"Outlet {i}", origin=f"o{i}",
                published=Published(date=printed[i], basis="stated"), segments=())
        for i in sorted(printed)
    ]  # fmt: skip
    people = [CastMember(id=n, name=n.title(), kind="person") for n in ("holt", "lind")]
    return Grounds((), articles, people)


def _standings(claims: Sequence[Claim]) -> list[tuple[str, str]]:
    return [(c.slot.name, c.standing) for c in claims]


def test_one_arrest_of_two_days_is_a_conflict() -> None:
    told = [
        _told(
            1,
            "Police arrested two welders in Rosslare harbour.",
            "arrest",
            patients=("welder",),
            day="2031-05-01",
        ),
        _told(
            2,
            "The welders were arrested at Rosslare harbour.",
            "arrest",
            patients=("welder",),
            day="2031-04-30",
        ),
    ]
    assert _standings(list(clashes(weighed(told), _grounds(told)))) == [("date", "in-conflict")]


def test_two_words_of_one_sense_are_one_party() -> None:
    text = "The {} was boarded by robbers off the coast."
    told = [
        _told(n, text.format(noun), "board", patients=(noun,), day=f"2031-05-0{n}")
        for n, noun in ((1, "ship"), (2, "vessel"))
    ]
    assert _standings(list(clashes(weighed(told), _grounds(told)))) == [("date", "in-conflict")]


def test_an_act_done_once_more_is_another_one() -> None:
    text = "The company {}lowered the lake behind the dam."
    told = [
        _told(n, text.format(more), "lower", agents=("company",), patients=("lake",), day=f"2031-05-0{n}")
        for n, more in ((1, ""), (2, "again "))
    ]
    assert list(clashes(weighed(told), _grounds(told))) == []


def test_two_arrests_of_other_people_are_none() -> None:
    told = [
        _told(1, "Police arrested Holt in Rosslare.", "arrest", patients=("=holt",), day="2031-05-01"),
        _told(2, "Police arrested Lind in Rosslare.", "arrest", patients=("=lind",), day="2031-04-30"),
    ]
    assert list(clashes(weighed(told), _grounds(told))) == []


def test_a_flat_denial_is_a_conflict_and_one_that_says_more_is_none() -> None:
    told = [
        _told(1, "The ferry sank off Ormoc.", "sink", agents=("ferry",)),
        _told(2, "The ferry did not sink off Ormoc.", "sink", agents=("ferry",), negated=True),
    ]
    assert _standings(list(clashes(weighed(told), _grounds(told)))) == [("took place", "in-conflict")]
    more = "The ferry did not sink under weight of tourists cattle lorries timber cement gravel."
    told[1] = _told(2, more, "sink", agents=("ferry",), negated=True)
    assert list(clashes(weighed(told), _grounds(told))) == []


def test_what_somebody_denies_is_at_odds_with_who_tells_it() -> None:
    told = [
        _told(1, "The guards opened fire on the boats.", "fire", agents=("guard",)),
        _told(2, "that guards opened fire on the boats", "fire", agents=("guard",), modality="denied"),
    ]
    (found,) = clashes(weighed(told), _grounds(told))
    assert _standings([found]) == [("took place", "in-conflict")]
    assert sorted(v.value for v in found.values) == ["did not take place", "took place"]


def test_to_resign_and_to_be_dismissed_exclude_each_other() -> None:
    told = [
        _told(1, "Holt resigned.", "resign", agents=("=holt",)),
        _told(2, "The board dismissed Holt.", "dismiss", patients=("=holt",)),
    ]
    assert _standings(list(rivals(told, _grounds(told)))) == [("took place", "in-conflict")]


@pytest.mark.parametrize(
    ("first", "second", "clash"),
    [("2031-04", "2031-04-12", []), ("2031-04-12", "2031-04", []), ("2031-04-12", "2031-04-14", [("date", "in-conflict")])],
)  # fmt: skip
def test_a_day_inside_a_month_is_no_other_date(first: str, second: str, clash: list[tuple[str, str]]) -> None:
    texts = (
        "Police arrested two welders in Rosslare harbour.",
        "The welders were arrested at Rosslare harbour.",
    )
    told = [
        _told(n, text, "arrest", patients=("welder",), day=day)
        for n, (text, day) in enumerate(zip(texts, (first, second), strict=True), 1)
    ]
    assert _standings(list(clashes(weighed(told), _grounds(told)))) == clash


def test_two_meetings_to_come_of_other_parties_are_none() -> None:
    told = [
        _told(1, "Norse and Chilean envoys will meet in Riga on Thursday.", "meet", agents=("=norway", "=chile"),
              day="2031-05-08", modality="planned"),
        _told(2, "Lind will meet Norse envoys in Riga on Friday.", "meet", agents=("=norway", "=lind"), day="2031-05-09",
              modality="planned"),
    ]  # fmt: skip
    assert not list(clashes(weighed(told), _grounds(told)))
    told[1] = told[1]._replace(agents=told[0].agents)
    assert _standings(list(clashes(weighed(told), _grounds(told)))) == [("date", "in-conflict")]


@pytest.mark.parametrize(
    ("second", "standing"), [("2031-05-03", "in-conflict"), ("2031-05-04", "superseded")]
)
def test_a_later_plan_of_one_act_replaces_an_earlier_one(second: str, standing: str) -> None:
    told = [
        _told(n, "Dockers will vote on the offer of the port in Riga.", "vote", agents=("docker",), patients=("offer",),
              day=day, printed=printed, modality="planned")
        for n, day, printed in ((1, "2031-05-08", "2031-05-03"), (2, "2031-05-09", second))
    ]  # fmt: skip
    assert _standings(list(clashes(weighed(told), _grounds(told)))) == [("date", standing)]


@pytest.mark.parametrize(("printed", "conflict"), [("2031-05-03", True), ("2031-05-04", False)])
def test_one_night_is_spent_in_one_place(printed: str, conflict: bool) -> None:
    told = []
    for n, (where, day) in enumerate((("the governor's palace", "2031-05-03"), ("the embassy", printed)), 1):
        text = f"President Holt spent the night in {where} while soldiers held the radio."
        one = _told(n, text, "spend", agents=("=holt",), patients=("night",), printed=day)
        at = text.index(where)
        told.append(one._replace(spots=(Span.of(f"d{n}", text, at, at + len(where)),)))
    found = _standings(list(clashes(weighed(told), _grounds(told))))
    assert found == ([("place", "in-conflict")] if conflict else [])


@pytest.mark.parametrize(
    ("when", "slots"), [("next year", [("date", "in-conflict")]), ("for the next vote", [])]
)
def test_next_year_is_a_date_and_the_next_vote_another_one(when: str, slots: list[tuple[str, str]]) -> None:
    told = [
        _told(n, f"The harbour board will elect a new chair {when}.", "elect", agents=("=holt",), patients=("chair",), day=day,
              modality="planned")
        for n, day in enumerate(("2032-05-01", "2032-05-06"), 1)
    ]  # fmt: skip
    assert _standings(list(clashes(weighed(told), _grounds(told)))) == slots


@pytest.mark.parametrize(
    ("words", "standings"), [("on Monday", ["in-conflict"]), ("late at night", []), ("at midnight", [])]
)
def test_only_words_that_name_a_day_set_one_day_against_another(words: str, standings: list[str]) -> None:
    told = [
        _told(
            n, f"Police arrested two welders in Rosslare harbour {words}.", "arrest", patients=("welder",), day=f"2031-05-0{n}",
            when_told=words,
        )
        for n in (1, 2)
    ]  # fmt: skip
    assert [standing for _, standing in _standings(list(clashes(weighed(told), _grounds(told))))] == standings


@pytest.mark.parametrize(
    ("text", "standings"),
    [
        ("May 1-4 the welders of Rosslare harbour were asked by police.", []),
        ("May 1 the welders of Rosslare harbour were asked by police.", ["in-conflict"]),
    ],
)
def test_the_first_of_several_days_is_no_other_day(text: str, standings: list[str]) -> None:
    told = [
        _told(1, text, "asked", patients=("welder",), day="2031-05-01", when_told="May 1"),
        _told(
            2, "May 4 the welders of Rosslare harbour were asked by police.", "asked", patients=("welder",), day="2031-05-04",
            when_told="May 4",
        ),
    ]  # fmt: skip
    assert [standing for _, standing in _standings(list(clashes(weighed(told), _grounds(told))))] == standings


@pytest.mark.parametrize(
    ("what", "standings"), [("the post", ["in-conflict"]), ("the court by a back door", [])]
)
def test_who_left_a_building_may_have_been_dismissed(what: str, standings: list[str]) -> None:
    own = _told(1, f"Ada Holt left {what} on Monday.", "leave", agents=("=holt",))
    trigger = Span(document="d1", start=9, end=13, text="left")
    own = own._replace(account=msgspec.structs.replace(own.account, trigger=trigger))
    told = [own, _told(2, "Ada Holt was dismissed by the board.", "dismiss", patients=("=holt",))]
    assert [standing for _, standing in _standings(list(rivals(told, _grounds(told))))] == standings


def test_nobody_who_passed_is_not_nobody_who_died() -> None:
    told = [
        _told(1, "A guard died in the yard.", "die", agents=("guard",)),
        _told(2, "Nobody died.", "die", agents=("?nobody",), negated=True),
    ]
    (found,) = clashes(weighed(told), _grounds(told))
    assert _standings([found]) == [("took place", "in-conflict")]
    told[1] = _told(
        2, "Nobody on the far side of the moon died of cold.", "die", agents=("?nobody",), negated=True
    )
    assert list(clashes(weighed(told), _grounds(told))) == []


def test_an_article_that_has_somebody_do_it_and_not_do_it_tells_of_two_acts() -> None:
    told = [
        _told(1, "Holt met Lind on the ferry.", "meet", agents=("=holt",)),
        _told(2, "Holt did not meet Lind.", "meet", agents=("=holt",), negated=True),
    ]
    assert _standings(list(clashes(weighed(told), _grounds(told)))) == [("took place", "in-conflict")]
    own = _told(1, "Holt did not meet Lind.", "meet", agents=("=holt",), negated=True)
    assert list(clashes(weighed([*told, own]), _grounds(told))) == []
