# SPDX-License-Identifier: Apache-2.0
"""The man page of the command line: one page, every verb, from the same texts as `--help`."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator

import click

import ontherecord
from ontherecord.cli import main, verbs

FILES = (
    (
        "ontherecord.sqlite",
        "The archive in the working folder, unless --archive or ONTHERECORD_ARCHIVE names another.",
    ),
)
ENVIRONMENT = (
    ("ONTHERECORD_ARCHIVE", "The archive: a file, or an address of PostgreSQL."),
    ("ONTHERECORD_REWRITE_KEY", "The key of the language model that --rewrite names."),
)
STATUS = (
    ("0", "Done."),
    ("1", "Some inputs were refused, nothing could be written, or a record is at fault."),
    ("2", "The call is wrong."),
    ("130, 143", "Stopped with Ctrl-C; ended by the system."),
)


def manual() -> str:
    """docs/ontherecord.1 in the man macros of roff."""
    lines = [f'.TH ONTHERECORD 1 "" "ontherecord {ontherecord.__version__}" "On the Record"']
    lines += [".SH NAME", r"ontherecord \- read the coverage of a story and keep the record of it"]
    lines += [".SH SYNOPSIS", ".B ontherecord", r"\fIVERB\fR [\fIARGUMENT\fR]..."]
    lines += [".SH DESCRIPTION", *_text(main.help or "")]
    top = click.Context(main, info_name="ontherecord", **main.context_settings)
    for name, command in verbs().items():
        context = click.Context(command, info_name=name, parent=top)
        usage = " ".join(command.collect_usage_pieces(context))
        lines += [
            f".SH {name.upper()}",
            f".B ontherecord {_plain(name)}",
            _plain(usage),
            ".PP",
            *_text(command.help or ""),
        ]
        for parameter in command.get_params(context):
            record = parameter.get_help_record(context)
            if record and isinstance(parameter, click.Option):
                lines += [".TP", rf"\fB{_plain(record[0])}\fR", _plain(record[1])]
    for title, held in (("EXIT STATUS", STATUS), ("ENVIRONMENT", ENVIRONMENT), ("FILES", FILES)):
        lines.append(f".SH {title}")
        for name, words in held:
            lines += [".TP", rf"\fB{_plain(name)}\fR", _plain(words)]
    return "\n".join(lines) + "\n"


def _text(help_text: str) -> Iterator[str]:
    """The paragraphs of a help text; those that keep their lines (after a \\b line) keep them."""
    for paragraph in re.split(r"\n\s*\n", inspect.cleandoc(help_text)):
        kept = paragraph.startswith("\b")
        yield ".PP"
        if kept:
            yield ".nf"
        for line in paragraph.removeprefix("\b\n").splitlines():
            yield _plain(line if kept else line.strip())
        if kept:
            yield ".fi"


def _plain(text: str) -> str:
    r"""Text as roff prints it: no escape, no macro at the start of a line, hyphens that can be copied."""
    escaped = text.replace("\\", r"\e").replace("-", r"\-").replace("…", "...")
    return rf"\&{escaped}" if escaped.startswith((".", "'")) else escaped
