# SPDX-License-Identifier: Apache-2.0
"""The command line: one thin function a verb.

Comes in: arguments. Goes out: files and, where asked, data on stdout; progress and messages on stderr.
Exit status: 0 done; 1 some inputs were refused, nothing could be written, or the record is at fault;
2 the call is wrong; 130 stopped with Ctrl-C, 143 ended by the system. Whatever the status, OUT is a whole
record, the old one or the new one, or is not there. What comes from inputs reaches the terminal
without control characters.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import BinaryIO, TypedDict, get_args

import click
import msgspec
from platformdirs import user_cache_path

import ontherecord
from ontherecord.annotate.parse import DEFAULT_MODEL, NoPipeline
from ontherecord.annotate.quotations.cues import Scope
from ontherecord.annotate.settings import BadSetting, Settings
from ontherecord.annotate.store import open_store
from ontherecord.annotate.workers import stop_workers
from ontherecord.build import NothingToRead
from ontherecord.build import Progress as Report
from ontherecord.build import build as build_record
from ontherecord.doctor import findings
from ontherecord.explain import UnknownId
from ontherecord.explain import explain as explain_id
from ontherecord.export import FORMATS, KINDS, FolderError, UnknownExport, read_folder, stream, write_file
from ontherecord.export import export as export_of
from ontherecord.export import schema as schema_of
from ontherecord.export.folder import PlaceError, check_place
from ontherecord.group.group_settings import GroupSettings
from ontherecord.imprint import build_folder
from ontherecord.model import Refusal
from ontherecord.progress import bars, plain, silence, summary
from ontherecord.reconcile.brief_settings import LENGTH, BriefSettings
from ontherecord.rewrite import Endpoint
from ontherecord.verify import RecordError
from ontherecord.verify import verify as verify_build

_REFUSED, _USAGE, _STOPPED, _ENDED = 1, 2, 130, 143
_STORE = "done.sqlite"
_FILE = click.Path(path_type=Path)


class _Verbs(click.Group):
    """The verbs. Ctrl-C and the system's request to end stop any of them without a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the verb; nothing half-written is left when it is stopped."""
        before = signal.signal(signal.SIGTERM, _end)
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            stop_workers()
            _say("ontherecord: stopped; nothing was changed")
            ctx.exit(_STOPPED)
        except SystemExit as end:
            if end.code == _ENDED:
                stop_workers()
            raise
        finally:
            signal.signal(signal.SIGTERM, before)


def _end(number: int, frame: FrameType | None) -> None:
    raise SystemExit(_ENDED)


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(ontherecord.__version__, prog_name="ontherecord")
def main() -> None:
    """Read the coverage of a story and keep the record of it.

    Who said what, who did what to whom, when and where; which reports are independent and which
    reprint; what they agree on and where they conflict. Every datum points at its exact words.
    Everything stays on this machine.

    \b
    Examples:
      ontherecord build coverage/ -o out        a folder of reports -> record and dossier
      ontherecord verify out                    re-read every span against its copy
      ontherecord explain e-1f3a9c20 out        what an event rests on
    """


@main.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "-o", "--out", required=True, metavar="OUT", help="Folder to write, or - for JSON Lines on stdout."
)
@click.option("--model", default=DEFAULT_MODEL, show_default=True, help="spaCy pipeline to parse with.")
@click.option(
    "--quotations",
    "scope",
    type=click.Choice(get_args(Scope)),
    default="speech",
    show_default=True,
    help="What counts: reported speech, or also thoughts, decisions and attitudes.",
)
@click.option("--lexicon", type=_FILE, help="Words that extend the event lexicon (TOML).")
@click.option("--quotations-model", type=_FILE, help="Model of `bench train`, to choose among quotations.")
@click.option("--senses", is_flag=True, help="Word vectors count in grouping (needs ontherecord[senses]).")
@click.option("--length", default=LENGTH, show_default=True, help="The most sentences of a brief.")
@click.option("--since", metavar="DAY", help="The brief tells only what is new since DAY (2031-03-20).")
@click.option("--rewrite", metavar="URL", help="A language model's address: it may rephrase the brief.")
@click.option("--rewrite-model", default="", metavar="NAME", help="The model to ask there.")
@click.option("--workers", type=click.IntRange(1, 64), help="Worker processes.  [default: one a core]")
@click.option("--cache", type=click.Path(path_type=Path, file_okay=False), help="Folder to keep parses in.")
@click.option("--no-cache", is_flag=True, help="Keep nothing for the next run.")
@click.option("-q", "--quiet", is_flag=True, help="No progress and no summary.")
def build(
    inputs: tuple[str, ...],
    out: str,
    model: str,
    scope: Scope,
    lexicon: Path | None,
    quotations_model: Path | None,
    senses: bool,
    length: int,
    since: str | None,
    rewrite: str | None,
    rewrite_model: str,
    workers: int | None,
    cache: Path | None,
    no_cache: bool,
    quiet: bool,
) -> None:
    """Read INPUT... and write its record, a dossier a story, and an index.

    INPUT is a file, a folder, a glob or - for standard input: plain text, HTML, JSON, feeds, or JSON
    Lines as news crawlers write them; each may be gzipped. Inputs that cannot be read are named with
    the reason, and the rest is done. In a folder, hidden files and records that build wrote are left
    out. OUT is a new or empty folder, or an older record, which is replaced once the new one is whole.

    No connection is opened, unless --rewrite names the address of a language model (any server that
    speaks chat completions; a key, if it wants one, from ONTHERECORD_REWRITE_KEY). It is sent the
    sentences of the brief, one by one; an answer that says more or less than its sentence is not taken.

    \b
    Examples:
      ontherecord build coverage/ -o out
      ontherecord build coverage/ -o out --since 2031-03-20 --length 6
      ontherecord build coverage/ -o out --rewrite http://127.0.0.1:8080/v1 --rewrite-model small
      ontherecord build a.txt b.html more.jsonl -o out --workers 4
      ontherecord build coverage/ -o out --quotations all --lexicon words.toml
      cat report.txt | ontherecord build - -o - > record.jsonl
    """
    with _faults_in_words():
        settings = Settings.of(
            model=model, quotations=scope, lexicon=lexicon, quotations_model=quotations_model
        )
        wanted = BriefSettings.of(length=length, since=since)
        grouping = GroupSettings.of(senses=senses)
        endpoint = Endpoint.of(rewrite, rewrite_model) if rewrite is not None else None
        if out != "-":
            check_place(Path(out))
        if endpoint and not quiet:
            _say(f"the sentences of the brief will be sent to {endpoint.url}")
        with silence() if quiet else bars() as progress:
            how = _How(
                grouping=grouping,
                endpoint=endpoint,
                workers=workers,
                cache=None if no_cache else _store(cache or user_cache_path("ontherecord")),
                stdin=getattr(sys.stdin, "buffer", None),
                progress=progress,
            )
            if out == "-":
                made = build_record(inputs, settings, wanted, **how)
                sys.stdout.buffer.writelines(stream(made))
            else:
                made = build_folder(inputs, Path(out), settings, wanted, **how)
    _refusals(made.manifest.refused)
    if not quiet:
        summary(made, out)
    sys.exit(_REFUSED if made.manifest.refused else 0)


class _How(TypedDict):
    """What a build is handed beside what it is to build."""

    grouping: GroupSettings
    endpoint: Endpoint | None
    workers: int | None
    cache: Path | None
    stdin: BinaryIO | None
    progress: Report


@contextmanager
def _faults_in_words() -> Iterator[None]:
    """What can go wrong in a build, as one line each and an exit status."""
    try:
        yield
    except (PlaceError, NoPipeline, BadSetting) as fault:
        _fail(fault, _USAGE)
    except NothingToRead as fault:
        _refusals(fault.refused)
        _fail("none of the inputs could be read; nothing was written", _REFUSED)
    except (FolderError, RecordError) as fault:
        _fail(fault, _REFUSED)
    except sqlite3.Error as fault:
        _fail(f"the working file could not be written ({fault}); free some space where TMPDIR is", _REFUSED)
    except BrokenPipeError:
        raise  # the reader of stdout has seen enough: no fault, and click ends quietly
    except OSError as fault:
        _fail(fault, _REFUSED)


def _store(folder: Path) -> Path | None:
    """The cache's file, or None with a warning: a build never fails for want of its cache."""
    path = folder / _STORE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not os.access(folder, os.W_OK):
            raise PermissionError("nothing can be written in its folder")
        open_store(path).close()
    except sqlite3.OperationalError as fault:
        _say(f"warning: going on without a cache: {path}: {fault}; name another folder with --cache")
    except sqlite3.DatabaseError as fault:
        _say(f"warning: going on without a cache: {path} is damaged ({fault}); delete it")
    except OSError as fault:
        reason = fault.strerror or fault
        _say(f"warning: going on without a cache: {folder}: {reason}; name another with --cache")
    else:
        return path
    return None


@main.command()
@click.argument("out", type=click.Path(path_type=Path))
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
        _fail(fault, _REFUSED)
    count = made.manifest.counts.get("articles", 0)
    _say(f"{out}: every span of {len(made.records)} stories and {count} articles stands as written")


@main.command()
@click.argument("id")
@click.argument("out", type=click.Path(path_type=Path))
def explain(id: str, out: Path) -> None:
    """Show the chain of evidence of any ID in the record OUT, down to the words.

    \b
    Examples:
      ontherecord explain b1 out
      ontherecord explain c-0a12be44 out
    """
    try:
        for line in explain_id(id, read_folder(out)):
            click.echo(plain(line))
    except (FolderError, UnknownId) as fault:
        _fail(fault, _REFUSED)


@main.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.argument("format", type=click.Choice(list(FORMATS)), metavar="FORMAT")
@click.option("-o", "--output", default="-", show_default=True, metavar="FILE", help="File to write, or -.")
@click.option("--story", metavar="ID", help="Only this story.  [default: all]")
@click.option("--quotes-only", is_flag=True, help="Leave the full texts of the articles out.")
def export(out: Path, format: str, output: str, story: str | None, quotes_only: bool) -> None:
    """Write the record in OUT in another FORMAT.

    FORMAT is plover, polecat, csv (a zip of tables), csv:TABLE (one table) or one of the others that
    docs/exports.md describes. The same record gives the same bytes; a file is written whole or not at all.

    \b
    Examples:
      ontherecord export out plover -o events.jsonl
      ontherecord export out csv:quotations > quotations.csv
    """
    try:
        pieces = export_of(read_folder(out), format, story=story, quotes_only=quotes_only)
        if output == "-":
            sys.stdout.buffer.writelines(pieces)
        else:
            write_file(pieces, Path(output))
    except UnknownExport as fault:
        _fail(fault, _USAGE)
    except FolderError as fault:
        _fail(fault, _REFUSED)


@main.command()
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


@main.command()
@click.option("--model", default=DEFAULT_MODEL, show_default=True, help="spaCy pipeline to look for.")
@click.option("--lexicon", type=_FILE, help="Lexicon to look at.")
@click.option("--quotations-model", type=_FILE, help="Quotations model to look at.")
def doctor(model: str, lexicon: Path | None, quotations_model: Path | None) -> None:
    """Show versions, models and their licences, what is missing and how to get it.

    \b
    Examples:
      ontherecord doctor
      ontherecord doctor --quotations-model my.model
    """
    missing = 0
    with _faults_in_words():
        settings = Settings.of(model=model, lexicon=lexicon, quotations_model=quotations_model)
    for finding in findings(settings):
        click.echo(plain(f"{finding.name:<28} {finding.state}"))
        if finding.mend:
            missing += finding.needed
            click.echo(plain(f"{'':<28} {finding.mend}"))
    sys.exit(_REFUSED if missing else 0)


def _fail(fault: Exception | str, status: int) -> None:
    _say(f"ontherecord: {fault}")
    sys.exit(status)


def _refusals(refused: Iterable[Refusal]) -> None:
    for refusal in refused:
        _say(f"refused: {refusal.source}: {refusal.reason}")


def _say(line: str) -> None:
    click.echo(plain(line), err=True)
