# SPDX-License-Identifier: Apache-2.0
"""The application: the table of routes behind the guard.

Comes in: settings. Goes out: an ASGI application, which opens the archive and closes it. Refuses: what
`open_archive` refuses. Score: none.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route as Way

from ontherecord.archive import Archive, open_archive
from ontherecord.serve.answering import answer, refusal
from ontherecord.serve.guard import Guard
from ontherecord.serve.jobs import Jobs
from ontherecord.serve.paper import assets
from ontherecord.serve.routes import ROUTES
from ontherecord.serve.settings import Settings
from ontherecord.serve.shelf import Shelf

_READY = 20  # stories that are laid out when the server starts
_FOREVER = "public, max-age=31536000, immutable"


def application(settings: Settings) -> Starlette:
    """The web application over the archive that the settings name. Raises ArchiveError."""
    archive = open_archive(settings.archive)
    settings.state.mkdir(parents=True, exist_ok=True, mode=0o700)
    shelf = Shelf(archive, settings.archive, settings.state / "pages")
    jobs = Jobs(settings, shelf)
    return Starlette(
        routes=[*_ways(), Way("/static/{mark}/{name}", _static)],
        middleware=[Middleware(Guard, archive=archive, shelf=shelf, jobs=jobs, settings=settings)],
        exception_handlers={HTTPException: refusal, Exception: refusal},
        lifespan=_closing(archive, shelf, jobs),
    )


def _ways() -> list[Way]:
    """The addresses, those of data first: a page's {name} would take name.json for one."""
    data = [Way(r.json, answer(r, as_json=True), methods=[r.method]) for r in ROUTES if r.json]
    return data + [Way(r.path, answer(r, as_json=False), methods=[r.method]) for r in ROUTES if r.path]


def _closing(
    archive: Archive, shelf: Shelf, jobs: Jobs
) -> Callable[[Starlette], AbstractAsyncContextManager[None]]:
    """What is done when the server starts and ends: the newest stories are laid out; all is closed."""

    @asynccontextmanager
    async def alive(app: Starlette) -> AsyncIterator[None]:
        shelf.prepare([one.id for one in archive.stories(limit=_READY)])
        yield
        jobs.close()
        shelf.close()
        archive.close()

    return alive


async def _static(request: Request) -> Response:
    name, mark = request.path_params["name"], request.path_params["mark"]
    asset = assets().get(name)
    if asset is None or f"/static/{mark}/{name}" != asset.address:
        raise HTTPException(404, "there is no such file")
    return Response(asset.data, headers={"cache-control": _FOREVER}, media_type=asset.media_type)
