# SPDX-License-Identifier: Apache-2.0
"""The example story, read once for all tests of decisions."""

from __future__ import annotations

import pytest

from ontherecord.model import Build
from tests.decisions.desk import Desk


@pytest.fixture(scope="session")
def desk(story_build: Build) -> Desk:
    """The example story at a desk."""
    return Desk(story_build)
