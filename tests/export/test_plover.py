# SPDX-License-Identifier: Apache-2.0
"""Held to the field lists of PLOVER's manual (2.0 draft, "Data Fields")."""

from __future__ import annotations

import datetime
import json
import tomllib
from importlib.resources import files
from typing import Any

import pytest

from ontherecord.annotate.accounts.plover import TYPES
from ontherecord.export import export
from ontherecord.export.coded import codes, modes
from tests.export.example import COPY, talks

REQUIRED = {"id": str, "date": str, "actor": list, "event": list}
OPTIONAL = {
    "enddate": str, "time": str, "endtime": str, "recipient": list, "event_loc": dict, "event_text": list,
    "quad_code": int, "event_scale": float, "mode": list, "context": list, "link": str, "text": str,
    "text_info": dict, "cite_info": dict, "has_event": bool, "coder": str, "coded_date": str, "coded_time": str,
    "comment": str, "size": dict,
}  # fmt: skip
ENTITY = {
    "code", "sector", "entity_text", "identifier_id", "identifier_text", "religion", "ethnicity", "office",
    "gender", "age", "raw_text", "entity_name", "wikidata_id", "wiki_description", "country_name", "sector_code",
    "other_sector_codes",
}  # fmt: skip
LOCATION = {
    "extracted_place", "resolved_place", "geonameid", "lat", "lon", "city", "district", "province", "country",
    "country_code", "feature_class", "feature_code", "resolution",
}  # fmt: skip
CITATION = {
    "corpus", "citation", "url", "title", "language", "publication", "license", "copyright", "coder", "codebook",
    "version",
}  # fmt: skip
AUXILIARY = {"historical", "future", "hypothetical", "negation"}
TOPICS = {"diplomatic"}


def lines() -> dict[str, dict[str, Any]]:
    found = [json.loads(line) for line in b"".join(export(talks(), "plover")).splitlines()]
    return {line["x_event"]: line for line in found}


def test_names_and_types_are_those_of_the_manual() -> None:
    for line in lines().values():
        for name, kind in REQUIRED.items():
            assert isinstance(line[name], kind)
        ours = {name for name in line if name.startswith("x_")}
        assert set(line) - ours <= REQUIRED.keys() | OPTIONAL.keys()
        assert all(isinstance(line[n], k) for n, k in OPTIONAL.items() if n in line)
        assert all(set(e) - {"x_cast"} <= ENTITY for e in (*line["actor"], *line["recipient"]))
        assert set(line.get("event_loc", {})) <= LOCATION
        assert set(line["text_info"]) <= {"sequence", "start", "end", "text_story"}
        assert set(line["cite_info"]) <= CITATION


def test_values_are_allowed_ones() -> None:
    for line in lines().values():
        (type_,) = line["event"]
        assert type_ in TYPES
        assert set(line["mode"]) <= modes(type_)
        assert set(line["context"]) <= AUXILIARY | TOPICS
        assert line["quad_code"] in {1, 2, 3, 4}
        assert datetime.date.fromisoformat(line["date"]) <= datetime.date.fromisoformat(line["enddate"])
        for entity in (*line["actor"], *line["recipient"]):
            assert entity["sector"] is None or entity["sector"] in codes()["codes"]["sectors"]
            assert entity["code"] is None or len(entity["code"]) == 3


def test_what_plover_does_not_list_is_left_out() -> None:
    """Denied; vague actors on both sides; history of an unknown day."""
    assert {"e-4", "e-7", "e-9"} & lines().keys() == set()
    assert len(lines()) == 6


@pytest.mark.parametrize(
    ("event", "type_", "mode", "auxiliary"),
    [
        ("e-1", "CONSULT", [], []),
        ("e-2", "AGREE", [], ["future"]),
        ("e-3", "REQUEST", ["yield"], []),
        ("e-5", "ASSAULT", [], ["historical"]),
        ("e-6", "SANCTION", [], ["hypothetical"]),
        ("e-8", "REJECT", ["meet"], []),
    ],
)
def test_modality_becomes_type_or_auxiliary_mode(
    event: str, type_: str, mode: list[str], auxiliary: list[str]
) -> None:
    line = lines()[event]
    assert (line["event"], line["mode"]) == ([type_], mode)
    assert [c for c in line["context"] if c in AUXILIARY] == auxiliary


def test_our_modality_and_the_speaker_stand_beside() -> None:
    line = lines()["e-2"]
    assert (line["x_core"], line["x_modality"], line["x_attributed_to"]) == (
        "CONSULT",
        "planned",
        "Kari Lund",
    )
    assert line["x_date"] == "2031-05"
    assert (line["date"], line["enddate"]) == ("2031-05-01", "2031-05-31")
    actor = line["actor"][0]
    assert (actor["code"], actor["sector"], actor["identifier_text"]) == ("NOR", "GOV", "Kari Lund")
    assert actor["office"] == "Norwegian Foreign Minister"


def test_a_day_that_nobody_tells_is_marked_as_the_day_of_the_report() -> None:
    line = lines()["e-3"]
    assert line["date"] == "2031-05-04"
    assert line["x_date"] is None
    assert "no report tells the day" in line["x_date_basis"]


def test_every_line_has_its_words() -> None:
    for line in lines().values():
        assert line["x_evidence"]
        for told in line["x_evidence"]:
            assert COPY[told["start"] : told["end"]] == told["text"]
            assert told["url"].startswith("https://courier.example/talks#:~:text=")
            assert (told["article"], told["origin"]) == ("a9", "Courier")


def test_the_place_is_as_fine_as_told() -> None:
    assert lines()["e-1"]["event_loc"]["resolution"] == 4
    assert lines()["e-1"]["event_loc"]["country"] == "Norway"
    assert "event_loc" not in lines()["e-3"]


def test_every_mode_of_the_lexicon_is_one_of_plovers() -> None:
    text = files("ontherecord.annotate").joinpath("data/events.toml").read_text(encoding="utf-8")
    acts = [act for held in tomllib.loads(text).values() if isinstance(held, list) for act in held]
    told = {(a["type"], a["mode"]) for a in acts if "type" in a and "mode" in a}
    assert told
    assert {(type_, mode) for type_, mode in told if mode not in modes(type_)} == set()


def test_a_code_is_under_one_sovereign_only_and_has_one_cow_number() -> None:
    under = [code for held in codes()["codes"]["under"].values() for code in held]
    assert len(under) == len(set(under))
    assert not set(under) & codes()["cow"].keys()
    assert len(set(codes()["cow"].values())) == len(codes()["cow"])
