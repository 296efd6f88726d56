# SPDX-License-Identifier: Apache-2.0
"""Readings of invented reports, made in memory."""

from __future__ import annotations

from collections import Counter

import msgspec

from ontherecord.model import Reading
from ontherecord.read.declared import Declared
from ontherecord.read.documents import Input, reading

TOWNS = ("Marlow", "Ruse", "Vidin", "Kazanlak", "Belvedere", "Northfield", "Quayside", "Lindow")


def report(
    text: str, source: str = "one.txt", *, url: str | None = None, outlet: str | None = None,
    published: str | None = None,
) -> Reading:  # fmt: skip
    """The reading of one text."""
    declared = Declared(url=url, outlet=outlet, published=published)
    made = reading(Input(source, text.encode(), "text/plain", "utf-8"), text, declared, (), Counter())
    assert isinstance(made, Reading)
    return made


def unread(one: Reading) -> Reading:
    """The same in a language that is not annotated: for tests that need no parse."""
    return msgspec.structs.replace(one, document=msgspec.structs.replace(one.document, language="xx"))


def reports(count: int) -> list[Reading]:
    """Different reports of different outlets on some days, on a few matters."""
    made = []
    for n in range(count):
        town, day = TOWNS[n % len(TOWNS)], 1 + n // len(TOWNS) % 28
        text = (
            f"Council of {town} votes on bridge number {n}\n\n"
            f"The mayor of {town} opened the debate about bridge {n} on the river in {town} on day {n}.\n"
            f"Councillor Anna Holt{n} of {town} asked who would pay for it before the winter of number {n}.\n"
        )
        made.append(
            report(text, f"{n:05}.txt", url=f"https://lantern.example/{n}", outlet=f"The {town} Lantern",
                   published=f"2031-03-{day:02}")
        )  # fmt: skip
    return made
