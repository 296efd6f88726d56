# SPDX-License-Identifier: Apache-2.0
"""Each kind of decision is offered where its error is seen, and shows its effect before it is kept."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from ontherecord.decide.making import KINDS
from tests.serve.conftest import Start
from tests.serve.test_corrections import proposed

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


def test_every_kind_is_offered_on_the_page_and_shows_its_effect(start: Start, ferry: str) -> None:
    client = start()
    offered = offers(client, ferry)
    assert set(offered) == set(KINDS), set(KINDS) - set(offered)
    page = client.get(f"/stories/{ferry}/").text
    assert f'href="/stories/{ferry}/correct"' in page, (
        "what is one story is corrected at the head of the page"
    )
    without = []
    for kind, (_, form) in sorted(offered.items()):
        chosen = [one["id"] for one in form["choices"][:1]] if form["choose"] != "none" else []
        given: dict[str, Any] = {
            "story": ferry,
            "kind": kind,
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
        told = proposed(client, **given)
        assert told["progress"]["state"] == "done", (kind, told["progress"])
        assert told["decision"]["kind"] == kind
        if not told["effects"]:
            without.append(kind)
    assert len(without) <= 3, f"nothing would change: {without}"
    assert client.get("/decisions.json").json()["decisions"] == [], "nothing was kept"
