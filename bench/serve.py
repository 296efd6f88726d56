# SPDX-License-Identifier: Apache-2.0
"""The web application over one story of 500 articles: its pages on the server and in a browser, many readers at once.

    python -m bench serve

Synthetic coverage (`bench.synth`, one giant story) is added and brought up to date as anybody would; the server is a
process of its own. `laid out` is the processor time of laying out the pages of that story, which `update` does. `slowest
page` is the slowest of all pages of the route table and of all lists of the story, each the median of some requests one
after the other, in milliseconds of the clock. `first visit` and `in the browser` are the time until a browser has the
whole dossier laid out (its load event), for the first who comes after an update, and the median of some who come later,
each with an empty cache; they need Chromium and the package playwright. `not laid out` is the time until a reader has an
answer where nothing is laid out yet. `READERS` connections of wrk ask for all of those pages in turn, for some seconds:
how many failed, and the slowest answer but one in a hundred; then the same while one client takes the whole record as
JSON Lines and reads it slowly. They need wrk.
"""

from __future__ import annotations

import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from bench import synth
from bench.score import Score
from ontherecord.archive import open_archive
from ontherecord.read import read
from ontherecord.serve.routes import ROUTES
from ontherecord.serve.settings import state_folder
from ontherecord.serve.shelf import lay_ahead

ARTICLES, READERS, SECONDS = 500, 50, 15
RUNS = 3
_TURNS = """
local pages, turn = {%s}, 0
request = function()
  turn = turn + 1
  return wrk.format("GET", pages[turn %% #pages + 1], {["Accept-Encoding"] = "gzip"})
end
"""
"""For wrk: the pages in turn, packed as a browser asks for them."""
LISTS = (
    "articles",
    "quotations",
    "utterances",
    "accounts",
    "events",
    "claims",
    "cast",
    "reuse",
    "timeline",
    "brief",
)
PAGES = tuple(
    route.path
    for route in ROUTES
    if route.method == "GET"
    and route.path
    and route.gives.__name__ not in ("File", "Elsewhere")
    and not route.path.startswith(("/jobs/", "/proposals/"))
)
"""The pages of the route table, but for those of a piece of work, which show what a file of its own says."""
_ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
_SERVER = "import sys; from ontherecord.cli import main; main(['serve', '--archive', sys.argv[1], '--port', sys.argv[2]])"


def scores(data: Path) -> Iterator[Score]:
    """The figures; `data` is not needed. All depend on the machine, and on what else runs there."""
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder) / "giant.sqlite"
        synth.write(ARTICLES, Path(folder) / "giant.jsonl", stories=1)
        with open_archive(where, create=True) as archive:
            archive.add(read([Path(folder) / "giant.jsonl"]))
            archive.update()
        yield from figures(where)


def figures(where: Path) -> Iterator[Score]:
    """The figures of an archive; its pages are laid out anew."""
    pages = state_folder(str(where)) / "pages"
    shutil.rmtree(pages, ignore_errors=True)
    with served(where) as address, httpx.Client(base_url=address, timeout=60) as asked:
        own = max(asked.get("/stories.json").json()["stories"], key=lambda one: one["articles"])
        begun = time.perf_counter()
        asked.get(own["address"]).raise_for_status()
        yield _figure("not laid out", 1000 * (time.perf_counter() - begun), "ms")
    shutil.rmtree(pages, ignore_errors=True)
    with open_archive(where) as archive:
        begun = time.process_time()
        lay_ahead(archive, [own["id"]], pages, lambda stage, done, of: None)
        yield _figure("laid out", time.process_time() - begun, "s")
    with served(where) as address:
        yield from _in_the_browser(f"{address}{own['address']}")
        asked_for = addresses(address, own["id"])
        yield _figure("slowest page", 1000 * max(_median(f"{address}{page}") for page in asked_for), "ms")
        yield from _read_by_many("", address, asked_for)
        with slow_export(f"{address}/stories/{own['id']}/export/jsonl"):
            yield from _read_by_many(" beside a slow export", address, asked_for)


def _figure(measure: str, value: float, unit: str = "") -> Score:
    return Score(
        stage="serve", corpus=f"{ARTICLES} articles", measure=measure, value=value, better="lower", unit=unit, gated=False
    )  # fmt: skip


@contextmanager
def served(where: Path) -> Iterator[str]:
    """A server in a process of its own; gives its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-c", _SERVER, str(where), str(port)], stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}"
    try:
        while not _answers(address):
            if process.poll() is not None:
                raise RuntimeError(f"the server over {where} did not start")
            time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait(30)


def _answers(address: str) -> bool:
    try:
        return httpx.get(f"{address}/me.json").is_success
    except httpx.ConnectError:
        return False


def addresses(address: str, story: str) -> list[str]:
    """Pages and lists of a story, and the pages over all stories."""
    own = f"/stories/{story}"
    with httpx.Client(base_url=address, timeout=60) as asked:
        articles = asked.get(f"{own}/articles.json").json()["data"]
        claim = asked.get(f"{own}/claims.json").json()["data"][0]["id"]
        member = asked.get(f"{own}/cast.json").json()["data"][0]["id"]
        who = asked.get("/people.json").json()["entries"][0]["address"]
        where = asked.get("/places.json").json()["countries"][0]["places"][0]["address"]
        day = asked.get("/days.json").json()["months"][0]["days"][0]["address"]
        reuse = asked.get(f"{own}/reuse.json").json()["data"][0]
    found = [
        "/", f"{own}/", f"{own}.json", f"{own}/articles-001.html", f"{own}/quotes-001.html",
        *(f"{own}/{kind}.json" for kind in LISTS), f"{own}/claims.json?offset=2000&limit=1000",
        f"/articles/{articles[0]['id']}", f"/articles/{articles[0]['id']}.json", f"{own}/correct?id={claim}",
        f"{own}/correct?id={member}", f"{own}/correct", who, where, day, "/people", "/places", "/days", "/sources",
        "/changes", "/search?words=minister", "/add", "/downloads", "/decisions", "/sign-in", "/account", "/audit", "/methods",
        f"/compare?one={articles[0]['id']}&other={articles[1]['id']}", f"/compare?one={reuse['from']}&other={reuse['to']}",
    ]  # fmt: skip
    missing = {path for path in PAGES if not any(_is_of(path, one) for one in found)}
    assert not missing, f"pages that nobody measures: {missing}"
    return found


def _is_of(path: str, address: str) -> bool:
    return bool(re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", path), address.partition("?")[0]))


def _median(address: str) -> float:
    """The seconds of one request, the median of some."""
    taken = []
    with httpx.Client(timeout=60) as asked:
        for _ in range(RUNS):
            begun = time.perf_counter()
            asked.get(address).raise_for_status()
            taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def _in_the_browser(address: str) -> Iterator[Score]:
    """Seconds until the load event of a page, of the first visit and of some later ones, each with an empty cache."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        return
    taken = []
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=_ARGUMENTS)
        browser.new_page().goto("about:blank")
        for _ in range(RUNS):
            context = browser.new_context(viewport={"width": 1280, "height": 900})
            page = context.new_page()
            page.goto(address)
            taken.append(page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd") / 1000)
            context.close()
        browser.close()
    yield _figure("first visit", taken[0], "s")
    yield _figure("in the browser", statistics.median(taken[1:]), "s")


def _read_by_many(beside: str, address: str, pages: list[str]) -> Iterator[Score]:
    """What `READERS` connections that ask for pages again and again meet with, as wrk tells it."""
    wrk = shutil.which("wrk")
    if wrk is None:
        return
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(_TURNS % ", ".join(f'"{page}"' for page in pages))
        script.flush()
        command = [
            wrk,
            "-t2",
            f"-c{READERS}",
            f"-d{SECONDS}s",
            "--timeout",
            "10s",
            "--latency",
            "-s",
            script.name,
            address,
        ]
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    failed = re.findall(r"(?:connect|read|write|timeout|responses:) (\d+)", told)
    slow, unit = re.search(r"99%\s+([\d.]+)(ms|s)", told).groups()  # type: ignore[union-attr]
    yield _figure(f"errors of {READERS} readers{beside}", sum(map(int, failed)))
    yield _figure(
        f"{READERS} readers{beside}, 99 of 100 answers", float(slow) * {"ms": 1, "s": 1000}[unit], "ms"
    )


@contextmanager
def slow_export(address: str) -> Iterator[None]:
    """While it lasts, one client takes a file piece by piece and dawdles."""
    done = threading.Event()

    def take() -> None:
        with httpx.stream("GET", address, timeout=600) as answer:
            for _ in answer.iter_raw(16_384):
                if done.wait(0.02):
                    return

    taker = threading.Thread(target=take)
    taker.start()
    yield
    done.set()
    taker.join()
