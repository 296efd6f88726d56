# SPDX-License-Identifier: Apache-2.0
"""What is added once is there once, under ids that no order of arrival changes."""

from __future__ import annotations

import hashlib
import itertools

import msgspec
import pytest
from sqlalchemy import func, select

from ontherecord.archive import Added, open_archive
from ontherecord.archive.tables import copies, sightings
from ontherecord.model import Reading, Refusal
from ontherecord.read import read
from tests.archive.conftest import Where
from tests.archive.invented import report, unread

TEXT = "Ferry talks open\n\nAnna Holt said the river was high. The talks opened in Ruse.\n"
EDITED = "Ferry talks open\n\nAnna Holt said the river was low. The talks opened in Ruse.\n"


def test_what_is_there_already_is_left_as_it_is(where: Where) -> None:
    page = report(TEXT, "https://lantern.example/1", url="https://lantern.example/1")
    with open_archive(where(), create=True) as archive:
        assert archive.add([page]) == Added(documents=(page.document.id,))
        assert archive.add([page, page]) == Added(known=2)
        assert archive.build().documents == (page.document,)


def test_a_page_that_has_changed_is_a_version(where: Where) -> None:
    before, after = (report(text, "fetched", url="https://lantern.example/1") for text in (TEXT, EDITED))
    with open_archive(where(), create=True) as archive:
        archive.add([before])
        assert archive.add([after]) == Added(documents=(after.document.id,), versions=1)


def test_the_same_article_met_elsewhere_is_a_sighting_more(where: Where) -> None:
    here, there = (
        report(TEXT, source, url="https://lantern.example/1") for source in ("b.jsonl#7", "a.jsonl#3")
    )
    with open_archive(where(), create=True) as archive:
        archive.add([here])
        assert archive.add([there]).known == 1
        assert [one.source for one in archive.build().documents] == ["a.jsonl#3"]
        with archive.place.reading() as connection:
            met = connection.execute(select(sightings.c.source).order_by(sightings.c.source)).scalars().all()
        assert met == ["a.jsonl#3", "b.jsonl#7"]


def test_one_text_of_two_outlets_is_two_documents_and_one_copy(where: Where) -> None:
    one, other = (report(TEXT, f"{name}.txt", outlet=name) for name in ("Lantern", "Post"))
    with open_archive(where(), create=True) as archive:
        assert len(archive.add([one, other]).documents) == 2
        with archive.place.reading() as connection:
            assert connection.execute(select(func.count()).select_from(copies)).scalar() == 1


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_twins_have_the_ids_that_a_build_gives_them(
    tmp_path_factory: pytest.TempPathFactory, order: tuple[int, ...]
) -> None:
    folder = tmp_path_factory.mktemp("twins")
    lines = [
        msgspec.json.encode({"text": TEXT, "url": f"https://{name}.example/1", "outlet": name})
        for name in "abc"
    ]
    (folder / "x.jsonl").write_bytes(b"\n".join(lines))
    built = [one for one in read([folder]) if isinstance(one, Reading)]
    with open_archive(folder / "a.sqlite", create=True) as archive:
        for place in order:
            archive.add([built[place]])
        assert archive.build().documents == tuple(one.document for one in built)
        assert [archive.article(one.articles[0].id)[0] for one in built] == [one.articles[0] for one in built]
        assert len(archive.search("Anna Holt")) == 3, "the index of words follows"


def test_two_texts_whose_hashes_begin_alike_are_two_documents(where: Where) -> None:
    one, other = report(TEXT, "a.txt"), report(EDITED, "b.txt")
    alike = one.document.sha256[:8] + other.document.sha256[8:]
    copy = other.copy
    other = msgspec.structs.replace(other, document=msgspec.structs.replace(other.document, sha256=alike))
    assert hashlib.sha256(copy.encode()).hexdigest() != alike
    with open_archive(where(), create=True) as archive:
        added = archive.add([one, other]).documents
        assert added == (one.document.id, f"{one.document.id}-2")
        assert dict(archive.copies(added)) == {added[0]: TEXT, added[1]: EDITED}


def test_refusals_are_named_and_the_rest_is_kept(where: Where) -> None:
    refusal = Refusal(source="x.txt", reason="empty: there is nothing in it")
    with open_archive(where(), create=True) as archive:
        added = archive.add([refusal, report(TEXT)])
        assert (added.refused, len(added.documents)) == ((refusal,), 1)


def test_text_of_any_kind_comes_back_as_it_was(where: Where) -> None:
    text = "Fähre 🛶 sinkt\n\n'; DROP TABLE documents; -- \\x00 %s :name {} \u202e עברית \U0001f1e7\U0001f1ec é\u0301\n"
    one = unread(report(text, "ä'\"%;.txt"))
    with open_archive(where(), create=True) as archive:
        archive.add([one])
        made = archive.build()
        assert made.documents == (one.document,)
        assert made.copies == {one.document.id: one.copy}
        assert [hit.article for hit in archive.search("fahre")] == [one.articles[0].id], (
            "accents do not count"
        )
