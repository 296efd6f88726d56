# SPDX-License-Identifier: Apache-2.0
"""The worst errors: every stage that has a list of them is described, and what is astray is told from what is not."""

from __future__ import annotations

import re
from pathlib import Path

from bench import errors
from tests.conftest import ROOT


def test_every_list_is_described() -> None:
    headings = re.findall(r"^## ([a-z]+)", (ROOT / "docs" / "errors.md").read_text("utf-8"), re.MULTILINE)
    assert headings == list(errors.STAGES)


def test_a_member_is_astray_outside_the_group_with_most_of_its_label() -> None:
    labels = {"a1": "A", "a2": "A", "a3": "A", "a4": "A", "b1": "B", "b2": "B"}
    found = list(errors._astray([["a1", "a2"], ["b1", "b2", "a3"], ["a4"]], labels))
    assert [(one.member, one.there, one.home, one.strangers, one.said) for one in found] == [
        ("a3", 1, 0, 2, "among 2 of B"),
        ("a4", 2, 0, 0, "alone or apart"),
    ]


def test_utterances_are_listed_with_the_act_they_belong_to(tmp_path: Path) -> None:
    found = errors.worst("utterances", tmp_path)
    assert found
    assert all(one.wanted.startswith("act ") and one.weight == 0 for one in found), "joined with another act"
