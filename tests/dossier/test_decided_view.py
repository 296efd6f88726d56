# SPDX-License-Identifier: Apache-2.0
"""What a person decided is shown as such: in the dossier and in the chain of evidence."""

from __future__ import annotations

import msgspec
import pytest

from ontherecord.dossier import dossier
from ontherecord.dossier.decided_view import decided
from ontherecord.explain import explain
from ontherecord.model import Build, Outcome
from tests import made as hand

DECISION = Outcome(
    id="x-0123456789", kind="confirm", text="“Anna Holt” is right for Anna Holt", who="Rosa <b>Ilieva</b>",
    when="2031-03-22T10:00:00Z", why="she told us", state="applied",
)  # fmt: skip
LOST = Outcome(
    id="x-9876543210", kind="hide", text="hide the claim", who="Ilian", when="2031-03-23T10:00:00Z", why="", state="lost",
    because="the article is gone or was edited",
)  # fmt: skip


@pytest.fixture
def build() -> Build:
    """The build made by hand, in which a person confirmed Anna Holt and another hid a claim that is gone."""
    given = hand.build()
    (record,) = given.records
    cast = tuple(msgspec.structs.replace(m, confirmed=True, decisions=(DECISION.id,)) for m in record.cast)
    manifest = msgspec.structs.replace(
        given.manifest, decisions=(DECISION.id, LOST.id), outcomes=(DECISION, LOST)
    )
    return msgspec.structs.replace(
        given, manifest=manifest, records=(msgspec.structs.replace(record, cast=cast),)
    )


def test_a_datum_that_a_person_decided_on_leads_to_the_decision(build: Build) -> None:
    marks, lines = decided(build.records[0], build.manifest)
    assert {id_: (m.href, m.who) for id_, m in marks.items()} == {
        "anna-holt": ("#x-0123456789", "Rosa <b>Ilieva</b>")
    }
    assert [(line.state, line.when) for line in lines] == [
        ("", "2031-03-22 10:00 UTC"),
        ("lost", "2031-03-23 10:00 UTC"),
    ]


def test_the_page_shows_who_and_why_and_what_is_lost(build: Build) -> None:
    page = dossier(build.records[0], {d.id: d for d in build.documents}, build.copies, build.manifest)[
        "dossier.html"
    ]
    assert "decided by <bdi>Rosa &lt;b&gt;Ilieva&lt;/b&gt;</bdi></a>" in page
    assert page.count('href="#x-0123456789"') == 1
    assert '<li id="x-0123456789">' in page
    assert "she told us" in page
    assert "the article is gone or was edited" in page


def test_a_page_without_decisions_says_nothing_of_them() -> None:
    given = hand.build()
    page = dossier(given.records[0], {d.id: d for d in given.documents}, given.copies, given.manifest)[
        "dossier.html"
    ]
    assert "decided" not in page.replace(".decided", "").replace("have decided", "")


def test_the_chain_of_evidence_ends_with_who_decided(build: Build) -> None:
    lines = list(explain("anna-holt", build))
    at = next(n for n, line in enumerate(lines) if "x-0123456789  (decision)" in line)
    assert "    who: Rosa <b>Ilieva</b>" in lines[at:]
    assert "    why: she told us" in lines[at:]
    assert any("because: the article is gone" in line for line in explain("x-9876543210", build))
