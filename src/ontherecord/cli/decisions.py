# SPDX-License-Identifier: Apache-2.0
"""The verbs on decisions: decide, undo, decisions list / export / import.

Comes in: a kind and ids of a record, or ids of decisions; a folder that `build` wrote with a file of
decisions, or an archive. Goes out: what it changes on stdout, the decision in its file or archive.
Refuses: what `DecisionError` says, in one line. Nothing is kept before its effect was shown.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click
from platformdirs import user_cache_path

from ontherecord.cli.archive import at_archive, opened
from ontherecord.cli.build import store_in
from ontherecord.cli.faults import faults_in_words
from ontherecord.cli.words import FILE, REFUSED, USAGE, fail, say
from ontherecord.decide.making import KINDS
from ontherecord.progress import plain

if TYPE_CHECKING:
    from ontherecord.decide.effect import Effect
    from ontherecord.model import Build, Decision

_WHO = "ONTHERECORD_WHO"
_ALIASES = {"not-a-person": "kind", "not-a-reprint": "independent", "not-a-conflict": "no-conflict"}
"""Other words for kinds, as people say them."""
Verb = TypeVar("Verb", bound=Callable[..., object])


def _in_file(verb: Verb) -> Verb:
    return click.option(
        "--decisions", "file", type=FILE, metavar="FILE", help="A file of decisions, instead of an archive."
    )(verb)


def _by(verb: Verb) -> Verb:
    """The options that say by whom and why."""
    options = (
        click.option("--who", envvar=_WHO, required=True, help=f"Who decides; also in {_WHO}."),
        click.option("--why", default="", help="The reason, for whoever reads it later."),
        click.option(
            "--when", metavar="TIME", help="When it was decided (2031-03-20T14:05Z).  [default: now]"
        ),
        click.option("--dry-run", is_flag=True, help="Only show what it changes."),
    )
    for option in reversed(options):
        verb = option(verb)
    return verb


@click.command(
    options_metavar="--who NAME [OPTIONS]",
    epilog="\b\nKinds and their ids:\n" + "\n".join(f"  {k:<17} {v}" for k, v in KINDS.items()),
)
@click.argument("kind", type=click.Choice([*KINDS, *_ALIASES]), metavar="KIND")
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@click.option("--wanted", default="", help="The right name, kind or standing.")
@click.option("--story", metavar="ID", help="The story of the ids, where several stories have them.")
@click.option("--record", type=FILE, metavar="OUT", help="A folder that build wrote; with --decisions.")
@_in_file
@at_archive
@_by
def decide(
    kind: str, ids: Sequence[str], wanted: str, story: str | None, record: Path | None, file: Path | None,
    where: str, who: str, why: str, when: str | None, dry_run: bool,
) -> None:  # fmt: skip
    """Correct a record: show what the decision changes, then keep it for every later run.

    ID is an id of the record: `show STORY --list KIND` prints them, and the dossier has them. A decision is kept by the
    exact words it is about, so it holds after every re-run and in other archives, and is reported as lost where
    those words are gone. With --record and --decisions it is added to that file, for build --decisions; else
    it goes to the archive, and holds from the next update on.

    \b
    Examples:
      ontherecord decide merge n-kovar nadia-kovar --who Rosa --why "same byline" --archive ferry.sqlite
      ontherecord decide rename nadia-kovar --wanted "Nadia Kovář" --who Rosa --record out --decisions d.jsonl
      ontherecord decide not-a-person sveta-petka --who Rosa --why "a ferry" --dry-run
    """
    with faults_in_words():
        from ontherecord.decide.making import decide as decision_on

        base = _record(record, file) if record else None
        if base is None:
            with opened(where) as archive:
                made = archive.build([archive.resolve(story)] if story else None)
                one = decision_on(
                    made, _ALIASES.get(kind, kind), ids, who=who, when=when or _now(), why=why, wanted=wanted,
                    story=made.records[0].story.id if story else None,
                )  # fmt: skip
                _show(one, archive.foresee(one))
                if not dry_run:
                    archive.decide(one)
                    say(f"{one.id}: kept in {archive.where}; ontherecord update applies it")
            return
        one = decision_on(
            base,
            _ALIASES.get(kind, kind),
            ids,
            who=who,
            when=when or _now(),
            why=why,
            wanted=wanted,
            story=story,
        )
        assert file is not None
        before = _read(file, missing_ok=True)
        _show(one, _foreseen(base, before, [*before, one]))
        if not dry_run:
            _keep(file, [one])
            say(f"{one.id}: kept in {file}; ontherecord build ... --decisions {file} applies it")


@click.command(options_metavar="--who NAME [OPTIONS]")
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@click.option("--record", type=FILE, metavar="OUT", help="A folder that build wrote, to show what changes.")
@_in_file
@at_archive
@_by
def undo(
    ids: Sequence[str], record: Path | None, file: Path | None, where: str, who: str, why: str,
    when: str | None, dry_run: bool,
) -> None:  # fmt: skip
    """Take decisions back: show what that changes, then keep that they are undone.

    Nothing is deleted: an undone decision is listed with who undid it, and stays undone when an older file
    is imported.

    \b
    Examples:
      ontherecord undo x-4c1be02a9f --who Rosa --archive ferry.sqlite
      ontherecord undo x-4c1be02a9f --who Rosa --decisions d.jsonl --record out
    """
    with faults_in_words():
        from ontherecord.decide.files import undone

        if file is not None:
            before = _read(file)
            taken = undone(before, ids, who=who, when=when or _now(), why=why)
            if record is not None:
                back = {one.id: one for one in taken}
                _say_effects(_foreseen(_record(record, file), before, [back.get(d.id, d) for d in before]))
            if not dry_run:
                _keep(file, taken)
        else:
            with opened(where) as archive:
                taken = undone(archive.decisions(undone=True), ids, who=who, when=when or _now(), why=why)
                for one in taken:
                    _say_effects(archive.foresee(one.id))
                    if not dry_run and one.undone is not None:
                        archive.undo(one.id, one.undone)
        if not dry_run:
            say(f"undone: {', '.join(one.id for one in taken)}")


class _ListsFirst(click.Group):
    """A group of verbs that lists where no other is named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `list` before the options of a call that names no verb."""
        if not args or (args[0].startswith("-") and args[0] not in ctx.help_option_names):
            args = ["list", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_ListsFirst)
def decisions() -> None:
    """List, export and import the decisions of people; list them where nothing else is said."""


@decisions.command("list")
@_in_file
@at_archive
@click.option("--all", "every", is_flag=True, help="Those that were undone, too.")
def list_decisions(file: Path | None, where: str, every: bool) -> None:
    """List the decisions, the first one first.

    \b
    Examples:
      ontherecord decisions list --archive ferry.sqlite
      ontherecord decisions list --decisions d.jsonl --all
    """
    with faults_in_words():
        listed = [one for one in _all(file, where) if every or one.undone is None]
    for one in listed:
        click.echo(plain(f"{one.id}  {one.when}  {one.who}  {one.kind}: {one.text}{_reason(one.why)}"))
        if one.undone is not None:
            back = one.undone
            click.echo(plain(f"{'':<12}  undone {back.when} by {back.who}{_reason(back.why)}"))
    if not listed:
        say("no decisions; ontherecord decide makes one")


@decisions.command("export")
@_in_file
@at_archive
@click.option("-o", "--output", default="-", show_default=True, metavar="FILE", help="File to write, or -.")
def export_decisions(file: Path | None, where: str, output: str) -> None:
    """Write all decisions, undone ones too, as JSON Lines (`ontherecord schema decisions`).

    \b
    Example:
      ontherecord decisions export --archive ferry.sqlite -o decisions.jsonl
    """
    with faults_in_words():
        from ontherecord.decide.files import lines
        from ontherecord.export import write_file

        pieces = lines(_all(file, where))
        if output == "-":
            sys.stdout.buffer.writelines(pieces)
        else:
            write_file(pieces, Path(output))


@decisions.command("import")
@click.argument("source", type=FILE, metavar="FILE")
@_in_file
@at_archive
def import_decisions(source: Path, file: Path | None, where: str) -> None:
    """Add the decisions of FILE; those that are there already are left as they are, undone ones stay undone.

    \b
    Examples:
      ontherecord decisions import decisions.jsonl --archive other.sqlite
      ontherecord decisions import theirs.jsonl --decisions ours.jsonl
    """
    with faults_in_words():
        coming = _read(source)
        if file is not None:
            known = {one.id: one for one in _read(file, missing_ok=True)}
            fresh = [d for d in coming if d.id not in known or (d.undone and known[d.id].undone is None)]
            if fresh:
                _keep(file, fresh)
        else:
            with opened(where) as archive:
                fresh = [one for one in coming if archive.decide(one)]
        say(f"{len(fresh)} of {len(coming)} decisions are new here")


# --- where decisions are --------------------------------------------------------------------------


def _all(file: Path | None, where: str) -> Iterable[Decision]:
    if file is not None:
        return _read(file)
    with opened(where) as archive:
        return archive.decisions(undone=True)


def _read(file: Path, *, missing_ok: bool = False) -> tuple[Decision, ...]:
    from ontherecord.decide.files import read

    return read(file, missing_ok=missing_ok)


def _keep(file: Path, made: Iterable[Decision]) -> None:
    from ontherecord.decide.files import keep

    keep(file, made)


def _record(record: Path, file: Path | None) -> Build:
    from ontherecord.export import FolderError, read_folder

    if file is None:
        fail("--record goes with --decisions FILE, in which the decision is kept", USAGE)
    try:
        return read_folder(record)
    except FolderError as fault:
        fail(fault, REFUSED)


def _foreseen(made: Build, before: Sequence[Decision], after: Sequence[Decision]) -> Sequence[Effect]:
    from ontherecord.rebuild import preview

    return preview(made, before, after, workers=1, cache=store_in(user_cache_path("ontherecord")))


def _show(one: Decision, effects: Iterable[Effect]) -> None:
    click.echo(plain(f"{one.id}  {one.text}"))
    _say_effects(effects)


def _say_effects(effects: Iterable[Effect]) -> None:
    from ontherecord.decide.effect import told

    lines = [line for one in effects for line in told(one)]
    for line in lines or ["it changes nothing here"]:
        click.echo(plain(line))


def _reason(why: str) -> str:
    return f" ({why})" if why else ""


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
