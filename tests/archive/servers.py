# SPDX-License-Identifier: Apache-2.0
"""PostgreSQL servers that a test run starts: with Debian's binaries, in a folder of their own, gone at the end."""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
"""Where Debian keeps PostgreSQL, the newest last."""


def as_nobody(command: list[str]) -> list[str]:
    """The server refuses to run as root; Debian's package makes a user for it."""
    if os.geteuid() != 0:
        return command
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *command]


@contextmanager
def running() -> Iterator[str]:
    """The address of a PostgreSQL server without a database name, while it runs."""
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


def new_database(server: str) -> str:
    """A new database on the server."""
    import psycopg

    name = f"a{secrets.token_hex(6)}"
    with psycopg.connect(f"{server}postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return server + name
