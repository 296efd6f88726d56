# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from ontherecord.archive import open_archive
from ontherecord.decide.making import decide
from ontherecord.serve.offers import Choice, Form, forms
from tests.serve.conftest import Start


def ended(client: TestClient, address: str) -> dict[str, Any]:
    """What a page of work says when the work has ended."""
    for _ in range(1200):
        told: dict[str, Any] = client.get(f"{address}.json").json()
        if told["ended"]:
            return told
        time.sleep(0.1)
    raise AssertionError(f"{address} does not end: {told}")


def proposed(client: TestClient, **given: object) -> dict[str, Any]:
    """A proposal with its effect."""
    token = client.get("/me.json").json().get("token", "")
    begun = client.post("/proposals.json", json=given, headers={"x-csrf-token": token})
    assert begun.status_code == 200, begun.text
    return ended(client, begun.json()["address"])


def test_a_decision_shows_its_effect_before_it_is_kept_and_is_undone(start: Start, ferry: str) -> None:
    client = start()
    token = {"x-csrf-token": client.get("/me.json").json().get("token", "")}
    cast = client.get(f"/stories/{ferry}/cast.json", params={"limit": 1000}).json()["data"]
    people = sorted((c for c in cast if c["kind"] == "person"), key=lambda c: -len(c["mentions"]))
    one, other = people[0], people[1]
    told = proposed(client, story=ferry, kind="merge", ids=[one["id"], other["id"]], why="a test of ours")
    assert told["progress"]["state"] == "done", told["progress"]
    words = [d["words"] for e in told["effects"] for d in e["differences"]]
    assert any(one["name"] in w or other["name"] in w for w in words)
    page = client.get(f"/proposals/{told['progress']['number']}").text
    assert "Keep it" in page
    assert "a test of ours" in page
    names = {
        c["name"] for c in client.get(f"/stories/{ferry}/cast.json", params={"limit": 1000}).json()["data"]
    }
    assert {one["name"], other["name"]} <= names, "nothing is changed before it is kept"

    kept = client.post(
        "/decisions.json", json={"proposal": str(told["progress"]["number"])}, headers=token
    ).json()
    work = ended(client, kept["address"])
    assert work["progress"]["state"] == "done", work["progress"]
    assert ferry in work["progress"]["changed"]
    merged = client.get(f"/stories/{ferry}/cast.json", params={"limit": 1000}).json()["data"]
    assert not {one["name"], other["name"]} <= {c["name"] for c in merged}
    assert client.get(f"/proposals/{told['progress']['number']}.json").json()["kept"]

    decision = client.get("/decisions.json").json()["decisions"][0]
    assert decision["holds"]
    undoing = client.post("/proposals/undo.json", json={"decision": decision["id"]}, headers=token).json()
    back = ended(client, undoing["address"])
    assert back["effects"]
    kept = client.post(
        "/decisions.json", json={"proposal": str(back["progress"]["number"])}, headers=token
    ).json()
    assert ended(client, kept["address"])["progress"]["state"] == "done"
    again = client.get(f"/stories/{ferry}/cast.json", params={"limit": 1000}).json()["data"]
    assert again == cast, "undone, the record is what it was"
    assert not client.get("/decisions.json").json()["decisions"][0]["holds"]


def taken(form: Form) -> list[str]:
    """The ids that a form sends when its first choice, or its first two, are taken."""
    if form.choose == "none" or form.wanted == "choice":
        return list(form.ids)
    return [*form.ids, form.choices[0].id]


@pytest.mark.parametrize(
    "kind",
    ["cast", "claims", "utterances", "quotations", "events", "articles", "timeline", "brief", "positions"],
)
def test_every_form_that_is_offered_makes_a_decision(made: Path, ferry: str, kind: str) -> None:
    with open_archive(made) as archive:
        build = archive.build()
        record = next(r for r in build.records if r.story.id == ferry)
        others = tuple(Choice(id=r.story.id, title=r.story.title) for r in build.records if r is not record)
    seen = set()
    for datum in getattr(record, kind)[:25]:
        for form in forms(record, kind, datum, others):
            wanted = (
                form.choices[0].id
                if form.wanted == "choice"
                else form.wanted or ("Somebody New" if form.text else "")
            )
            home = None if form.kind == "same-story" else ferry
            decision = decide(
                build,
                form.kind,
                taken(form),
                who="us",
                when="2031-03-20T10:00:00Z",
                wanted=wanted,
                story=home,
            )
            assert decision.kind == form.kind
            assert decision.subjects
            seen.add(form.kind)
    expected = {
        "cast": {"merge", "split", "rename", "kind", "confirm", "hide"}, "claims": {"hide"}, "utterances": {"speaker", "hide"},
        "quotations": {"speaker", "hide"}, "events": {"same-event", "different-events", "hide"},
        "articles": {"independent", "different-stories", "same-story"},
    }  # fmt: skip
    assert seen >= expected.get(kind, {"hide"})


def test_a_datum_is_corrected_where_it_stands(desk: TestClient, ferry: str) -> None:
    page = desk.get(f"/stories/{ferry}/").text
    claim = desk.get(f"/stories/{ferry}/claims.json").json()["data"][0]
    address = f"/stories/{ferry}/correct?id={claim['id']}"
    assert f'href="{address}"' in page
    offered = desk.get(address)
    assert "See what it changes" in offered.text
    assert desk.get(f"/stories/{ferry}/correct?id=nothing").status_code == 404


def test_what_cannot_be_decided_is_said_in_one_line(desk: TestClient, ferry: str) -> None:
    token = {"x-csrf-token": desk.get("/me.json").json().get("token", "")}
    for given in (
        {"story": ferry, "kind": "merge", "ids": ["p-nobody", "p-none"]},
        {"story": ferry, "kind": "marry", "ids": []},
        {"story": ferry, "kind": "split", "ids": []},
        {"story": ferry, "kind": "merge"},
    ):
        answer = desk.post("/proposals.json", json=given, headers=token)
        assert answer.status_code == 422, given
        assert "\n" not in answer.json()["error"]
    assert desk.post("/decisions.json", json={"proposal": "987"}, headers=token).status_code == 404


def test_a_single_place_is_left_out_where_it_stands(desk: TestClient, ferry: str) -> None:
    page = desk.get(f"/stories/{ferry}/").text
    listed = page.partition('id="places"')[2].partition("</section>")[0]
    places = desk.get(f"/stories/{ferry}/places.json", params={"limit": 1000}).json()["data"]
    linked = [one for one in places if f'correct?id={one["id"]}"' in listed]
    assert len(linked) > 5
    offered = desk.get(f"/stories/{ferry}/correct.json", params={"id": linked[0]["id"]}).json()
    assert (offered["list"], [form["kind"] for form in offered["forms"]]) == ("places", ["hide"])
    told = proposed(desk, story=ferry, kind="hide", ids=[linked[0]["id"]], why="no place here")
    assert told["progress"]["state"] == "done"
    assert told["effects"], "a place less"
