# SPDX-License-Identifier: Apache-2.0
"""The verbs on the accounts of a server: add, list, remove.

Comes in: arguments; a password, which is asked for or read from standard input. Goes out: the file of accounts.
Refuses: a password that is too short, a name that is none.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from ontherecord.cli.archive import at_archive
from ontherecord.cli.words import REFUSED, fail, say
from ontherecord.progress import plain

if TYPE_CHECKING:
    from ontherecord.serve.accounts import Accounts

_STATE = click.option(
    "--state", type=click.Path(path_type=Path), help="The server's own folder.  [default: beside the archive]"
)


@click.group()
def account() -> None:
    """Make, list and remove the accounts with which people sign in at `serve`.

    \b
    Examples:
      ontherecord account add nadia --role editor
      ontherecord account list
    """


@account.command()
@click.argument("name")
@click.option(
    "--role",
    type=click.Choice(["reader", "editor"]),
    default="reader",
    show_default=True,
    help="What it may do.",
)
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
@at_archive
@_STATE
def add(
    name: str, role: Literal["reader", "editor"], password_stdin: bool, where: str, state: Path | None
) -> None:
    """Make the account NAME, or give it another password and role."""
    from ontherecord.serve.settings import ServeError

    if password_stdin:
        password = sys.stdin.readline().rstrip("\n")
    else:
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    try:
        _accounts(where, state).put(name, password, role)
    except ServeError as fault:
        fail(fault, REFUSED)
    say(f"{name}: {role}")


@account.command("list")
@at_archive
@_STATE
def show(where: str, state: Path | None) -> None:
    """List the accounts and their roles."""
    for name, held in sorted(_accounts(where, state).all().items()):
        click.echo(plain(f"{name}  {held.role}"))


@account.command()
@click.argument("name")
@at_archive
@_STATE
def remove(name: str, where: str, state: Path | None) -> None:
    """Take the account NAME away; who is signed in with it is no longer."""
    if not _accounts(where, state).drop(name):
        fail(f"{name}: there is no such account", REFUSED)
    say(f"{name}: removed")


def _accounts(where: str, state: Path | None) -> Accounts:
    try:
        from ontherecord.serve.accounts import Accounts
        from ontherecord.serve.settings import state_folder
    except ImportError as fault:
        fail(
            f"accounts need more packages ({fault.name}); install them with: pip install 'ontherecord[serve]'",
            REFUSED,
        )
    return Accounts((state or state_folder(where)) / "accounts.json")
