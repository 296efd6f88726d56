# SPDX-License-Identifier: Apache-2.0
"""The check of licences lets through what may be used and nothing else."""

import importlib.util

import pytest

from tests.conftest import ROOT

_spec = importlib.util.spec_from_file_location("licences", ROOT / "tools" / "licences.py")
assert _spec
assert _spec.loader
licences = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(licences)


@pytest.mark.parametrize(
    "expression", ["MIT", "MIT AND PSF-2.0", "GPL-3.0-only OR MIT", "Apache-2.0 OR BSD-2-Clause"]
)
def test_what_may_be_used(expression: str) -> None:
    assert licences.may_be_used(expression)


@pytest.mark.parametrize(
    "expression",
    ["", "GPL-3.0-only", "MIT AND AGPL-3.0-only", "CC-BY-NC-4.0", "GPL-2.0-only OR AGPL-3.0-only"],
)
def test_what_may_not(expression: str) -> None:
    assert not licences.may_be_used(expression)
