# SPDX-License-Identifier: Apache-2.0
"""What a build shows while it runs, on stderr: a bar on a terminal, plain lines otherwise.

Comes in: stages and how far they are. Goes out: lines on stderr; nothing on stdout, nothing into
the record. Refuses: nothing.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ontherecord.model import Build

if TYPE_CHECKING:
    from ontherecord.build import Progress as Report

_STAGES = {
    "read": "Reading",
    "annotate": "Annotating",
    "trace": "Tracing reuse",
    "group": "Grouping",
    "reconcile": "Reconciling",
    "rewrite": "Rephrasing",
    "verify": "Verifying",
    "write": "Writing",
    "unchanged": "Unchanged",
}
_UNSHOWN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Unicode categories of characters that steer a terminal or turn its text around."""

_LISTED = 12  # stories the summary lists


@contextmanager
def silence() -> Iterator[Report]:
    """Show nothing."""
    yield lambda stage, done, of: None


@contextmanager
def bars() -> Iterator[Report]:
    """Show a bar where stderr is a terminal, a line a stage where it is not."""
    if not sys.stderr.isatty():
        yield _lines()
        return
    # Here: most verbs have nothing to show, and need not wait for it.
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description:<14}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as shown:
        tasks = {}

        def report(stage: str, done: int, of: int) -> None:
            if stage not in tasks:
                tasks[stage] = shown.add_task(_STAGES.get(stage, stage), total=of or None)
            shown.update(tasks[stage], completed=done, total=of or None)

        yield report


def _lines() -> Report:
    seen: set[str] = set()

    def report(stage: str, done: int, of: int) -> None:
        if stage not in seen:
            seen.add(stage)
            sys.stderr.write(f"{_STAGES.get(stage, stage)} ...\n")

    return report


def summary(made: Build, out: str) -> None:
    """A short table at the end: the stories with their articles, outlets and origins."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(stderr=True)
    table = Table(title=None, box=None, pad_edge=False)
    for heading, side in (
        ("Story", "left"),
        ("Articles", "right"),
        ("Outlets", "right"),
        ("Origins", "right"),
    ):
        table.add_column(heading, justify=side, no_wrap=heading != "Story")  # type: ignore[arg-type]
    for record in made.records[:_LISTED]:
        story = record.story
        counts = (len(story.articles), len(story.outlets), len(story.origins))
        table.add_row(Text(plain(story.title)), *map(str, counts))
    console.print(table)
    left = len(made.records) - _LISTED
    if left > 0:
        console.print(f"and {left} more {'stories' if left > 1 else 'story'}")
    if refused := len(made.manifest.refused):
        console.print(f"{refused} {'inputs' if refused > 1 else 'input'} refused; the rest is done")
    if out != "-":
        if noted := len(made.manifest.warnings):
            console.print(f"{noted} {'warnings' if noted > 1 else 'warning'} about inputs: in manifest.json")
        console.print(Text(f"Written: {plain(out)}/index.html"), soft_wrap=True)


def plain(line: str) -> str:
    """One line that a terminal shows and never obeys: control characters are written out."""
    return "".join(
        c.encode("unicode_escape").decode() if unicodedata.category(c) in _UNSHOWN else c for c in line
    )
