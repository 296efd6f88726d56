# SPDX-License-Identifier: Apache-2.0
"""`watch`: round after round an archive gets what is new, each article once, and it may be stopped at any moment."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec
import pytest
from click.testing import CliRunner

from ontherecord.archive import Archive, open_archive
from ontherecord.cli import main
from ontherecord.fetch import Errand
from ontherecord.fetch.watch import watch
from tests.carriers import Told, page, rss, told
from tests.fetch.sites import LOCAL, Request, Site, reply, site

TOLD = told()[:4]
HERE = Errand(limits=LOCAL)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with open_archive(tmp_path / "desk.sqlite", create=True) as made:
        yield made


def _listed(here: Site, count: int) -> list[Told]:
    articles = [one._replace(url=here.url(f"/{n}")) for n, one in enumerate(TOLD[:count])]
    for n, one in enumerate(articles):
        here.replies[f"/{n}"] = reply(page(one))
    return articles


def _publish(here: Site, count: int) -> None:
    """The feed of the first articles, answered with 304 to who has it."""
    data, state = rss(_listed(here, count)[::-1]), f'"{count}"'

    def answer(out: BinaryIO, request: Request) -> None:
        same = request.headers.get("if-none-match") == state
        out.write(
            reply(b"", status="304 Not Modified") if same else reply(data, "application/rss+xml", ETag=state)
        )

    here.replies["/feed"] = answer


def test_each_article_comes_once_and_an_unchanged_feed_is_not_sent_again(archive: Archive) -> None:
    with site() as here:
        _publish(here, 2)
        added = []
        for number, one in enumerate(watch(archive, [here.url("/feed")], 0.0, HERE, workers=1)):
            added.append(len(one.added))
            assert one.refused == ()
            if number == 1:
                _publish(here, 4)
            if number == 3:
                break
        assert added == [2, 0, 2, 0]
        sent = [one.headers.get("if-none-match") for one in here.asked if one.path == "/feed"]
        assert sent == [None, '"2"', '"2"', '"4"']
        assert not list(archive.check())


def test_pages_of_a_followed_feed_are_fetched_once(archive: Archive) -> None:
    with site() as here:
        _publish(here, 2)
        errand = HERE._replace(follow=True)
        for number, _ in enumerate(watch(archive, [here.url("/feed")], 0.0, errand, workers=1)):
            _publish(here, 3)
            if number == 1:
                break
        assert here.paths() == ["/feed", "/0", "/1", "/feed", "/2"]
        assert len(archive.build().documents) == 3


def test_a_page_that_changes_is_a_version(archive: Archive) -> None:
    with site(a=reply(page(TOLD[0]))) as here:
        rounds = watch(archive, [here.url("/a")], 0.0, HERE, workers=1)
        assert len(next(rounds).added) == 1
        changed = TOLD[0]._replace(paragraphs=(*TOLD[0].paragraphs, "The port said more on Friday."))
        here.replies["/a"] = reply(page(changed))
        one = next(rounds)
        rounds.close()  # type: ignore[attr-defined]
        assert (len(one.added), one.versions) == (1, 1)


def test_a_round_that_failed_is_made_up_for_in_the_next(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The state of a feed is kept after its articles: what a crash lost comes again."""
    with site() as here:
        _publish(here, 2)

        def crash(*args: object, **named: object) -> None:
            raise MemoryError

        with monkeypatch.context() as patched:
            patched.setattr(Archive, "visited", crash)
            patched.setattr(Archive, "update", crash)
            with pytest.raises(MemoryError):
                next(watch(archive, [here.url("/feed")], 0.0, HERE, workers=1))
        one = next(watch(archive, [here.url("/feed")], 0.0, HERE, workers=1))
        assert one.added == ()
        assert one.changed
        assert len(archive.build().documents) == 2


def test_a_host_that_asks_for_an_hour_is_left_alone_in_the_next_rounds(archive: Archive) -> None:
    with site(feed=reply(b"", status="503 Busy", Retry_After="3600")) as here:
        rounds = watch(archive, [here.url("/feed")], 0.0, HERE, workers=1)
        reasons = [next(rounds).refused[0].reason for _ in range(3)]
        rounds.close()  # type: ignore[attr-defined]
        assert all("3600 s" in reason for reason in reasons)
        assert here.paths() == ["/feed"]


def test_it_stops_at_once_while_it_waits(archive: Archive, tmp_path: Path) -> None:
    stop = threading.Event()
    rounds = 0
    began = time.monotonic()
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.html").write_bytes(page(TOLD[0]))
    for _ in watch(archive, [tmp_path / "in"], 3_600.0, HERE, stop=stop, workers=1):
        rounds += 1
        threading.Timer(0.1, stop.set).start()
    assert rounds == 1
    assert time.monotonic() - began < 60


def test_the_verb_tells_a_line_a_round(archive: Archive, tmp_path: Path) -> None:
    with site() as here:
        _publish(here, 2)
        call = ["watch", here.url("/feed"), "--archive", str(tmp_path / "desk.sqlite"), "--allow-private"]
        done = CliRunner().invoke(main, [*call, "--rounds", "1", "--workers", "1"])
        assert done.exit_code == 0, done.stderr
        assert "2 new documents" in done.stderr
        here.replies["/feed"] = reply(b"", status="410 Gone")
        done = CliRunner().invoke(main, [*call, "--rounds", "1"])
        assert done.exit_code == 1
        assert f"refused: {here.url('/feed')}: its server answers 410 Gone" in done.stderr


@pytest.mark.parametrize("every", ["10", "soon", "0m", "-5m", "1w", "59s"])
def test_intervals_that_are_none_are_refused(every: str) -> None:
    done = CliRunner().invoke(main, ["watch", "x", "--every", every])
    assert done.exit_code == 2
    assert "write 10m, 1h or 1d" in done.stderr


def test_limits_of_the_tests_differ_from_the_real_ones() -> None:
    assert msgspec.structs.asdict(LOCAL)["private"]
    assert not Errand().limits.private
