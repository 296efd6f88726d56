# SPDX-License-Identifier: Apache-2.0
"""docs/intake.md: every block is run, in order, in a folder with the story in every form, against a local gazette."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ontherecord.fetch import Limits
from tests.carriers import mail, main, page, rss, told
from tests.conftest import ROOT
from tests.fetch.sites import reply, site
from tests.test_snippets import blocks, printed, run

PAGE = "docs/intake.md"
TEXT = (ROOT / PAGE).read_text("utf-8")
GAZETTE = "https://gazette.example"
LIMITS = Limits()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """The folder, and the address of the gazette."""
    main(str(tmp_path), 2)
    links = "".join(
        f"<p><a href='{GAZETTE}/{n}'>Ferries sail to Brindale again</a> They sail ...</p>" for n in (1, 2)
    )
    alert = mail(told()[0])
    alert.clear_content()
    alert.set_content(f"<html><body>{links}</body></html>", subtype="html")
    (tmp_path / "google-alert.eml").write_bytes(alert.as_bytes())
    command = tmp_path / ".bin" / "ontherecord"
    command.parent.mkdir()
    local = 'case "$*" in *http://127*) set -- "$@" --allow-private;; esac'
    command.write_text(f'#!/bin/sh\n{local}\nexec "{sys.executable}" -m ontherecord "$@"\n')
    command.chmod(0o755)
    with site() as here:
        articles = [one._replace(url=here.url(f"/{n}")) for n, one in enumerate(told()[:2], 1)]
        here.replies |= {f"/{n}": reply(page(one)) for n, one in enumerate(articles, 1)}
        here.replies["/feed.xml"] = reply(rss(articles), "application/rss+xml", ETag='"1"')
        (tmp_path / "links.local").write_text("".join(f"{here.url(f'/{n}')}\n" for n in (1, 2)))
        yield tmp_path, here.url("")


@pytest.mark.slow
def test_what_the_page_tells_the_reader_to_type_works(desk: tuple[Path, str]) -> None:
    folder, gazette = desk
    output, ran = "", 0
    for kind, code in blocks(PAGE):
        if kind == "text":
            assert printed(code, output), f"{PAGE} shows\n{code}\nbut what came is\n{output}"
            shutil.copy(
                folder / "links.local", folder / "links.txt"
            )  # the links of the alert, to this gazette
        else:
            output = run(code.replace(GAZETTE, gazette), kind, folder)
            ran += 1
    assert ran == len(re.findall(r"```(?:sh|python)\n", TEXT))
    assert all((folder / out / "index.html").exists() for out in re.findall(r"-o (\S+)", TEXT))


@pytest.mark.parametrize(
    ("row", "value"),
    [
        ("an answer, unpacked", f"{LIMITS.largest // 2**20} MB"),
        ("a connection", f"{LIMITS.connect:g} seconds"),
        ("silence within an answer", f"{LIMITS.read:g} seconds"),
        ("one request in all", f"{LIMITS.whole:g} seconds"),
        ("redirects", f"{LIMITS.redirects}"),
        ("pause between requests to a host", f"{LIMITS.pause:g} second, "),
        ("hosts at once", f"{LIMITS.hosts}"),
    ],
)
def test_the_limits_are_those_of_the_program(row: str, value: str) -> None:
    assert f"| {row} | {value}" in TEXT
