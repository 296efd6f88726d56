# SPDX-License-Identifier: Apache-2.0
"""What is run by hand still runs: each target of the fuzzer takes any text, and what mutation testing runs is there."""

from __future__ import annotations

import ast
import contextlib
import importlib.util
import sys
import types

import pytest

from tests.conftest import ROOT
from tests.hostile.texts import HOSTILE

TARGETS = (
    "text",
    "html",
    "json",
    "jsonl",
    "feed",
    "warc",
    "mail",
    "mailbox",
    "quotations",
    "times",
    "numbers",
)


def _tool(name: str) -> types.ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def fuzz(monkeypatch: pytest.MonkeyPatch) -> types.ModuleType:
    """tools/fuzz.py, with a stand-in for the fuzzer, which instruments nothing."""
    atheris = types.ModuleType("atheris")
    atheris.instrument_imports = lambda include: contextlib.nullcontext()  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "atheris", atheris)
    return _tool("fuzz")


def test_each_target_of_the_fuzzer_takes_any_text(fuzz: types.ModuleType) -> None:
    assert tuple(fuzz.TARGETS) == TARGETS
    for target in fuzz.TARGETS.values():
        for make in (HOSTILE["dates"], HOSTILE["every category"], HOSTILE["nested quotes"]):
            target(make(300).encode("utf-8", "ignore"))
        target(b"\xff\x00<")
        target("In ²³¹ of 31 cases nobody died, ²k were hurt.".encode())


def test_the_rooms_of_mutation_testing_and_their_tests_are_there() -> None:
    source = ast.parse((ROOT / "tools" / "mutation.py").read_text("utf-8"))
    (rooms,) = (
        ast.literal_eval(one.value)
        for one in source.body
        if isinstance(one, ast.AnnAssign) and one.value and ast.unparse(one.target) == "ROOMS"
    )
    for room, tests in rooms.items():
        assert list((ROOT / "src" / "ontherecord").glob(f"{room}*")), room
        assert all((ROOT / test).exists() for test in tests), room


def test_a_lock_that_nobody_could_look_up_is_not_called_clean() -> None:
    audit = _tool("audit")
    clean = {"name": "quay", "version": "1.0", "vulns": []}
    skipped = {"name": "weir", "skip_reason": "Dependency not found on PyPI"}
    flawed = {"name": "dam", "version": "2.0", "vulns": [{"id": "CVE-1", "fix_versions": ["2.1"]}]}
    assert audit.verdict([clean, clean]) == (0, "2 of 2 packages were checked; nothing is known of any")
    for some in ([], [skipped], [clean, skipped]):
        status, words = audit.verdict(some)
        assert status == 2
        assert words.startswith("not checked: ")
    status, words = audit.verdict([clean, skipped, flawed])
    assert status == 1
    assert words.splitlines() == ["dam 2.0: CVE-1, mended in 2.1", "2 of 3 packages were checked"]
