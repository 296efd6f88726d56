# SPDX-License-Identifier: Apache-2.0
"""Mutation testing of four rooms, by hand: are the tests of a room red when a line of it is wrong?

    python tools/mutation.py ROOM [--sample 200] [--seed 1]

A seeded sample of places in the code of ROOM is taken, at each place one mutant of Cosmic Ray's operators (another
comparison, `and` for `or`, another number, a loop that does not run ...), and of the fast tests of the room those that
reach the line run on each, until one fails. A mutant that none of them notices has survived: it is printed with its
line, to be read. Mutants that mean the same to Python (annotations of functions, which are never evaluated) are left out.
Needs the packages `cosmic-ray` and `coverage`, which the program does not. Figures: docs/trust.md.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import importlib
import importlib.machinery
import os
import random
import resource
import signal
import sys
import tempfile
import time
import types
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import coverage
import pytest
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "ontherecord"
ROOMS: dict[str, list[str]] = {
    "model": ["tests/test_model.py", "tests/test_verify.py", "tests/test_docs.py", "tests/test_golden.py"],
    "verify": ["tests/test_verify.py"],
    "trace": ["tests/trace", "tests/test_golden.py", "tests/decisions/test_other_decisions.py"],
    "reconcile": [
        "tests/reconcile", "tests/test_golden.py", "tests/test_truth.py", "tests/test_rewrite.py",
        "tests/decisions/test_cast_decisions.py", "tests/decisions/test_other_decisions.py",
    ],
}  # fmt: skip
"""The fast tests of each room: its own folder, what is decided and rephrased, and stories whose truth is written down."""
NEED_ARGUMENTS = {"core/VariableReplacer", "core/VariableInserter"}
MEMORY = 4 << 30  # bytes: a mutant that fills the machine is noticed too
PATIENCE = 3  # times as much processor time as all tests take without a mutant: a mutant that takes more runs for ever
ASLEEP = 20  # times the limit by the clock, however busy the machine is


@dataclass(frozen=True)
class Mutant:
    """One change of one module: the `occurrence`-th place of `operator`."""

    path: Path
    operator: str
    occurrence: int
    line: int

    def source(self) -> str | None:
        """The changed module, or None where nothing that runs has changed."""
        before = self.path.read_text(encoding="utf-8")
        after = mutate_code(before, get_operator(self.operator)(), self.occurrence)
        return after if after and running(after) != running(before) else None


@cache
def running(source: str) -> str:
    """What of a source runs: without its annotations of functions. Not Python at all is empty."""
    try:
        with warnings.catch_warnings(action="ignore"):
            tree = ast.parse(source)
    except SyntaxError:
        return ""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            node.returns = None
        if isinstance(node, ast.arg):
            node.annotation = None
    return ast.dump(tree)


def places(path: Path) -> Iterator[list[Mutant]]:
    """The mutants of a module, those of one place together, so that none counts for its many neighbours."""
    nodes = list(ast_nodes(get_ast(path.read_text(encoding="utf-8"))))
    found: dict[object, list[Mutant]] = {}
    for name in sorted(set(operator_names()) - NEED_ARGUMENTS):
        operator = get_operator(name)()
        spots = [spot for node in nodes for spot in operator.mutation_positions(node)]
        for n, (start, end) in enumerate(spots):
            found.setdefault((start, end), []).append(Mutant(path, name, n, start[0]))
    yield from (found[spot] for spot in sorted(found))


def sample(room: str, size: int, seed: int) -> list[tuple[Mutant, str]]:
    """`size` mutants of a room, each at another place, in the order of a seeded shuffle."""
    chance = random.Random(seed)
    inside = SOURCE / room
    paths = sorted(inside.rglob("*.py")) if inside.is_dir() else [inside.with_suffix(".py")]
    spots = [spot for path in paths for spot in places(path)]
    chance.shuffle(spots)
    kept: list[tuple[Mutant, str]] = []
    for spot in spots:
        mutant = chance.choice(spot)
        if len(kept) < size and (source := mutant.source()):
            kept.append((mutant, source))
    print(f"{room}: {len(paths)} modules, {len(spots)} places, {len(kept)} mutants taken")
    return kept


class Reached:
    """Pytest plugin: which test runs, or which fixture is made, told to coverage."""

    def __init__(self, watch: coverage.Coverage) -> None:
        self.watch = watch
        self.inside: list[str] = [""]

    def _within(self, name: str) -> Iterator[None]:
        self.inside.append(name)
        self.watch.switch_context(name)
        yield
        self.inside.pop()
        self.watch.switch_context(self.inside[-1])

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        yield from self._within(item.nodeid)

    @pytest.hookimpl(hookwrapper=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[object]) -> Iterator[None]:
        yield from self._within(fixturedef.argname)


class Reaching:
    """Pytest plugin: of all tests only those run that reach a line, themselves or in a fixture; all, if none does."""

    def __init__(self, names: set[str]) -> None:
        self.names = names

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        near = [item for item in items if self.names & {item.nodeid, *item.fixturenames}]  # type: ignore[attr-defined]
        items[:] = near or items


def in_a_child(work: Callable[[], int], limit: float) -> int | None:
    """The exit status of `work` in a forked process of its own; None, or that of a signal, past `limit` seconds of
    processor time."""
    child = os.fork()
    if not child:
        os.setsid()
        status = 99
        try:
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            resource.setrlimit(resource.RLIMIT_CPU, (int(limit) + 1, int(limit) + 1))
            silent = os.open(os.devnull, os.O_RDWR)
            os.dup2(silent, 1)
            os.dup2(silent, 2)
            status = work()
        finally:
            os._exit(status)
    ends = time.monotonic() + ASLEEP * limit
    while time.monotonic() < ends:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.02)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return None


def tests(room: str, *plugins: object) -> int:
    """The exit status of the tests of a room."""
    return int(pytest.main(["-q", "-x", "-p", "no:cacheprovider", *ROOMS[room]], plugins=list(plugins)))


def with_source(path: Path, source: str) -> None:
    """From now on the module at `path` is loaded from `source`."""
    compiled = compile(source, path, "exec")
    loaded = importlib.machinery.SourceFileLoader.get_code

    def get_code(self: importlib.machinery.SourceFileLoader, name: str) -> types.CodeType | None:
        return compiled if Path(self.path) == path else loaded(self, name)

    importlib.machinery.SourceFileLoader.get_code = get_code  # type: ignore[method-assign]


def measured(room: str, file: Path) -> tuple[coverage.CoverageData, float]:
    """Which test of a room reaches which line, and the seconds of processor time that all of them take."""

    def work() -> int:
        watch = coverage.Coverage(data_file=str(file), source=[str(SOURCE)], config_file=False)
        watch.start()
        status = tests(room, Reached(watch))
        watch.stop()
        watch.save()
        return status

    if in_a_child(work, 900) != 0:
        sys.exit(f"The tests of {room} fail without a mutant, or run for more than 15 minutes.")
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    data = coverage.CoverageData(basename=str(file))
    data.read()
    return data, used.ru_utime + used.ru_stime


def noticed(room: str, mutant: Mutant, source: str, data: coverage.CoverageData, limit: float) -> bool:
    """Whether a test of the room fails, hangs or breaks off on the mutant."""
    reaching = set(data.contexts_by_lineno(str(mutant.path)).get(mutant.line, ()))
    if (
        len(reaching) == 1
    ):  # what is worked out once and kept is reached by the first test that needs it, and matters to all
        reaching = set()

    def work() -> int:
        with_source(mutant.path, source)
        return tests(room, Reaching(reaching))

    return in_a_child(work, limit) != 0


def warmed() -> None:
    """What every child needs is loaded once: the packages and the pipeline, not our own modules, which are loaded anew."""
    import spacy

    load = cache(spacy.load)
    spacy.load = load
    importlib.import_module("ontherecord.cli")
    importlib.import_module("ontherecord.annotate.parse").parse_text("Kovac said no.")
    for name in [name for name in sys.modules if name.split(".")[0] == "ontherecord"]:
        del sys.modules[name]


def shown(mutant: Mutant, source: str) -> str:
    """A mutant as the lines it changes."""
    before = mutant.path.read_text(encoding="utf-8")
    lines = difflib.unified_diff(before.splitlines(), source.splitlines(), lineterm="", n=0)
    changed = [line for line in lines if line[0] in "+-" and line[:3] not in {"+++", "---"}]
    name = mutant.operator.removeprefix("core/")
    return "\n    ".join([f"{mutant.path.relative_to(SOURCE)}:{mutant.line} {name}", *changed])


def main() -> None:
    """Print the survivors as they are found, and the figure."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("room", choices=ROOMS)
    options.add_argument("--sample", type=int, default=200)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    os.chdir(ROOT)
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    warmed()
    with tempfile.TemporaryDirectory() as folder:
        data, seconds = measured(given.room, Path(folder) / "reached")
        print(f"the tests take {seconds:.0f} s without a mutant")
        ends: Counter[bool] = Counter()
        for mutant, source in sample(given.room, given.sample, given.seed):
            seen = noticed(given.room, mutant, source, data, PATIENCE * seconds)
            ends[seen] += 1
            if not seen:
                print(f"{ends.total()}. {shown(mutant, source)}", flush=True)
    print(f"{given.room}: {ends[True]} of {ends.total()} mutants noticed ({ends[True] / ends.total():.0%})")


if __name__ == "__main__":
    main()
