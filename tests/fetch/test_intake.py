# SPDX-License-Identifier: Apache-2.0
"""`intake`: files and addresses alike; what is fetched is what was named."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

import ontherecord as otr
from ontherecord.cli import main
from ontherecord.fetch import Errand, Fetched, Validator, intake, web_addresses
from ontherecord.model import Reading, Refusal
from ontherecord.model.base import Datum
from tests.carriers import json_feed, page, rss, told
from tests.fetch.sites import LOCAL, Site, reply, site

TOLD = told()[:3]
WORDS = (
    "El señor Núñez dijo el miércoles que el transbordador volverá a navegar mañana por la mañana, y que ningún "
    "pasajero pagará más de lo que pagó el año pasado. ¿Cuándo se sabrá algo más? «Pronto», contestó."
)
HERE = Errand(limits=LOCAL)
FOLLOWING = Errand(limits=LOCAL, follow=True)


def _sources(found: list[Reading | Refusal]) -> list[str]:
    return [one.document.source if isinstance(one, Reading) else f"not {one.source}" for one in found]


def _newsroom(here: Site, *, broken: bool = False) -> bytes:
    """A site with a page for each article, and the feed that lists them."""
    articles = [one._replace(url=here.url(f"/{n}")) for n, one in enumerate(TOLD)]
    for n, one in enumerate(articles):
        here.replies[f"/{n}"] = reply(page(one))
    if broken:
        here.replies["/1"] = reply(b"", status="403 Forbidden")
    feed = rss(articles)
    here.replies["/feed"] = reply(feed, "application/rss+xml", ETag='"f1"')
    return feed


def test_addresses_and_files_are_told_apart() -> None:
    assert web_addresses(
        [
            "b.txt",
            "HTTPS://x.example/",
            "ftp://b.example/",
            "http://a.example/",
            "-",
            Path("c"),
            "http://a.example/",
        ]
    ) == (
        ["HTTPS://x.example/", "ftp://b.example/", "http://a.example/"],
        ["b.txt", "-", Path("c")],
    )


def test_without_an_address_nothing_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no(*args: object) -> None:
        raise AssertionError("something was fetched")

    monkeypatch.setattr("ontherecord.fetch.fetching.fetch", no)
    (tmp_path / "feed.xml").write_bytes(rss(TOLD))
    assert len(list(intake([tmp_path]))) == 3


def test_a_named_page_is_read_with_what_it_declares() -> None:
    with site(a=reply(page(TOLD[0]), "text/html; charset=utf-8")) as here:
        (one,) = intake([here.url("/a")], errand=HERE)
        assert isinstance(one, Reading)
        assert one.document.source == here.url("/a")
        assert one.document.fetched is None
        assert one.articles[0].headline == TOLD[0].headline
        assert one.articles[0].url == TOLD[0].url


def test_a_page_that_declares_nothing_is_of_its_host() -> None:
    words = "The ferries sail again to Brindale, the port said on Thursday. " * 9
    with site(a=reply(f"<html><body><p>{words}</p></body></html>".encode())) as here:
        (one,) = intake([here.url("/a")], errand=HERE)
        assert isinstance(one, Reading)
        assert (one.articles[0].url, one.articles[0].outlet) == (here.url("/a"), "127.0.0.1")


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("text/html; charset=iso-8859-1", WORDS.encode()),
        ("text/html; charset=utf-8", WORDS.encode("windows-1252")),
        ("text/plain; charset=utf-16", WORDS.encode("utf-16")),
        ("text/html; charset=none", WORDS.encode()),
        ("text/plain", WORDS.encode("utf-8-sig")),
        (None, WORDS.encode()),
    ],
)
def test_a_wrong_charset_is_noticed(kind: str | None, data: bytes) -> None:
    with site(a=reply(data, kind)) as here:
        (one,) = intake([here.url("/a")], errand=HERE)
        assert isinstance(one, Reading)
        assert WORDS in one.copy


def test_bytes_that_are_no_text_whatever_the_server_says_are_refused() -> None:
    with site(
        a=reply(b"\x89PNG\r\n" + bytes(200)), b=reply(b"", "text/html"), c=reply(bytes(range(256)) * 9)
    ) as here:
        found = list(intake([here.url(f"/{name}") for name in "abc"], errand=HERE))
        assert _sources(found) == [f"not {here.url(f'/{name}')}" for name in "abc"]


def test_a_feed_gives_its_own_texts_and_fetches_nothing_else() -> None:
    with site() as here:
        _newsroom(here)
        found = list(intake([here.url("/feed")], errand=HERE))
        assert _sources(found) == [f"{here.url('/feed')}#{here.url(f'/{n}')}" for n in range(3)]
        assert here.paths() == ["/feed"]


def test_a_followed_feed_gives_its_pages_in_place_of_its_items() -> None:
    with site() as here:
        _newsroom(here)
        found = list(intake([here.url("/feed")], errand=FOLLOWING))
        assert _sources(found) == [here.url(f"/{n}") for n in range(3)]
        assert here.paths() == ["/feed", "/0", "/1", "/2"]
        assert [one.articles[0].outlet for one in found if isinstance(one, Reading)] == [
            one.outlet for one in TOLD
        ]


def test_an_item_whose_page_is_not_to_be_had_stays_with_the_reason() -> None:
    with site() as here:
        _newsroom(here, broken=True)
        found = list(intake([here.url("/feed")], errand=FOLLOWING))
        assert _sources(found)[1] == f"{here.url('/feed')}#{here.url('/1')}"
        one = found[1]
        assert isinstance(one, Reading)
        assert "its page was not fetched: its server answers 403 Forbidden" in one.document.problems[-1]


def test_a_feed_in_a_file_is_followed_too_and_a_page_is_fetched_once(tmp_path: Path) -> None:
    with site() as here:
        feed = _newsroom(here)
        (tmp_path / "a.xml").write_bytes(feed)
        (tmp_path / "b.xml").write_bytes(feed)
        found = list(intake([tmp_path], errand=FOLLOWING))
        assert _sources(found) == [here.url(f"/{n}") for n in range(3)]
        assert here.paths() == ["/0", "/1", "/2"]


def test_pages_that_are_there_already_are_not_asked_for_again() -> None:
    with site() as here:
        _newsroom(here)
        taken = {here.url("/0"), here.url("/2")}
        found = list(intake([here.url("/feed")], errand=FOLLOWING._replace(taken=taken)))
        assert _sources(found) == [here.url("/1")]


def test_an_unchanged_feed_gives_nothing_and_is_noted() -> None:
    with site() as here:
        _newsroom(here)
        url = here.url("/feed")
        here.replies["/feed"] = reply(b"", status="304 Not Modified", length="0")
        visited: list[Fetched] = []
        errand = HERE._replace(known={url: Validator('"f1"')}, visited=visited.append)
        assert list(intake([url], errand=errand)) == []
        assert [(one.url, one.status, one.etag) for one in visited] == [(url, 304, '"f1"')]


def test_links_of_a_json_feed_are_seen_from_the_feed() -> None:
    with site() as here:
        data = json_feed([TOLD[0]._replace(url="/0")])
        here.replies["/f.json"] = reply(data, "application/feed+json")
        here.replies["/0"] = reply(page(TOLD[0]))
        (one,) = intake([here.url("/f.json")], errand=FOLLOWING)
        assert isinstance(one, Reading)
        assert one.document.source == here.url("/0")


def test_the_order_of_names_and_answers_makes_no_difference(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\n\n".join(row.encode() for row in TOLD[0].paragraphs))
    with site() as here:
        _newsroom(here)
        named = [here.url("/2"), str(tmp_path), here.url("/feed"), here.url("/0")]
        one = list(intake(named, errand=HERE))
        other = list(intake(named[::-1], errand=HERE))
        assert one == other
        assert len({r.document.id for r in one if isinstance(r, Reading)}) == len(one)


def test_ids_are_told_apart_between_files_and_pages(tmp_path: Path) -> None:
    text = b"The ferries sail again to Brindale, the port said on Thursday.\n"
    (tmp_path / "a.txt").write_bytes(text)
    with site(a=reply(text, "text/plain")) as here:
        first, second = intake([here.url("/a"), tmp_path], errand=HERE)
        assert isinstance(first, Reading)
        assert isinstance(second, Reading)
        assert second.document.id == first.document.id + "-2"


def test_build_takes_addresses_and_says_what_it_did_not_get(tmp_path: Path) -> None:
    with site() as here:
        _newsroom(here, broken=True)
        out = tmp_path / "out"
        call = [
            "build",
            here.url("/0"),
            here.url("/1"),
            here.url("/2"),
            "--allow-private",
            "-o",
            str(out),
            "--workers",
            "1",
        ]
        done = CliRunner().invoke(main, [*call, "--no-cache"])
        assert done.exit_code == 1
        assert f"refused: {here.url('/1')}: its server answers 403 Forbidden" in done.stderr
        made = otr.read_folder(out)
        assert [one.source for one in made.documents] == [here.url("/0"), here.url("/2")]
        refused = CliRunner().invoke(main, ["build", here.url("/0"), "-o", str(tmp_path / "no")])
        assert refused.exit_code == 1
        assert "add --allow-private" in refused.stderr


def test_a_build_from_addresses_keeps_no_clock_and_no_password() -> None:
    with site() as here:
        _newsroom(here)
        named = [here.url("/0").replace("127.0.0.1", "ana:s3cret@127.0.0.1")]
        first, second = (otr.build(named, workers=1, errand=HERE) for _ in range(2))
        assert isinstance(first, Datum)
        assert first == second
        assert "s3cret" not in repr(first)
