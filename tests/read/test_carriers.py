# SPDX-License-Identifier: Apache-2.0
"""One story in every form: whatever carries an article, the same article is read."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from ontherecord.model import Reading
from ontherecord.read import read
from tests.carriers import CARRIERS, Told, given, told

TOLD = told()


def _said(one: Reading) -> Told:
    article = one.articles[0]
    body = "".join(one.copy[s.start : s.end] for s in article.segments if s.role in ("body", "dateline"))
    rows = tuple(row.strip() for row in body.split("\n") if row.strip())
    day = (article.published.date or "")[:10]
    return Told(article.headline or "", article.outlet or "", day, rows, article.url or "")


def test_the_story_has_articles() -> None:
    assert len(TOLD) >= 8


BOTH = [(name, False) for name in CARRIERS] + [(name, True) for name in CARRIERS if not name.endswith(".gz")]


@pytest.mark.parametrize(("name", "packed"), BOTH)
def test_every_carrier_gives_the_same_articles(name: str, packed: bool, tmp_path: Path) -> None:
    data = CARRIERS[name](given(name, TOLD))
    file = tmp_path / (f"{name}.gz" if packed else name)
    file.write_bytes(gzip.compress(data) if packed else data)
    found = list(read([file]))
    assert [one for one in found if not isinstance(one, Reading)] == []
    said = [_said(one) for one in found if isinstance(one, Reading)]
    wanted = given(name, TOLD)
    if "mbox" in name or "eml" in name:  # a mail has no address of its own
        wanted = [one._replace(url="") for one in wanted]
    assert [one[:3] + one[4:] for one in said] == [one[:3] + one[4:] for one in wanted]
    for one, other in zip(said, wanted, strict=True):
        assert "\n".join(one.paragraphs) == "\n".join(other.paragraphs)
