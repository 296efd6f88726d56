# SPDX-License-Identifier: Apache-2.0
"""Encrypted connections: to the address that was checked, under the name that was asked for, or not at all."""

from __future__ import annotations

import shutil
import ssl
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from ontherecord.fetch import Fetched, door
from ontherecord.fetch.fetching import fetch
from ontherecord.model import Refusal
from tests.fetch.sites import LOCAL, reply

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="makes a certificate with openssl")


class Handler(BaseHTTPRequestHandler):
    """A site of one page, for all but robots."""

    def do_GET(self) -> None:
        self.close_connection = True
        missing = self.path == "/robots.txt"
        self.wfile.write(
            reply(b"", status="404 Not Found") if missing else reply(self.headers["Host"].encode())
        )

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def gazette(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[int, list[str | None]]]:
    """A server that proves to be one.example: its port, and the names it was called by."""
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=one.example",
         "-addext", "subjectAltName=DNS:one.example", "-keyout", key, "-out", certificate],
        check=True, capture_output=True,
    )  # fmt: skip
    called: list[str | None] = []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    context.sni_callback = lambda socket, name, of: called.append(name)

    async def resolve(host: str, port: int) -> list[str]:
        return ["127.0.0.1"]

    monkeypatch.setattr(door, "resolve", resolve)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    server = HTTPServer(("127.0.0.1", 0), Handler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield server.server_port, called
    server.shutdown()
    server.server_close()


def test_a_host_is_called_by_its_name_and_proves_it(gazette: tuple[int, list[str | None]]) -> None:
    port, called = gazette
    (one,) = fetch([f"https://one.example:{port}/a"], limits=LOCAL)
    assert isinstance(one, Fetched), one
    assert one.data == f"one.example:{port}".encode()
    assert set(called) == {"one.example"}


def test_a_host_that_proves_to_be_another_is_refused(gazette: tuple[int, list[str | None]]) -> None:
    (one,) = fetch([f"https://two.example:{gazette[0]}/a"], limits=LOCAL)
    assert isinstance(one, Refusal)
    assert "cannot prove who it is" in one.reason


def test_a_host_that_nobody_vouches_for_is_refused(
    gazette: tuple[int, list[str | None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    (one,) = fetch([f"https://one.example:{gazette[0]}/a"], limits=LOCAL)
    assert isinstance(one, Refusal)
    assert "cannot prove who it is" in one.reason
