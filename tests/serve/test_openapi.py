# SPDX-License-Identifier: Apache-2.0
"""Every address of the OpenAPI document, asked with what the document allows and with what it does not."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from ontherecord.serve import Settings, application
from ontherecord.serve.routes import ROUTES

schemathesis = pytest.importorskip("schemathesis")
from hypothesis import HealthCheck, given, settings  # noqa: E402
from schemathesis.checks import not_a_server_error  # noqa: E402
from schemathesis.specs.openapi.checks import (  # noqa: E402
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
"""What the document allows can still be refused with 422: a moment that is none is text all the same."""


def test_every_address_answers_as_it_says(made: Path, tmp_path: Path) -> None:
    given_settings = Settings(archive=str(made), state=tmp_path / "state", names=("testserver", "localhost"))
    api = schemathesis.openapi.from_asgi("/openapi.json", application(given_settings))
    asked = []
    # What begins work in another process is asked by the tests of that work.
    for found in api.exclude(path="/add.json").get_all_operations():
        operation = found.ok()

        @settings(
            max_examples=5,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy())
        def asks(case) -> None:  # type: ignore[no-untyped-def]
            answer = case.call()
            assert answer.status_code < 500, (case.method, case.path, answer.text)
            case.validate_response(answer, checks=CHECKS)

        asks()
        asked.append(operation.label)
    assert len(asked) > 25


def test_the_document_has_every_address_of_data(desk: TestClient) -> None:
    told = desk.get("/openapi.json").json()
    assert {route.json for route in ROUTES if route.json} <= set(told["paths"])
    ids = [one["operationId"] for path in told["paths"].values() for one in path.values()]
    assert len(ids) == len(set(ids))
    for path, held in told["paths"].items():
        for one in held.values():
            named = {p["name"] for p in one["parameters"] if p["in"] == "path"}
            assert named == {part[1:].partition("}")[0] for part in path.split("/") if part.startswith("{")}
