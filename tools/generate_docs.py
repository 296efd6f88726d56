# SPDX-License-Identifier: Apache-2.0
"""Write the generated parts of the docs: the command-line reference, the man page, the JSON Schemas, how it works.

    python tools/generate_docs.py

`tests/test_docs.py` fails when they differ from what this would write.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click
import msgspec

from ontherecord.cli import main, verbs
from ontherecord.export import KINDS, schema
from ontherecord.serve.answers import File
from ontherecord.serve.openapi import document
from ontherecord.serve.routes import ROUTES, Route

sys.path.insert(0, str(Path(__file__).resolve().parent))
from how_it_works import page
from manual import manual

DOCS = Path(__file__).resolve().parent.parent / "docs"
DOORS = {
    "build": 'made = otr.build(["coverage/"])\notr.write(made, "out")',
    "verify": 'otr.verify(otr.read_folder("out"))',
    "explain": 'print(*otr.explain("b1", otr.read_folder("out")), sep="\\n")',
    "schema": 'otr.schema("quotations")',
}
"""The same by Python, beside each verb."""


def command_line() -> str:
    """docs/cli.md: every verb's help, and how Python does the same."""
    parts = [
        "# Command line and Python, side by side\n\n"
        "Written by `tools/generate_docs.py` from `--help`; do not edit.\n",
        f"```text\n{_help(main)}\n```\n",
    ]
    for name, command in verbs().items():
        parts.append(f"## {name}\n\n```text\n{_help(command, name)}\n```\n")
        if name in DOORS:
            parts.append(f"From Python:\n\n```python\nimport ontherecord as otr\n\n{DOORS[name]}\n```\n")
    parts.append(
        "## Exit status\n\n0: done. 1: some inputs were refused (the rest is done, each refusal is named), nothing could "
        "be written, or a record is at fault. 2: the call is wrong. 130: stopped with Ctrl-C. 143: ended by the "
        "system. Whatever the status, OUT is a whole record, the old one or the new one, or is not there.\n\n"
        "## In the shell\n\n`man ontherecord` is installed with the package. The shell completes verbs and options after\n\n"
        '```text\neval "$(_ONTHERECORD_COMPLETE=bash_source ontherecord)"\n```\n\n'
        "in `~/.bashrc`; for zsh and fish write `zsh_source` and `fish_source`.\n"
    )
    return "\n".join(parts)


def _help(command: click.Command, *names: str) -> str:
    """What `--help` prints, 100 columns wide, as a verb of the whole program."""
    top = click.Context(main, info_name="ontherecord", terminal_width=100, **main.context_settings)
    if not names:
        return top.get_help()
    return click.Context(
        command, info_name=names[-1], parent=top, terminal_width=100, max_content_width=100
    ).get_help()


def schemas() -> str:
    """docs/schemas.json: the JSON Schema of every kind."""
    made = {kind: schema(kind) for kind in KINDS}
    return msgspec.json.format(msgspec.json.encode(made), indent=1).decode() + "\n"


SCORES = "../src/ontherecord/serve/data/scores.json"


def scores() -> str:
    """The figures of docs/scores.md, for the server's page of methods: a line a stage."""
    stages: list[dict[str, object]] = []
    for line in (DOCS / "scores.md").read_text("utf-8").split("\n"):
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("## "):
            stages.append({"name": line.removeprefix("## "), "figures": []})
        elif (
            line.startswith("|") and len(cells) == 5 and cells[0] != "corpus" and not cells[0].startswith("-")
        ):
            figures = stages[-1]["figures"]
            assert isinstance(figures, list)
            figures.append(
                dict(zip(("corpus", "measure", "ours", "peers"), (*cells[:3], cells[4]), strict=True))
            )
    return (
        msgspec.json.format(msgspec.json.encode([s for s in stages if s["figures"]]), indent=1).decode()
        + "\n"
    )


def api() -> str:
    """docs/openapi.json: what a server can be asked as data."""
    made = document(ROUTES, "1")
    return msgspec.json.format(msgspec.json.encode(made), indent=1).decode() + "\n"


def api_page() -> str:
    """docs/api.md: its table of what can be read, from the table of routes; the rest is written by hand."""
    head, _, rest = (DOCS / "api.md").read_text("utf-8").partition("<!-- addresses -->\n")
    _, _, tail = rest.partition("<!-- /addresses -->")
    rows = [
        f"| `{route.json or route.path}{_asked(route)}` | {route.about[:1].lower()}{route.about[1:]} |"
        for route in ROUTES
        if route.method == "GET" and (route.json or route.gives is File)
    ]
    table = "\n".join(["| address | gives |", "|---|---|", *rows])
    return f"{head}<!-- addresses -->\n{table}\n<!-- /addresses -->{tail}"


def _asked(route: Route) -> str:
    """The parameters of a route that are not in its address."""
    address = route.json or route.path
    names = [
        f.encode_name for f in msgspec.structs.fields(route.takes) if f"{{{f.encode_name}}}" not in address
    ]
    return "?" + "&".join(f"{name}=" for name in names) if names else ""


GENERATED = {
    "api.md": api_page,
    "openapi.json": api,
    "cli.md": command_line,
    "ontherecord.1": manual,
    "schemas.json": schemas,
    "how_it_works.md": page,
    SCORES: scores,
}

if __name__ == "__main__":
    for file, write in GENERATED.items():
        (DOCS / file).write_text(write(), "utf-8")
        print(f"docs/{file}")
