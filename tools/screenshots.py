# SPDX-License-Identifier: Apache-2.0
"""Pictures of the real pages for README and docs.

    python tools/screenshots.py OUT [--to docs/pictures]

OUT is a folder that `ontherecord build` wrote; the story with most articles is shown. Needs the
package `playwright` and the system's Chromium, neither of which the program itself needs.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from pathlib import Path

ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
DESKTOP, PHONE = (1280, 860), (390, 844)

# name, size, colour scheme, where on the page, what to do there
SHOTS = [
    ("dossier.png", DESKTOP, "light", "", ""),
    ("dossier-dark.png", DESKTOP, "dark", "", ""),
    ("brief-citation.png", DESKTOP, "light", "#brief", "document.querySelector('a[data-cite]').click()"),
    ("agreement.png", DESKTOP, "light", "#claims", ""),
    ("sources.png", DESKTOP, "light", "#sources", ""),
    ("timeline.png", DESKTOP, "light", "#timeline", ""),
    ("phone-article.png", PHONE, "dark", "#brief", "document.querySelector('a[data-cite]').click()"),
]


def largest(out: Path) -> Path:
    """The dossier of the story with most articles."""
    stories = [json.loads(line) for line in (out / "stories.jsonl").read_text(encoding="utf-8").splitlines()]
    story = min(stories, key=lambda s: (-len(s["articles"]), s["id"]))
    return out / str(story["id"]) / "dossier.html"


def shoot(out: Path, to: Path) -> list[Path]:
    """Write every picture of `SHOTS`, and one of the index, into the folder `to`."""
    from playwright.sync_api import sync_playwright

    to.mkdir(parents=True, exist_ok=True)
    page = largest(out).resolve().as_uri()
    shots = [(name, size, scheme, page + place, act) for name, size, scheme, place, act in SHOTS]
    shots.append(("index.png", DESKTOP, "light", (out / "index.html").resolve().as_uri(), ""))
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
    parser.add_argument("out", type=Path)
    parser.add_argument("--to", type=Path, default=Path("docs/pictures"))
    chosen = parser.parse_args()
    for path in shoot(chosen.out, chosen.to):
        print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
