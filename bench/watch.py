# SPDX-License-Identifier: Apache-2.0
"""A soak of `watch`: a local feed that changes, lies and fails for many rounds; is memory flat, is all there once?

    python -m bench watch

Invented coverage (`bench.synth`) appears on a local site a few articles at a time, in a feed that lists
the last 60; every few rounds the site is busy, silent, cuts its answer off, answers with a picture or that
it is gone. An archive follows the feed to its pages. Measured at the end: articles that are
missing, articles that are there twice, faults that `check` finds, and the growth of memory over the second
half of the articles; what it was on the way is told as it goes. The time of a round is that of the site's rounds
here, not of a clock.
"""

from __future__ import annotations

import html
import os
import resource
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from xml.sax.saxutils import escape

from bench.score import Score
from bench.synth import Made, coverage
from ontherecord.archive import Archive, open_archive
from ontherecord.fetch import Errand, Limits
from ontherecord.fetch.watch import watch

ARTICLES = int(os.environ.get("SOAK_ARTICLES", "300"))
A_ROUND = 10
PARTS = 8  # of the articles, after which memory is told
LISTED = 60
"""Items of the feed: more than the longest row of rounds in which the site fails brings."""
FAULTS = ("busy", "silent", "cut", "picture", "gone")
EVERY = 7  # rounds from one fault to the next
LIMITS = Limits(private=("127.0.0.1/32",), pause=0.0, read=0.3, whole=5.0, patience=0.0)


class Press:
    """The site: what it has published, and what is wrong with it in this round."""

    def __init__(self, articles: list[Made]) -> None:
        self.articles = articles
        self.published = 0
        self.fault = ""
        self.root = ""

    def answer(self, path: str, state: str | None) -> bytes:
        """What the site answers to one request."""
        if path == "/robots.txt":
            return _reply(b"", status="404 Not Found")
        if self.fault:
            return _faulty(self.fault)
        if path == "/feed":
            now = f'"{self.published}"'
            if state == now:
                return _reply(b"", status="304 Not Modified")
            return _reply(self._feed(), "application/rss+xml", f"ETag: {now}\r\n")
        return _reply(self._page(int(path[1:])))

    def _feed(self) -> bytes:
        shown = range(max(0, self.published - LISTED), self.published)
        rows = [
            f"<item><title>{escape(self.articles[n].report.headline)}</title><link>{self.root}/{n}</link>"
            f"<pubDate>{format_datetime(self.articles[n].when)}</pubDate></item>"
            for n in reversed(shown)
        ]
        return f"<rss><channel><title>Press</title>{''.join(rows)}</channel></rss>".encode()

    def _page(self, number: int) -> bytes:
        one = self.articles[number].report
        rows = "".join(f"<p>{html.escape(row)}</p>" for row in (*one.body, *self.articles[number].ends))
        title = html.escape(one.headline)
        meta = f"<meta property='og:site_name' content='{html.escape(one.outlet)}'>"
        day = f"<meta property='article:published_time' content='{self.articles[number].when.isoformat()}'>"
        return f"<html><head><title>{title}</title>{meta}{day}</head><body><article><h1>{title}</h1>{rows}</article></body></html>".encode()


def _reply(
    body: bytes, kind: str = "text/html; charset=utf-8", more: str = "", status: str = "200 OK"
) -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n{more}Connection: close\r\n\r\n"
    return head.encode() + body


def _faulty(fault: str) -> bytes:
    if fault == "busy":
        return _reply(b"", status="503 Busy", more="Retry-After: 0\r\n")
    if fault == "cut":
        return _reply(b"<html>" * 100)[:-300]
    if fault == "picture":
        return _reply(b"\x89PNG", "image/png")
    return b"" if fault == "silent" else _reply(b"", status="410 Gone")


def scores(data: Path) -> Iterator[Score]:
    """Run the soak; `data` is not looked at."""
    press = Press(list(coverage(ARTICLES)))
    with (
        tempfile.TemporaryDirectory() as folder,
        _running(press) as press.root,
        open_archive(Path(folder, "soak.sqlite"), create=True) as archive,
    ):
        peaks = _soak(press, archive)
        there = Counter(d.source for d in archive.build().documents)
        faults = list(archive.check())
    print(*faults[:5], sep="\n", file=sys.stderr)
    pages = [f"{press.root}/{n}" for n in range(ARTICLES)]
    for measure, value in (
        ("articles missing", sum(page not in there for page in pages)),
        ("articles twice", sum(there[page] > 1 for page in pages)),
        ("faults in the archive", len(faults)),
        ("documents of no page", sum(source not in pages for source in there)),
        ("memory at the end / at half", peaks[-1] / peaks[PARTS // 2 - 1]),
    ):
        yield Score(
            stage="watch", corpus=f"{ARTICLES} articles", measure=measure, value=value, better="lower", gated=False
        )  # fmt: skip


@contextmanager
def _running(press: Press) -> Iterator[str]:
    """The site's address, while it answers."""

    class Answering(BaseHTTPRequestHandler):
        """Answers as the press says."""

        def do_GET(self) -> None:
            """One answer."""
            self.close_connection = True
            with suppress(OSError):
                self.wfile.write(press.answer(self.path, self.headers.get("If-None-Match")))

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def _soak(press: Press, archive: Archive) -> list[int]:
    """Publish everything, a few articles a round; gives the peak of memory (kB) after each of `PARTS` parts of them."""
    peaks: list[int] = []
    errand = Errand(limits=LIMITS, follow=True)
    for number, _ in enumerate(watch(archive, [f"{press.root}/feed"], 0.0, errand, workers=1)):
        if not press.fault and press.published >= ARTICLES * (len(peaks) + 1) // PARTS:
            peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
            print(
                f"{press.published} articles, {number + 1} rounds: {peaks[-1] // 1024} MB at most",
                file=sys.stderr,
            )
        if len(peaks) == PARTS:
            break
        press.fault = FAULTS[number // EVERY % len(FAULTS)] if number % EVERY == EVERY - 1 else ""
        press.published = min(ARTICLES, press.published + A_ROUND)
    return peaks
