# SPDX-License-Identifier: Apache-2.0
"""The docs are part of the contract: what is generated is current, what is linked exists, what is quoted runs."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest

import ontherecord
from ontherecord import __all__ as public
from ontherecord.cli import verbs
from tests.conftest import ROOT

DOCS = ROOT / "docs"
_spec = importlib.util.spec_from_file_location("generate_docs", ROOT / "tools" / "generate_docs.py")
assert _spec
assert _spec.loader
generate_docs = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(generate_docs)
PAGES = [
    *sorted(DOCS.glob("*.md")),
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "examples" / "README.md",
]


@pytest.mark.parametrize("file", list(generate_docs.GENERATED))
def test_generated_docs_are_current(file: str) -> None:
    assert (DOCS / file).read_text("utf-8") == generate_docs.GENERATED[file](), "run make docs"


def test_every_verb_is_documented() -> None:
    text = (DOCS / "cli.md").read_text("utf-8")
    assert all(f"\n## {verb}\n" in text for verb in verbs())


def test_every_public_name_has_a_docstring() -> None:
    assert all(getattr(ontherecord, name).__doc__ or name == "KINDS" for name in public)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_the_house_keeps_its_rules() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "tools/house_rules.py"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
