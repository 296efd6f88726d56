# SPDX-License-Identifier: Apache-2.0
"""The invented story of examples/: its origins, reprints and versions as its truth states them."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from ontherecord.group import group
from ontherecord.model import Reading
from ontherecord.read import read
from ontherecord.trace import trace

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.fixture(scope="module")
def traced_example():
    readings = [one for one in read([EXAMPLES / "story"]) if isinstance(one, Reading)]
    articles = [article for one in readings for article in one.articles]
    copies = {one.document.id: one.copy for one in readings}
    tracing = trace(articles, copies, {})
    names = {a.id: Path(r.document.source).name for r in readings for a in r.articles}
    return tracing, group(articles, copies, {}, tracing), names


def test_one_main_story_with_its_independent_origins(traced_example):
    truth = tomllib.loads((EXAMPLES / "truth.toml").read_text("utf-8"))
    main = max(truth["story"], key=lambda story: len(story["articles"]))
    _, stories, _ = traced_example
    assert len(stories[0].articles) == len(main["articles"])
    kinds = {row["id"]: row["origin"] for row in truth["article"]}
    assert len(stories[0].origins) == len({kinds[name] for name in main["articles"]})


def test_what_is_attached_stays_outside(traced_example):
    _, stories, names = traced_example
    apart = [names[a] for story in stories[1:] for a in story.articles]
    assert apart.count("09-newsskein-page.txt") == 2


def test_the_edited_version_is_told_and_ordered(traced_example):
    tracing, _, names = traced_example
    pairs = {(names[v.earlier], names[v.later]) for v in tracing.versions}
    assert ("06-continental-dispatch-early.txt", "07-continental-dispatch-late.txt") in pairs


def test_a_cut_reprint_keeps_its_source(traced_example):
    tracing, _, names = traced_example
    kinds = {frozenset((names[e.from_], names[e.to])): (e.kind, names[e.from_]) for e in tracing.reuse}
    wire, cut = "01-meridian-wire.txt", "03-northfield-herald.txt"
    assert kinds[frozenset((wire, cut))] == ("reprint", wire)
