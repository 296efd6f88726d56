# SPDX-License-Identifier: Apache-2.0
"""The core of the analyst's day over an archive in PostgreSQL: every page, adding, correcting, undoing."""

from __future__ import annotations

from pathlib import Path

from starlette.testclient import TestClient

from ontherecord.archive import open_archive
from ontherecord.read import read
from ontherecord.serve import Settings, application
from tests.archive.conftest import new_database, server  # noqa: F401 - the fixture
from tests.serve.conftest import EXAMPLES
from tests.serve.pages import PAGES, asked, data_of
from tests.serve.test_corrections import ended, proposed
from tests.serve.test_walk import worked


def test_the_server_over_postgresql(server: str, tmp_path: Path) -> None:  # noqa: F811
    where = new_database(server)
    with open_archive(where, create=True) as archive:
        archive.add(read([EXAMPLES / "story", EXAMPLES / "pair"]))
        archive.update(workers=1)
    settings = Settings(archive=where, state=tmp_path / "state")
    with TestClient(application(settings), base_url="http://localhost", follow_redirects=False) as client:
        kept = worked(client)
        addresses = asked(lambda address: client.get(address).json(), kept)
        for route in PAGES:
            address = addresses[route.path]
            if address:
                assert client.get(address, headers={"accept": "text/html"}).status_code == 200, address
                assert client.get(data_of(route, address)).status_code == 200, address
        token = {"x-csrf-token": client.get("/me.json").json()["token"]}
        story = addresses["/stories/{story}/"].strip("/").rpartition("/")[2]
        cast = client.get(f"/stories/{story}/cast.json").json()["data"]
        told = proposed(
            client, story=story, kind="rename", ids=[cast[0]["id"]], wanted="Nobody Else", why="a test"
        )
        assert any("Nobody Else" in d["words"] for e in told["effects"] for d in e["differences"])
        given = {"proposal": str(told["progress"]["number"])}
        assert ended(client, client.post("/decisions.json", json=given, headers=token).json()["address"])
        names = {one["name"] for one in client.get(f"/stories/{story}/cast.json").json()["data"]}
        assert "Nobody Else" in names
        decision = client.get("/decisions.json").json()["decisions"][0]["id"]
        begun = client.post("/proposals/undo.json", json={"decision": decision}, headers=token).json()
        undone = {"proposal": str(ended(client, begun["address"])["progress"]["number"])}
        ended(client, client.post("/decisions.json", json=undone, headers=token).json()["address"])
        assert client.get(f"/stories/{story}/cast.json").json()["data"] == cast
        for format in ("jsonl", "csv", "geojson"):
            assert client.get(f"/stories/{story}/export/{format}").content
