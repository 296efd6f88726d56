# SPDX-License-Identifier: Apache-2.0
"""The articles as references, read back by bibtexparser and rispy; CSL-JSON by the names of its schema."""

from __future__ import annotations

import json

import bibtexparser
import rispy
from msgspec.structs import replace

from ontherecord.export import export
from ontherecord.model import Build
from tests.export.example import talks

CSL = {
    "id",
    "type",
    "title",
    "author",
    "container-title",
    "issued",
    "URL",
    "language",
    "source",
}  # of its schema


def hostile() -> Build:
    base = talks()
    article = replace(
        base.records[0].articles[0], headline="50% of {x} & \\input{y}\n@misc{evil,", authors=("O’Brien, J.",),
        outlet="A & B_C",
    )  # fmt: skip
    return replace(base, records=(replace(base.records[0], articles=(article,)),))


def test_csl_json() -> None:
    (item,) = json.loads(b"".join(export(talks(), "csl")))
    assert set(item) <= CSL
    assert item["type"] == "article-newspaper"
    assert item["issued"] == {"date-parts": [[2031, 5, 4]]}
    assert item["author"] == [{"literal": "Ida Berg"}, {"literal": "Ole Dahl Nes"}]
    assert item["title"] == "Talks in Oslo"


def test_bibtex_is_read_back() -> None:
    library = bibtexparser.parse_string(b"".join(export(talks(), "bibtex")).decode())
    assert library.failed_blocks == []
    (entry,) = library.entries
    assert entry.entry_type == "article"
    assert entry.fields_dict["year"].value == "2031"
    assert entry.fields_dict["author"].value == "{Ida Berg} and {Ole Dahl Nes}"
    assert entry.fields_dict["url"].value == "https://courier.example/talks"


def test_a_hostile_headline_stays_one_entry() -> None:
    text = b"".join(export(hostile(), "bibtex")).decode()
    library = bibtexparser.parse_string(text)
    assert (len(library.entries), library.failed_blocks) == (1, [])
    assert "\\input" not in text


def test_ris_is_read_back() -> None:
    (entry,) = rispy.loads(b"".join(export(hostile(), "ris")).decode())
    assert entry["type_of_reference"] == "NEWS"
    assert entry["title"] == "50% of {x} & \\input{y} @misc{evil,"
    assert entry["authors"] == ["O’Brien, J."]
    assert entry["year"] == "2031"


def test_an_article_of_two_stories_stands_once() -> None:
    base = talks()
    twice = replace(base, records=(*base.records, *base.records))
    assert b"".join(export(twice, "ris")) == b"".join(export(base, "ris"))
