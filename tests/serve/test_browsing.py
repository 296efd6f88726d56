# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from starlette.testclient import TestClient


def test_a_person_is_followed_over_all_stories(desk: TestClient) -> None:
    entries = desk.get("/people.json").json()["entries"]
    most = entries[0]
    assert most["quotations"] == max(e["quotations"] for e in entries) > 0
    told = desk.get(most["address"].replace("/person?", "/person.json?")).json()
    assert told["said"]
    assert {s["id"] for s in told["stories"]} >= {s["story"] for s in told["said"]}
    first = told["said"][0]["source"]
    assert desk.get(first["address"].partition("#")[0]).status_code == 200
    assert most["name"] in desk.get(most["address"]).text
    assert desk.get("/person", params={"name": "Nobody At All"}).status_code == 404


def test_places_and_days_lead_to_what_is_told(desk: TestClient) -> None:
    countries = desk.get("/places.json").json()["countries"]
    place = countries[0]["places"][0]
    told = desk.get("/place.json", params={"name": place["name"]}).json()
    assert told["stories"]
    months = desk.get("/days.json").json()["months"]
    day = max((d for m in months for d in m["days"]), key=lambda d: d["articles"])
    that = desk.get("/day.json", params={"day": day["day"]}).json()
    assert sum(len(s["articles"]) for s in that["stories"]) + len(that["loose"]) == day["articles"]
    assert desk.get("/day", params={"day": "yesterday"}).status_code == 422


def test_the_register_counts_what_was_carried_before_by_others(desk: TestClient) -> None:
    told = desk.get("/sources.json").json()
    assert (
        sum(o["articles"] for o in told["outlets"])
        == told["articles"]
        == desk.get("/stories.json").json()["articles"]
    )
    reprinting = [o for o in told["outlets"] if o["reprints"]]
    assert reprinting
    assert all(o["reprinted"] > 0.3 for o in reprinting)
    by_share = [o["reprinted"] for o in desk.get("/sources.json?order=reprinted").json()["outlets"]]
    assert by_share == sorted(by_share, reverse=True)


def test_two_articles_are_laid_side_by_side(desk: TestClient, ferry: str) -> None:
    reuse = next(r for r in desk.get(f"/stories/{ferry}/reuse.json").json()["data"] if r["kind"] == "reprint")
    told = desk.get("/compare.json", params={"one": reuse["to"], "other": reuse["from"]}).json()
    assert (told["left"]["id"], told["right"]["id"]) == (reuse["from"], reuse["to"])
    assert any(line["kind"] == "shared" for line in told["lines"])
    assert "stands in" in told["says"]
    page = desk.get("/compare", params={"one": reuse["to"], "other": reuse["from"]}).text
    assert '<tr class="shared">' in page


def test_words_are_found_and_marked(desk: TestClient) -> None:
    found = desk.get("/search.json", params={"words": "captain"}).json()["articles"]
    assert found
    assert any(piece["found"] and piece["text"].lower() == "captain" for piece in found[0]["passage"])
    assert desk.get("/search", params={"words": '"; DROP TABLE stories --'}).status_code == 200


def test_what_changed_is_told_with_its_reasons(desk: TestClient) -> None:
    told = desk.get("/changes.json", params={"since": "2 days"}).json()
    arrivals = [a for s in told["stories"] for a in s["arrivals"]]
    assert arrivals
    assert all(a["because"] for a in arrivals if a["what"] != "started")
    assert told["runs"][0]["state"] == "done"
    assert desk.get("/changes", params={"since": "whenever"}).status_code == 422


def test_the_last_look_is_remembered_by_the_browser(desk: TestClient) -> None:
    answer = desk.post("/seen", data={"token": desk.get("/me.json").json()["token"]})
    assert answer.headers["location"] == "/"
    assert "looked" in answer.cookies
    later = desk.get("/stories.json", params={"since": "last"}).json()
    assert later["stories"] == []
