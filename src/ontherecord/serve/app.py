# SPDX-License-Identifier: Apache-2.0
"""The application: the table of routes behind the guard.

Comes in: settings. Goes out: an ASGI application, which opens the archive and closes it. Refuses: what
`open_archive` refuses. Score: none.
"""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from importlib import metadata
from threading import Thread

import msgspec
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route as Way

from ontherecord.serve.answering import answer, refusal
from ontherecord.serve.guard import Guard
from ontherecord.serve.house import House
from ontherecord.serve.openapi import document
from ontherecord.serve.paper import assets, compile_templates
from ontherecord.serve.routes import ROUTES
from ontherecord.serve.settings import Settings

_FOREVER = "public, max-age=31536000, immutable"


def application(settings: Settings) -> Starlette:
    """The web application over the archive that the settings name. Raises ArchiveError, ServeError."""
    house = House(settings)
    return Starlette(
        routes=[*_ways(), Way("/openapi.json", _openapi), Way("/static/{mark}/{name}", _static)],
        middleware=[Middleware(Guard, house=house)],
        exception_handlers={HTTPException: refusal, Exception: refusal},
        lifespan=_closing(house),
    )


def _ways() -> list[Way]:
    """The addresses, those of data first: a page's {name} would take name.json for one."""
    data = [Way(r.json, answer(r, as_json=True), methods=[r.method]) for r in ROUTES if r.json]
    return data + [Way(r.path, answer(r, as_json=False), methods=[r.method]) for r in ROUTES if r.path]


def _closing(house: House) -> Callable[[Starlette], AbstractAsyncContextManager[None]]:
    """What is done when the server starts and ends: stories are laid out ahead; all is closed."""

    @asynccontextmanager
    async def alive(app: Starlette) -> AsyncIterator[None]:
        gc.freeze()  # what was imported stays: half the time of reading a long list went into looking it through
        Thread(target=compile_templates, name="templates", daemon=True).start()
        house.shelf.keep_ready(house.jobs.is_busy)
        app.state.house = house
        yield
        house.close()

    return alive


async def _openapi(request: Request) -> Response:
    if request.state.desk.person.role == "anyone":
        raise HTTPException(401, "sign in first")
    told = document(ROUTES, metadata.version("ontherecord"))
    return Response(msgspec.json.encode(told), media_type="application/json")


async def _static(request: Request) -> Response:
    name, mark = request.path_params["name"], request.path_params["mark"]
    asset = assets().get(name)
    if asset is None or f"/static/{mark}/{name}" != asset.address:
        raise HTTPException(404, "there is no such file")
    return Response(asset.data, headers={"cache-control": _FOREVER}, media_type=asset.media_type)
