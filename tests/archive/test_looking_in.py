# SPDX-License-Identifier: Apache-2.0
"""An archive opens in the tools people have: Datasette shows every table and view, and the views hold the records."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import text

from ontherecord.archive import Archive, open_archive
from ontherecord.archive.tables import metadata
from ontherecord.read import read
from tests.archive.conftest import Where
from tests.conftest import STORY

VIEWS = ("articles_told", "story_claims", "story_events", "story_quotations")


@pytest.fixture
def archive(where: Where, cache: Path) -> Iterator[Archive]:
    """An archive of a part of the example story."""
    with open_archive(where(), create=True) as archive:
        archive.add(read([STORY / "02-harbour-gazette.txt", STORY / "13-three-records.jsonl"]))
        archive.update(workers=1, cache=cache)
        yield archive


def rows(archive: Archive, query: str) -> list[tuple[object, ...]]:
    """What a person gets who asks the database itself."""
    with archive.place.reading() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def test_views_lay_the_records_out(archive: Archive) -> None:
    records = archive.build().records
    quotations = {
        (
            r.story.id,
            q.id,
            q.speaker.name if q.speaker else None,
            " … ".join(s.text for s in q.content),
            q.kind,
        )
        for r in records
        for q in r.quotations
    }
    assert set(rows(archive, "SELECT story, id, speaker, words, kind FROM story_quotations")) == quotations
    events = {
        (r.story.id, e.id, e.title, e.place.name if e.place else None) for r in records for e in r.events
    }
    assert set(rows(archive, "SELECT story, id, event, place FROM story_events")) == events
    claims = {
        (r.story.id, c.id, c.text, c.standing, " / ".join(v.value for v in c.values))
        for r in records
        for c in r.claims
    }
    assert set(rows(archive, 'SELECT story, id, claim, standing, "values" FROM story_claims')) == claims
    told = {(j.article, r.story.title, j.because) for r in records for j in r.story.joined}
    assert set(rows(archive, "SELECT id, title, because FROM articles_told")) == told
    assert all((quotations, events, claims, told))


def test_datasette_shows_every_table_and_view(tmp_path: Path, cache: Path) -> None:
    datasette = pytest.importorskip("datasette.app", reason="pip install datasette")
    path = tmp_path / "desk.sqlite"
    with open_archive(path, create=True) as archive:
        archive.add(read([STORY / "02-harbour-gazette.txt", STORY / "13-three-records.jsonl"]))
        archive.update(workers=1, cache=cache)
        stories, quotations = len(archive.stories()), sum(len(r.quotations) for r in archive.build().records)

    async def look() -> None:
        shown = datasette.Datasette([str(path)])
        for name in (*metadata.tables, *VIEWS, "article_words", "article_texts"):
            for address in (f"/desk/{name}", f"/desk/{name}.json"):
                answer = await shown.client.get(address)
                assert answer.status_code == 200, (address, answer.text[:500])
        answer = await shown.client.get(
            "/desk.json?sql=select+count(*)+from+story_quotations&_shape=arrayfirst"
        )
        assert answer.json() == [quotations]
        answer = await shown.client.get("/desk/stories.json?_shape=array")
        assert len(answer.json()) == stories

    with ThreadPoolExecutor(1) as apart:  # a loop of its own: other tests of this process may hold one open
        apart.submit(asyncio.run, look()).result()
