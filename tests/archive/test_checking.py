# SPDX-License-Identifier: Apache-2.0
"""`check` finds what somebody, or something, changed in an archive."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from ontherecord.archive import open_archive
from tests.archive.conftest import Where
from tests.archive.invented import reports

DAMAGE = {
    "UPDATE copies SET text = replace(text, 'bridge', 'tunnel')": "was changed: its SHA-256 is",
    'UPDATE articles SET "end" = "end" + 1': "its articles are not as they were read",
    "DELETE FROM records WHERE kind = 'stories'": "is not there; run ontherecord update",
    "UPDATE records SET lines = replace(lines, 'bridge', 'tunnel')": "reads '",
    "UPDATE records SET lines = '{' WHERE kind = 'articles'": "cannot be read",
    "DELETE FROM story_articles": "its articles are not those it was told of",
    "UPDATE documents SET id = 'd0'": "its articles are not as they were read",
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_damage_is_found(where: Where, damage: str) -> None:
    with open_archive(where(), create=True) as archive:
        archive.add(reports(1))
        archive.update(workers=1)
        assert list(archive.check()) == []
        with archive.place.writing() as connection:
            connection.execute(text(damage))
        faults = list(archive.check())
        assert any(DAMAGE[damage] in one for one in faults), faults
        assert all("\n" not in one for one in faults)
