# SPDX-License-Identifier: Apache-2.0
"""schema.org JSON-LD, expanded by a JSON-LD processor; every id that is named is there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from ontherecord.export import export
from tests.export.example import talks

jsonld = pytest.importorskip("pyld.jsonld")


def graph() -> dict[str, dict[str, Any]]:
    made = json.loads(b"".join(export(talks(), "schemaorg")))
    return {node["@id"]: node for node in made["@graph"]}


def named(value: object) -> Iterator[str]:
    """Every id that a value points at."""
    if isinstance(value, dict):
        if set(value) == {"@id"}:
            yield value["@id"]
        for held in value.values():
            yield from named(held)
    elif isinstance(value, list):
        for held in value:
            yield from named(held)


def test_a_processor_expands_it_without_loading_anything() -> None:
    made = json.loads(b"".join(export(talks(), "schemaorg")))
    expanded = jsonld.expand(made, {"documentLoader": lambda url, options: pytest.fail(f"loads {url}")})
    assert len(expanded) == len(made["@graph"])
    types = {kind for node in expanded for kind in node["@type"]}
    assert "https://schema.org/NewsArticle" in types
    assert all(kind.startswith("https://schema.org/") for kind in types)


def test_every_id_that_is_named_is_a_node() -> None:
    nodes = graph()
    assert {
        one for node in nodes.values() for one in named({k: v for k, v in node.items() if k != "@id"})
    } <= set(nodes)


def test_it_rates_nothing_and_tells_no_denied_event() -> None:
    nodes = graph()
    assert "ClaimReview" not in {node["@type"] for node in nodes.values()}
    titles = [node["name"] for node in nodes.values() if node["@type"] == "Event"]
    assert titles
    assert not any("attack" in title for title in titles)


def test_quotes_only_leaves_the_texts_out() -> None:
    assert b"articleBody" in b"".join(export(talks(), "schemaorg"))
    assert b"articleBody" not in b"".join(export(talks(), "schemaorg", quotes_only=True))
