# SPDX-License-Identifier: Apache-2.0
"""The OpenAPI document: what can be asked of the server as data, from the same table that answers.

Comes in: the table of routes. Goes out: an OpenAPI 3.1 document. Refuses: nothing.
Score: none; `tests/serve/test_openapi.py` asks every address by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from ontherecord.export.schema import described
from ontherecord.serve.answers import Elsewhere, File, Laid, View

if TYPE_CHECKING:
    from ontherecord.serve.routes import Route

_IN_PATH = re.compile(r"\{(\w+)\}")
_REF = "#/components/schemas/{name}"


class Refusal(View, frozen=True, kw_only=True):
    """Why a request was not answered, in one line."""

    error: str


def document(routes: Iterable[Route], version: str) -> dict[str, Any]:
    """The document of these routes: those that give data or files."""
    asked = [route for route in routes if _address(route)]
    types = [*_types(asked), Refusal]
    schemas, components = msgspec.json.schema_components(types, ref_template=_REF)
    by_type = dict(zip(types, schemas, strict=True))
    paths: dict[str, dict[str, Any]] = {}
    for route in asked:
        paths.setdefault(_address(route), {})[route.method.lower()] = _operation(route, by_type)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "On the Record", "version": version,
            "description": "The record of what was reported. Every datum carries the exact words it rests on.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": paths,
        "components": {
            "schemas": described(components),
            "securitySchemes": {
                "session": {"type": "apiKey", "in": "cookie", "name": "session",
                            "description": "Only where the server has accounts: POST /sign-in.json begins one."},
                "token": {"type": "apiKey", "in": "header", "name": "X-CSRF-Token",
                          "description": "Of every write: `token` of /me.json, for this session."},
            },
        },
    }  # fmt: skip


def _address(route: Route) -> str:
    """The address that gives data or a file, if it has one."""
    return route.json or (route.path if route.gives is File else "")


def _types(routes: Iterable[Route]) -> Iterator[Any]:
    """Every type that is given or taken as a body, once."""
    seen: dict[Any, None] = {}
    for route in routes:
        if route.gives not in (File, Laid, Elsewhere):
            seen[route.gives] = None
        if route.method == "POST":
            seen[route.takes] = None
    yield from seen


def _operation(route: Route, by_type: dict[Any, Any]) -> dict[str, Any]:
    told: dict[str, Any] = {
        "operationId": f"{route.call.__module__.rpartition('.')[2]}_{route.call.__name__}",
        "summary": route.about,
        "description": (route.call.__doc__ or "").strip(),
        "parameters": list(_parameters(route)),
        "responses": _responses(route, by_type),
    }
    if route.role != "anyone":  # on one machine alone nobody has to sign in
        told["security"] = [{}, {"session": []}]
    if route.method == "POST":
        told["requestBody"] = {
            "required": True,
            "content": {"application/json": {"schema": by_type[route.takes]}},
        }
    return told


def _parameters(route: Route) -> Iterator[dict[str, Any]]:
    """Those in the path and, of a GET, those in the query."""
    inside = _IN_PATH.findall(_address(route))
    (schema,), components = msgspec.json.schema_components([route.takes])
    fields = (
        components.get(schema["$ref"].rpartition("/")[2], {}).get("properties", {})
        if "$ref" in schema
        else {}
    )
    for name, said in fields.items():
        if name in inside:
            yield {"name": name, "in": "path", "required": True, "schema": said}
        elif route.method == "GET":
            needed = name in components[schema["$ref"].rpartition("/")[2]].get("required", ())
            yield {"name": name, "in": "query", "required": needed, "schema": said}


def _responses(route: Route, by_type: dict[Any, Any]) -> dict[str, Any]:
    refusal = {"application/json": {"schema": by_type[Refusal]}}
    said: dict[str, Any] = {}
    if route.gives is File:
        said["200"] = {"description": "A file", "content": {"application/octet-stream": {}}}
    elif route.gives is Elsewhere:
        said["303"] = {"description": "Done; the address leads on"}
    else:
        said["200"] = {
            "description": route.about,
            "content": {"application/json": {"schema": by_type[route.gives]}},
        }
    reasons = {"404": "There is no such thing", "422": "The request does not say what is needed"}
    if route.method == "POST":
        reasons |= {"400": "The body is no JSON", "413": "The body is too large", "429": "Too many attempts"}
    reasons |= {
        "401": "Sign in first",
        "403": "Not for this person, or without the token",
        "421": "Not our name",
    }
    return said | {code: {"description": words, "content": refusal} for code, words in reasons.items()}
