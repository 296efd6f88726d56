# SPDX-License-Identifier: Apache-2.0
"""Adding articles: files, pasted text, addresses and feeds; and how far that has come.

Comes in: a form, or JSON. Goes out: the number of the work that was begun; its progress.
Refuses: nothing given; an address that is none (`Wrong`). Score: none; `tests/serve/test_intake_web.py`.
"""

from __future__ import annotations

import re
import shutil
import unicodedata
from pathlib import Path, PurePosixPath
from typing import Annotated, Any

import msgspec
from starlette.datastructures import UploadFile

from ontherecord.dossier.wording import counted
from ontherecord.fetch.addresses import address, shown
from ontherecord.fetch.intake import is_url
from ontherecord.serve.answers import View, Wrong
from ontherecord.serve.downloads import Nothing
from ontherecord.serve.house import Desk
from ontherecord.serve.working import STAGES, Pasted, Progress, Task, Upload

__all__ = ["Accepted", "Given", "JobTold", "Nothing", "Offer", "Which", "add", "offered", "progress"]

_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")
_STAGES = tuple((code, words) for code, words in STAGES.items() if code != "foresee")
_MOST_ADDRESSES = 100
_NAME_LENGTH = 150
Line = Annotated[str, msgspec.Meta(max_length=2000)]


class Offer(View, frozen=True, kw_only=True):
    """What was added lately, which feeds are followed, and how large an upload may be."""

    recent: tuple[Progress, ...]
    feeds: tuple[FeedTold, ...]
    megabytes: int


class FeedTold(View, frozen=True, kw_only=True):
    """A feed that is followed."""

    url: str
    title: str | None
    checked: str | None
    problem: str | None


class Given(View, frozen=True, kw_only=True):
    """What is to be added. In JSON `files` are left out."""

    text: Annotated[str, msgspec.Meta(max_length=2_000_000)] = ""
    """A pasted article."""
    headline: Line = ""
    outlet: Line = ""
    published: Line = ""
    url: Line = ""
    addresses: Annotated[str, msgspec.Meta(max_length=100_000)] = ""
    """Addresses of articles, one a line."""
    feed: Line = ""
    """The address of a feed to follow."""
    pages: bool = False
    """Of a feed, fetch the page of each item in place of the item's own text."""
    files: tuple[Any, ...] = ()


class Accepted(View, frozen=True, kw_only=True):
    """The work that was begun."""

    job: int
    address: str


def offered(desk: Desk, asked: Nothing) -> Offer:
    """What the page for adding shows."""
    desk.jobs.make_ready()
    return Offer(
        recent=tuple(one for one in desk.jobs.recent() if one.about),
        feeds=tuple(
            FeedTold(url=shown(f.url), title=f.title, checked=f.checked, problem=f.problem)
            for f in desk.archive.feeds()
        ),
        megabytes=desk.settings.largest_upload // 1024 // 1024,
    )


def add(desk: Desk, given: Given) -> Accepted:
    """Begin to add what was given. Raises Wrong."""
    urls = _addresses(given.addresses)
    feeds = _addresses(given.feed)
    files = [one for one in given.files if isinstance(one, UploadFile)]
    if not (files or given.text.strip() or urls or feeds):
        raise Wrong("nothing was given: choose files, paste a text, or name addresses or a feed")
    number, folder = desk.jobs.place()
    task = Task(
        about=_about(files, given, urls, feeds), who=desk.person.name,
        files=tuple(_saved(file, folder / "files", n) for n, file in enumerate(files)),
        pasted=(_pasted(given),) if given.text.strip() else (), urls=urls, feeds=feeds, follow=given.pages,
        private=desk.settings.private,
    )  # fmt: skip
    desk.jobs.start(number, task)
    return Accepted(job=number, address=f"/jobs/{number}")


def _pasted(given: Given) -> Pasted:
    return Pasted(
        text=given.text, headline=given.headline.strip(), outlet=given.outlet.strip(),
        published=given.published.strip(), url=given.url.strip(),
    )  # fmt: skip


def _about(files: list[UploadFile], given: Given, urls: tuple[str, ...], feeds: tuple[str, ...]) -> str:
    """The work in words."""
    parts = []
    if len(files) == 1:
        parts.append(_safe(files[0].filename or ""))
    elif files:
        parts.append(f"{len(files)} files")
    if given.text.strip():
        first = given.headline.strip() or given.text.strip().splitlines()[0]
        parts.append("pasted: " + (first if len(first) <= 80 else first[:79] + "…"))
    parts += [shown(one) for one in (*urls[:3], *feeds)]
    if len(urls) > 3:
        parts.append(f"{len(urls) - 3} more addresses")
    return ", ".join(parts)


def _addresses(said: str) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(line.strip() for line in said.splitlines() if line.strip()))
    if len(found) > _MOST_ADDRESSES:
        raise Wrong(f"{len(found)} addresses; give {_MOST_ADDRESSES} at most at a time")
    for one in found:
        told = address(one) if is_url(one) else "an address begins with http:// or https://"
        if isinstance(told, str):
            raise Wrong(f"{shown(one)}: {told}")
    return found


def _safe(name: str) -> str:
    """The name of an uploaded file: its last part, without signs that act."""
    last = PurePosixPath(name.replace("\\", "/")).name
    return (
        _CONTROL.sub(" ", unicodedata.normalize("NFC", last)).strip()[-_NAME_LENGTH:]
        or "a file without a name"
    )


def _saved(file: UploadFile, folder: Path, number: int) -> Upload:
    """Lay an upload aside under a number; its name is only told."""
    folder.mkdir(exist_ok=True, mode=0o700)
    path = folder / str(number)
    with path.open("xb") as kept:
        shutil.copyfileobj(file.file, kept)
    return Upload(name=_safe(file.filename or ""), path=str(path))


class Which(View, frozen=True, kw_only=True):
    """A piece of work by its number."""

    job: Annotated[str, msgspec.Meta(pattern=r"^[0-9]{1,9}$")]


class JobTold(View, frozen=True, kw_only=True):
    """How far a piece of work has come, in words too."""

    progress: Progress
    words: str
    stages: tuple[tuple[str, str], ...]
    """Its stages in their order, each with its words."""
    share: float | None
    """Of the stage under way, where it can be told."""
    ended: bool


def progress(desk: Desk, asked: Which) -> JobTold:
    """How far a piece of work has come."""
    told = desk.jobs.progress(asked.job)
    ahead = desk.jobs.ahead(told.number)
    words = {
        "waiting": f"waiting for {counted(ahead, 'piece')} of work before it" if ahead else "beginning",
        "under way": STAGES.get(told.stage, told.stage),
        "done": "done",
        "failed": told.said,
    }[told.state]
    if told.state == "under way" and told.of > 1:
        words += f", {told.done} of {told.of}"
    share = told.done / told.of if told.state == "under way" and told.of > 1 else None
    return JobTold(
        progress=told, words=words, stages=_STAGES, share=share, ended=told.state in ("done", "failed")
    )
