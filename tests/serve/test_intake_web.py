# SPDX-License-Identifier: Apache-2.0
"""Adding through the web: addresses and feeds of local sites, with what became of each; hostile and large uploads."""

from __future__ import annotations

import contextlib
import io
import os
import socket
import tarfile
import threading
import zipfile
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from starlette.testclient import TestClient

from tests.carriers import page, rss, told
from tests.fetch.sites import Site, reply, site
from tests.serve.conftest import Start
from tests.serve.test_corrections import ended

HERE = ("127.0.0.1/32",)


def newsroom(here: Site) -> None:
    """A site with a page for each of three articles, and the feed that lists them."""
    articles = [one._replace(url=here.url(f"/{n}")) for n, one in enumerate(told()[:3])]
    for n, one in enumerate(articles):
        here.replies[f"/{n}"] = reply(page(one))
    here.replies["/feed"] = reply(rss(articles), "application/rss+xml", ETag='"f1"')


def given(client: TestClient, **said: str) -> dict:  # type: ignore[type-arg]
    begun = client.post("/add", data={**said, "token": client.get("/me.json").json()["token"]})
    assert begun.status_code == 303, begun.text
    return ended(client, begun.headers["location"])["progress"]  # type: ignore[no-any-return]


def test_addresses_are_fetched_and_what_cannot_be_is_said(start: Start) -> None:
    client = start(private=HERE)
    with site() as here:
        newsroom(here)
        done = given(client, addresses="\n".join([here.url("/0"), here.url("/1"), here.url("/none")]))
    assert (done["state"], done["added"]) == ("done", 2)
    assert [one["source"] for one in done["refused"]] == [here.url("/none")]
    assert "404" in done["refused"][0]["reason"]
    assert done["stories"]
    assert done["changed"]
    assert client.get(f"/stories/{done['stories'][0]['id']}/").status_code == 200


def test_a_feed_is_followed_and_its_pages_fetched_once(start: Start) -> None:
    client = start(private=HERE)
    with site() as here:
        newsroom(here)
        first = given(client, feed=here.url("/feed"), pages="true")
        again = given(client, feed=here.url("/feed"), pages="true")
    assert (first["state"], first["added"], first["refused"]) == ("done", 3, [])
    assert (again["state"], again["added"]) == ("done", 0)
    assert [path for path in here.paths() if path != "/feed"] == ["/0", "/1", "/2"]
    feeds = client.get("/add.json").json()["feeds"]
    assert [f["url"] for f in feeds] == [here.url("/feed")]
    assert feeds[0]["checked"]


def test_an_address_inside_a_closed_network_is_not_asked_unless_the_server_was_told_so(start: Start) -> None:
    client = start()
    with site() as here:
        newsroom(here)
        done = given(client, addresses=here.url("/0"))
    assert here.asked == []
    assert done["added"] == 0
    assert "closed network" in done["refused"][0]["reason"]


def resident() -> int:
    """Bytes of memory that this process, in which the server runs, has now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is read from /proc")
@pytest.mark.parametrize("chunked", [True, False])
def test_a_gigabyte_is_refused_early_and_memory_stays_flat(live: str, chunked: bool) -> None:
    at = urlsplit(live)
    before, sent, answer = resident(), 0, []
    length = "Transfer-Encoding: chunked" if chunked else f"Content-Length: {1 << 30}"
    head = f"POST /add HTTP/1.1\r\nHost: {at.netloc}\r\nContent-Type: multipart/form-data; boundary=x\r\n{length}\r\n\r\n"
    opening = b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'
    piece = b"x" * (1 << 20)
    with socket.create_connection((at.hostname, at.port), timeout=30) as line:  # type: ignore[arg-type]
        line.sendall(head.encode())

        def listen() -> None:
            with contextlib.suppress(OSError):
                answer.append(line.recv(4096))

        listener = threading.Thread(target=listen)
        listener.start()
        try:
            for n in range(1024):
                if answer:
                    break
                data = opening + piece if n == 0 else piece
                line.sendall(f"{len(data):x}\r\n".encode() + data + b"\r\n" if chunked else data)
                sent += len(data)
        except OSError:
            pass  # the server shut the door
        listener.join(timeout=30)
    assert b" 413 " in answer[0].split(b"\r\n")[0]
    assert sent < 200 << 20
    assert resident() - before < 150 << 20


def zipped(names: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in names.items():
            archive.writestr(name, data)
    return held.getvalue()


def test_hostile_archives_write_nowhere_and_are_refused_in_words(start: Start, tmp_path: Path) -> None:
    client = start()
    tarred = io.BytesIO()
    with tarfile.open(fileobj=tarred, mode="w:gz") as archive:
        link = tarfile.TarInfo("out")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc"
        archive.addfile(link)
        archive.addfile(tarfile.TarInfo("out/../../../escaped.txt"))
    bomb = zipped({f"{n}.txt": b"0" * (16 << 20) for n in range(8)})
    hostile = {
        "escape.zip": zipped({"../../escaped.txt": b"out", "/tmp/escaped.txt": b"out"}),
        "nest.zip": zipped({"inner.zip": zipped({"a.txt": b"inside"})}),
        "bomb.zip": bomb,
        "link.tar.gz": tarred.getvalue(),
        "half.zip": zipped({"a.txt": b"words"})[:40],
        "x" * 400 + ".zip": b"PK\x03\x04",
        "..": b"dots",
    }
    files = [
        ("files", (name, io.BytesIO(data), "application/octet-stream")) for name, data in hostile.items()
    ]
    token = client.get("/me.json").json()["token"]
    begun = client.post("/add", data={"token": token}, files=files)
    done = ended(client, begun.headers["location"])["progress"]
    assert done["state"] == "done", done
    assert len(done["refused"]) >= 5
    assert all(one["reason"] and "\n" not in one["reason"] for one in done["refused"])
    assert not list(tmp_path.rglob("escaped.txt"))
    assert not Path("/tmp/escaped.txt").exists()
    assert client.get("/stories.json").status_code == 200
