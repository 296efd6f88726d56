# SPDX-License-Identifier: Apache-2.0
"""A feed server that lies, stalls, leads astray, floods or garbles: an archive says so in a line, and has what the good
feed beside it gave."""

from __future__ import annotations

import time
import tracemalloc
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pytest

from ontherecord.archive import Added, Archive, open_archive
from ontherecord.fetch import Errand, intake
from tests.carriers import rss, told
from tests.fetch.sites import LOCAL, Reply, Request, moved, reply, site

TOLD = told()[:2]
FEED = "application/rss+xml; charset=utf-8"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with open_archive(tmp_path / "a.sqlite", create=True) as archive:
        yield archive


def beside_a_good_feed(archive: Archive, hostile: Reply, **more: Reply) -> Added:
    """What adding a good feed and a hostile one did; the good one is there in any case."""
    with site(feed=reply(rss(TOLD), FEED)) as good, site(feed=hostile, **more) as bad:
        added = archive.add(intake([bad.url("/feed"), good.url("/feed")], errand=Errand(limits=LOCAL)))
        assert [one.source for one in added.refused] in ([], [bad.url("/feed")])
    assert len(added.documents) >= len(TOLD)
    assert list(archive.check()) == []
    return added


def why(added: Added) -> str:
    (one,) = added.refused
    assert "\n" not in one.reason
    return one.reason


def test_a_feed_that_lies_about_what_it_is_is_told_by_its_content(archive: Archive) -> None:
    added = beside_a_good_feed(archive, reply(b"\x89PNG\r\n\x1a\n" + bytes(500), FEED))
    assert len(added.refused) == 1


def test_a_feed_called_a_page_is_read_as_a_feed(archive: Archive) -> None:
    other = [one._replace(url=one.url + "/other", headline=f"{one.headline} again") for one in TOLD]
    added = beside_a_good_feed(archive, reply(rss(other), "text/html"))
    assert (len(added.documents), added.refused) == (2 * len(TOLD), ())


def test_a_feed_that_lies_about_its_length_is_cut_off(archive: Archive) -> None:
    assert "cut off" in why(beside_a_good_feed(archive, reply(rss(TOLD), FEED, length="100000")))


def test_a_feed_that_stalls_is_left_in_time(archive: Archive) -> None:
    def silent(out: BinaryIO, request: Request) -> None:
        out.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n\r\n<rss><channel>")
        out.flush()
        time.sleep(3)

    began = time.monotonic()
    assert "fell silent" in why(beside_a_good_feed(archive, silent))
    assert time.monotonic() - began < 30, (
        "the limit of silence is half a second; the rest is room for a busy machine"
    )


def test_a_feed_that_drips_is_left_in_time(archive: Archive) -> None:
    def drip(out: BinaryIO, request: Request) -> None:
        out.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n\r\n")
        for _ in range(200):
            out.write(b" ")
            out.flush()
            time.sleep(0.1)

    assert "not all there after 3 s" in why(beside_a_good_feed(archive, drip))


@pytest.mark.parametrize(
    "to", ["http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/feed", "http://[::1]/feed", "http://192.168.1.1/"]
)  # fmt: skip
def test_a_feed_that_redirects_to_a_private_address_is_not_followed(archive: Archive, to: str) -> None:
    assert "closed network" in why(beside_a_good_feed(archive, moved(to)))


def test_a_feed_of_a_gigabyte_is_never_held(archive: Archive) -> None:
    def flood(out: BinaryIO, request: Request) -> None:
        out.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n\r\n<rss><channel>")
        for _ in range(1 << 14):
            out.write(b"<item></item>   " * (1 << 12))

    tracemalloc.start()
    try:
        assert "larger than 8 MB" in why(beside_a_good_feed(archive, flood))
        assert tracemalloc.get_traced_memory()[1] < 64 << 20
    finally:
        tracemalloc.stop()


def test_a_feed_that_unpacks_to_a_gigabyte_is_never_held(archive: Archive) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    spaces = b" " * (1 << 20)
    bomb = b"".join([packer.compress(spaces) for _ in range(1 << 10)] + [packer.flush()])
    assert len(bomb) < 2 << 20
    tracemalloc.start()
    try:
        added = beside_a_good_feed(archive, reply(bomb, FEED, Content_Encoding="gzip"))
        assert "larger than 8 MB" in why(added)
        assert tracemalloc.get_traced_memory()[1] < 64 << 20
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("said", ["utf-8", "iso-8859-1", "utf-16", "none-such"])
def test_a_feed_in_another_charset_than_it_says_is_read_right(archive: Archive, said: str) -> None:
    words = "El transbordador volverá mañana por la mañana, según dijo Núñez. ¿Cuándo se sabrá más? «Pronto»."
    other = [one._replace(url=one.url + "/es", headline="Mañana", paragraphs=(words,)) for one in TOLD[:1]]
    added = beside_a_good_feed(archive, reply(rss(other), f"application/rss+xml; charset={said}"))
    assert added.refused == ()
    assert any(words in copy for copy in archive.copies(added.documents).values())
