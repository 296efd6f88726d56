# SPDX-License-Identifier: Apache-2.0
"""From a request to the function of the table that answers it, and back.

Comes in: a request. Goes out: a page, JSON, a file, or another address. Refuses, with a status and one line:
what is not there (404), what does not say what is needed (400, 422), who may not (401, 403).
Score: none; `tests/serve/test_guard.py`.

Every function runs in a thread, so that one that reads the database does not keep other readers waiting.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import quote

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from ontherecord.archive import ArchiveError, UnknownStory
from ontherecord.serve.answers import (
    RANKS,
    Busy,
    Elsewhere,
    Encoded,
    File,
    Laid,
    Missing,
    Person,
    Unready,
    Wrong,
    local_address,
)
from ontherecord.serve.house import Desk
from ontherecord.serve.packing import unpacked
from ontherecord.serve.paper import paper
from ontherecord.serve.routes import Route
from ontherecord.serve.stories import Coming, coming

HTML, JSON = "text/html; charset=utf-8", "application/json"
_NAME_LENGTH = 64
_AGAIN = "2"  # seconds after which the browser asks once more for a page that is being laid out
_SAFE_NAME = re.compile(r"[^A-Za-z0-9._-]+")
Answer = Callable[[Request], Awaitable[Response]]


class Refused(HTTPException):
    """A request that is not answered; `detail` is one line for a person."""


def answer(route: Route, as_json: bool) -> Answer:
    """The function that answers one address, as JSON or as a page."""

    async def answered(request: Request) -> Response:
        desk: Desk = request.state.desk
        if RANKS[desk.person.role] < RANKS[route.role]:
            raise Refused(403 if desk.person.signed_in else 401, _may_not(desk))
        given = await _given(request, route)
        if route.method == "POST":
            _check_token(request, desk, given.pop("token", ""))
        request.state.given = given
        taken = _taken(route, given)
        result = await run_in_threadpool(_called, route, desk, taken)
        return await _response(request, route, desk, result, as_json)

    return answered


def _check_token(request: Request, desk: Desk, token: object) -> None:
    """Refuse a write that does not bring what only a page of ours knows. Raises Refused."""
    brought = request.headers.get("x-csrf-token") or str(token)
    if not hmac.compare_digest(brought.encode("utf-8", "replace"), desk.person.token.encode()):
        raise Refused(403, "this form is too old, or not ours; load the page again and send it once more")


def _may_not(desk: Desk) -> str:
    if desk.person.signed_in:
        return "you may read, not write; whoever runs this server can make you an editor"
    return "sign in first"


async def _given(request: Request, route: Route) -> dict[str, Any]:
    """What a request gives: of its address, its query, its form or its JSON."""
    given: dict[str, Any] = {}
    if route.method == "GET":
        given |= _several(request.query_params.multi_items(), route.takes)
    elif request.headers.get("content-type", "").partition(";")[0].strip().lower() == JSON:
        try:
            body = msgspec.json.decode(await request.body())
        except msgspec.DecodeError as fault:
            raise Refused(400, f"the body is no JSON: {fault}") from fault
        if not isinstance(body, dict):
            raise Refused(422, "the body must be a JSON object")
        given |= body
    else:
        form = await request.form(max_files=200, max_fields=200, max_part_size=16 * 1024 * 1024)
        given |= _several(form.multi_items(), route.takes)
    return given | dict(request.path_params)


def _several(items: list[tuple[str, Any]], takes: type[msgspec.Struct]) -> dict[str, Any]:
    """Fields by name; one that may be given several times as a list. An empty field is one not given."""
    lists = {
        field.encode_name for field in msgspec.structs.fields(takes) if "tuple" in str(field.type).lower()
    }
    found: dict[str, Any] = {}
    for name, value in items:
        if isinstance(value, UploadFile):
            if value.filename:
                found.setdefault(name, []).append(value)
        elif name in lists:
            found.setdefault(name, []).extend([value] if value else [])
        elif value != "":
            found[name] = value
    return found


def _taken(route: Route, given: Mapping[str, Any]) -> msgspec.Struct:
    files = {name: value for name, value in given.items() if _files(value)}
    try:
        told = msgspec.convert({**given, **dict.fromkeys(files, ())}, route.takes, strict=False)
    except msgspec.ValidationError as fault:
        raise Refused(422, f"{fault}") from fault
    return msgspec.structs.replace(told, **{name: tuple(found) for name, found in files.items()})


def _files(value: object) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], UploadFile)


def _called(route: Route, desk: Desk, taken: msgspec.Struct) -> Any:
    try:
        return route.call(desk, taken)
    except (Missing, UnknownStory) as fault:
        raise Refused(404, str(fault)) from fault
    except Unready as fault:
        return coming(desk, str(fault))
    except Busy as fault:
        raise Refused(429, str(fault), {"retry-after": str(fault.seconds)}) from fault
    except (Wrong, ArchiveError) as fault:
        raise Refused(422, str(fault)) from fault


async def _response(request: Request, route: Route, desk: Desk, result: Any, as_json: bool) -> Response:
    match result:
        case Laid():
            return await _laid(request, result)
        case File():
            return _file(result)
        case Coming():
            page = await run_in_threadpool(paper, "coming.html", view=result, here=request.url.path)
            return Response(page, 202, {"refresh": _AGAIN}, HTML)
        case Encoded():
            return Response(result.data, media_type=JSON)
        case Elsewhere():
            answered = RedirectResponse(result.address, 308 if route.method == "GET" else 303)
            if result.session is not None:
                _session(answered, result.session, request.url.scheme == "https")
            for name, value in result.cookies.items():
                answered.set_cookie(name, value, max_age=400 * 86400, httponly=True, samesite="lax")
            return answered
    if as_json:
        return Response(await run_in_threadpool(msgspec.json.encode, result), media_type=JSON)
    if route.method == "POST":
        return RedirectResponse(result.address, 303)
    page = await run_in_threadpool(
        paper, route.template, view=result, person=desk.person, here=request.url.path
    )
    return Response(page, media_type=HTML)


def _session(answered: Response, secret: str, secure: bool) -> None:
    if secret:
        answered.set_cookie("session", secret, httponly=True, samesite="lax", secure=secure)
    else:
        answered.delete_cookie("session", httponly=True, samesite="lax", secure=secure)


async def _laid(request: Request, page: Laid) -> Response:
    """A page of the shelf, packed as it lies there; nothing if the browser has it already."""
    headers = {"etag": f'"{page.key}"', "cache-control": "private, no-cache", "vary": "accept-encoding"}
    if request.headers.get("if-none-match") == headers["etag"]:
        return Response(status_code=304, headers=headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(page.packed, headers=headers | {"content-encoding": "gzip"}, media_type=HTML)
    html = await run_in_threadpool(unpacked, page.packed)
    return Response(html, headers=headers, media_type=HTML)


def _file(file: File) -> Response:
    name = _SAFE_NAME.sub("-", file.name).strip(".-") or "record"
    headers = {"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-store"}
    return StreamingResponse(file.pieces, headers=headers, media_type=file.media_type)


def _sign_in_again(request: Request, person: Person | None, said: str) -> str:
    """The form once more, with what was wrong; the password is asked for again."""
    given = getattr(request.state, "given", {})
    view = {"to": local_address(str(given.get("to", "/"))), "name": str(given.get("name", ""))[:_NAME_LENGTH]}
    return paper("sign_in.html", view=view, person=person, here="/sign-in", said=said)


def refusal(request: Request, fault: Exception) -> Response:
    """What a person, or a program, is told of a request that is not answered."""
    status = fault.status_code if isinstance(fault, HTTPException) else 500
    said = str(fault.detail) if isinstance(fault, HTTPException) else "something went wrong on our side"
    headers = dict(fault.headers or {}) if isinstance(fault, HTTPException) else {}
    accepted = request.headers.get("accept", "")
    desk: Desk | None = getattr(request.state, "desk", None)
    is_data = request.url.path.endswith(".json") or JSON in (accepted, request.headers.get("content-type"))
    if status == 401 and request.method == "GET" and desk is not None and not is_data:
        return RedirectResponse(f"/sign-in?to={quote(request.url.path, safe='/')}", 303)
    if is_data or "text/html" not in accepted:
        return Response(msgspec.json.encode({"error": said}), status, headers, JSON)
    person = desk.person if desk else None
    if request.url.path == "/sign-in" and status in (422, 429):
        return Response(_sign_in_again(request, person, said), status, headers, HTML)
    page = paper("refusal.html", status=status, said=said, person=person, here=request.url.path)
    return Response(page, status, headers, HTML)
