# SPDX-License-Identifier: Apache-2.0
"""Local sites for the tests of fetching: what they answer is written byte by byte, so they can lie."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import BinaryIO

from ontherecord.fetch import Limits

LOCAL = Limits(private=("127.0.0.1/32",), pause=0.0, connect=2.0, read=0.5, whole=3.0, patience=2.0)
"""The limits of the tests: they may ask this one address, and lose no time."""

Reply = bytes | Callable[[BinaryIO, "Request"], None]


@dataclass
class Request:
    """One request as the site saw it."""

    path: str
    headers: dict[str, str]
    at: float


@dataclass
class Site:
    """A site: what it answers to each path, and what it was asked."""

    port: int = 0
    replies: dict[str, Reply] = field(default_factory=dict)
    asked: list[Request] = field(default_factory=list)

    def url(self, path: str = "/") -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def paths(self) -> list[str]:
        """What it was asked for, without robots.txt."""
        return [one.path for one in self.asked if one.path != "/robots.txt"]


def reply(body: bytes, kind: str | None = "text/html", status: str = "200 OK", **headers: str) -> bytes:
    """A proper response."""
    rows = [f"HTTP/1.1 {status}", f"Content-Length: {headers.pop('length', str(len(body)))}"]
    rows += [f"Content-Type: {kind}"] if kind else []
    rows += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*rows, "Connection: close", "", ""]).encode("latin-1") + body


def moved(to: str, status: str = "302 Found") -> bytes:
    return reply(b"", status=status, Location=to)


@contextmanager
def site(**replies: Reply) -> Iterator[Site]:
    """A site that runs while the test does."""
    made = Site(replies={f"/{path}": one for path, one in replies.items()})

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            request = Request(self.path, {k.lower(): v for k, v in self.headers.items()}, time.monotonic())
            made.asked.append(request)
            one = made.replies.get(self.path, reply(b"nothing here", status="404 Not Found"))
            self.close_connection = True
            try:
                if callable(one):
                    one(self.wfile, request)
                else:
                    self.wfile.write(one)
            except OSError:
                pass  # the other side had enough

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    made.port = server.server_port
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
