# SPDX-License-Identifier: Apache-2.0
"""Every block of every page is what it says: Python whose imports are there, TOML, JSON, commands that exist.

Most blocks are run besides (`tests/test_snippets.py`, `tests/fetch/test_intake_docs.py`, `tests/serve/test_api_docs.py`);
this holds for those too that need a feed, a server or a corpus.
"""

from __future__ import annotations

import ast
import importlib
import json
import re
import shlex
import tomllib
from collections.abc import Iterator

import click
import pytest

from ontherecord.cli import main
from tests.conftest import ROOT

PAGES = sorted([*(ROOT / "docs").glob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"])
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.DOTALL | re.MULTILINE)
BLOCKS = [(page.name, kind, code) for page in PAGES for kind, code in BLOCK.findall(page.read_text("utf-8"))]


def of(*kinds: str) -> list[object]:
    found = [(page, code) for page, kind, code in BLOCKS if kind in kinds]
    return [pytest.param(code, id=f"{page}-{n}") for n, (page, code) in enumerate(found)]


@pytest.mark.parametrize("code", of("python"))
def test_python_is_python_and_what_it_imports_is_there(code: str) -> None:
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("ontherecord"):
            module = importlib.import_module(node.module or "")
            assert not [one.name for one in node.names if not hasattr(module, one.name)]


@pytest.mark.parametrize("code", of("toml"))
def test_toml_is_toml(code: str) -> None:
    assert tomllib.loads(code)


@pytest.mark.parametrize("code", of("json"))
def test_json_is_json(code: str) -> None:
    assert json.loads(code)


def commands(code: str) -> Iterator[list[str]]:
    """The words of each line that calls the program, up to a pipe or what is done with its output."""
    for line in code.splitlines():
        if line.startswith("ontherecord "):
            words = shlex.split(line.split(" | ")[0].split(" || ")[0].split(" > ")[0], comments=True)
            yield words[1:]


@pytest.mark.parametrize(
    "words",
    [one for _, kind, code in BLOCKS if kind in ("", "sh", "text") for one in commands(code)],
    ids=" ".join,
)
def test_a_command_and_its_options_are_there(words: list[str]) -> None:
    command: click.Command = main
    while isinstance(command, click.Group) and words:
        verb = command.get_command(click.Context(command), words[0])
        if verb is None:
            break
        command, words = verb, words[1:]
    assert command is not main, f"no verb {words[0]}"
    known = {name for one in command.params for name in (*one.opts, *one.secondary_opts)}
    assert {word.split("=")[0] for word in words if re.fullmatch(r"--?[a-z][\w-]*(=.*)?", word)} <= known | {
        "--help"
    }
