# SPDX-License-Identifier: Apache-2.0
"""Every page of the route table in a real browser: axe, the keyboard, the width of the screen, no script at all.
That no page logs an error or asks another host is held by the fixture `visit`."""

import httpx
import pytest

from tests.browser.axe import faults
from tests.serve.pages import PAGES, asked

pytestmark = pytest.mark.browser
STOPS = 12
"""Elements that the tab key is followed through on each page."""
STOP = """() => {
  const e = document.activeElement, s = getComputedStyle(e), r = e.getBoundingClientRect();
  const clipped = e.closest(".sr, [hidden]");
  return { tag: e.tagName, name: (e.innerText || e.getAttribute("aria-label") || e.name || "").trim().slice(0, 40),
           outlined: s.outlineStyle !== "none" && parseFloat(s.outlineWidth) > 0,
           seen: !clipped && r.width > 0 && r.height > 0 && r.right > 0 && r.left < innerWidth };
}"""


def addresses(live):
    """The pages of the table over the example archive, which has had one piece of work and one proposal."""
    with httpx.Client(base_url=live, timeout=120) as client:
        token = client.get("/me.json").json()["token"]

        def ended(address):
            while not client.get(f"{address}.json").json()["ended"]:
                pass
            return address.rpartition("/")[2]

        given = {"text": "Mill burns\n\nThe mill of Marlow burned down on Friday.", "token": token}
        job = ended(client.post("/add", data=given).headers["location"])
        story = client.get("/stories.json?words=ferry+captain").json()["stories"][0]["id"]
        member = client.get(f"/stories/{story}/cast.json").json()["data"][0]["id"]
        proposal = {"story": story, "kind": "rename", "ids": [member], "wanted": "Somebody Else"}
        begun = client.post("/proposals.json", json=proposal, headers={"x-csrf-token": token}).json()
        kept = {"job": job, "proposal": ended(begun["address"])}
        found = asked(lambda address: client.get(address).json(), kept)
    assert len(found) == len(PAGES)
    return [address for address in found.values() if address]


def test_every_page_can_be_used_by_everybody(visit, live):
    wrong = []
    for width, scheme in ((1280, "light"), (390, "dark")):
        page = visit(width=width, scheme=scheme)
        for address in addresses(live):
            page.goto(live + address)
            told = f"{width} {scheme} {address}"
            wrong += [f"{told}: {fault}" for fault in faults(page)]
            wider = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            wrong += [f"{told}: {wider} pixels wider than the screen"] if wider > 0 else []
            wrong += [f"{told}: {fault}" for fault in by_keyboard(page)]
    assert not wrong, "\n".join(wrong)


def by_keyboard(page):
    """What is wrong with a page for somebody who has no mouse."""
    if page.locator('[tabindex]:not([tabindex="0"], [tabindex="-1"])').count():
        yield "the order of the tab key is not that of the page"
    page.keyboard.press("Tab")
    first = page.evaluate(STOP)
    if not first["name"].startswith("Skip to") or not first["seen"]:
        yield f"the first stop is not the link past the navigation but {first}"
    for _ in range(STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop["tag"] != "BODY" and not (stop["outlined"] and stop["seen"]):
            yield f"no focus is seen at {stop}"
    page.evaluate("document.querySelector('.skip').focus()")
    page.keyboard.press("Enter")
    if page.evaluate("document.activeElement.id") != "main":
        yield "the link past the navigation does not lead to the page"


def test_every_page_reads_the_same_without_scripts(visit, live):
    with_scripts, without = visit(), visit(script=False)
    for address in addresses(live):
        told = []
        for page in (with_scripts, without):
            page.goto(live + address)
            told.append(page.locator("main").inner_text().split())
        missing = set(told[0]) - set(told[1])
        assert len(missing) < 30, (address, sorted(missing)[:40])
        assert len(told[1]) > 0.8 * len(told[0]), address
        assert without.locator("h1").inner_text() == with_scripts.locator("h1").inner_text()
        assert without.locator(".site nav a").count() == 6
