# SPDX-License-Identifier: Apache-2.0
"""What many tests share: builds of the examples, made once a test process."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("OMP_NUM_THREADS", "1")
settings.register_profile(
    "ours", deadline=None, derandomize=True, max_examples=50,
    suppress_health_check=[HealthCheck.too_slow],  # it goes by the clock, which also tells what else the machine does
)  # fmt: skip
settings.load_profile("ours")

ROOT = Path(__file__).resolve().parent.parent
STORY = ROOT / "examples" / "story"
PAIR = ROOT / "examples" / "pair"
SEEDS = ROOT.parent / "shared" / "seeds"


@pytest.fixture(scope="session")
def story_build() -> object:
    """The build of the example story, in this process, nothing kept."""
    import ontherecord as otr

    return otr.build([STORY], workers=1)


@pytest.fixture(scope="session")
def pair_build() -> object:
    """The build of the pair of short reports."""
    import ontherecord as otr

    return otr.build([PAIR], workers=1)
