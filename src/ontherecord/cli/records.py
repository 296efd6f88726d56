# SPDX-License-Identifier: Apache-2.0
"""The verbs on a record that stands in a folder: verify, explain, export, and the schemas of its kinds.

Comes in: the folder of a record. Goes out: lines on stdout and stderr, exports. Refuses: a folder that
holds no record, an id or format that is not known.
"""

from __future__ import annotations

import difflib
import sys
from pathlib import Path

import click
import msgspec

from ontherecord.cli.archive import made_at
from ontherecord.cli.words import FILE, REFUSED, USAGE, fail, say
from ontherecord.explain import UnknownId
from ontherecord.explain import explain as explain_id
from ontherecord.export import (
    FORMATS,
    KINDS,
    FolderError,
    MissingLibrary,
    UnknownExport,
    read_folder,
    write_file,
)
from ontherecord.export import export as export_of
from ontherecord.export import schema as schema_of
from ontherecord.progress import plain
from ontherecord.verify import RecordError
from ontherecord.verify import verify as verify_build


@click.command()
@click.argument("out", type=FILE)
def verify(out: Path) -> None:
    """Re-read every span of the record in OUT against its copies; fail on the first mismatch.

    \b
    Example:
      ontherecord verify out
    """
    try:
        made = read_folder(out)
        verify_build(made)
    except (FolderError, RecordError) as fault:
        fail(fault, REFUSED)
    count = made.manifest.counts.get("articles", 0)
    say(f"{out}: every span of {len(made.records)} stories and {count} articles stands as written")


@click.command()
@click.argument("id")
@click.argument("out")
def explain(id: str, out: str) -> None:
    """Show the chain of evidence of any ID in the record OUT, down to the words.

    OUT is a folder that build wrote, or an archive.

    \b
    Examples:
      ontherecord explain b1 out
      ontherecord explain c-0a12be44 out
    """
    try:
        for line in explain_id(id, made_at(out)[0]):
            click.echo(plain(line))
    except (FolderError, UnknownId) as fault:
        fail(f"{fault}; the ID comes first" if Path(id).exists() else fault, REFUSED)


_PACKED = ("application/zip", "application/vnd.apache.parquet")
"""Media types that no terminal can show."""


class _Format(click.Choice[str]):
    """A format; one that is not known is answered with those that are like it, not with all."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Give the format of this name."""
        if value in self.choices:
            return value
        plain_ones = [name for name in self.choices if ":" not in name]
        like = difflib.get_close_matches(value, self.choices, n=3) or plain_ones
        self.fail(f"{value!r} is no format; there is {', '.join(like)} (OUT comes first)", param, ctx)

    def get_missing_message(self, param: click.Parameter, ctx: click.Context | None) -> str:
        """Name the formats in one line."""
        return f"There is {', '.join(name for name in self.choices if ':' not in name)}."


@click.command()
@click.argument("out")
@click.argument("format", type=_Format(list(FORMATS)), metavar="FORMAT")
@click.option("-o", "--output", default="-", show_default=True, metavar="FILE", help="File to write, or -.")
@click.option("--story", metavar="ID", help="Only this story.  [default: all]")
@click.option("--quotes-only", is_flag=True, help="Leave the full texts of the articles out.")
def export(out: str, format: str, output: str, story: str | None, quotes_only: bool) -> None:
    """Write the record in OUT, a folder that build wrote or an archive, in another FORMAT.

    FORMAT is plover, polecat, csv (a zip of tables), csv:TABLE (one table) or one of the others that
    docs/exports.md describes. The same record gives the same bytes; a file is written whole or not at all.

    \b
    Examples:
      ontherecord export out plover -o events.jsonl
      ontherecord export out csv:quotations > quotations.csv
      ontherecord export ontherecord.sqlite bibtex --story ferry-sinks-off-ruse-1f3a9c20
    """
    if output == "-" and FORMATS[format].media_type in _PACKED and sys.stdout.isatty():
        fail(f"{format} is no text to look at; name a file with -o", USAGE)
    try:
        made, story = made_at(out, story)
        pieces = export_of(made, format, story=story, quotes_only=quotes_only)
        if output == "-":
            sys.stdout.buffer.writelines(pieces)
        else:
            write_file(pieces, Path(output))
    except (UnknownExport, MissingLibrary) as fault:
        fail(fault, USAGE)
    except FolderError as fault:
        fail(fault, REFUSED)


@click.command()
@click.argument("kind", required=False, type=click.Choice(list(KINDS)))
def schema(kind: str | None) -> None:
    """Print the JSON Schema of a KIND of record, or of all kinds.

    \b
    Examples:
      ontherecord schema quotations
      ontherecord schema > schemas.json
    """
    made = schema_of(kind) if kind else {name: schema_of(name) for name in KINDS}
    click.echo(msgspec.json.format(msgspec.json.encode(made), indent=2))
