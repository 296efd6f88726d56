# SPDX-License-Identifier: Apache-2.0
"""How all this is found out, and how well: the measured scores, as they were when this version was made.

Comes in: nothing. Goes out: the scores, stage by stage. Refuses: nothing.
Score: none. The table is made from docs/scores.md by `python tools/generate_docs.py`.
"""

from __future__ import annotations

import functools
from importlib import metadata, resources

import msgspec

from ontherecord.serve.answers import View
from ontherecord.serve.downloads import Nothing
from ontherecord.serve.house import Desk

__all__ = ["Methods", "Nothing", "told"]


class Measured(View, frozen=True, kw_only=True):
    """One figure: on which corpus, what was measured, ours, and what other tools get there."""

    corpus: str
    measure: str
    ours: str
    peers: str


class Stage(View, frozen=True, kw_only=True):
    """The figures of one stage."""

    name: str
    figures: tuple[Measured, ...]


class Methods(View, frozen=True, kw_only=True):
    """How well each stage does, and what this program is."""

    program: str
    stages: tuple[Stage, ...]
    articles: int
    """Articles of the archive, for the words of the page."""


def told(desk: Desk, asked: Nothing) -> Methods:
    """The measured scores."""
    return Methods(program=metadata.version("ontherecord"), stages=_stages(), articles=0)


@functools.cache
def _stages() -> tuple[Stage, ...]:
    data = resources.files("ontherecord.serve").joinpath("data", "scores.json").read_bytes()
    return msgspec.json.decode(data, type=tuple[Stage, ...])
