# SPDX-License-Identifier: Apache-2.0
"""`fetch` against local sites that lie, stall, flood and lead astray."""

from __future__ import annotations

import gzip
import subprocess
import sys
import threading
import time
import tracemalloc
import zlib
from itertools import pairwise
from typing import BinaryIO

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontherecord.fetch import Fetched, Limits, Validator
from ontherecord.fetch.fetching import fetch
from ontherecord.fetch.hosts import Hosts
from ontherecord.model import Refusal
from tests.fetch.sites import LOCAL, Request, Site, moved, reply, site

PAGE = b"<html><body><p>The ferries sail again.</p></body></html>"


def got(url: str, limits: Limits = LOCAL, known: Validator | None = None) -> Fetched | Refusal:
    (one,) = fetch([url], {url: known} if known else {}, limits)
    return one


def page(url: str, limits: Limits = LOCAL, known: Validator | None = None) -> Fetched:
    one = got(url, limits, known)
    assert isinstance(one, Fetched), one
    return one


def why(url: str, limits: Limits = LOCAL) -> str:
    one = got(url, limits)
    assert isinstance(one, Refusal), one
    assert "\n" not in one.reason
    return one.reason


def test_a_page_comes_with_what_the_server_said() -> None:
    kind = "Text/HTML; charset=windows-1252"
    with site(a=reply(PAGE, kind, ETag='"v1"', Last_Modified="Thu, 20 Mar 2031 10:00:00 GMT")) as here:
        one = page(here.url("/a#top"))
        assert (one.url, one.final_url) == (here.url("/a"), here.url("/a"))
        assert (one.status, one.media_type, one.charset) == (200, "text/html", "windows-1252")
        assert (one.data, one.etag, one.last_modified) == (PAGE, '"v1"', "Thu, 20 Mar 2031 10:00:00 GMT")
        assert one.fetched.endswith("Z")
        sent = here.asked[-1].headers
        assert sent["user-agent"].startswith("OnTheRecord/")
        assert sent["host"] == f"127.0.0.1:{here.port}"
        assert not {"cookie", "referer", "authorization", "if-none-match"} & set(sent)


def test_nothing_is_asked_but_the_page_and_the_rules_of_its_site() -> None:
    links = b'<html><img src="/i.png"><script src="/s.js"></script><a href="/b">b</a></html>'
    with site(a=reply(links), b=reply(PAGE)) as here:
        page(here.url("/a"))
        assert [one.path for one in here.asked] == ["/robots.txt", "/a"]


def test_results_come_in_the_order_of_the_names_whatever_comes_first() -> None:
    def late(out: BinaryIO, request: Request) -> None:
        time.sleep(0.3)
        out.write(reply(b"late"))

    with site(late=late) as slow, site(a=reply(b"quick")) as quick:
        # two hosts by name: the same machine under two names would wait for itself
        slow_url = slow.url("/late")
        quick_url = quick.url("/a").replace("127.0.0.1", "localhost")
        limits = msgspec.structs.replace(LOCAL, private=("127.0.0.1/32", "::1/128"))
        found = list(fetch([slow_url, quick_url, slow_url], limits=limits))
        assert [one.data for one in found if isinstance(one, Fetched)] == [b"late", b"quick", b"late"]
        assert quick.asked[-1].at < slow.asked[-1].at


def test_a_host_is_asked_once_at_a_time_with_a_pause() -> None:
    running, most = [0], [0]
    lock = threading.Lock()

    def busy(out: BinaryIO, request: Request) -> None:
        with lock:
            running[0] += 1
            most[0] = max(most[0], running[0])
        time.sleep(0.03)
        out.write(reply(PAGE))
        with lock:
            running[0] -= 1

    with site(**{f"p{n}": busy for n in range(4)}) as here:
        limits = msgspec.structs.replace(LOCAL, pause=0.2)
        assert all(
            isinstance(one, Fetched) for one in fetch([here.url(f"/p{n}") for n in range(4)], limits=limits)
        )
        assert most == [1]
        times = [one.at for one in here.asked if one.path != "/robots.txt"]
        assert min(b - a for a, b in pairwise(times)) >= 0.2


def test_an_unchanged_page_is_told_by_its_state_and_sent_once() -> None:
    def conditional(out: BinaryIO, request: Request) -> None:
        same = request.headers.get("if-none-match") == '"v1"'
        out.write(reply(b"", status="304 Not Modified", length="0") if same else reply(PAGE, ETag='"v1"'))

    with site(a=conditional) as here:
        first = page(here.url("/a"))
        again = page(here.url("/a"), known=Validator(first.etag, first.last_modified))
        assert (again.status, again.data, again.etag) == (304, b"", '"v1"')
        assert page(here.url("/a"), known=Validator('"v0"')).data == PAGE


def test_a_304_that_nobody_asked_for_is_no_page() -> None:
    with site(a=reply(b"", status="304 Not Modified")) as here:
        assert "304" in why(here.url("/a"))


# --- redirects ---------------------------------------------------------------------------------


def test_redirects_are_followed_and_the_page_is_named_as_the_user_named_it() -> None:
    with site(a=moved("/b"), b=moved("c?x=1"), **{"c?x=1": reply(PAGE)}) as here:
        one = page(here.url("/a"))
        assert (one.url, one.final_url, one.data) == (here.url("/a"), here.url("/c?x=1"), PAGE)


@pytest.mark.parametrize(
    ("to", "word"),
    [
        ("http://127.0.0.2/", "closed network"),
        ("http://169.254.169.254/latest/meta-data/", "closed network"),
        ("http://[::1]/", "closed network"),
        ("http://[::ffff:10.0.0.1]/", "closed network"),
        ("http://2130706434/", "closed network"),
        ("http://0x7f.2/", "closed network"),
        ("file:///etc/passwd", "http and https"),
        ("gopher://127.0.0.1/", "http and https"),
        ("http://127.0.0.1:25/", "port 25"),
        ("http://a b\x7f/", "cannot be fetched"),
        ("", "circle"),
        ("/a", "circle"),
    ],
)
def test_a_redirect_leads_to_no_place_that_could_not_be_named(to: str, word: str) -> None:
    with site(a=moved(to)) as here:
        assert word in why(here.url("/a"))


def test_redirects_in_a_circle_and_without_end_are_refused() -> None:
    endless = {f"n{n}": moved(f"/n{n + 1}") for n in range(20)}
    with site(a=moved("/b"), b=moved("/a"), **endless) as here:
        assert "circle" in why(here.url("/a"))
        assert "more than 5 times" in why(here.url("/n0"))
        assert len(here.paths()) == 2 + 6


def test_a_password_goes_to_its_own_place_only_and_is_not_shown() -> None:
    with site(a=reply(PAGE)) as other, site(a=moved("/b"), b=moved(other.url("/a"))) as here:
        named = here.url("/a").replace("127.0.0.1", "ana:s3cret@127.0.0.1")
        one = page(named)
        assert "s3cret" not in repr(one)
        assert [r.headers.get("authorization") for r in here.asked if r.path == "/b"] == [
            "Basic YW5hOnMzY3JldA=="
        ]
        assert all("authorization" not in r.headers for r in other.asked)
        refused = got(named.replace("/a", "/nothing"))
        assert isinstance(refused, Refusal)
        assert "s3cret" not in refused.source + refused.reason


# --- answers that lie, flood or stall ----------------------------------------------------------


def flood(out: BinaryIO, request: Request) -> None:
    out.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    for _ in range(16_384):
        out.write(b"x" * 65_536)


def bomb() -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    zeros = bytes(1 << 20)
    return b"".join([packer.compress(zeros) for _ in range(64)] + [packer.flush()])


def test_a_gigabyte_is_never_held() -> None:
    with site(
        flood=flood, bomb=reply(bomb(), Content_Encoding="gzip"), said=reply(PAGE, length=str(1 << 30))
    ) as here:
        tracemalloc.start()
        try:
            reasons = [why(here.url(f"/{path}")) for path in ("flood", "bomb", "said")]
            held = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        assert all("larger than 8 MB" in reason for reason in reasons)
        assert held < 64 * 1024 * 1024


def drip(out: BinaryIO, request: Request) -> None:
    out.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    for _ in range(100):
        out.write(b"x")
        out.flush()
        time.sleep(0.1)


def dripping_head(out: BinaryIO, request: Request) -> None:
    out.write(b"HTTP/1.1 200 OK\r\n")
    for n in range(100):
        out.write(b"X-%d: y\r\n" % n)
        out.flush()
        time.sleep(0.1)


def endless_head(out: BinaryIO, request: Request) -> None:
    out.write(b"HTTP/1.1 200 OK\r\n")
    for n in range(1_000_000):
        out.write(b"X-%d: %s\r\n" % (n, b"y" * 1_000))


def silent(out: BinaryIO, request: Request) -> None:
    time.sleep(2)


@pytest.mark.parametrize(
    ("answer", "word"),
    [
        (silent, "fell silent"),
        (drip, "not all there after 1 s"),
        (dripping_head, "not all there after 1 s"),
        (endless_head, "cut off or no proper HTTP"),
        (b"", "cut off or no proper HTTP"),
        (b"SSH-2.0-OpenSSH_9.2\r\n", "cut off or no proper HTTP"),
        (reply(PAGE, length="100000"), "cut off"),
        (reply(PAGE, length="-1"), "cut off"),
        (reply(PAGE, "image/png"), "image/png, no text"),
        (reply(PAGE, "application/pdf"), "application/pdf, no text"),
        (reply(gzip.compress(PAGE, mtime=0)[:-12], Content_Encoding="gzip"), "cut off"),
        (reply(PAGE, Content_Encoding="gzip"), "damaged"),
        (reply(PAGE, Content_Encoding="br"), "'br'"),
        (reply(b"", status="404 Not Found"), "404 Not Found: check the address"),
        (reply(b"", status="403 Forbidden"), "save the page in a browser"),
        (reply(b"", status="500 Oh"), "try again later"),
        (reply(b"", status="799 Strange"), "799"),
        (reply(b"", status="206 Partial Content"), "206"),
    ],
)
def test_an_answer_that_is_no_page_is_refused_in_words(answer: bytes, word: str) -> None:
    with site(a=answer) as here:
        began = time.monotonic()
        assert word in why(here.url("/a"), msgspec.structs.replace(LOCAL, whole=1.0))
        assert time.monotonic() - began < 8  # a drip goes on for ten seconds


def test_a_body_longer_than_it_said_is_cut_where_it_said() -> None:
    with site(a=reply(PAGE, length="20")) as here:
        assert page(here.url("/a")).data == PAGE[:20]


@pytest.mark.parametrize(
    "packed", [gzip.compress(PAGE, mtime=0), zlib.compress(PAGE)], ids=["gzip", "deflate"]
)
def test_packed_answers_are_unpacked(packed: bytes) -> None:
    coding = "gzip" if packed[:2] == b"\x1f\x8b" else "deflate"
    with site(a=reply(packed, Content_Encoding=coding)) as here:
        assert page(here.url("/a")).data == PAGE


# --- hosts that ask for less -------------------------------------------------------------------


def test_a_busy_host_is_waited_for() -> None:
    answers = [reply(b"", status="429 Too Many Requests", Retry_After="1"), reply(PAGE)]
    with site(a=lambda out, request: out.write(answers.pop(0)) and None) as here:
        assert page(here.url("/a")).data == PAGE
        first, second = (one.at for one in here.asked if one.path == "/a")
        assert second - first >= 1


def test_a_host_that_asks_for_an_hour_is_left_alone() -> None:
    with site(a=reply(b"", status="503 Busy", Retry_After="3600"), b=reply(PAGE)) as here:
        hosts = Hosts()
        reasons = [one.reason for one in fetch([here.url("/a"), here.url("/b")], limits=LOCAL, hosts=hosts)]  # type: ignore[union-attr]
        assert all("3600 s" in reason for reason in reasons)
        (later,) = fetch([here.url("/b")], limits=LOCAL, hosts=hosts)
        assert isinstance(later, Refusal)
        assert here.paths() == ["/a"]


def test_a_dead_host_costs_one_try() -> None:
    with site() as here:
        pass
    urls = [here.url(f"/{n}") for n in range(50)]
    found = [one for one in fetch(urls, limits=LOCAL) if isinstance(one, Refusal)]
    assert [one.source for one in found] == urls
    assert {one.reason.partition("(")[0] for one in found} == {"no connection to its host "}


@pytest.mark.parametrize(
    ("named", "word"),
    [
        ("ftp://gazette.example/a", "only http and https"),
        ("http://", "not an address"),
        ("http://[::1", "not an address"),
        ("http://a b/", "not an address"),
        ("http://a:b:c/", "not an address"),
        ("http://gazette.example:22/", "port 22"),
        ("http://gazette.example:99999/", "port 99999"),
        ("http://nowhere.invalid/", "no address is known"),
        ("http://localhost/", "closed network"),
        ("http://" + "a" * 70 + ".invalid/", "no address is known"),
        ("http://gazette.example/" + "a" * 5_000, "not an address"),
    ],
)
def test_what_cannot_be_asked_is_refused_before_any_connection(named: str, word: str) -> None:
    assert word in why(named, Limits())


def test_the_caller_may_stop_at_any_moment() -> None:
    with site(a=silent) as here:
        stream = fetch([here.url("/a")] * 40 + ["ftp://x/"], limits=msgspec.structs.replace(LOCAL, read=30.0))
        before = threading.active_count()
        taker = iter(stream)
        began = time.monotonic()
        stopper = threading.Timer(0.2, lambda: None)
        stopper.start()
        taker.close()  # type: ignore[attr-defined]
        assert time.monotonic() - began < 2  # before the first of them speaks
        assert threading.active_count() <= before + 3


def test_importing_opens_no_socket() -> None:
    code = (
        "import socket\n"
        "def no(*a, **k): raise AssertionError('a socket')\n"
        "socket.socket.__init__ = socket.create_connection = socket.getaddrinfo = no\n"
        "import ontherecord.fetch.fetching\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_sites_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two names of one machine are two hosts: each gets its own name in the request."""
    from ontherecord.fetch import door

    async def resolve(host: str, port: int) -> list[str]:
        return ["127.0.0.1"]

    monkeypatch.setattr(door, "resolve", resolve)
    with site(a=reply(PAGE)) as here:
        for name in ("one.example", "two.example"):
            page(f"http://{name}:{here.port}/a")
        assert [one.headers["host"] for one in here.asked if one.path == "/a"] == [
            f"one.example:{here.port}",
            f"two.example:{here.port}",
        ]


def test_a_name_that_changes_its_answer_gains_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    from ontherecord.fetch import door

    answers = iter([["127.0.0.1"], ["127.0.0.1"], ["169.254.169.254", "10.0.0.1"]])

    async def resolve(host: str, port: int) -> list[str]:
        return next(answers)

    monkeypatch.setattr(door, "resolve", resolve)
    with site(a=reply(PAGE)) as here:
        assert page(f"http://rebind.example:{here.port}/a").data == PAGE
        assert "closed network (169.254.169.254)" in why(f"http://rebind.example:{here.port}/a")


def test_a_host_with_a_dead_address_is_asked_at_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    from ontherecord.fetch import door

    async def resolve(host: str, port: int) -> list[str]:
        return ["10.0.0.1", "127.0.0.3", "127.0.0.1"]

    monkeypatch.setattr(door, "resolve", resolve)
    with site(a=reply(PAGE)) as here:
        limits = msgspec.structs.replace(LOCAL, private=("127.0.0.0/8",))
        assert page(f"http://two.example:{here.port}/a", limits).data == PAGE


def site_rules(here: Site, rules: bytes, status: str = "200 OK") -> None:
    here.replies["/robots.txt"] = reply(rules, "text/plain", status)


@pytest.mark.parametrize(
    ("rules", "status", "word"),
    [
        (b"User-agent: *\nDisallow: /a", "200 OK", "asks programs not to fetch it"),
        (b"User-agent: OnTheRecord\nDisallow: /\n\nUser-agent: *\nAllow: /", "200 OK", "asks programs"),
        (b"User-agent: *\nDisallow: /*?print", "200 OK", None),
        (b"User-agent: *\nDisallow: /\nAllow: /a$", "200 OK", None),
        (b"User-agent: *\nDisallow: " + b"/*a" * 10_000 + b"$", "200 OK", None),
        (b"\xff\xfe\x00<html>", "200 OK", None),
        (b"User-agent: *\nDisallow: /", "404 Not Found", None),
        (b"User-agent: *\nDisallow: /", "403 Forbidden", None),
        (b"", "500 Oops", "cannot be read now"),
    ],
)
def test_the_rules_of_a_site_are_kept(rules: bytes, status: str, word: str | None) -> None:
    with site(a=reply(PAGE)) as here:
        site_rules(here, rules, status)
        if word is None:
            assert page(here.url("/a")).data == PAGE
        else:
            assert word in why(here.url("/a"))
            assert "/a" not in here.paths()


def test_rules_are_asked_for_once_a_run_and_their_delay_is_kept() -> None:
    with site(a=reply(PAGE), b=reply(PAGE)) as here:
        site_rules(here, b"User-agent: *\nCrawl-delay: 0.4\n")
        assert all(isinstance(one, Fetched) for one in fetch([here.url("/a"), here.url("/b")], limits=LOCAL))
        assert [one.path for one in here.asked] == ["/robots.txt", "/a", "/b"]
        assert here.asked[2].at - here.asked[1].at >= 0.4


@pytest.mark.parametrize("rules", [flood, silent, moved("/robots.txt"), reply(PAGE, Content_Encoding="gzip")])
def test_rules_that_lie_or_stall_forbid_for_now(rules: bytes) -> None:
    with site(a=reply(PAGE)) as here:
        here.replies["/robots.txt"] = rules
        if rules is flood:  # its first half megabyte is read: no rule in it
            assert page(here.url("/a")).data == PAGE
        else:
            assert "cannot be read now" in why(here.url("/a"))


@pytest.mark.parametrize(
    "limits",
    [{"largest": 0}, {"pause": -1.0}, {"private": ("the office",)}, {"hosts": 0}, {"user_agent": "a\nb"}],
)
def test_limits_that_are_none_are_refused(limits: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        Limits(**limits)  # type: ignore[arg-type]


PARTS = [
    b"HTTP/1.1 200 OK\r\n", b"HTTP/1.0 200\r\n", b"HTTP/1.1 302 Found\r\n", b"HTTP/1.1 304\r\n", b"HTTP/1.1 100 Continue\r\n\r\n",
    b"HTTP/9.9 999 \xff\r\n", b"Content-Type: text/html\r\n", b"Content-Length: 3\r\n", b"Content-Length: 99999999999999999999\r\n",
    b"Transfer-Encoding: chunked\r\n", b"Content-Encoding: gzip\r\n", b"Location: http://\xe9\xff/\r\n", b"Location: //\r\n",
    b"\r\n", b"3\r\nabc\r\n",
    b"0\r\n\r\n", b"ffffffffffffffff\r\n", b"\x00\xff", b"ETag: \xe9\r\n", b"X" * 300, b": \r\n", b"Retry-After: soon\r\n",
    b"HTTP/1.1 503 x\r\n", b"Upgrade: h2c\r\n", b"Connection: keep-alive\r\n",
]  # fmt: skip


@given(
    st.lists(st.lists(st.sampled_from(PARTS), max_size=9), min_size=1, max_size=6), st.sampled_from(PARTS[:6])
)
def test_any_answer_gives_a_page_or_a_reason(answers: list[list[bytes]], start: bytes) -> None:
    replies = {f"p{n}": start + b"".join(parts) for n, parts in enumerate(answers)}
    limits = msgspec.structs.replace(LOCAL, read=0.1, whole=0.3, patience=0.0)
    with site(**replies) as here:
        for one in fetch([here.url(f"/{path}") for path in replies], {}, limits):
            assert isinstance(one, Fetched | Refusal)
        here.replies["/robots.txt"] = replies["p0"]
        (one,) = fetch([here.url("/p0")], {}, limits)
        assert isinstance(one, Fetched | Refusal)
