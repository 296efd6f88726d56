# SPDX-License-Identifier: Apache-2.0
"""The house rules, as a check: sizes, docstrings, direction of imports, names, headers.

    python tools/house_rules.py

Prints one line a fault and ends with status 1 if there is one.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "ontherecord"
LONGEST_MODULE, LONGEST_FUNCTION = 600, 80
ORDER = [
    "doors", "model", "code", "needed", "batches", "union", "mark", "decide", "read", "fetch", "annotate", "trace", "group", "reconcile",
    "verify", "export", "dossier", "rewrite", "build", "rebuild", "imprint", "explain", "archive", "doctor", "serve", "scale", "progress",
    "cli",
]  # fmt: skip
"""A room imports only from those that stand before it (and from itself)."""
PARTS = {
    "reconcile": [
        "hidden", "words", "values", "dates", "cast", "utterances", "events", "timeline", "meetings", "matters", "claims",
        "inside", "brief", "shares", "story",
    ],
}  # fmt: skip
"""So do the parts of a room that has many."""
UNLOVED = re.compile(r"(?:manager|handler|utils?|helpers?|misc|common)$", re.IGNORECASE)
HEADER = "# SPDX-License-Identifier: Apache-2.0"
ADDRESS = re.compile(r"(?:src|href)\s*=\s*[\"']https?://|url\(\s*[\"']?https?://|@import", re.IGNORECASE)
NAMED_TEST = re.compile(r"(?<![\w/(])tests/[\w/]+\.py")
SECRETS_OF_THE_SHOP = re.compile(r"\b(?:pypi\.org|files\.pythonhosted|registry\.npmjs|deb\.debian)\b")


def faults() -> Iterator[str]:
    for path in sorted(PACKAGE.rglob("*.py")):
        text = path.read_text("utf-8")
        tree = ast.parse(text)
        name = str(path.relative_to(ROOT))
        yield from _module(name, path, text, tree)
        yield from _functions(name, tree)
        yield from _imports(name, path, tree)
    for path in sorted((ROOT / "bench").rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        yield from _functions(str(path.relative_to(ROOT)), tree)
    for path in sorted([*PACKAGE.rglob("*.html"), *PACKAGE.rglob("*.css"), *PACKAGE.rglob("*.js")]):
        if ADDRESS.search(path.read_text("utf-8")):
            yield f"{path.relative_to(ROOT)}: a page asks another host for something"
    for path in sorted([*PACKAGE.rglob("*.py"), *(ROOT / "docs").rglob("*.md")]):
        yield from _named_tests(path)
    yield from _lock()


def _named_tests(path: Path) -> Iterator[str]:
    for named in sorted(set(NAMED_TEST.findall(path.read_text("utf-8")))):
        if not (ROOT / named).exists():
            yield f"{path.relative_to(ROOT)}: names {named}, which is not there"


def _module(name: str, path: Path, text: str, tree: ast.Module) -> Iterator[str]:
    if text.count("\n") > LONGEST_MODULE:
        yield f"{name}: {text.count(chr(10))} lines; a module is read in one sitting ({LONGEST_MODULE})"
    if not text.startswith(HEADER):
        yield f"{name}: does not begin with {HEADER!r}"
    if not ast.get_docstring(tree):
        yield f"{name}: has no docstring: what comes in, what goes out, what it refuses"
    if UNLOVED.search(path.stem):
        yield f"{name}: is named for no idea"


def _functions(name: str, tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            size = (node.end_lineno or node.lineno) - node.lineno + 1
            if size > LONGEST_FUNCTION:
                yield f"{name}:{node.lineno}: {node.name} has {size} lines ({LONGEST_FUNCTION} at most)"
            if node.returns is None and node.name != "__init__":
                yield f"{name}:{node.lineno}: {node.name} does not say what it returns"
        elif isinstance(node, ast.ClassDef) and UNLOVED.search(node.name):
            yield f"{name}:{node.lineno}: {node.name} is named for no idea"
    for node in tree.body:
        public = isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
        if public and not ast.get_docstring(node):  # type: ignore[arg-type]
            yield f"{name}:{node.lineno}: {node.name} is public and has no docstring"  # type: ignore[attr-defined]


def _imports(name: str, path: Path, tree: ast.Module) -> Iterator[str]:
    steps = [part.removesuffix(".py") for part in path.relative_to(PACKAGE).parts]
    room = steps[0]
    if room not in ORDER:
        return
    parts_of_room = PARTS.get(room, [])
    for node in ast.walk(tree):
        modules = []
        if isinstance(node, ast.ImportFrom) and node.module:
            modules = [node.module]
        elif isinstance(node, ast.Import):
            modules = [alias.name for alias in node.names]
        for module in modules:
            parts = module.split(".")
            ours = parts[0] == "ontherecord" and len(parts) > 1 and parts[1] in ORDER
            if ours and ORDER.index(parts[1]) > ORDER.index(room):
                yield f"{name}:{node.lineno}: {room} imports from {parts[1]}, which stands below it"
            within = parts[:2] == ["ontherecord", room] and {*parts[2:3], steps[1]} <= set(parts_of_room)
            if within and parts_of_room.index(parts[2]) > parts_of_room.index(steps[1]):
                yield f"{name}:{node.lineno}: {room}.{steps[1]} imports from {parts[2]}, which stands below it"


def _lock() -> Iterator[str]:
    lock = ROOT / "requirements.lock"
    if not lock.exists() or "--hash=sha256:" not in lock.read_text("utf-8"):
        yield "requirements.lock: missing, or without hashes; run make lock"
    for path in [lock, ROOT / "pyproject.toml", ROOT / "Makefile", *sorted((ROOT / "docs").rglob("*.md"))]:
        if path.exists() and SECRETS_OF_THE_SHOP.search(path.read_text("utf-8")):
            yield f"{path.relative_to(ROOT)}: names a download host"


if __name__ == "__main__":
    found = list(faults())
    print(*found, sep="\n")
    print(f"house rules: {len(found)} faults")
    sys.exit(1 if found else 0)
