# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import gzip
import io
import time

import pytest
from starlette.testclient import TestClient

from tests.serve.conftest import Start
from tests.serve.test_corrections import ended

HOSTILE = "\"><script>alert(1)</script><img src=x onerror=alert(1)>'; DROP TABLE stories; --"


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "localhost.evil.example", "127.0.0.1.evil.example", ""]
)
def test_another_hosts_name_led_to_this_address_is_refused(desk: TestClient, host: str) -> None:
    assert desk.get("/stories.json", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:8000", "[::1]:8000"])
def test_this_machines_own_names_are_answered(desk: TestClient, host: str) -> None:
    assert desk.get("/stories.json", headers={"host": host}).status_code == 200


def test_every_answer_forbids_what_a_page_does_not_need(desk: TestClient, ferry: str) -> None:
    for address in (
        "/",
        f"/stories/{ferry}/",
        "/stories.json",
        "/nothing",
        "/static/0/desk.js",
        f"/stories/{ferry}/export/jsonl",
    ):
        headers = desk.get(address).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self';" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'self'" in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert "server" not in headers


def test_a_body_that_is_too_large_is_refused_before_it_is_read(start: Start) -> None:
    client = start(largest_upload=1024 * 1024)
    token = client.get("/me.json").json()["token"]
    declared = client.post(
        "/add", content=b"x", headers={"content-length": str(1 << 30), "x-csrf-token": token}
    )
    assert declared.status_code == 413
    sent = []

    def endless():  # type: ignore[no-untyped-def]
        for _ in range(200):
            sent.append(1)
            yield b"x" * 65536

    chunked = client.post(
        "/add",
        content=endless(),
        headers={"x-csrf-token": token, "content-type": "multipart/form-data; boundary=x"},
    )
    assert chunked.status_code in (400, 413)
    assert client.post("/seen", content=b"x" * (5 << 20), headers={"x-csrf-token": token}).status_code == 413


@pytest.mark.parametrize("address", [
    "/static/../accounts.json", "/static/%2e%2e/%2e%2e/state/accounts.json", "/stories/..%2f..%2fetc%2fpasswd/",
    "/stories/x/..%2f..%2faccounts.json", "/stories/x/articles-001%2f..%2f..html", "/jobs/..%2f1.json", "/jobs/%2e%2e.json",
    "/proposals/..%2f..%2f1.json", "/articles/..%2f..%2faccounts.json", "/export/..%2f..%2fx",
])  # fmt: skip
def test_no_path_leads_out_of_the_house(desk: TestClient, address: str) -> None:
    answer = desk.get(address)
    assert answer.status_code in (404, 422), address
    assert "root:" not in answer.text


def test_hostile_words_in_every_field_come_back_as_text(start: Start) -> None:
    client = start()
    me = client.get("/me.json").json()
    body = {
        "text": f"{HOSTILE}\n\nMinister Ada {HOSTILE} said on Monday: “We will {HOSTILE} rebuild,” in Vienna. " * 3,
        "headline": f"Headline {HOSTILE}", "outlet": f"Outlet {HOSTILE}", "published": "2031-03-20", "url": "javascript:alert(1)",
    }  # fmt: skip
    bomb = gzip.compress(b"0" * (64 << 20))
    files = [
        (
            "files",
            (
                f"../../{HOSTILE}.html",
                io.BytesIO(f"<h1>{HOSTILE}</h1><p>{HOSTILE}</p>".encode()),
                "text/html",
            ),
        ),
        ("files", ("bomb.txt.gz", io.BytesIO(bomb), "application/gzip")),
        ("files", ("bomb.warc.gz", io.BytesIO(bomb), "application/gzip")),
        ("files", ("broken.zip", io.BytesIO(b"PK\x03\x04" + b"\xff" * 500), "application/zip")),
    ]
    begun = client.post("/add", data={**body, "token": me["token"]}, files=files)
    assert begun.status_code == 303, begun.text
    told = ended(client, begun.headers["location"])
    assert told["progress"]["state"] == "done", told["progress"]
    refused = {one["source"] for one in told["progress"]["refused"]}
    assert {"bomb.txt.gz", "broken.zip"} <= refused
    story = next(s for s in client.get("/stories.json", params={"words": "Headline"}).json()["stories"])
    article = client.get(f"/stories/{story['id']}/articles.json").json()["data"][0]
    pages = [
        begun.headers["location"], "/", story["address"], f"/articles/{article['id']}", "/sources", "/day?day=2031-03-20",
        "/search?words=rebuild", "/people", f"/compare?one={article['id']}&other={article['id']}", "/changes", "/add",
        f"/stories/{story['id']}/correct?id={article['id']}",
    ]  # fmt: skip
    for address in pages:
        page = client.get(address).text
        assert "<script>alert" not in page, address
        assert "<img src=x" not in page, address
        assert 'href="javascript:' not in page, address
    assert "alert(1)" in client.get(f"/articles/{article['id']}").text
    assert client.get("/stories.json").json()["total"] > 1, "no table was dropped"


def test_a_slow_export_does_not_keep_readers_waiting(
    desk: TestClient, ferry: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader of a slow file takes it piece by piece; others are answered in between."""
    from ontherecord.serve import downloads

    def slow(*_: object, **__: object):  # type: ignore[no-untyped-def]
        for _ in range(20):
            time.sleep(0.05)
            yield b"line\n"

    monkeypatch.setattr(downloads, "export", slow)
    import threading

    lines: list[bytes] = []
    reader = threading.Thread(target=lambda: lines.append(desk.get(f"/stories/{ferry}/export/jsonl").content))
    reader.start()
    answered = 0
    while reader.is_alive():
        assert desk.get("/me.json").status_code == 200
        answered += 1
    assert lines == [b"line\n" * 20]
    assert answered > 3


@pytest.mark.parametrize(("origin", "site", "status"), [
    (None, None, 303), ("http://localhost", "same-origin", 303), ("null", "same-origin", 303),
    ("null", "cross-site", 403), ("null", None, 403), ("https://evil.example", "cross-site", 403),
    ("https://evil.example", None, 403),
])  # fmt: skip
def test_a_write_comes_from_a_page_of_ours(
    start: Start, origin: str | None, site: str | None, status: int
) -> None:
    """Our pages send no referrer, so that a browser calls the origin of their forms null; it says then that it is
    the same. What a page elsewhere sends has the token neither, and is refused before that is asked."""
    client = start()
    token = client.get("/me.json").json()["token"]
    told = {"origin": origin, "sec-fetch-site": site}
    headers = {name: value for name, value in told.items() if value is not None}
    assert client.post("/seen", data={"token": token}, headers=headers).status_code == status
