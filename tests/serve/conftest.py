# SPDX-License-Identifier: Apache-2.0
"""A server over the example story: its archive is made once, each test has a copy of it."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from starlette.testclient import TestClient

from ontherecord.archive import open_archive
from ontherecord.read import read
from ontherecord.serve import Settings, application

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
Start = Callable[..., TestClient]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with the example stories, up to date."""
    where = tmp_path_factory.mktemp("archive") / "example.sqlite"
    with open_archive(where, create=True) as archive:
        archive.add(read([EXAMPLES / "story", EXAMPLES / "pair"]))
        archive.update(workers=1)
    return where


@pytest.fixture(scope="module")
def desk(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A server that the tests of a module only read from."""
    settings = Settings(archive=str(made), state=tmp_path_factory.mktemp("state"))
    with TestClient(application(settings), base_url="http://localhost", follow_redirects=False) as client:
        yield client


@pytest.fixture
def start(made: Path, tmp_path: Path) -> Iterator[Start]:
    """Start a server over a copy of the archive, with settings of the test's own."""
    started: list[TestClient] = []

    def with_settings(**given: object) -> TestClient:
        where = tmp_path / "copy.sqlite"
        shutil.copy(made, where)
        settings = Settings(archive=str(where), state=tmp_path / "state", **given)  # type: ignore[arg-type]
        client = TestClient(application(settings), base_url="http://localhost", follow_redirects=False)
        started.append(client)
        return client.__enter__()

    yield with_settings
    for client in started:
        client.__exit__(None, None, None)


@contextmanager
def running(settings: Settings) -> Iterator[str]:
    """A server that listens on this machine; gives its address."""
    server = uvicorn.Server(
        uvicorn.Config(application(settings), host="127.0.0.1", port=0, log_level="error")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the server does not start"
        time.sleep(0.05)
    yield "http://127.0.0.1:{1}".format(*server.servers[0].sockets[0].getsockname())
    server.should_exit = True
    thread.join(timeout=20)


@pytest.fixture
def live(made: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a server over a copy of the archive."""
    where = tmp_path / "live.sqlite"
    shutil.copy(made, where)
    with running(Settings(archive=str(where), state=tmp_path / "live")) as address:
        yield address


@pytest.fixture(scope="module")
def ferry(desk: TestClient) -> str:
    """The id of the example story."""
    return next(
        s["id"]
        for s in desk.get("/stories.json").json()["stories"]
        if "ferry" in s["id"] and s["articles"] > 5
    )
