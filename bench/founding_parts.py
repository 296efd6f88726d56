# SPDX-License-Identifier: Apache-2.0
"""The five founding reports against their parts read line by line: articles, outlets, segments.

`bench/data/seeds_parts.toml` names the place and role of every part of each article, with the digest of the
copy; the reports themselves are local data (`../shared/seeds`). They are read as a user's files are.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.score import Score
from ontherecord.model import Article, Reading
from ontherecord.read import read

TRUTH = Path(__file__).resolve().parent / "data" / "seeds_parts.toml"
Part = tuple[str, int, int]
"""A role, and where its run starts and ends in the copy."""


def scores(reports: Path) -> Iterator[Score]:
    """Articles found with their outlet, parts found exactly, letters in their role. Nothing where the reports
    are not."""
    if not reports.is_dir():
        return
    readings = {_digest(r.copy): r for r in read([reports]) if isinstance(r, Reading)}
    gold: set[tuple[str, Any]] = set()
    ours: set[tuple[str, Any]] = set()
    right = letters = 0
    for document in tomllib.loads(TRUTH.read_text("utf-8"))["document"]:
        digest, copy = document["sha256"], readings[document["sha256"]].copy
        wanted = [_wanted(article) for article in document["article"]]
        found = [_found(article, copy) for article in readings[digest].articles]
        gold |= {(digest, one) for article in wanted for one in article}
        ours |= {(digest, one) for article in found for one in article}
        roles, given = (_roles(copy, _parts(articles)) for articles in (wanted, found))
        right += sum(one == other for one, other in zip(roles, given, strict=True))
        letters += len(roles)
    for what, kind in (("articles with their outlet", "article"), ("parts", "part")):
        of_gold, of_ours = ({key for key in keys if key[1][0] == kind} for keys in (gold, ours))
        hits = len(of_gold & of_ours)
        yield Score(stage="segments", corpus="seeds", measure=f"{what}, F1",
                    value=2 * hits / (len(of_gold) + len(of_ours)))  # fmt: skip
    yield Score(stage="segments", corpus="seeds", measure="letters in their role", value=right / letters)


def _digest(copy: str) -> str:
    return hashlib.sha256(copy.encode()).hexdigest()


def _wanted(article: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """An article of the truth, and its parts."""
    head = (article["outlet"], article["start"], article["end"])
    return [("article", head), *(("part", (role, start, end)) for role, start, end in article["parts"])]


def _found(article: Article, copy: str) -> list[tuple[str, Any]]:
    """An article as `read` gives it, and its parts: runs of one role, without the white space round them."""
    parts: list[Part] = []
    for segment in article.segments:
        text = copy[segment.start : segment.end]
        start, end = segment.end - len(text.lstrip()), segment.start + len(text.rstrip())
        if parts and parts[-1][0] == segment.role:
            start = parts.pop()[1]
        parts.append((segment.role, start, end))
    return [("article", (article.outlet or "", article.start, article.end)), *(("part", p) for p in parts)]


def _parts(articles: Iterable[Sequence[tuple[str, Any]]]) -> list[Part]:
    return [part for article in articles for kind, part in article if kind == "part"]


def _roles(copy: str, parts: Sequence[Part]) -> list[str]:
    """The role of each letter and digit of a copy."""
    roles = [""] * len(copy)
    for role, start, end in parts:
        roles[start:end] = [role] * (end - start)
    return [role for role, letter in zip(roles, copy, strict=True) if letter.isalnum()]
