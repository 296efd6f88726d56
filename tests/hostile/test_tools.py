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


@pytest.fixture
def fuzz(monkeypatch: pytest.MonkeyPatch) -> types.ModuleType:
    """tools/fuzz.py, with a stand-in for the fuzzer, which instruments nothing."""
    atheris = types.ModuleType("atheris")
    atheris.instrument_imports = lambda include: contextlib.nullcontext()  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "atheris", atheris)
    spec = importlib.util.spec_from_file_location("fuzz", ROOT / "tools" / "fuzz.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


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
