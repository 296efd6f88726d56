# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: E501 (a table of words and where they stand reads better in long lines)
"""A small invented story as a record made by hand, rich enough for every view.

Two agencies and a radio station report on talks about a closed strait; one article is a reprint, one a
later version, one a rewrite, one has no date, one is hostile (markup, bidi controls, a very long word).
All texts are our own; no outlet, person or country in them exists.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from ontherecord.model import (
    Account,
    Article,
    BriefSentence,
    Build,
    CastMember,
    Change,
    Claim,
    ClaimValue,
    Document,
    Event,
    InputEntry,
    Manifest,
    Membership,
    Origin,
    PlaceReference,
    Published,
    Quotation,
    Record,
    Refusal,
    Reuse,
    RoleHeld,
    Segment,
    SegmentRole,
    Slot,
    Span,
    Speaker,
    Story,
    TimelineEntry,
    TimeReference,
    Utterance,
    Variant,
    Version,
    When,
    Where,
)

Text = list[tuple[SegmentRole, str]]

WIRE: Text = [
    ("headline", "Varnland and Ostrey to meet in Kessel over closed strait"),
    ("byline", "By Mirja Holt, Northwire"),
    ("body", "KESSEL (Northwire) - The foreign ministers of Varnland and Ostrey are expected to meet in Kessel on "
     "Thursday to discuss the closure of the Lond strait, which has kept 40 ships waiting since March."),
    ("body", "“We will come with an open mind, but not with empty hands,” Varnland’s foreign minister, Edda "
     "Marrel, told reporters on Tuesday."),
    ("body", "Ostrey closed the strait after two of its fishing boats were seized. The two countries last held talks "
     "in 2019, in Porta Lume."),
    ("body", "Ostrey’s government denied that it had threatened to fire on ships."),
    ("credit", "Copyright 2031 Northwire. All rights reserved."),
]  # fmt: skip
REPRINT: Text = [
    ("headline", "Neighbours to talk about blocked strait"),
    ("dateline", "KESSEL (Northwire) -"),
    ("body", "The foreign ministers of Varnland and Ostrey are expected to meet in Kessel on "
     "Thursday to discuss the closure of the Lond strait, which has kept 40 ships waiting since March."),
    ("body", "“We will come with an open mind, but not with empty hands,” Varnland’s foreign minister, Edda "
     "Marrel, told reporters on Tuesday."),
    ("body", "For the fishing towns on our own coast the talks cannot come soon enough: the quays of Brill have "
     "been empty for six weeks."),
    ("promo", "MORE: Ten recipes for a rainy week"),
]  # fmt: skip
VERSION: Text = [
    ("headline", "Varnland and Ostrey meet in Kessel over closed strait"),
    ("byline", "By Mirja Holt, Northwire"),
    ("body", "KESSEL (Northwire) - The foreign ministers of Varnland and Ostrey met in Kessel on "
     "Thursday to discuss the closure of the Lond strait, which has kept 52 ships waiting since March."),
    ("body", "“We will come with an open mind, but not with empty hands,” Varnland’s foreign minister, Edda "
     "Marrel, had told reporters on Tuesday."),
    ("body", "The talks lasted three hours. Marrel said that a second round would follow in June."),
    ("body", "Ostrey closed the strait after two of its fishing boats were seized. The two countries last held talks "
     "in 2019, in Porta Lume."),
    ("credit", "Copyright 2031 Northwire. All rights reserved."),
]  # fmt: skip
RADIO: Text = [
    ("headline", "Kessel talks end without a date for reopening"),
    ("body", "Our correspondent in Kessel says that the meeting of the two foreign ministers ended after barely an "
     "hour on Thursday evening."),
    ("body", "“The strait stays closed until our boats are back,” Ostrey’s foreign minister, Jon Askel, said at the "
     "gate of the harbour office."),
    ("body", "Minister Marrell said she had come “with an open mind”."),
    ("caption", "Askel leaves the harbour office in Kessel. (Photo: Coast Radio)"),
]  # fmt: skip
RIVAL: Text = [
    ("headline", "Ostrey: no reopening before boats return"),
    ("body", "PORTA LUME, 16 May (Meridian Press) - Ostrey will keep the Lond strait closed until two seized fishing "
     "boats are returned, Foreign Minister Jon Askel said after talks in Kessel."),
    ("body", "More than 50 ships wait at the strait, the port authority of Brill said."),
    ("body", "Askel said the talks had lasted three hours and that he saw no need for a second round."),
]  # fmt: skip
HOSTILE: Text = [
    ("headline", "<script>alert('strait')</script> & other \u202efun\u202c"),
    ("body", "</p></div><img src=x onerror=alert(1)> “<b>Ships</b> wait,” wrote Edda Marrel 🚢🚢 in a note."),
    ("body", "Long" + "ly" * 300 + " and a null \x00 and a tab\tstop."),
]


@dataclass(frozen=True)
class Copy:
    """A frozen copy with the means to find words in it."""

    id: str
    article: str
    text: str
    segments: tuple[Segment, ...]

    def span(self, words: str, after: str = "") -> Span:
        """The first place of the words, behind those of `after`."""
        start = self.text.index(words, self.text.index(after) if after else 0)
        return Span(document=self.id, start=start, end=start + len(words), text=words)


def frozen(content: Text) -> Copy:
    """Lay paragraphs into a copy whose segments tile it."""
    text, segments = "", []
    for role, words in content:
        segments.append(Segment(role=role, start=len(text), end=len(text) + len(words) + 2))
        text += words + "\n\n"
    key = hashlib.sha256(text.encode()).hexdigest()[:8]
    return Copy("d" + key, "a" + key, text, tuple(segments))


wire, reprint, version, radio, rival, hostile = map(frozen, (WIRE, REPRINT, VERSION, RADIO, RIVAL, HOSTILE))
ALL = (wire, reprint, version, radio, rival, hostile)


def article(copy: Copy, outlet: str | None, date: str | None, **more: object) -> Article:
    headline = next(s for s in copy.segments if s.role == "headline")
    words = copy.text[headline.start : headline.end].strip()
    published = Published(date=date, basis="metadata" if date else "unknown")
    return Article(**{  # type: ignore[arg-type]
        "id": copy.article, "document": copy.id, "start": 0, "end": len(copy.text), "outlet": outlet,
        "headline": words, "published": published, "segments": copy.segments, "outlet_basis": "stated", **more,
    })  # fmt: skip


ARTICLES = (
    article(wire, "Northwire", "2031-05-13T09:20+02:00", agency="Northwire", authors=("Mirja Holt",), origin="o-northwire"),
    article(reprint, "The Brill Packet", "2031-05-14", agency="Northwire", origin="o-northwire", reprint_of=wire.article),
    article(version, "Northwire", "2031-05-15T22:05+02:00", origin="o-northwire", version_of=wire.article),
    article(radio, "Coast Radio", "2031-05-15", origin="o-coast-radio",
            published=Published(date="2031-05-15", basis="inferred-from-story", span=radio.span("Thursday evening"))),
    article(rival, "Capital Courier", "2031-05-16", agency="Meridian Press", origin="o-meridian",
            published=Published(date="2031-05-16", basis="stated", span=rival.span("16 May"))),
    article(hostile, None, None),
)  # fmt: skip

MARREL = Speaker(cast="edda-marrel", name="Edda Marrel", mention=wire.span("Edda Marrel"))
ASKEL = Speaker(cast="jon-askel", name="Jon Askel", mention=radio.span("Jon Askel"))
OPEN_MIND = "We will come with an open mind, but not with empty hands,"

CAST = (
    CastMember(
        id="edda-marrel", name="Edda Marrel", kind="person", variants=("Edda Marrel", "Marrel", "Marrell"),
        roles=(RoleHeld(text="foreign minister", span=wire.span("foreign minister", "Varnland’s")),
               RoleHeld(text="Minister", span=radio.span("Minister", "office."))),
        country="VRN",
        mentions=(wire.span("Edda Marrel"), reprint.span("Edda Marrel"), version.span("Edda Marrel"),
                  version.span("Marrel", "hours"), radio.span("Marrell"), hostile.span("Edda Marrel")),
    ),
    CastMember(
        id="jon-askel", name="Jon Askel", kind="person", variants=("Askel", "Jon Askel"), country="OST",
        roles=(RoleHeld(text="foreign minister", span=radio.span("foreign minister", "Ostrey’s")),
               RoleHeld(text="Foreign Minister", span=rival.span("Foreign Minister"))),
        mentions=(radio.span("Jon Askel"), radio.span("Askel", "office."), rival.span("Jon Askel"), rival.span("Askel", "Brill")),
    ),
    CastMember(id="ostrey", name="Ostrey", kind="organisation", variants=("Ostrey",), country="OST",
               mentions=(wire.span("Ostrey"), rival.span("Ostrey"))),
    CastMember(id="varnland", name="Varnland", kind="organisation", variants=("Varnland",), country="VRN",
               mentions=(wire.span("Varnland"), reprint.span("Varnland", "(Northwire)"))),
    CastMember(id="port-authority-of-brill", name="port authority of Brill", kind="organisation",
               variants=("port authority of Brill",), mentions=(rival.span("port authority of Brill"),)),
    CastMember(id="kessel", name="Kessel", kind="place", variants=("Kessel",), mentions=(wire.span("Kessel"), radio.span("Kessel"))),
    CastMember(id="lond-strait", name="Lond strait", kind="place", variants=("Lond strait",), mentions=(wire.span("Lond strait"),)),
)  # fmt: skip

QUOTATIONS = (
    Quotation(id=f"{wire.article}.q1", article=wire.article, content=(wire.span(OPEN_MIND),), kind="direct",
              speaker=MARREL, cue=wire.span("told"), addressee="reporters", utterance="u-11111111",
              date=When(date="2031-05-13", basis="publication date", span=wire.span("Tuesday"))),
    Quotation(id=f"{reprint.article}.q1", article=reprint.article, content=(reprint.span(OPEN_MIND),), kind="direct",
              speaker=MARREL, cue=reprint.span("told"), utterance="u-11111111"),
    Quotation(id=f"{version.article}.q1", article=version.article, content=(version.span(OPEN_MIND),), kind="direct",
              speaker=MARREL, cue=version.span("told"), utterance="u-11111111"),
    Quotation(id=f"{version.article}.q2", article=version.article,
              content=(version.span("a second round would follow in June"),), kind="indirect", speaker=MARREL,
              cue=version.span("said", "hours"), utterance="u-22222222", force="promised"),
    Quotation(id=f"{radio.article}.q1", article=radio.article,
              content=(radio.span("The strait stays closed until our boats are back,"),), kind="direct", speaker=ASKEL,
              cue=radio.span("said"), utterance="u-33333333", medium="at the gate of the harbour office"),
    Quotation(id=f"{radio.article}.q2", article=radio.article, content=(radio.span("with an open mind"),), kind="mixed",
              speaker=MARREL, cue=radio.span("said", "office."), utterance="u-11111111"),
    Quotation(id=f"{rival.article}.q1", article=rival.article,
              content=(rival.span("Ostrey will keep the Lond strait closed until two seized fishing boats are returned"),),
              kind="indirect", speaker=ASKEL, cue=rival.span("said"), utterance="u-33333333"),
    Quotation(id=f"{rival.article}.q2", article=rival.article,
              content=(rival.span("the talks had lasted three hours"),), kind="indirect", speaker=ASKEL,
              cue=rival.span("said", "Brill said"), utterance=None),
    Quotation(id=f"{hostile.article}.q1", article=hostile.article, content=(hostile.span("<b>Ships</b> wait,"),), kind="direct"),
)  # fmt: skip
UTTERANCES = (
    Utterance(id="u-11111111", speaker=MARREL, fullest=f"{wire.article}.q1", origins=("o-northwire", "o-coast-radio"),
              quotations=tuple(f"{c.article}.q{n}" for c, n in ((wire, 1), (reprint, 1), (version, 1), (radio, 2))),
              variants=(Variant(quotation=f"{reprint.article}.q1", differs="same"),
                        Variant(quotation=f"{version.article}.q1", differs="same"),
                        Variant(quotation=f"{radio.article}.q2", differs="part-quoted")),
              date=When(date="2031-05-13", basis="publication date")),
    Utterance(id="u-22222222", speaker=MARREL, fullest=f"{version.article}.q2", origins=("o-northwire",),
              quotations=(f"{version.article}.q2",)),
    Utterance(id="u-33333333", speaker=ASKEL, fullest=f"{radio.article}.q1", origins=("o-coast-radio", "o-meridian"),
              quotations=(f"{radio.article}.q1", f"{rival.article}.q1"),
              variants=(Variant(quotation=f"{rival.article}.q1", differs="paraphrased"),),
              date=When(date="2031-05-15", basis="publication date")),
)  # fmt: skip

KESSEL = Where(name="Kessel", country="VRN", grain="city", latitude=54.1, longitude=10.2)
ACCOUNTS = (
    Account(id=f"{wire.article}.e1", article=wire.article, event="e-meeting1", type="CONSULT",
            span=wire.span("The foreign ministers of Varnland and Ostrey are expected to meet in Kessel on Thursday"),
            trigger=wire.span("meet", "expected"), actor=("edda-marrel", "jon-askel"), modality="planned", place=KESSEL,
            date=When(date="2031-05-15", basis="publication date", span=wire.span("Thursday"))),
    Account(id=f"{version.article}.e1", article=version.article, event="e-meeting1", type="CONSULT",
            span=version.span("The foreign ministers of Varnland and Ostrey met in Kessel on Thursday"),
            trigger=version.span("met"), actor=("edda-marrel", "jon-askel"), modality="happened", place=KESSEL),
    Account(id=f"{radio.article}.e1", article=radio.article, event="e-meeting1", type="CONSULT",
            span=radio.span("the meeting of the two foreign ministers ended after barely an hour on Thursday evening"),
            trigger=radio.span("meeting"), modality="happened"),
    Account(id=f"{wire.article}.e2", article=wire.article, event="e-talks2019", type="CONSULT", historical=True,
            span=wire.span("The two countries last held talks in 2019, in Porta Lume."), trigger=wire.span("talks", "last")),
    Account(id=f"{wire.article}.e3", article=wire.article, event="e-threat", type="THREATEN", modality="denied",
            span=wire.span("Ostrey’s government denied that it had threatened to fire on ships."),
            trigger=wire.span("threatened"), actor=("ostrey",), attributed_to="ostrey"),
    Account(id=f"{version.article}.e2", article=version.article, event="e-round2", type="CONSULT", modality="planned",
            span=version.span("a second round would follow in June"), trigger=version.span("round"),
            attributed_to=f"{version.article}.q2"),
    Account(id=f"{wire.article}.e4", article=wire.article, event="e-closure", type="COERCE", modality="happened",
            span=wire.span("Ostrey closed the strait after two of its fishing boats were seized."),
            trigger=wire.span("closed", "Tuesday"), actor=("ostrey",)),
)  # fmt: skip


def event(id: str, type: str, title: str, modality: str, accounts: tuple[str, ...], origins: tuple[str, ...],
          **more: object) -> Event:  # fmt: skip
    fields = {"mode": None, "context": (), "actor": (), "recipient": (), "place": None, "date": None, **more}
    return Event(
        id=id, type=type, title=title, modality=modality, accounts=accounts, origins=origins, **fields
    )  # type: ignore[arg-type]


EVENTS = (
    event("e-meeting1", "CONSULT", "The foreign ministers of Varnland and Ostrey met in Kessel", "happened",
          (f"{wire.article}.e1", f"{version.article}.e1", f"{radio.article}.e1"), ("o-northwire", "o-coast-radio"),
          actor=("edda-marrel", "jon-askel"), place=KESSEL, date=When(date="2031-05-15", basis="publication date")),
    event("e-round2", "CONSULT", "A second round of talks", "planned", (f"{version.article}.e2",), ("o-northwire",),
          date=When(date="2031-06", basis="publication date"), place=Where(name="Varnland", grain="country")),
    event("e-talks2019", "CONSULT", "Varnland and Ostrey held talks in Porta Lume", "happened",
          (f"{wire.article}.e2",), ("o-northwire",), date=When(date="2019", basis="stated")),
    event("e-threat", "THREATEN", "Ostrey threatened to fire on ships", "denied", (f"{wire.article}.e3",),
          ("o-northwire",), actor=("ostrey",), recipient=("varnland",)),
    event("e-closure", "COERCE", "Ostrey closed the Lond strait", "happened", (f"{wire.article}.e4",), ("o-northwire",),
          actor=("ostrey",), date=When(date="2031-03~", basis="stated")),
)  # fmt: skip

CLAIMS = (
    Claim(id="c-duration", text="How long the talks in Kessel lasted", slot=Slot(event="e-meeting1", name="duration"),
          standing="in-conflict", why="two origins give different lengths for the same meeting on the same day",
          values=(ClaimValue(value="three hours", origins=("o-northwire", "o-meridian"), asserted="2031-05-15",
                             support=(version.span("The talks lasted three hours."),
                                      rival.span("Askel said the talks had lasted three hours"))),
                  ClaimValue(value="barely an hour", origins=("o-coast-radio",), asserted="2031-05-15",
                             support=(radio.span("ended after barely an hour on Thursday evening"),)))),
    Claim(id="c-ships", text="How many ships wait at the strait", slot=Slot(event="e-closure", name="number"),
          standing="superseded", why="the later version of the article raises the number",
          values=(ClaimValue(value="40", origins=("o-northwire",), asserted="2031-05-13",
                             support=(wire.span("has kept 40 ships waiting"), reprint.span("has kept 40 ships waiting"))),
                  ClaimValue(value="52", origins=("o-northwire",), asserted="2031-05-15",
                             support=(version.span("has kept 52 ships waiting"),)))),
    Claim(id="c-meeting", text="The foreign ministers met in Kessel on Thursday, 15 May",
          slot=Slot(event="e-meeting1", name="took place"), standing="corroborated",
          why="two origins report the meeting on the same day",
          values=(ClaimValue(value="took place", origins=("o-northwire", "o-coast-radio", "o-meridian"),
                             support=(version.span("The foreign ministers of Varnland and Ostrey met in Kessel on Thursday"),
                                      radio.span("the meeting of the two foreign ministers ended"),
                                      rival.span("after talks in Kessel"))),)),
    *(Claim(id=f"c-single{n}", text=text, slot=Slot(utterance="u-22222222", name="said"), standing="single-source",
            why="only one origin reports it",
            values=(ClaimValue(value="said", origins=("o-northwire",), support=(span,)),))
      for n, (text, span) in enumerate([
          ("Marrel said that a second round would follow in June", version.span("Marrel said that a second round would follow in June.")),
          ("The quays of Brill have been empty for six weeks", reprint.span("the quays of Brill have been empty for six weeks")),
          ("Ostrey’s government denied having threatened ships", wire.span("Ostrey’s government denied that it had threatened to fire on ships.")),
      ], 1)),
)  # fmt: skip

TIMELINE = (
    TimelineEntry(id="t-1", date="2019", precision="year", lane="background", event="e-talks2019",
                  title="Varnland and Ostrey held talks in Porta Lume",
                  support=(wire.span("The two countries last held talks in 2019, in Porta Lume."),)),
    TimelineEntry(id="t-2", date="2031-03~", precision="month", lane="background", event="e-closure",
                  title="Ostrey closed the Lond strait", support=(wire.span("Ostrey closed the strait"),)),
    TimelineEntry(id="t-3", date="2031-05-13", precision="day", lane="news", utterance="u-11111111",
                  title="Marrel: “We will come with an open mind, but not with empty hands”",
                  support=(wire.span(OPEN_MIND), radio.span("with an open mind"))),
    TimelineEntry(id="t-4", date="2031-05-15", precision="day", lane="news", event="e-meeting1",
                  title="The foreign ministers of Varnland and Ostrey met in Kessel",
                  support=(version.span("met in Kessel"), radio.span("the meeting of the two foreign ministers"))),
    TimelineEntry(id="t-5", date="2031-06", precision="month", lane="expected", event="e-round2",
                  title="A second round of talks", support=(version.span("a second round would follow in June"),)),
)  # fmt: skip

BRIEF = (
    BriefSentence(id="b-1", standing="corroborated", origins=("o-northwire", "o-coast-radio", "o-meridian"),
                  sentence="The foreign ministers of Varnland and Ostrey met in Kessel on Thursday to discuss the "
                  "closure of the Lond strait.",
                  citations=(version.span("The foreign ministers of Varnland and Ostrey met in Kessel on Thursday to discuss "
                                          "the closure of the Lond strait"),
                             radio.span("the meeting of the two foreign ministers ended"), rival.span("after talks in Kessel")),
                  claims=("c-meeting",), trimmed=(version.span(", which has kept 52 ships waiting since March"),)),
    BriefSentence(id="b-2", standing="in-conflict", origins=("o-northwire", "o-coast-radio"),
                  sentence="Northwire says that the talks lasted three hours, Coast Radio that they ended after barely an hour.",
                  citations=(version.span("The talks lasted three hours."),
                             radio.span("ended after barely an hour on Thursday evening")), claims=("c-duration",)),
    BriefSentence(id="b-3", standing="corroborated", origins=("o-coast-radio", "o-meridian"),
                  sentence="“The strait stays closed until our boats are back,” Ostrey’s foreign minister, Jon Askel, said.",
                  citations=(radio.span("“The strait stays closed until our boats are back,” Ostrey’s foreign minister, "
                                        "Jon Askel, said"),
                             rival.span("Ostrey will keep the Lond strait closed until two seized fishing boats are returned"))),
    BriefSentence(id="b-4", standing="single-source", origins=("o-northwire",),
                  sentence="Marrel said that a second round would follow in June.",
                  citations=(version.span("Marrel said that a second round would follow in June."),)),
)  # fmt: skip

SHARED = "to discuss the closure of the Lond strait, which has kept "
REUSE = (
    Reuse(id="r-1", from_=wire.article, to=reprint.article, basis="published a day earlier, credited", kind="reprint",
          share_of_from=0.55, share_of_to=0.71,
          passages=((wire.span(WIRE[2][1].split(" - ")[1]), reprint.span(REPRINT[2][1])),
                    (wire.span(WIRE[3][1]), reprint.span(REPRINT[3][1])))),
    Reuse(id="r-2", from_=wire.article, to=version.article, basis="published two days earlier", kind="version",
          share_of_from=0.8, share_of_to=0.82,
          passages=((wire.span(WIRE[2][1]), version.span(VERSION[2][1])), (wire.span(WIRE[3][1]), version.span(VERSION[3][1])),
                    (wire.span(WIRE[4][1]), version.span(VERSION[5][1])))),
    Reuse(id="r-3", from_=wire.article, to=radio.article, basis="published earlier", kind="quotation-only",
          share_of_from=0.02, share_of_to=0.04,
          passages=((wire.span("with an open mind"), radio.span("with an open mind")),)),
)  # fmt: skip
VERSIONS = (
    Version(id="v-1", earlier=wire.article, later=version.article, basis="publication dates", changes=(
        Change(class_="changed", what="wording", earlier=wire.span("told", "Marrel,"), later=version.span("had told", "Marrel,")),
        Change(class_="changed", what="headline", earlier=wire.span(WIRE[0][1]), later=version.span(VERSION[0][1])),
        Change(class_="changed", what="figure", earlier=wire.span("has kept 40 ships waiting"), later=version.span("has kept 52 ships waiting")),
        Change(class_="changed", what="modality", earlier=wire.span("are expected to meet in Kessel"), later=version.span("met in Kessel")),
        Change(class_="added", what="quotation", later=version.span("Marrel said that a second round would follow in June.")),
        Change(class_="removed", what="attribution", earlier=wire.span("Ostrey’s government denied that it had threatened to fire on ships.")),
    )),
)  # fmt: skip
ORIGINS = (
    Origin(id="o-northwire", name="Northwire", articles=(wire.article, reprint.article, version.article),
           basis="credit lines and shared passages",
           evidence=(wire.span("(Northwire)"), reprint.span("(Northwire)")),
           members=(Membership(article=wire.article, basis="its own agency slug", span=wire.span("KESSEL (Northwire)")),
                    Membership(article=reprint.article, basis="agency slug; shares 71 % of its words",
                               span=reprint.span("KESSEL (Northwire)"), confidence=0.97),
                    Membership(article=version.article, basis="later version of the same article", confidence=0.8))),
    Origin(id="o-coast-radio", name="Coast Radio", articles=(radio.article,), basis="own reporting from the place",
           members=(Membership(article=radio.article, basis="names its own correspondent", span=radio.span("Our correspondent in Kessel")),)),
    Origin(id="o-meridian", name="Meridian Press", articles=(rival.article,), basis="credit line",
           members=(Membership(article=rival.article, basis="agency slug", span=rival.span("(Meridian Press)")),)),
)  # fmt: skip
TIMES = (
    TimeReference(id=f"{wire.article}.t1", article=wire.article, span=wire.span("Thursday"), type="DATE",
                  value="2031-05-15", basis="publication date", anchor="2031-05-13"),
    TimeReference(id=f"{radio.article}.t1", article=radio.article, span=radio.span("Thursday evening"), type="TIME",
                  value="2031-05-15TEV", basis="story"),
)  # fmt: skip
PLACES = (
    PlaceReference(id=f"{wire.article}.p1", article=wire.article, span=wire.span("Kessel"), place=KESSEL),
    PlaceReference(id=f"{radio.article}.p1", article=radio.article, span=radio.span("Kessel", "correspondent"), place=KESSEL),
)  # fmt: skip

RECORD = Record(
    story=Story(
        id="lond-strait", title="Varnland and Ostrey meet in Kessel over closed strait",
        articles=tuple(a.id for a in ARTICLES), outlets=("Capital Courier", "Coast Radio", "Northwire", "The Brill Packet"),
        origins=tuple(o.id for o in ORIGINS), first="2031-05-13", last="2031-05-16", languages=("en",), warnings=("1 of 6 articles has no publication date that could be told",),
    ),
    articles=ARTICLES, reuse=REUSE, versions=VERSIONS, origins=ORIGINS, cast=CAST, quotations=QUOTATIONS,
    utterances=UTTERANCES, accounts=ACCOUNTS, events=EVENTS, claims=CLAIMS, timeline=TIMELINE, brief=BRIEF, times=TIMES,
    places=PLACES,
)  # fmt: skip
COPIES = {c.id: c.text for c in ALL}
DOCUMENTS = {
    c.id: Document(
        id=c.id, source=f"story/{n:02}.txt", sha256=hashlib.sha256(c.text.encode()).hexdigest(), bytes=len(c.text.encode()),
        media_type="text/plain", charset="utf-8", articles=(c.article,),
    )
    for n, c in enumerate(ALL)
}  # fmt: skip
MANIFEST = Manifest(
    format=1, program={"ontherecord": "0.1.0"}, model={"en_core_web_sm": "3.8.0"}, gazetteers=(),
    inputs=tuple(InputEntry(source=d.source, sha256=d.sha256, bytes=d.bytes, documents=(d.id,)) for d in DOCUMENTS.values()),
    refused=(Refusal(source="story/broken.txt", reason="is empty; give a file with text"),), decisions=(), counts={}, warnings=(),
)  # fmt: skip
EMPTY = Record(story=Story(id="nothing", title="", articles=()))
BUILD = Build(manifest=MANIFEST, documents=tuple(DOCUMENTS.values()), copies=COPIES, records=(RECORD, EMPTY))
