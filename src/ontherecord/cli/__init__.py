# SPDX-License-Identifier: Apache-2.0
"""The command line: one thin function a verb.

Comes in: arguments. Goes out: files and, where asked, data on stdout; progress and messages on stderr.
Exit status: 0 done; 1 some inputs were refused, nothing could be written, or the record is at fault;
2 the call is wrong; 130 stopped with Ctrl-C, 143 ended by the system. Whatever the status, OUT is a whole
record, the old one or the new one, or is not there. What comes from inputs reaches the terminal
without control characters.

A module of this room holds the verbs on one thing.
"""

from __future__ import annotations

import signal
from importlib import import_module
from types import FrameType

import click

import ontherecord
from ontherecord.cli.words import say

_STOPPED, _ENDED = 130, 143


_VERBS = {
    "build": "build", "verify": "records", "explain": "records", "export": "records", "schema": "records", "links": "watch",
    "doctor": "doctor", "init": "archive", "add": "archive", "update": "archive", "watch": "watch", "stories": "archive",
    "show": "archive", "search": "archive", "decide": "decisions", "decisions": "decisions", "undo": "decisions",
    "check": "archive", "backup": "archive", "upgrade": "archive", "serve": "serve", "account": "account",
}  # fmt: skip
"""The verbs in the order of a day's work, and the module of each."""


class _Verbs(click.Group):
    """The verbs, each imported when it is called. Ctrl-C and the system's request to end stop any of them without a
    traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the verbs in the order of a day's work."""
        return list(_VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Give the verb of a name, if there is one."""
        return _verb(cmd_name) if cmd_name in _VERBS else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the verb that is called; a name that is none is told with those like it, though none is imported."""
        try:
            return super().resolve_command(ctx, args)
        except click.NoSuchCommand as fault:
            raise click.NoSuchCommand(fault.command_name, possibilities=_VERBS, ctx=ctx) from None

    def invoke(self, ctx: click.Context) -> object:
        """Run the verb; nothing half-written is left when it is stopped."""
        before = signal.signal(signal.SIGTERM, _end)
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            _stop_workers()
            say("ontherecord: stopped; nothing was changed")
            ctx.exit(_STOPPED)
        except SystemExit as end:
            if end.code == _ENDED:
                _stop_workers()
            raise
        finally:
            signal.signal(signal.SIGTERM, before)


def _stop_workers() -> None:
    """End the worker processes, if there are any."""
    from ontherecord.annotate.workers import stop_workers

    stop_workers()


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


def verbs() -> dict[str, click.Command]:
    """All verbs by name, in the order of a day's work."""
    return {name: _verb(name) for name in _VERBS}


def _verb(name: str) -> click.Command:
    found = getattr(import_module(f"ontherecord.cli.{_VERBS[name]}"), name)
    assert isinstance(found, click.Command)
    return found
