# SPDX-License-Identifier: Apache-2.0
"""A folder of coverage nobody would wish for, built as a whole: a verified record with honest origins."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

import ontherecord as otr
from tests.trace.test_hostile import TEXT, TRANSLATED

DOCKS = (
    "Dockers at Port Elvin stopped work on Thursday over night shifts, and nine ships lay waiting outside the bar.",
    "The harbour office said the tide tables would be printed anew, since nobody could say who might read them.",
    "Joanna Pell, who speaks for the crane drivers, asked for a rest of eleven hours between one shift and the next.",
    "Rafael Mbeki of the shipping firm Halden called that more than any port on the coast had ever granted.",
    "A ferry with 40 passengers was sent on to Ruse, where the mayor had tea and blankets brought to the quay.",
    "Two tugs were hired from Lower Tamsin at a price that the board of the port would not say aloud on Friday.",
)


def _row(host: str, outlet: str, title: str, text: str, date: str | None = None) -> dict[str, str | None]:
    return {"url": f"https://{host}.example/1", "outlet": outlet, "title": title, "text": text, "date": date}


def _rows() -> Iterator[dict[str, str | None]]:
    for n in range(20):
        yield _row(f"outlet{n}", f"Outlet {n}", "Gates opened", TEXT)
    yield _row("bote", "Brindaler Bote", "Tore offen", TRANSLATED)
    yield _row("quay", "The Quay", "", "\n".join(DOCKS))
    claimed = "\n".join(DOCKS[1:5]) + "\nThis story originally appeared in "
    yield _row("pell", "Pell Post", "Docks", claimed + "Brindale Mail")
    yield _row("mail", "Brindale Mail", "Docks", claimed + "Pell Post")
    yield _row("far", "Far Mail", "To come", "\n".join(DOCKS[3:]), "2999-01-01")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> otr.Build:
    path = tmp_path_factory.mktemp("bad") / "coverage.jsonl"
    path.write_text("\n".join(map(json.dumps, _rows())), "utf-8")
    return otr.build([path], workers=1)


def test_every_article_is_in_one_story(built: otr.Build) -> None:
    told = [article for record in built.records for article in record.story.articles]
    assert len(told) == len(set(told)) == 25


def test_twenty_copies_support_nothing_twice(built: otr.Build) -> None:
    flood = max(built.records, key=lambda record: len(record.story.articles))
    copies = {a.id for a in flood.articles if (a.outlet or "").startswith("Outlet")}
    assert len(copies) == 20
    assert [copies <= set(origin.articles) for origin in flood.origins].count(True) == 1
    assert not [claim for claim in flood.claims if claim.standing == "corroborated"]


def test_each_the_source_of_the_other_is_one_origin(built: otr.Build) -> None:
    one = next(
        o
        for record in built.records
        for o in record.origins
        for a in o.articles
        if _outlet(record, a) == "Pell Post"
    )
    record = next(record for record in built.records if one in record.origins)
    assert "Brindale Mail" in {_outlet(record, article) for article in one.articles}


def _outlet(record: otr.Record, article: str) -> str | None:
    return next((a.outlet for a in record.articles if a.id == article), None)
