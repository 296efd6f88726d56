# SPDX-License-Identifier: Apache-2.0
"""Pictures of the real pages for README and docs.

    python tools/screenshots.py OUT [--to docs/pictures]
    python tools/screenshots.py --archive FILE [--to docs/pictures]

OUT is a folder that `ontherecord build` wrote; the story with most articles is shown. With an archive the pages of
the web application over it are taken, from a server that runs meanwhile. Needs the package `playwright` and the
system's Chromium, neither of which the program itself needs.
"""

from __future__ import annotations

import argparse
import json
import shutil
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
Shot = tuple[str, tuple[int, int], Literal["light", "dark"], str, str]
DESKTOP, PHONE = (1280, 860), (390, 844)

# name, size, colour scheme, where on the page, what to do there
SHOTS: list[Shot] = [
    ("dossier.png", DESKTOP, "light", "", ""),
    ("dossier-dark.png", DESKTOP, "dark", "", ""),
    ("brief-citation.png", DESKTOP, "light", "#brief", "document.querySelector('a[data-cite]').click()"),
    ("agreement.png", DESKTOP, "light", "#claims", ""),
    ("sources.png", DESKTOP, "light", "#sources", ""),
    ("timeline.png", DESKTOP, "light", "#timeline", ""),
    ("phone-article.png", PHONE, "dark", "#brief", "document.querySelector('a[data-cite]').click()"),
]


# name, size, colour scheme, which page of `web_pages`, what to do there
WEB_SHOTS: list[Shot] = [
    ("web-stories.png", DESKTOP, "light", "stories", ""),
    ("web-person.png", DESKTOP, "light", "person", ""),
    ("web-sources.png", DESKTOP, "light", "sources", ""),
    ("web-article.png", DESKTOP, "dark", "article", "document.getElementById('layer-quotation').click()"),
    ("web-correct.png", DESKTOP, "light", "correct", ""),
    ("web-phone.png", PHONE, "dark", "stories", ""),
]


def web_pages(address: str) -> dict[str, str]:
    """The addresses of some pages of the story with most articles."""
    import httpx

    with httpx.Client(base_url=address, timeout=600) as asked:
        story = max(asked.get("/stories.json").json()["stories"], key=lambda one: one["articles"])
        own = story["address"]
        asked.get(own).raise_for_status()
        article = asked.get(f"/stories/{story['id']}/articles.json").json()["data"][0]["id"]
        claim = asked.get(f"/stories/{story['id']}/claims.json").json()["data"][0]["id"]
        person = asked.get("/people.json").json()["entries"][0]["address"]
    return {
        "stories": "/", "person": person, "sources": "/sources?order=reprinted", "article": f"/articles/{article}",
        "correct": f"{own}correct?id={claim}",
    }  # fmt: skip


def shoot_web(archive: Path, to: Path) -> list[Path]:
    """Write every picture of `WEB_SHOTS` into the folder `to`."""
    with tempfile.TemporaryDirectory() as state, served(archive, Path(state)) as address:
        pages = web_pages(address)
        shots = [
            (name, size, scheme, address + pages[page], act) for name, size, scheme, page, act in WEB_SHOTS
        ]
        return taken(shots, to)


@contextmanager
def served(archive: Path, state: Path) -> Iterator[str]:
    """A server over an archive, while it is needed; gives its address."""
    import uvicorn

    from ontherecord.serve import Settings, application

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    made = application(Settings(archive=str(archive), state=state))
    server = uvicorn.Server(uvicorn.Config(made, host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(20)


def largest(out: Path) -> Path:
    """The dossier of the story with most articles."""
    stories = [json.loads(line) for line in (out / "stories.jsonl").read_text(encoding="utf-8").splitlines()]
    story = min(stories, key=lambda s: (-len(s["articles"]), s["id"]))
    return out / str(story["id"]) / "dossier.html"


def shoot(out: Path, to: Path) -> list[Path]:
    """Write every picture of `SHOTS`, and one of the index, into the folder `to`."""
    page = largest(out).resolve().as_uri()
    shots = [(name, size, scheme, page + place, act) for name, size, scheme, place, act in SHOTS]
    shots.append(("index.png", DESKTOP, "light", (out / "index.html").resolve().as_uri(), ""))
    return taken(shots, to)


def taken(shots: Sequence[Shot], to: Path) -> list[Path]:
    """Write a picture of each address into the folder `to`."""
    from playwright.sync_api import sync_playwright

    to.mkdir(parents=True, exist_ok=True)
    written = []
    with sync_playwright() as driver:
        chromium = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = driver.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        for name, (width, height), scheme, address, act in shots:
            tab = browser.new_page(
                viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce"
            )
            tab.goto(address)
            if act:
                tab.evaluate(f"() => {{ {act} }}")
                tab.wait_for_timeout(200)
            tab.screenshot(path=to / name)
            tab.close()
            written.append(to / name)
        browser.close()
    return written


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path, nargs="?")
    parser.add_argument("--archive", type=Path)
    parser.add_argument("--to", type=Path, default=Path("docs/pictures"))
    chosen = parser.parse_args()
    if not (chosen.out or chosen.archive):
        parser.error("name a folder that a build wrote, or an --archive")
    for path in [
        *(shoot(chosen.out, chosen.to) if chosen.out else ()),
        *(shoot_web(chosen.archive, chosen.to) if chosen.archive else ()),
    ]:
        print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
