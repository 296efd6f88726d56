# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import io

import networkx
from msgspec.structs import replace

from ontherecord.export import export
from ontherecord.model import Build, CastMember
from tests.export.example import span, talks


def network() -> Build:
    base = talks()
    record = base.records[0]
    salo = CastMember(
        id="eero-salo", name='Eero "<Salo>" & \x00Co', kind="person", mentions=(span("Finland"),)
    )
    events = tuple(
        replace(e, actor=("kari-lund",), recipient=("eero-salo",)) if e.id == "e-3"
        else replace(e, actor=("kari-lund", "eero-salo", "nobody")) if e.id == "e-1" else e
        for e in record.events
    )  # fmt: skip
    return replace(base, records=(replace(record, cast=(*record.cast, salo), events=events),))


def test_networkx_reads_the_cast_and_its_acts() -> None:
    found = networkx.read_graphml(io.BytesIO(b"".join(export(network(), "graphml"))), force_multigraph=True)
    assert dict(found.nodes(data="name")) == {
        "talks/kari-lund": "Kari Lund", "talks/eero-salo": 'Eero "<Salo>" & \ufffdCo',
    }  # fmt: skip
    edges = {(data["type"], data["modality"], data["origins"]) for _, _, data in found.edges(data=True)}
    assert edges == {("REQUEST", "happened", 1), ("CONSULT", "happened", 1)}
    assert found.nodes["talks/kari-lund"]["mentions"] == 1
