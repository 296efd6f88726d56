# SPDX-License-Identifier: Apache-2.0
"""Each kind of decision is offered where its error is seen, and shows its effect before it is kept,
holds once it is kept, and is undone without a trace."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from ontherecord.decide.making import KINDS
from tests.serve.conftest import Start
from tests.serve.test_corrections import ended, proposed

pytestmark = pytest.mark.slow
LISTS = ("cast", "claims", "quotations", "utterances", "events", "articles", "meetings", "positions")
_TRIED = 60  # data of a list that are asked what can be said of them


def offers(client: TestClient, story: str) -> dict[str, tuple[str, dict[str, Any]]]:
    """For each kind the first datum, of those that have a link on the page, that it is offered for; with its form."""
    page = client.get(f"/stories/{story}/").text
    found: dict[str, tuple[str, dict[str, Any]]] = {}
    for name in LISTS:
        for datum in client.get(f"/stories/{story}/{name}.json").json()["data"][:_TRIED]:
            if f'correct?id={datum["id"]}"' not in page:
                continue
            told = client.get(f"/stories/{story}/correct.json", params={"id": datum["id"]}).json()
            for form in told["forms"]:
                found.setdefault(form["kind"], (datum["id"], form))
    return found


def proposal(story: str, form: dict[str, Any]) -> dict[str, Any]:
    """What a person sends who takes the first choice of a form."""
    chosen = [one["id"] for one in form["choices"][:1]] if form["choose"] != "none" else []
    given = {
        "story": story,
        "kind": form["kind"],
        "ids": form["ids"],
        "why": "a test",
        "wanted": form["wanted"],
    }
    if form["wanted"] == "choice":
        given["wanted"] = chosen[0]
    elif form["together"]:
        given["together"] = chosen
    else:
        given["ids"] = [*form["ids"], *chosen]
    if form["text"]:
        given["wanted"] = "Somebody New"
    return given


def kept(client: TestClient, number: int) -> None:
    """Keep a proposal, and wait until the stories are up to date."""
    token = {"x-csrf-token": client.get("/me.json").json()["token"]}
    begun = client.post("/decisions.json", json={"proposal": str(number)}, headers=token)
    work = ended(client, begun.json()["address"])["progress"]
    assert work["state"] == "done", work


def archive_told(client: TestClient) -> str:
    """All that the archive tells, but for decisions themselves."""
    return client.get("/export/jsonl").text.partition("\n")[2]


def test_every_kind_is_offered_previewed_kept_and_undone(start: Start, ferry: str) -> None:
    client = start()
    offered = offers(client, ferry)
    assert set(offered) == set(KINDS), set(KINDS) - set(offered)
    page = client.get(f"/stories/{ferry}/").text
    assert f'href="/stories/{ferry}/correct"' in page, (
        "what is one story is corrected at the head of the page"
    )
    before = archive_told(client)
    without = []
    for kind, (_, form) in sorted(offered.items()):
        told = proposed(client, **proposal(ferry, form))
        assert told["progress"]["state"] == "done", (kind, told["progress"])
        assert told["decision"]["kind"] == kind
        assert archive_told(client) == before, f"{kind}: nothing changes before it is kept"
        kept(client, told["progress"]["number"])
        newest = client.get("/decisions.json").json()["decisions"][0]
        assert (newest["kind"], newest["holds"], newest["why"]) == (kind, True, "a test")
        if told["effects"]:
            assert archive_told(client) != before, f"{kind}: kept, it changes what it said it would"
        else:
            without.append(kind)
        token = {"x-csrf-token": client.get("/me.json").json()["token"]}
        begun = client.post(
            "/proposals/undo.json", json={"decision": newest["id"], "why": "over"}, headers=token
        )
        back = ended(client, begun.json()["address"])
        assert bool(back["effects"]) == bool(told["effects"]), kind
        kept(client, back["progress"]["number"])
        assert not client.get("/decisions.json").json()["decisions"][0]["holds"]
        assert archive_told(client) == before, f"{kind}: undone, everything is what it was"
    assert len(without) <= 3, f"nothing would change: {without}"
