# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import csv
import io

from ontherecord.export import export
from tests.export.example import COPY, talks

# The header of the published files, as users' loaders expect it.
POLECAT = [
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
]


def rows() -> list[dict[str, str]]:
    text = b"".join(export(talks(), "polecat")).decode()
    return list(csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE, strict=True))


def test_the_forty_columns_come_first_and_in_order() -> None:
    header = next(iter(export(talks(), "polecat"))).decode().rstrip("\n").split("\t")
    assert len(POLECAT) == 40
    assert header[:40] == POLECAT


def test_every_row_is_whole() -> None:
    assert len(rows()) == 6
    for row in rows():
        assert None not in row
        assert all(row.values())  # "None" where nothing is known, never an empty cell


def test_values_of_a_row() -> None:
    row = {r["Event ID"]: r for r in rows()}["talks-e-1"]
    assert (row["Event Date"], row["Event Type"], row["Event Mode"]) == ("2031-05-03", "CONSULT", "None")
    assert (row["Quad Code"], row["Intensity"]) == ("VERBAL COOPERATION", "2.5")
    assert (row["Actor Country"], row["Actor COW"]) == ("FIN; NOR", "375; 385")
    assert (row["Recipient Name"], row["Recipient Country"]) == ("None", "None")
    assert (row["Country"], row["City"], row["Longitude"]) == ("Norway", "Oslo", "-10.7")
    assert (row["Publication Date"], row["Language"]) == ("2031-05-04", "en")
    assert row["Source"] == "'=Courier"  # a spreadsheet must not run it


def test_the_evidence_follows() -> None:
    for row in rows():
        assert COPY[int(row["Start"]) : int(row["End"])] == row["Text"]
        assert row["Article"] == "a9"
        assert "#:~:text=" in row["URL"]
    assert {r["Modality"] for r in rows()} == {"happened", "planned", "hypothetical"}
