# SPDX-License-Identifier: Apache-2.0
"""What axe-core finds wrong with a page: the rules of WCAG 2.2 A and AA, serious and critical ones."""

from __future__ import annotations

import functools
from importlib import resources

_RUN = """async () => (await axe.run(document, {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], resultTypes: ["violations"],
})).violations.filter(v => ["serious", "critical"].includes(v.impact))
  .flatMap(v => v.nodes.map(n => `${v.id}: ${n.html.slice(0, 160)}`))"""


@functools.cache
def _script() -> str:
    return resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")


def faults(page) -> list[str]:
    """One line a fault; the page is as it stands now, with what is open."""
    page.evaluate(_script())
    return page.evaluate(_RUN)
