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
from types import FrameType

import click

import ontherecord
from ontherecord.annotate.workers import stop_workers
from ontherecord.cli.account import account
from ontherecord.cli.archive import add, backup, check, init, search, show, stories, update, upgrade
from ontherecord.cli.build import build
from ontherecord.cli.decisions import decide, decisions, undo
from ontherecord.cli.doctor import doctor
from ontherecord.cli.records import explain, export, schema, verify
from ontherecord.cli.serve import serve
from ontherecord.cli.watch import links, watch
from ontherecord.cli.words import say

_STOPPED, _ENDED = 130, 143


class _Verbs(click.Group):
    """The verbs. Ctrl-C and the system's request to end stop any of them without a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the verbs in the order in which they were added: that of a day's work."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> object:
        """Run the verb; nothing half-written is left when it is stopped."""
        before = signal.signal(signal.SIGTERM, _end)
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            stop_workers()
            say("ontherecord: stopped; nothing was changed")
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


for _verb in (
    build, verify, explain, export, schema, links, doctor,
    init, add, update, watch, stories, show, search, decide, decisions, undo,
    check, backup, upgrade, serve, account,
):  # fmt: skip
    main.add_command(_verb)
