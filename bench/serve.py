# SPDX-License-Identifier: Apache-2.0
"""The web application over one story of 500 articles: its pages on the server and in a browser, many readers at once.

    python -m bench serve

Synthetic coverage (`bench.synth`, one giant story) is added and brought up to date as anybody would; the server is a
process of its own. `slowest page` is the slowest of all pages and lists of that story, each the median of some
requests one after the other, in milliseconds of the clock; `laid out` is the processor time of laying its pages out,
which is done while it is added. `in the browser` is the time until the browser has laid out the whole dossier (its load
event), the median of some visits, and needs Chromium and the package playwright. `readers` are `READERS` clients
that ask for pages of it again and again for some seconds: their errors, and their slowest answer but one in a hundred;
then the same while one client takes the whole record as JSON Lines and reads it slowly.
"""

from __future__ import annotations

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
from ontherecord.serve.laying import lay

ARTICLES, READERS, SECONDS = 500, 50, 8.0
RUNS = 3
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
            story = max(archive.stories(), key=lambda one: one.articles).id
            begun = time.process_time()
            lay(archive, story, Path(folder) / "pages")
            yield _figure("laid out", time.process_time() - begun, "s")
        with served(where) as address:
            pages = addresses(address, story)
            yield _figure("slowest page", 1000 * max(_median(f"{address}{page}") for page in pages), "ms")
            yield from _in_the_browser(f"{address}/stories/{story}/")
            errors, slow = read_by_many(address, pages)
            yield _figure(f"errors of {READERS} readers", errors)
            yield _figure(f"{READERS} readers, 99 of 100 answers", slow, "ms")
            with slow_export(f"{address}/stories/{story}/export/jsonl"):
                errors, slow = read_by_many(address, pages)
            yield _figure(f"errors of {READERS} readers beside a slow export", errors)
            yield _figure(f"{READERS} readers beside a slow export, 99 of 100 answers", slow, "ms")


def _figure(measure: str, value: float, unit: str = "") -> Score:
    return Score(
        stage="serve", corpus=f"{ARTICLES} articles", measure=measure, value=value, better="lower", unit=unit, gated=False
    )  # fmt: skip


@contextmanager
def served(where: Path) -> Iterator[str]:
    """A server in a process of its own, once the pages of its stories are laid out; gives its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-c", _SERVER, str(where), str(port)], stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}"
    try:
        while True:
            try:
                stories = httpx.get(f"{address}/stories.json").json()["stories"]
                break
            except httpx.ConnectError:
                time.sleep(0.2)
        for story in stories:
            httpx.get(f"{address}{story['address']}", timeout=600).raise_for_status()
        yield address
    finally:
        process.terminate()
        process.wait(30)


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
    return [
        "/", f"{own}/", f"{own}.json", f"{own}/articles-001.html", *(f"{own}/{kind}.json" for kind in LISTS),
        f"{own}/claims.json?offset=2000&limit=1000", f"/articles/{articles[0]['id']}", f"/articles/{articles[0]['id']}.json",
        f"{own}/correct?id={claim}", f"{own}/correct?id={member}", f"{own}/correct", who, where, day, "/people", "/places",
        "/days", "/sources", "/changes", "/search?words=minister",
        f"/compare?one={articles[0]['id']}&other={articles[1]['id']}",
    ]  # fmt: skip


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
    """Seconds until the load event of a page, the median of some visits with an empty cache."""
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
    yield _figure("in the browser", statistics.median(taken), "s")


def read_by_many(address: str, pages: list[str]) -> tuple[int, float]:
    """Errors, and the milliseconds within which 99 of 100 answers came, of many readers at once."""
    taken: list[float] = []
    errors: list[str] = []
    until = time.monotonic() + SECONDS

    def reader(number: int) -> None:
        with httpx.Client(base_url=address, timeout=60) as asked:
            turn = number
            while time.monotonic() < until:
                begun = time.perf_counter()
                try:
                    asked.get(pages[turn % len(pages)]).raise_for_status()
                except httpx.HTTPError as fault:
                    errors.append(str(fault))
                taken.append(time.perf_counter() - begun)
                turn += 1

    readers = [threading.Thread(target=reader, args=(number,)) for number in range(READERS)]
    for one in readers:
        one.start()
    for one in readers:
        one.join()
    return len(errors), 1000 * statistics.quantiles(taken, n=100)[-1]


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
