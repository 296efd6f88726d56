# SPDX-License-Identifier: Apache-2.0
"""What the command line says: lines on stderr, and ends.

Comes in: messages, faults, refusals. Goes out: lines on stderr without control characters, exit
statuses. Refuses: nothing.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

import click

from ontherecord.model import Outcome, Refusal
from ontherecord.progress import plain

REFUSED, USAGE = 1, 2
"""Exit statuses: some input was refused or the record is at fault; the call is wrong."""

FILE = click.Path(path_type=Path)
"""The type of an argument that is a file or folder."""


def say(line: str) -> None:
    """Print a line on stderr."""
    click.echo(plain(line), err=True)


def fail(fault: Exception | str, status: int) -> NoReturn:
    """Say what is wrong and end with `status`."""
    say(f"ontherecord: {fault}")
    sys.exit(status)


def counted(number: int, what: str, several: str = "") -> str:
    """A number of things in words; `several` is the word for more than one, where it is not that for one with s."""
    return f"{number} {what if number == 1 else several or f'{what}s'}"


def say_outcomes(outcomes: Iterable[Outcome]) -> None:
    """Print a line for each decision that does not stand as it was made, with the reason."""
    for one in outcomes:
        if one.state != "applied":
            say(f"decision {one.id} {_STATES[one.state]}: {one.text} ({one.because})")


_STATES = {"partly": "applies in part", "lost": "is lost", "overruled": "is overruled"}


def say_refused(refused: Iterable[Refusal]) -> None:
    """Print a line for each input that was refused, with the reason; of records of one file that are refused for one reason
    the first few, and how many more there are."""
    alike = Counter[tuple[str, str]]()
    for refusal in refused:
        file, _, record = refusal.source.rpartition("#")
        alike[file, refusal.reason] += record.isdigit()
        if not record.isdigit() or alike[file, refusal.reason] <= _SHOWN:
            say(f"refused: {refusal.source}: {refusal.reason}")
    for (file, _), number in alike.items():
        if number > _SHOWN:
            say(f"refused: {file}: {counted(number - _SHOWN, 'more record')} for the same reason")


_SHOWN = 3  # records of a file that are named one by one
