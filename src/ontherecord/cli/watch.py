# SPDX-License-Identifier: Apache-2.0
"""The verbs that ask for what is new: watch; and links, which asks for nothing.

Comes in: arguments; where the archive is. Goes out: a line a round on stderr; links on stdout.
Refuses: what `ArchiveError` says, in one line; an interval that is none.
"""

from __future__ import annotations

import re
import sys

import click

from ontherecord.cli.archive import at_archive, opened
from ontherecord.cli.errands import errand_of
from ontherecord.cli.faults import faults_in_words
from ontherecord.cli.words import REFUSED, counted, fail, say, say_refused
from ontherecord.progress import plain

_STOPPED = 130
_SECONDS = {"": 1, "s": 1, "m": 60, "h": 3600, "d": 86_400}
_SHORTEST = 60  # seconds: what changes faster is no feed


class _Interval(click.ParamType[float]):
    """A number and a unit, in seconds."""

    name = "time"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Seconds of "10m"."""
        found = re.fullmatch(r"(\d{1,6})\s?([smhd]?)", str(value).strip())
        seconds = float(found[1]) * _SECONDS[found[2]] if found else 0.0
        if seconds < _SHORTEST:
            self.fail(f"{value!r} is no interval of a minute or more; write 10m, 1h or 1d", param, ctx)
        return seconds


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@at_archive
@click.option("--every", type=_Interval(), default="10m", show_default=True, help="Time between two rounds.")
@click.option("--rounds", type=click.IntRange(1), help="Stop after so many rounds.  [default: go on]")
@click.option(
    "--follow", is_flag=True, help="Fetch the page of each item that a feed among INPUT lists, once."
)
@click.option("--allow-private", is_flag=True, help="Addresses inside closed networks may be fetched.")
@click.option("--workers", type=click.IntRange(1, 64), help="Worker processes.  [default: one a core]")
def watch(
    inputs: tuple[str, ...],
    where: str,
    every: float,
    rounds: int | None,
    follow: bool,
    allow_private: bool,
    workers: int | None,
) -> None:
    """Ask for INPUT... again and again, and keep the archive up to date with what is new.

    INPUT is what `build` reads: feeds, pages and folders above all. A page or feed that is as it was is not
    sent again (ETag, Last-Modified); a host that asks to be left alone is. Ctrl-C stops it at any moment:
    what was added is kept, what was on its way comes with the next round.

    \b
    Examples:
      ontherecord watch https://gazette.example/feed.xml --follow
      ontherecord watch inbox/ https://gazette.example/live --every 2m
      ontherecord watch feeds/*.xml --follow --rounds 1
    """
    from ontherecord.fetch.watch import watch as rounds_of

    errand = errand_of(follow=follow, allow_private=allow_private)
    told: set[str] = set()
    with faults_in_words(), opened(where) as archive:
        try:
            for number, one in enumerate(rounds_of(archive, inputs, every, errand, workers=workers), 1):
                say(
                    f"{archive.where}: {counted(len(one.added), 'new document')} "
                    f"({counted(one.versions, 'other version')}), "
                    f"{counted(len(one.changed), 'story', 'stories')} new or changed"
                )
                say_refused(refusal for refusal in one.refused if refusal.source not in told)
                told = {refusal.source for refusal in one.refused}
                if number == rounds:
                    break
        except KeyboardInterrupt:
            fail("stopped; what was added is kept", _STOPPED)
    sys.exit(REFUSED if told else 0)


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
def links(inputs: tuple[str, ...]) -> None:
    """Print what the feeds, mails and news alerts in INPUT... link to, one address a line.

    Nothing is fetched. Choose from the lines and name them to `build`, `add` or `watch`.

    \b
    Examples:
      ontherecord links alerts.mbox
      ontherecord links alerts.mbox | xargs ontherecord build -o out
    """
    from ontherecord.read.links import links as links_of

    found, refused = links_of(inputs, getattr(sys.stdin, "buffer", None))
    for link in found:
        click.echo(plain(link))
    say_refused(refused)
    sys.exit(REFUSED if refused else 0)
