# SPDX-License-Identifier: Apache-2.0
"""The example story as it is read, against the truth about it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from ontherecord.model import Article, Reading
from ontherecord.read import read

EXAMPLES = Path(__file__).parents[2] / "examples"
TRUTH: list[dict[str, Any]] = tomllib.loads((EXAMPLES / "truth.toml").read_text("utf-8"))["article"]
READINGS = [one for one in read([EXAMPLES / "story", EXAMPLES / "pair"]) if isinstance(one, Reading)]


def _found() -> dict[tuple[str, int], tuple[str, Article]]:
    """Copy and article by file and number in the file."""
    out: dict[tuple[str, int], tuple[str, Article]] = {}
    counts: dict[str, int] = {}
    for reading in READINGS:
        path = Path(reading.document.source.split("#")[0])
        file = f"{path.parent.name}/{path.name}"
        for article in reading.articles:
            counts[file] = counts.get(file, 0) + 1
            out[file, counts[file]] = (reading.copy, article)
    return out


FOUND = _found()


def test_every_article_is_found_and_no_other() -> None:
    assert sorted(FOUND) == sorted((row["file"], row["part"]) for row in TRUTH)


@pytest.mark.parametrize("row", TRUTH, ids=[row["id"] for row in TRUTH])
def test_article(row: dict[str, Any]) -> None:
    copy, article = FOUND[row["file"], row["part"]]
    assert article.outlet == row["outlet"]
    assert article.headline == row["headline"]
    assert list(article.authors) == row.get("authors", [])
    if row["basis"] in ("stated", "metadata"):
        assert (article.published.date or "")[:10] == row["published"][:10]
        assert article.published.basis in ("stated", "metadata")
    else:
        assert article.published.date is None
    if row["kind"] != "rewrite":
        assert article.agency == row.get("agency")
    body = "".join(
        copy[s.start : s.end] for s in article.segments if s.role in ("dateline", "body", "subheading")
    )
    assert body.strip().startswith(row["begins"])
    assert body.strip().endswith(row["ends"])
