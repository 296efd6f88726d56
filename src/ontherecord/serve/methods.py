# SPDX-License-Identifier: Apache-2.0
"""How all this is found out, and how well: the measured scores, as they were when this version was made.

Comes in: nothing. Goes out: the scores, stage by stage, corpora and measures in words (`data/corpora.toml`). Refuses:
nothing. Score: none; `tests/serve/test_methods.py`. The table is made from docs/scores.md by `python tools/generate_docs.py`.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from importlib import metadata, resources
from typing import Any

import msgspec
from msgspec.structs import replace

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


def told(desk: Desk, asked: Nothing) -> Methods:
    """The measured scores."""
    return Methods(program=metadata.version("ontherecord"), stages=_stages())


@functools.cache
def _stages() -> tuple[Stage, ...]:
    data = resources.files("ontherecord.serve").joinpath("data")
    stages = msgspec.json.decode(data.joinpath("scores.json").read_bytes(), type=tuple[Stage, ...])
    words = tomllib.loads(data.joinpath("corpora.toml").read_text("utf-8"))
    return tuple(_in_words(stage, words) for stage in stages)


def _in_words(stage: Stage, words: Mapping[str, Any]) -> Stage:
    """A stage with its corpora and measures as a reader would call them; what has no words keeps its name."""
    corpora = words["corpora"] | words["stages"].get(stage.name, {})
    figures = (
        replace(one, corpus=corpora.get(one.corpus, one.corpus), measure=words["measures"].get(one.measure, one.measure))
        for one in stage.figures
    )  # fmt: skip
    return replace(stage, figures=tuple(figures))
