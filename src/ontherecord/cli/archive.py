# SPDX-License-Identifier: Apache-2.0
"""The verbs on an archive: init, upgrade, add, update, stories, show, search, check, backup.

Comes in: arguments; where the archive is. Goes out: lines on stdout; progress and messages on stderr.
Refuses: what `ArchiveError` says, in one line.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click
import msgspec

from ontherecord.cli.faults import faults_in_words
from ontherecord.cli.words import FILE, REFUSED, counted, fail, say, say_outcomes, say_refused
from ontherecord.progress import bars, plain, silence

if TYPE_CHECKING:
    from ontherecord.archive import Archive
    from ontherecord.build import Progress
    from ontherecord.model import Build, Record

_DEFAULT = "ontherecord.sqlite"
_ADDRESS = "ONTHERECORD_ARCHIVE"
_LISTED = 30  # of the cast and of the claims that `show` prints
_KINDS = (
    "articles", "origins", "brief", "claims", "contradictions", "cast", "quotations", "utterances", "positions", "events",
    "accounts", "meetings", "timeline", "days", "places", "times",
)  # fmt: skip
"""The lists that `show --list` prints: all that a decision can be on."""
Verb = TypeVar("Verb", bound=Callable[..., object])


def at_archive(verb: Verb) -> Verb:
    """The option that names the archive."""
    return click.option(
        "--archive", "where", metavar="WHERE", envvar=_ADDRESS, default=_DEFAULT, show_default=True,
        help=f"The archive: a file, or postgresql://user@host/name; also in {_ADDRESS}.",
    )(verb)  # fmt: skip


def made_at(where: str, story: str | None = None) -> tuple[Build, str | None]:
    """The record at `where`, of a folder that `build` wrote or of an archive (all, or one `story` of it), and
    the id of the story in it. Raises FolderError; ends the program with a line where an archive has none."""
    from ontherecord.export import read_folder

    if "://" not in where and not os.path.isfile(where):
        return read_folder(Path(where)), story
    with opened(where) as archive:
        story = archive.resolve(story) if story is not None else None
        return archive.build([story] if story is not None else None), story


@contextmanager
def opened(where: str, *, create: bool = False) -> Iterator[Archive]:
    """The archive at `where`; ends the program with a line where there is none, and on what it says within."""
    from ontherecord.archive import ArchiveError, open_archive

    try:
        with open_archive(where, create=create) as archive:
            yield archive
    except ArchiveError as fault:
        fail(fault, REFUSED)


@click.command()
@at_archive
def init(where: str) -> None:
    """Make an archive: a place where articles, stories and records are kept over time.

    It is a file of SQLite, which Datasette and sqlite-utils open as well, or a database on a PostgreSQL server,
    which several people share. An archive that is there already is left as it is.

    \b
    Examples:
      ontherecord init
      ontherecord init --archive ferry.sqlite
      ontherecord init --archive postgresql://desk@db.example/ontherecord
    """
    with opened(where, create=True) as archive:
        say(f"{archive.where}: ready; go on with ontherecord add INPUT...")


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@at_archive
@click.option(
    "--follow", is_flag=True, help="Fetch the page of each item that a feed among INPUT lists, once."
)
@click.option("--allow-private", is_flag=True, help="Addresses inside closed networks may be fetched.")
def add(inputs: tuple[str, ...], where: str, follow: bool, allow_private: bool) -> None:
    """Keep the articles of INPUT... in the archive; those that are there already are left as they are.

    INPUT is what `build` reads: files, folders, globs, - for standard input, and addresses of pages and
    feeds. A page that has changed is kept as another version; one that has not is not sent again. The next
    `update` puts the new articles into stories; `watch` does both again and again.

    \b
    Examples:
      ontherecord add coverage/
      ontherecord add https://gazette.example/feed.xml --follow && ontherecord update
    """
    from ontherecord.cli.errands import errand_of
    from ontherecord.fetch.intake import intake
    from ontherecord.fetch.watch import bring

    stdin = getattr(sys.stdin, "buffer", None)
    with faults_in_words(), opened(where) as archive:
        errand = errand_of(follow=follow, allow_private=allow_private)
        done = bring(archive, lambda known: intake(inputs, stdin, known), errand)
    say_refused(done.refused)
    versions = f" ({counted(done.versions, 'other version')})" if done.versions else ""
    known = f"{done.known} {'was' if done.known == 1 else 'were'} there already"
    say(f"{archive.where}: {counted(len(done.documents), 'document')} added{versions}, {known}")
    sys.exit(REFUSED if done.refused else 0)


@click.command()
@at_archive
@click.option("--workers", type=click.IntRange(1, 64), help="Worker processes.  [default: one a core]")
@click.option("-q", "--quiet", is_flag=True, help="No progress and no summary.")
def update(where: str, workers: int | None, quiet: bool) -> None:
    """Bring stories and records up to date with what was added and decided.

    Only what has changed is done again. A run that is stopped or killed goes on where it was the next time.

    \b
    Examples:
      ontherecord update
      ontherecord update --archive ferry.sqlite --workers 2
    """
    with faults_in_words(), opened(where) as archive, silence() if quiet else bars() as progress:
        done = archive.update(workers=workers, progress=progress)
        _lay_ahead(archive, where, done.changed, progress)
        became = archive.outcomes()
    if not quiet:
        say(
            f"{archive.where}: {counted(done.stories, 'story', 'stories')} of {counted(done.documents, 'document')}; "
            f"{len(done.changed)} new or changed"
        )
        say_outcomes(became)


def _lay_ahead(archive: Archive, where: str, changed: tuple[str, ...], progress: Progress) -> None:
    """Lay out the large stories that changed for `serve`, where that is installed: whoever opens one first would wait."""
    try:
        from ontherecord.serve.settings import state_folder
        from ontherecord.serve.shelf import large, lay_ahead
    except ImportError:
        return
    lay_ahead(archive, large(archive, changed), state_folder(where) / "pages", progress)


@click.command()
@click.argument("words", nargs=-1)
@at_archive
@click.option("--since", metavar="WHEN", help="Those new or changed since a day, a moment, or '2 days'.")
@click.option("--limit", default=50, show_default=True, help="The most stories to list.")
@click.option("--json", "as_json", is_flag=True, help="JSON Lines instead of a table.")
def stories(words: tuple[str, ...], where: str, since: str | None, limit: int, as_json: bool) -> None:
    """List the stories, the newest first; with WORDS those that tell of them.

    \b
    Examples:
      ontherecord stories
      ontherecord stories ferry talks
      ontherecord stories --since '2 days'
    """
    with opened(where) as archive:
        found = archive.stories(" ".join(words), since=since, limit=limit)
    for one in found:
        if as_json:
            click.echo(msgspec.json.encode(one._asdict()))
            continue
        days = " to ".join(dict.fromkeys(day[:10] for day in (one.first, one.last) if day)) or "no date"
        new = f" ({one.new} new)" if one.new else ""
        click.echo(plain(f"{one.title}"))
        counts = (
            counted(one.articles, "article") + new,
            counted(one.outlets, "outlet"),
            counted(one.origins, "origin"),
        )
        click.echo(plain(f"    {one.id}  {days}  {', '.join(counts)}"))
    if not found:
        say(
            "no stories; add articles and run ontherecord update"
            if not (words or since)
            else "no such stories"
        )


@click.command()
@click.argument("story", metavar="STORY")
@at_archive
@click.option(
    "--list", "kind", type=click.Choice(_KINDS), help="One list of it, with the ids that decide takes."
)
@click.option("--json", "as_json", is_flag=True, help="The whole record as JSON Lines.")
@click.option("-o", "--out", type=FILE, metavar="OUT", help="Folder to write its record and dossier to.")
def show(story: str, where: str, kind: str | None, as_json: bool, out: Path | None) -> None:
    """Show a STORY by its id, or by any id it had before: articles, brief, cast, claims.

    \b
    Examples:
      ontherecord show vienna-ferry-talks-end-with-a-a2670678
      ontherecord show vienna-ferry-talks-end-with-a-a2670678 --list quotations
      ontherecord show vienna-ferry-talks-end-with-a-a2670678 --json > record.jsonl
      ontherecord show vienna-ferry-talks-end-with-a-a2670678 -o out
    """
    with faults_in_words(), opened(where) as archive:
        if out is not None:
            from ontherecord.build import write

            write(archive.build([story]), out)
            say(f"Written: {out / 'index.html'}")
        elif as_json:
            from ontherecord.export import stream

            sys.stdout.buffer.writelines(stream(archive.build([story])))
        elif kind is not None:
            _list(archive.record(story), kind)
        else:
            record = archive.record(story)
            _show(
                record, {one.id: one.source for one in archive.documents(a.document for a in record.articles)}
            )


def _show(record: Record, sources: Mapping[str, str]) -> None:
    """The articles by date, brief, cast and claims; `sources` are those of documents, which stand for a headline."""
    from ontherecord.dossier.wording import date_in_words
    from ontherecord.dossier.wording import plain as dates_in_words

    why = {joined.article: joined.because for joined in record.story.joined}
    lines = [record.story.title, record.story.id, "", "Articles"]
    for article in sorted(record.articles, key=lambda one: (one.published.date or "~", one.id)):
        about = ", ".join(filter(None, (article.outlet, date_in_words(article.published.date))))
        lines += [
            f"  {article.id}  {article.headline or f'(no headline: {sources[article.document]})'}",
            f"      {about}; {why.get(article.id, '')}",
        ]
    lines += ["", "Brief", *(f"  {one.sentence}  [{one.standing}]" for one in record.brief)]
    often = sorted(record.cast, key=lambda one: (-len(one.mentions), one.id))
    cast = [f"  {one.id}  {one.name}{', confirmed' if one.confirmed else ''}" for one in often]
    claims = [f"  {one.id}  {one.standing}: {dates_in_words(one.text)}" for one in record.claims]
    for kind, rows in (("cast", cast), ("claims", claims)):
        lines += ["", kind.capitalize(), *rows[:_LISTED]]
        if len(rows) > _LISTED:
            lines.append(f"  and {len(rows) - _LISTED} more (--list {kind})")
    for line in lines:
        click.echo(plain(line))


def _list(record: Record, kind: str) -> None:
    """One list of a record: the id and title of each datum, and what a decision on it can change."""
    from ontherecord.decide.shapes import names, shape, title

    known = names(record)
    for datum in getattr(record, kind):
        head = title(kind, datum, known)
        told = {"event": datum.event or "none"} if kind == "accounts" else shape(kind, datum, known)
        facts = {name: value for name, value in told.items() if value != head}
        click.echo(plain(f"{datum.id}  {head}"))
        if facts:
            click.echo(plain("    " + "; ".join(f"{name}: {value}" for name, value in facts.items())))


@click.command()
@click.argument("words", nargs=-1, required=True)
@at_archive
@click.option("--limit", default=20, show_default=True, help="The most articles to list.")
@click.option("--json", "as_json", is_flag=True, help="JSON Lines instead of text.")
def search(words: tuple[str, ...], where: str, limit: int, as_json: bool) -> None:
    """Find articles that have all WORDS: "next to each other", -without, begin*.

    \b
    Examples:
      ontherecord search ferry talks
      ontherecord search '"joint inquiry" -budget minist*'
    """
    with opened(where) as archive:
        found = archive.search(" ".join(words), limit=limit)
    for hit in found:
        if as_json:
            click.echo(msgspec.json.encode(hit._asdict()))
            continue
        about = ", ".join(filter(None, (hit.outlet, hit.published)))
        click.echo(plain(f"{hit.headline or hit.article}"))
        click.echo(plain(f"    {hit.article}  {about}  in {hit.story or 'no story yet'}"))
        click.echo(plain(f"    {hit.passage}"))
    if not found:
        say("no article has these words")


@click.command()
@at_archive
def check(where: str) -> None:
    """Check that the archive is whole: every copy by its hash, every span of every record by its words.

    \b
    Example:
      ontherecord check
    """
    with opened(where) as archive:
        faults = 0
        for fault in archive.check():
            click.echo(plain(fault))
            faults += 1
    say(f"{archive.where}: {'whole' if not faults else counted(faults, 'fault')}")
    sys.exit(REFUSED if faults else 0)


@click.command()
@click.argument("file", type=FILE)
@at_archive
def backup(file: Path, where: str) -> None:
    """Write the whole archive to a new FILE of SQLite, while others go on working.

    The file is an archive itself, wherever this one is kept: name it with --archive to open it.

    \b
    Example:
      ontherecord backup /media/disk/ontherecord-2031-03-20.sqlite
    """
    with opened(where) as archive:
        archive.backup(file)
    say(f"{file}: {os.path.getsize(file):,} bytes")


@click.command()
@at_archive
def upgrade(where: str) -> None:
    """Bring an archive of an earlier version up to date; its backup is laid beside it first.

    Nothing is ever dropped, and there is no way back but the backup.

    \b
    Example:
      ontherecord upgrade --archive ferry.sqlite
    """
    from ontherecord.archive import ArchiveError, upgrade_archive

    try:
        before, after, kept = upgrade_archive(where)
    except ArchiveError as fault:
        fail(fault, REFUSED)
    if before == after:
        say(f"{where}: is up to date ({after})")
    else:
        say(f"{where}: brought from {before} to {after}" + (f"; as it was: {kept}" if kept else ""))
