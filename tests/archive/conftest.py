# SPDX-License-Identifier: Apache-2.0
"""Archives to test with: a file of SQLite, and a database on a PostgreSQL server that this run starts."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.archive.servers import BINARIES, new_database, running

Where = Callable[[], str]


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a PostgreSQL server without a database name; it is stopped at the end."""
    if not BINARIES:
        pytest.skip("PostgreSQL is not installed (apt-get install postgresql)")
    with running() as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Where:
    """Gives the address of a new, empty place each time it is called, on both databases."""
    if request.param == "sqlite":
        return lambda: str(tmp_path / f"{secrets.token_hex(4)}.sqlite")
    address = request.getfixturevalue("server")
    return lambda: new_database(address)


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Parses that the tests of the archive share."""
    return tmp_path_factory.mktemp("cache") / "done.sqlite"
