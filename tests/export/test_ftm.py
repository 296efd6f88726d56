# SPDX-License-Identifier: Apache-2.0
"""FollowTheMoney: every entity has only the properties of its schema, and names only entities before it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from msgspec.structs import replace

from ontherecord.export import export
from ontherecord.model import When
from tests.export.example import talks

SCHEMATA = {
    "Article": {"title", "author", "publisher", "publishedAt", "modifiedAt", "sourceUrl", "bodyText"},
    "Person": {"name", "alias", "position"},
    "Organization": {"name", "alias", "description"},
    "Mention": {"name", "document", "resolved", "detectedSchema"},
    "Event": {"name", "date", "location", "involved", "proof", "summary", "keywords"},
}
"""The properties of each schema that we write: names of the model, release 4."""
POINTING = ("document", "resolved", "involved", "proof")


def entities() -> list[dict[str, Any]]:
    return [json.loads(line) for line in b"".join(export(talks(), "ftm")).splitlines()]


def test_only_properties_of_the_schema_all_lists_of_texts() -> None:
    for entity in entities():
        assert set(entity) == {"id", "schema", "properties"}
        assert set(entity["properties"]) <= SCHEMATA[entity["schema"]]
        for values in entity["properties"].values():
            assert values
            assert all(isinstance(value, str) and value for value in values)
    assert {e["schema"] for e in entities()} >= {"Article", "Mention", "Event"}


def test_its_own_library_takes_every_entity() -> None:
    library = pytest.importorskip("followthemoney", reason="FollowTheMoney's own library is not installed")
    for entity in entities():
        proxy = library.model.get_proxy(entity, cleaned=False)
        assert proxy.schema.name == entity["schema"]
        assert set(proxy.properties) == set(entity["properties"])
        proxy.schema.validate(entity)
        kept = {name: sorted(proxy.get(name)) for name in proxy.properties}
        ours = {name: sorted(map(str.strip, values)) for name, values in entity["properties"].items()}
        assert kept == ours


def test_an_entity_names_only_those_before_it() -> None:
    seen: set[str] = set()
    for entity in entities():
        for name in POINTING:
            assert set(entity["properties"].get(name, ())) <= seen
        assert entity["id"] not in seen
        seen.add(entity["id"])


def test_mentions_stay_apart_from_whom_they_may_mean() -> None:
    by_id = {e["id"]: e for e in entities()}
    mention = next(e for e in by_id.values() if e["schema"] == "Mention")
    (whom,) = mention["properties"]["resolved"]
    assert by_id[whom]["schema"] in {"Person", "Organization"}
    assert by_id[mention["properties"]["document"][0]]["schema"] == "Article"


def test_what_is_denied_or_only_possible_is_no_event() -> None:
    titles = [e["properties"]["name"][0] for e in entities() if e["schema"] == "Event"]
    assert titles
    assert not any("attack" in title or "sanction" in title for title in titles)


def test_a_season_is_no_date_and_signs_of_an_id_are_written_by_number() -> None:
    base = talks()
    record = base.records[0]
    event = replace(record.events[0], date=When(date="2031-21", basis="stated"))
    member = replace(record.cast[0], id="m&m")
    made = replace(base, records=(replace(record, events=(event,), cast=(member,)),))
    told = [json.loads(line) for line in b"".join(export(made, "ftm")).splitlines()]
    assert all("date" not in one["properties"] for one in told if one["schema"] == "Event")
    assert any(one["id"] == "otr-talks-m-x26m" for one in told)
