# SPDX-License-Identifier: Apache-2.0
"""Every page of the route table: what goes out with it, what it holds, and its twin as JSON."""

from __future__ import annotations

import re

import jsonschema
import pytest
from starlette.testclient import TestClient

from ontherecord.export import STORY_KINDS, schema
from tests.serve.conftest import Start
from tests.serve.pages import PAGES, asked, data_of
from tests.serve.test_corrections import ended, proposed


def worked(client: TestClient) -> dict[str, str]:
    """The numbers of a piece of work and of a proposal that have ended."""
    token = client.get("/me.json").json()["token"]
    given = {
        "text": "Mill burns\n\nThe mill of Marlow burned down on Friday, the mayor said.",
        "token": token,
    }
    job = client.post("/add", data=given).headers["location"]
    ended(client, job)
    ferry = next(s["id"] for s in client.get("/stories.json").json()["stories"] if s["articles"] > 5)
    member = client.get(f"/stories/{ferry}/cast.json").json()["data"][0]
    told = proposed(
        client, story=ferry, kind="rename", ids=[member["id"]], wanted="Somebody Else", why="a test"
    )
    return {"job": job.rpartition("/")[2], "proposal": str(told["progress"]["number"])}


def test_every_page_of_the_table(start: Start) -> None:
    client = start()
    addresses = asked(lambda address: client.get(address).json(), worked(client))
    titles: dict[str, list[str]] = {}
    document = client.get("/openapi.json").json()
    for route in PAGES:
        address = addresses[route.path]
        if not address:
            continue  # pages beside a dossier: tests/dossier and test_parts
        answer = client.get(address, headers={"accept": "text/html"})
        page = answer.text
        assert answer.status_code == 200, address
        assert answer.headers["content-type"] == "text/html; charset=utf-8", address
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy, address
        assert "unsafe" not in policy, address
        assert answer.headers["x-content-type-options"] == "nosniff", address
        assert "frame-ancestors 'self'" in policy, address
        assert page.startswith("<!doctype html>\n<html lang="), address
        assert len(re.findall(r"<h1\b", page)) == 1, address
        assert 'class="skip" href="#main"' in page, address
        assert '<main id="main" tabindex="-1">' in page, address
        assert "<style" not in page, address
        assert not re.search(r"<script(?![^>]*\bsrc=\"/static/)", page), address
        assert not re.search(r"\son\w+\s*=\s*[\"']", re.sub(r">[^<]*<", "><", page)), address
        assert not re.search(r'(?:src|srcset|action|data)="(?:https?:)?//', page), address
        assert not re.search(r'<link[^>]+href="(?!/static/)', page), address
        for form in re.findall(r'<form[^>]*method="post".*?</form>', page, re.S):
            assert 'name="token" value="' in form, address
        titles.setdefault(re.search(r"<title>(.*?)</title>", page, re.S)[1], []).append(address)  # type: ignore[index]
        told = client.get(data_of(route, address))
        assert told.status_code == 200, (address, data_of(route, address))
        assert told.headers["content-type"] == "application/json", address
        if route.json:
            form = document["paths"][route.json]["get"]["responses"]["200"]["content"]["application/json"][
                "schema"
            ]
            jsonschema.validate(told.json(), form | {"components": document["components"]})
    story = addresses["/stories/{story}/"].rstrip("/")
    for kind in STORY_KINDS:
        form = document["paths"]["/stories/{story}/{kind}.json"]["get"]["responses"]["200"]["content"][
            "application/json"
        ]
        told = client.get(f"{story}/{kind}.json").json()
        jsonschema.validate(told, form["schema"] | {"components": document["components"]})
        of_kind = schema(kind)
        for datum in told["data"][:20]:
            jsonschema.validate(datum, of_kind)
    same = {title: held for title, held in titles.items() if len(held) > 1}
    assert not same, "each page has a title of its own"


def test_every_page_of_an_empty_archive(start: Start, tmp_path) -> None:  # type: ignore[no-untyped-def]
    from ontherecord.archive import open_archive
    from ontherecord.serve import Settings, application

    with open_archive(tmp_path / "none.sqlite", create=True):
        pass
    settings = Settings(archive=str(tmp_path / "none.sqlite"), state=tmp_path / "none")
    with TestClient(application(settings), base_url="http://localhost", follow_redirects=False) as client:
        for route in PAGES:
            if "{" in route.path or route.path in ("/person", "/place", "/day"):
                continue
            answer = client.get(route.path, headers={"accept": "text/html"})
            assert answer.status_code == 200, route.path
            assert len(answer.text) > 1000, route.path
        for address in ("/person?name=x", "/place?name=x"):
            assert client.get(address, headers={"accept": "text/html"}).status_code == 404
        assert client.get("/day?day=2031-03-20", headers={"accept": "text/html"}).status_code == 200
        assert client.get("/export/jsonl").status_code == 200


def test_a_page_that_nobody_thought_of_fails_the_walk(
    monkeypatch: pytest.MonkeyPatch, desk: TestClient
) -> None:
    from tests.serve import pages

    new = PAGES[0]._replace(path="/new")
    monkeypatch.setattr(pages, "PAGES", (*PAGES, new))
    with pytest.raises(KeyError, match="/new"):
        asked(lambda address: desk.get(address).json(), {"job": "1", "proposal": "2"})
