# SPDX-License-Identifier: Apache-2.0
"""The verb `build`: inputs -> a folder with the record, or JSON Lines on stdout.

Comes in: the arguments of `build`. Goes out: the record, its summary on stderr. Refuses: a call or
inputs that give no record, in one line each.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from pathlib import Path
from typing import BinaryIO, TypedDict, get_args

import click
from platformdirs import user_cache_path

from ontherecord.annotate.parse import DEFAULT_MODEL
from ontherecord.annotate.quotations.cues import Scope
from ontherecord.annotate.settings import Settings
from ontherecord.annotate.store import open_store
from ontherecord.build import Progress as Report
from ontherecord.build import build as build_record
from ontherecord.cli.engine import build_on
from ontherecord.cli.errands import errand_of
from ontherecord.cli.faults import faults_in_words
from ontherecord.cli.words import FILE, REFUSED, say, say_outcomes, say_refused
from ontherecord.decide.files import read as read_decisions
from ontherecord.export import stream
from ontherecord.export.folder import check_place
from ontherecord.fetch import Errand
from ontherecord.group.group_settings import GroupSettings
from ontherecord.imprint import build_folder
from ontherecord.model import Decision
from ontherecord.progress import bars, silence, summary
from ontherecord.reconcile.brief.brief_settings import LENGTH, BriefSettings
from ontherecord.rewrite import Endpoint

_STORE = "done.sqlite"


@click.command(options_metavar="-o OUT [OPTIONS]")
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
@click.option("--lexicon", type=FILE, help="Words that extend the event lexicon (TOML).")
@click.option("--quotations-model", type=FILE, help="Model of `bench train`, to choose among quotations.")
@click.option("--senses", is_flag=True, help="Word vectors count in grouping (needs ontherecord[senses]).")
@click.option("--length", default=LENGTH, show_default=True, help="The most sentences of a brief.")
@click.option("--since", metavar="DAY", help="The brief tells only what is new since DAY (2031-03-20).")
@click.option("--rewrite", metavar="URL", help="A language model's address: it may rephrase the brief.")
@click.option("--rewrite-model", default="", metavar="NAME", help="The model to ask there.")
@click.option("--follow", is_flag=True, help="Fetch the page of each item that a feed among INPUT lists.")
@click.option("--allow-private", is_flag=True, help="Addresses inside closed networks may be fetched.")
@click.option("--decisions", "decided", type=FILE, metavar="FILE", help="What people decided (JSON Lines).")
@click.option(
    "--engine", metavar="ENGINE", help="Spark: spark (this machine), local[4], spark://..., sc://..."
)
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
    follow: bool,
    allow_private: bool,
    decided: Path | None,
    engine: str | None,
    workers: int | None,
    cache: Path | None,
    no_cache: bool,
    quiet: bool,
) -> None:
    """Read INPUT... and write its record, a dossier a story, and an index.

    INPUT is a file, a folder, a glob, - for standard input, or an http address: plain text, HTML,
    feeds, mails and mailboxes, web archives, JSON or JSON Lines as news crawlers write them; each may be
    gzipped. Inputs that cannot be read are named with the reason, and the rest is done. In a folder,
    hidden files and records that build wrote are left out. OUT is a new or empty folder, or an older
    record, which is replaced once the new one is whole.

    Nothing is fetched but the addresses among INPUT, and with --follow the pages that feeds among INPUT
    list. --rewrite names the address of a language model (any server that speaks chat completions; a key,
    if it wants one, from ONTHERECORD_REWRITE_KEY). It is sent the sentences of the brief, one by one; an
    answer that says more or less than its sentence is not taken. No other connection is opened.

    \b
    Examples:
      ontherecord build coverage/ -o out
      ontherecord build coverage/ -o out --rewrite http://127.0.0.1:8080/v1 --rewrite-model small
      ontherecord build https://gazette.example/ferries feed.xml --follow -o out
      ontherecord build a.txt b.html more.jsonl -o out --workers 4
      ontherecord build coverage/ -o out --decisions decisions.jsonl
      ontherecord build coverage/ -o out --quotations all --lexicon words.toml
      ontherecord build s3a://crawl/2031-03/ -o s3a://records/2031-03 --engine spark://host:7077
      cat report.txt | ontherecord build - -o - > record.jsonl
    """
    with faults_in_words():
        settings = Settings.of(
            model=model, quotations=scope, lexicon=lexicon, quotations_model=quotations_model
        )
        wanted = BriefSettings.of(length=length, since=since)
        grouping = GroupSettings.of(senses=senses)
        endpoint = Endpoint.of(rewrite, rewrite_model) if rewrite is not None else None
        if engine is not None:
            plain = not (senses or rewrite or follow or decided)
            sys.exit(build_on(engine, inputs, out, settings, wanted, plain=plain))
        if out != "-":
            check_place(Path(out))
        if endpoint and not quiet:
            say(f"the sentences of the brief will be sent to {endpoint.url}")
        with silence() if quiet else bars() as progress:
            how = _How(
                grouping=grouping,
                endpoint=endpoint,
                workers=workers,
                cache=None if no_cache else store_in(cache or user_cache_path("ontherecord")),
                errand=errand_of(follow=follow, allow_private=allow_private),
                stdin=getattr(sys.stdin, "buffer", None),
                progress=progress,
                decisions=read_decisions(decided) if decided else (),
            )
            if out == "-":
                made = build_record(inputs, settings, wanted, **how)
                sys.stdout.buffer.writelines(stream(made))
            else:
                made = build_folder(inputs, Path(out), settings, wanted, **how)
    say_refused(made.manifest.refused)
    say_outcomes(made.manifest.outcomes)
    if not quiet:
        summary(made, out)
    sys.exit(REFUSED if made.manifest.refused else 0)


class _How(TypedDict):
    """What a build is handed beside what it is to build."""

    grouping: GroupSettings
    endpoint: Endpoint | None
    workers: int | None
    cache: Path | None
    errand: Errand
    stdin: BinaryIO | None
    progress: Report
    decisions: tuple[Decision, ...]


def store_in(folder: Path) -> Path | None:
    """The cache's file, or None with a warning: a build never fails for want of its cache."""
    path = folder / _STORE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not os.access(folder, os.W_OK):
            raise PermissionError("nothing can be written in its folder")
        open_store(path).close()
    except sqlite3.OperationalError as fault:
        say(f"warning: going on without a cache: {path}: {fault}; name another folder with --cache")
    except sqlite3.DatabaseError as fault:
        say(f"warning: going on without a cache: {path} is damaged ({fault}); delete it")
    except OSError as fault:
        reason = fault.strerror or fault
        say(f"warning: going on without a cache: {folder}: {reason}; name another with --cache")
    else:
        return path
    return None
