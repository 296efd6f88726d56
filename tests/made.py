# SPDX-License-Identifier: Apache-2.0
"""A build of one story and two short articles, made by hand: for tests of what comes after the stages."""

from __future__ import annotations

import hashlib

from ontherecord.model import (
    Account,
    Article,
    BriefSentence,
    Build,
    CastMember,
    Claim,
    ClaimValue,
    Document,
    Event,
    InputEntry,
    Manifest,
    Origin,
    Published,
    Quotation,
    Record,
    Segment,
    Slot,
    Span,
    Speaker,
    Story,
    Utterance,
)

ONE = "Ferry talks open\nAnna Holt said “the river is high”. The talks opened in Ruse. 🛶 Fourteen died.\n"
TWO = "Talks on ferry\nThe river is high, Anna Holt said. The talks opened in Giurgiu.\n"


def span(document: str, words: str) -> Span:
    """The first place of `words` in one of the two copies."""
    copy = {"d1": ONE, "d2": TWO}[document]
    start = copy.index(words)
    return Span(document=document, start=start, end=start + len(words), text=words)


def build() -> Build:
    """Two outlets, two origins, one shared utterance, one conflict."""
    articles = (_article("1", ONE, "The Lantern"), _article("2", TWO, "Rivertown Post"))
    speaker = Speaker(cast="anna-holt", name="Anna Holt", mention=span("d1", "Anna Holt"))
    said = Quotation(
        id="a1.q1", article="a1", content=(span("d1", "the river is high"),), kind="direct", speaker=speaker,
        cue=span("d1", "said"), utterance="u-1",
    )  # fmt: skip
    opened = Account(
        id="a1.e1", article="a1", span=span("d1", "The talks opened in Ruse."), trigger=span("d1", "opened"),
        event="e-1", type="CONSULT", actor=("anna-holt",),
    )  # fmt: skip
    event = Event(
        id="e-1", type="CONSULT", mode=None, context=(), actor=("anna-holt",), recipient=(), place=None,
        date=None, modality="happened", accounts=("a1.e1",), origins=("o-1",), title="Talks open",
    )  # fmt: skip
    claim = Claim(
        id="c-1",
        text="The talks opened in Ruse.",
        slot=Slot(event="e-1", name="place"),
        values=(
            ClaimValue(value="Ruse", support=(span("d1", "Ruse"),), origins=("o-1",)),
            ClaimValue(value="Giurgiu", support=(span("d2", "Giurgiu"),), origins=("o-2",)),
        ),
        standing="in-conflict",
        why="one origin names Ruse, one Giurgiu",
    )
    record = Record(
        story=Story(
            id="ferry-talks", title="Ferry talks open", articles=("a1", "a2"), outlets=("Rivertown Post", "The Lantern"),
            origins=("o-1", "o-2"),
        ),
        articles=articles,
        origins=(Origin(id="o-1", name="The Lantern", articles=("a1",)), Origin(id="o-2", name="Post", articles=("a2",))),
        cast=(CastMember(id="anna-holt", name="Anna Holt", kind="person", mentions=(span("d1", "Anna Holt"),)),),
        quotations=(said,),
        utterances=(Utterance(id="u-1", speaker=speaker, quotations=("a1.q1",), fullest="a1.q1", origins=("o-1",)),),
        accounts=(opened,),
        events=(event,),
        claims=(claim,),
        brief=(BriefSentence(
            id="b1", sentence="The talks opened in Ruse.", citations=(span("d1", "The talks opened in Ruse."),),
            claims=("c-1",), origins=("o-1",), standing="in-conflict",
        ),),
    )  # fmt: skip
    return Build(manifest=_manifest(), documents=(_document("1", ONE), _document("2", TWO)),
                 copies={"d1": ONE, "d2": TWO}, records=(record,))  # fmt: skip


def _article(number: str, copy: str, outlet: str) -> Article:
    cut = copy.index("\n") + 1
    return Article(
        id=f"a{number}", document=f"d{number}", start=0, end=len(copy), outlet=outlet, headline=copy[: cut - 1],
        published=Published(date="2031-03-17", basis="stated"), origin=f"o-{number}",
        segments=(Segment(role="headline", start=0, end=cut), Segment(role="body", start=cut, end=len(copy))),
    )  # fmt: skip


def _document(number: str, copy: str) -> Document:
    digest = hashlib.sha256(copy.encode()).hexdigest()
    return Document(
        id=f"d{number}", source=f"{number}.txt", sha256=digest, bytes=len(copy.encode()), media_type="text/plain",
        charset="utf-8", articles=(f"a{number}",),
    )  # fmt: skip


def _manifest() -> Manifest:
    return Manifest(
        format=1, program={"name": "ontherecord", "version": "0"}, model={}, gazetteers=(),
        inputs=(InputEntry(source="1.txt", sha256="", bytes=1),), refused=(), decisions=(), counts={"articles": 2},
        warnings=(),
    )  # fmt: skip
