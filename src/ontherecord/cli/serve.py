# SPDX-License-Identifier: Apache-2.0
"""The verb that serves an archive to a browser.

Comes in: arguments; where the archive is. Goes out: a web application, until it is stopped.
Refuses: an address that others can reach, where nobody would have to sign in.
"""

from __future__ import annotations

from pathlib import Path

import click

from ontherecord.cli.archive import at_archive
from ontherecord.cli.words import REFUSED, fail, say

_MEGABYTE = 1024 * 1024


@click.command()
@at_archive
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="The port.")
@click.option("--name", "names", multiple=True, help="A name under which browsers know this server.")
@click.option("--proxy-header", help="The header in which a trusted reverse proxy names who signed in there.")
@click.option("--proxy-editor", "editors", multiple=True, help="Who of those may write; the others read.")
@click.option("--proxy-from", "networks", multiple=True, help="From where it asks.  [default: this machine]")
@click.option("--allow-private", is_flag=True, help="Addresses inside closed networks may be fetched.")
@click.option(
    "--state", type=click.Path(path_type=Path), help="The server's own folder.  [default: beside the archive]"
)
@click.option(
    "--largest-upload", type=click.IntRange(1, 1024), default=64, show_default=True, help="Megabytes."
)
def serve(
    where: str, host: str, port: int, names: tuple[str, ...], proxy_header: str | None,
    editors: tuple[str, ...], networks: tuple[str, ...], allow_private: bool, state: Path | None,
    largest_upload: int,
) -> None:  # fmt: skip
    """Serve the archive to browsers: its stories, their records and evidence.

    On this machine alone nobody signs in. For others make accounts first: ontherecord account add NAME.

    \b
    Examples:
      ontherecord serve
      ontherecord serve --archive ferry.sqlite --port 8080
      ontherecord serve --host 0.0.0.0 --name desk.example
    """
    from ontherecord.archive import ArchiveError

    try:
        import uvicorn

        from ontherecord.fetch.limits import EVERYWHERE
        from ontherecord.serve import ServeError, Settings, application
        from ontherecord.serve.settings import LOCAL, state_folder
    except ImportError as fault:
        fail(
            f"serving needs more packages ({fault.name}); install them with: pip install 'ontherecord[serve]'",
            REFUSED,
        )
    settings = Settings(
        archive=where, state=state or state_folder(where), host=host, port=port, names=names,
        proxy_header=proxy_header, proxy_editors=editors, proxy_from=networks or LOCAL,
        private=EVERYWHERE if allow_private else (), largest_upload=largest_upload * _MEGABYTE,
    )  # fmt: skip
    try:
        made = application(settings)
    except (ArchiveError, ServeError) as fault:
        fail(fault, REFUSED)
    say(f"http://{host}:{port}/  (Ctrl-C stops it)")
    uvicorn.run(made, host=host, port=port, log_level="warning", server_header=False, proxy_headers=False)
