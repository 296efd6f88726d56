# SPDX-License-Identifier: Apache-2.0
"""What the brief's section says besides its sentences."""

from __future__ import annotations

import msgspec

from ontherecord.dossier import dossier
from ontherecord.dossier.brief_view import brief
from ontherecord.dossier.lookup import Lookup
from ontherecord.model import BriefSentence, Record
from tests.dossier import example


def lookup(*sentences: BriefSentence) -> Lookup:
    return Lookup(record(*sentences), example.COPIES, example.DOCUMENTS)


def record(*sentences: BriefSentence) -> Record:
    return msgspec.structs.replace(example.RECORD, brief=sentences or example.RECORD.brief)


def page(settings: dict[str, str], *sentences: BriefSentence) -> str:
    manifest = msgspec.structs.replace(example.MANIFEST, settings=settings)
    return dossier(record(*sentences), example.DOCUMENTS, example.COPIES, manifest)["dossier.html"]


def test_a_sentence_in_conflict_says_whose_it_is() -> None:
    lines = brief(lookup(), {}).lines
    assert [bool(line.says) for line in lines] == [line.standing == "in-conflict" for line in lines]


def test_a_sentence_of_one_source_shows_what_other_origins_agree_on() -> None:
    agreed = next(c for c in example.RECORD.claims if c.standing == "corroborated")
    alone = next(s for s in example.RECORD.brief if s.standing == "single-source")
    (line,) = brief(lookup(msgspec.structs.replace(alone, claims=(agreed.id,))), {}).lines
    (point,) = line.agreed
    assert (point.claim, point.origins) == (agreed.id, 3)
    assert f'<a href="#{agreed.id}">' in page({}, msgspec.structs.replace(alone, claims=(agreed.id,)))


def test_a_brief_of_what_is_new_says_since_when() -> None:
    made = page({"brief_since": "2031-05-15"})
    assert "New since 15 May 2031" in made
    assert "In brief</h2>" not in made


def test_a_rephrased_sentence_shows_the_source_s_own() -> None:
    own = example.RECORD.brief[0]
    other = msgspec.structs.replace(own, sentence="Something shorter.", extract=own.sentence)
    made = page({"rewrite": "tiny at 127.0.0.1"}, other)
    assert "rephrased by tiny at 127.0.0.1" in made
    assert "The source’s own sentence" in made
    assert own.sentence.split()[0] in made
