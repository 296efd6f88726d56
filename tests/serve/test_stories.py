# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import json
import re
from pathlib import Path

import msgspec
from starlette.testclient import TestClient

from ontherecord.archive import open_archive
from ontherecord.export import STORY_KINDS


def test_the_list_has_every_story_and_finds_by_words_outlet_and_day(desk: TestClient, ferry: str) -> None:
    everything = desk.get("/stories.json").json()
    assert everything["total"] == len(everything["stories"]) >= 3
    assert everything["waiting"] == 0
    by_words = desk.get("/stories.json", params={"words": "ferry captain"}).json()["stories"]
    assert by_words[0]["id"] == ferry
    outlet = desk.get(f"/stories/{ferry}/articles.json").json()["data"][0]["outlet"]
    assert ferry in {s["id"] for s in desk.get("/stories.json", params={"outlet": outlet}).json()["stories"]}
    assert desk.get("/stories.json", params={"outlet": "No Such Paper"}).json()["stories"] == []
    days = {s["id"] for s in desk.get("/stories.json", params={"day": "2031-03-18"}).json()["stories"]}
    assert ferry in days < {s["id"] for s in everything["stories"]}


def test_a_story_is_read_at_its_address_with_every_view_of_the_dossier(desk: TestClient, ferry: str) -> None:
    page = desk.get(f"/stories/{ferry}/")
    assert page.status_code == 200
    for section in (
        "brief",
        "claims",
        "sources",
        "quotes",
        "timeline",
        "events",
        "positions",
        "places",
        "cast",
        "articles",
    ):
        assert f'<section id="{section}"' in page.text
    assert "<style" not in page.text
    assert not re.search(r"<script(?![^>]*\bsrc=)", page.text)
    again = desk.get(f"/stories/{ferry}/", headers={"if-none-match": page.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_address_a_dossier_has_in_a_folder_leads_to_the_one_here(desk: TestClient, ferry: str) -> None:
    moved = desk.get(f"/stories/{ferry}/dossier.html")
    assert (moved.status_code, moved.headers["location"]) == (308, f"/stories/{ferry}/")


def test_a_list_of_a_record_comes_in_stretches_and_as_lines(desk: TestClient, ferry: str) -> None:
    told = desk.get(f"/stories/{ferry}.json").json()
    some = desk.get(f"/stories/{ferry}/quotations.json", params={"offset": 2, "limit": 3}).json()
    assert some["total"] == told["counts"]["quotations"] > 10
    assert len(some["data"]) == 3
    lines = desk.get(f"/stories/{ferry}/quotations.jsonl").text.splitlines()
    assert len(lines) == some["total"]
    assert f'"id":"{some["data"][0]["id"]}"' in lines[2]


def test_an_article_is_read_with_its_layers_and_as_data(desk: TestClient, ferry: str) -> None:
    article = desk.get(f"/stories/{ferry}/articles.json").json()["data"][0]
    page = desk.get(f"/articles/{article['id']}").text
    assert 'id="layer-quotation"' in page
    assert f'href="/stories/{ferry}/"' in page
    told = desk.get(f"/articles/{article['id']}.json").json()
    assert told["story"] == ferry
    assert len(told["text"]) == article["end"] - article["start"]
    assert article["headline"] in told["text"]


def test_what_is_not_there_is_said_in_one_line(desk: TestClient, ferry: str) -> None:
    for address in ("/stories/none/", "/stories/none.json", f"/stories/{ferry}/nothing.json", "/articles/a00000000.json",
                    f"/stories/{ferry}/articles-999.html", "/export/nothing"):  # fmt: skip
        answer = desk.get(address)
        assert answer.status_code == 404, address
    assert "no story has the id" in desk.get("/stories/none.json").json()["error"]


def test_every_format_of_a_story_is_a_file(desk: TestClient, ferry: str) -> None:
    formats = desk.get("/downloads.json").json()["formats"]
    assert {"jsonl", "csv", "geojson", "annotations"} <= {one["name"] for one in formats}
    for one in formats:
        answer = desk.get(f"/stories/{ferry}/export/{one['name']}")
        assert answer.status_code == 200, one
        assert answer.content
        assert answer.headers["content-disposition"].startswith('attachment; filename="')
        assert one["suffix"] in answer.headers["content-disposition"]


def test_without_full_texts_an_export_has_no_copy(desk: TestClient, ferry: str) -> None:
    whole = desk.get(f"/stories/{ferry}/export/jsonl").text
    short = desk.get(f"/stories/{ferry}/export/jsonl", params={"quotes_only": "true"}).text
    assert '"copy":""' not in whole
    assert len(short) < len(whole) - 20_000


def test_the_list_tells_what_each_record_says(desk: TestClient, made: Path) -> None:
    with open_archive(made) as archive:
        for line in desk.get("/stories.json").json()["stories"]:
            record = archive.record(line["id"], ["brief", "claims"])
            assert line["lead"] == (record.brief[0].sentence if record.brief else "")
            assert line["conflicts"] == sum(claim.standing == "in-conflict" for claim in record.claims)
            assert all(word in line["named"] for word in record.story.outlets[:4])


def test_a_list_that_is_given_out_as_it_lies_is_the_list_of_the_record(
    desk: TestClient, made: Path, ferry: str
) -> None:
    with open_archive(made) as archive:
        record = archive.record(ferry)
    for kind in STORY_KINDS:
        told = desk.get(f"/stories/{ferry}/{kind}.json", params={"limit": 1000}).json()
        held = getattr(record, kind)
        assert told["total"] == len(held)
        assert told["data"] == json.loads(msgspec.json.encode(held[:1000])), kind
    beyond = desk.get(f"/stories/{ferry}/claims.json", params={"offset": 10**6}).json()
    assert (beyond["data"], beyond["offset"]) == ([], 10**6)
