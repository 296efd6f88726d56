# SPDX-License-Identifier: Apache-2.0
"""A kill at any point loses nothing and doubles nothing; 200 of them: `python -m tests.archive.kills 200`."""

from __future__ import annotations

from pathlib import Path

from ontherecord.model import Reading
from ontherecord.read import read
from tests.archive.conftest import Where
from tests.archive.kills import trials
from tests.conftest import PAIR, STORY


def test_what_is_resumed_after_a_kill_is_what_was_never_disturbed(where: Where, cache: Path) -> None:
    files = [PAIR, *sorted(STORY.glob("0[1-4]*"))]
    readings = [one for one in read(files) if isinstance(one, Reading)]
    hits = trials(where, readings, count=8, seed=3, cache=cache)
    assert sum(hits.values()) == 8
    assert sum(count for step, count in hits.items() if step < 4) >= 1, "none was killed in the middle"
