# SPDX-License-Identifier: Apache-2.0
"""Archives to test with: a file of SQLite, and a database on a PostgreSQL server that this run starts."""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
"""Where Debian keeps PostgreSQL, the newest last."""
Where = Callable[[], str]


def as_nobody(command: list[str]) -> list[str]:
    """The server refuses to run as root; Debian's package makes a user for it."""
    if os.geteuid() != 0:
        return command
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *command]


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a PostgreSQL server without a database name; it is stopped at the end."""
    if not BINARIES:
        pytest.skip("PostgreSQL is not installed (apt-get install postgresql)")
    folder = Path(tempfile.mkdtemp(prefix="otr-pg-", dir="/tmp"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    binaries, data = BINARIES[-1], str(folder / "data")
    settings = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c full_page_writes=off"
    make = [
        str(binaries / "initdb"),
        "-D",
        data,
        "-U",
        "desk",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
    ]
    control = [str(binaries / "pg_ctl"), "-D", data, "-w", "-l", str(folder / "log")]

    def run(command: list[str]) -> None:
        subprocess.run(
            as_nobody(command),
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            timeout=120,
        )

    try:
        run(make)
        run([*control, "-o", settings, "start"])
        yield f"postgresql://desk@127.0.0.1:{port}/"
        run([*control, "-m", "immediate", "stop"])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Where:
    """Gives the address of a new, empty place each time it is called, on both databases."""
    if request.param == "sqlite":
        return lambda: str(tmp_path / f"{secrets.token_hex(4)}.sqlite")
    address = request.getfixturevalue("server")
    return lambda: new_database(address)


def new_database(server: str) -> str:
    """A new database on the server."""
    import psycopg

    name = f"a{secrets.token_hex(6)}"
    with psycopg.connect(f"{server}postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return server + name


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Parses that the tests of the archive share."""
    return tmp_path_factory.mktemp("cache") / "done.sqlite"
