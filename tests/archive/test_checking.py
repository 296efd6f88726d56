# SPDX-License-Identifier: Apache-2.0
"""`check` finds what somebody, or something, changed in an archive."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from ontherecord.archive import open_archive
from tests.archive.conftest import Where
from tests.archive.invented import report, reports, unread

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


def test_a_record_stands_on_the_words_of_its_own_documents(where: Where) -> None:
    """An outlet that signs one article is the origin of others that it does not sign: their records, in other
    stories, must not point at that signature."""
    signed = report(
        "Ferry sinks off Ruse\n\nThe ferry Petka sank off Ruse before dawn on the Danube.\n\n© 2031 The Marlow Lantern\n",
        "ferry.txt",
        outlet="The Marlow Lantern",
    )
    bare = report(
        "Roses bloom late in Kazanlak\n\nGrowers of roses in Kazanlak expect to pick them three weeks late.\n",
        "roses.txt",
        outlet="The Marlow Lantern",
    )
    with open_archive(where(), create=True) as archive:
        archive.add(map(unread, (signed, bare)))
        assert archive.update(workers=1).stories == 2
        assert list(archive.check()) == []
        ferry, roses = (
            next(r for r in archive.build().records if w in r.story.title) for w in ("Ferry", "Roses")
        )
        assert [one.id for one in ferry.origins] == [one.id for one in roses.origins]
        assert (len(ferry.origins[0].evidence), len(roses.origins[0].evidence)) == (1, 0)
