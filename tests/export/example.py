# SPDX-License-Identifier: Apache-2.0
"""A hand-made record of talks between two states, with every modality: for tests of event data."""

from __future__ import annotations

from msgspec.structs import replace

from ontherecord.model import (
    Account,
    Article,
    Build,
    CastMember,
    Event,
    Modality,
    Origin,
    Published,
    Quotation,
    Record,
    RoleHeld,
    Segment,
    Span,
    Speaker,
    Story,
    When,
    Where,
)
from tests import made

SENTENCES = (
    "Finland and Norway met in Oslo on 3 May 2031.",
    "Norwegian Foreign Minister Kari Lund will meet Finnish officials in Helsinki.",
    "Norway demanded that Finland reopen the strait.",
    "Finland did not attack Norway.",
    "Norway invaded Finland in 1931.",
    "Norway may sanction Finland.",
    "Villagers helped a nurse.",
    "Norway refuses to meet Finland.",
    "Troops from Norway crossed the border long ago.",
)
COPY = "\n".join(SENTENCES) + "\n"


def span(words: str, within: str = COPY) -> Span:
    """The first place of `words` inside `within`, a sentence of the copy."""
    start = COPY.index(within) + within.index(words)
    return Span(document="d9", start=start, end=start + len(words), text=words)


def _account(
    number: int, type_: str, trigger: str, actors: str, recipients: str = "", modality: Modality = "happened",
    *, mode: str | None = None, negated: bool = False, historical: bool = False, date: str = "",
    place: Where | None = None, attributed_to: str | None = None,
) -> Account:  # fmt: skip
    words = SENTENCES[number - 1]
    told = [
        [(w.partition("=")[0], w.partition("=")[2]) for w in x.split("|") if w] for x in (actors, recipients)
    ]
    return Account(
        id=f"a9.e{number}", article="a9", event=f"e-{number}", span=span(words), trigger=span(trigger, words),
        type=type_, mode=mode, modality=modality, negated=negated, historical=historical, place=place,
        attributed_to=attributed_to, date=When(date=date, basis="stated") if date else None,
        actor_mentions=tuple(span(w, words) for w, _ in told[0]), actor_countries=tuple(c for _, c in told[0]),
        recipient_mentions=tuple(span(w, words) for w, _ in told[1]),
        recipient_countries=tuple(c for _, c in told[1]),
    )  # fmt: skip


def _event(account: Account) -> Event:
    return Event(
        id=account.event or "", type=account.type, mode=account.mode, context=(), actor=(), recipient=(),
        place=account.place, date=account.date, negated=account.negated,
        modality="denied" if (account.negated, account.modality) == (True, "happened") else account.modality,
        accounts=(account.id,), origins=("o-9",), title=account.span.text,
    )  # fmt: skip


def talks(url: str | None = "https://courier.example/talks") -> Build:
    """One article, nine accounts, one event each."""
    oslo = Where(name="Oslo", country="NOR", grain="city", latitude=59.9, longitude=-10.7, geonameid=3143244,
                 span=span("Oslo"))  # fmt: skip
    accounts = (
        _account(1, "CONSULT", "met", "Finland=FIN|Norway=NOR", date="2031-05-03", place=oslo),
        _account(2, "CONSULT", "meet", "Norwegian Foreign Minister Kari Lund=NOR|Finnish officials=FIN",
                 modality="planned", date="2031-05", attributed_to="a9.q1"),
        _account(3, "REQUEST", "demanded", "Norway=NOR", "Finland=FIN", mode="yield"),
        _account(4, "ASSAULT", "attack", "Finland=FIN", "Norway=NOR", negated=True),
        _account(5, "ASSAULT", "invaded", "Norway=NOR", "Finland=FIN", historical=True, date="1931"),
        _account(6, "SANCTION", "sanction", "Norway=NOR", "Finland=FIN", "hypothetical", mode="relations"),
        _account(7, "AID", "helped", "Villagers", "a nurse"),
        _account(8, "CONSULT", "meet", "Norway=NOR|Finland=FIN", modality="planned", negated=True),
        _account(9, "MOBILIZE", "crossed", "Troops from Norway=NOR", historical=True),
    )  # fmt: skip
    lund = CastMember(
        id="kari-lund", name="Kari Lund", kind="person", country="NOR", mentions=(span("Kari Lund"),),
        roles=(RoleHeld(text="Norwegian Foreign Minister", span=span("Norwegian Foreign Minister")),),
    )  # fmt: skip
    article = Article(
        id="a9", document="d9", start=0, end=len(COPY), outlet="=Courier", headline="Talks\tin Oslo", url=url,
        published=Published(date="2031-05-04T08:00:00+02:00", basis="metadata"), origin="o-9",
        authors=("Ida Berg", "Ole Dahl Nes"), segments=(Segment(role="body", start=0, end=len(COPY)),),
    )  # fmt: skip
    said = Quotation(
        id="a9.q1", article="a9", content=(span("will meet Finnish officials"),), kind="indirect",
        speaker=Speaker(cast="kari-lund", name="Kari Lund"),
    )  # fmt: skip
    record = Record(
        story=Story(id="talks", title="Talks in Oslo", articles=("a9",), origins=("o-9",)), articles=(article,),
        origins=(Origin(id="o-9", name="Courier", articles=("a9",)),), cast=(lund,), quotations=(said,),
        accounts=accounts, events=tuple(_event(a) for a in accounts),
    )  # fmt: skip
    base = made.build()
    document = replace(base.documents[0], id="d9", source="9.txt", language="en", articles=("a9",))
    return replace(base, documents=(document,), copies={"d9": COPY}, records=(record,))
