# SPDX-License-Identifier: Apache-2.0
"""Laying out the pages of one story, in a process of its own: its dossier, and a page an article.

Comes in: where the archive is, the id of a story, a folder that is not there yet. Goes out: the folder, with
each page packed by gzip. Refuses: nothing. Score: none; `tests/serve/test_shelf.py`.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from ontherecord.archive import Archive, open_archive
from ontherecord.dossier.lookup import Lookup
from ontherecord.dossier.page import LAYERS, beside, contents
from ontherecord.dossier.reader_view import reader
from ontherecord.dossier.wording import percent
from ontherecord.export import FORMATS
from ontherecord.model import Article, Build, Document, Record, Story
from ontherecord.serve.packing import packed
from ontherecord.serve.paper import paper


class Neighbour(NamedTuple):
    """Another article that shares words with this one, or is another version of it."""

    id: str
    number: int
    outlet: str
    headline: str
    relation: str


def lay_out(where: str, story: str, folder: str) -> None:
    """Lay out the pages of a story of the archive that is there: `lay` for another process."""
    with open_archive(where) as archive:
        lay(archive, story, Path(folder))


def lay(archive: Archive, story: str, target: Path) -> None:
    """Lay out the pages of a story into a folder, whole or not at all."""
    if target.is_dir():
        return
    made = archive.build([story])
    part = target.with_name(f".{target.name}-{secrets.token_hex(4)}")
    part.mkdir(parents=True)
    try:
        for name, html in pages(made):
            (part / f"{name}.gz").write_bytes(packed(html))
        (part / "story").write_text(story, "utf-8")
        os.replace(part, target)
    except OSError:
        if not target.is_dir():  # else another process was quicker
            raise
    finally:
        shutil.rmtree(part, ignore_errors=True)


_SCRIPTS: Mapping[str, Sequence[str]] = {
    "dossier.html": ("spans.js", "reader.js", "compare.js", "citations.js", "filters.js"),
    "part.html": ("spans.js", "reader.js"),
    "section_part.html": (),
}
"""What of the dossier's scripts each of its pages needs, by template."""


def pages(made: Build) -> Iterator[tuple[str, str]]:
    """The pages of the one story of a build, by name."""
    record = made.records[0]
    held = contents(record, {d.id: d for d in made.documents}, made.copies, made.manifest)
    held |= {"mends": f"/stories/{record.story.id}/correct", "story": record.story, "formats": FORMATS}
    yield "dossier.html", _page("story.html", "dossier.html", held)
    for name, shown in beside(held).items():
        yield name, _page("story_page.html", shown["template"], shown | {"story": record.story})
    near = _neighbours(record, held)
    for page in held["pages"]:
        yield (
            f"{page.id}.html",
            paper(
                "article.html", story=record.story, head=held["head"], pages=[page], here=page.home,
                layers=LAYERS, near=near.get(page.id, []), mends=held["mends"],
            ),
        )  # fmt: skip


def _page(template: str, under: str, shown: Mapping[str, Any]) -> str:
    """A page on the dossier's template `under`."""
    return paper(template, **{**shown, "under": under, "scripts": _SCRIPTS[under]})


def lone_page(article: Article, documents: Sequence[Document], copies: Mapping[str, str]) -> str:
    """The page of an article that no story has yet: its text, without layers."""
    title = article.headline or "An article without a headline"
    alone = Record(story=Story(id="", title=title, articles=(article.id,)), articles=(article,))
    page = reader(Lookup(alone, copies, {d.id: d for d in documents}))[0]
    return paper(
        "article.html", story=None, head=None, pages=[page], here=page.home, layers=(), near=[], mends=""
    )


def _neighbours(record: Record, held: dict[str, Any]) -> dict[str, list[Neighbour]]:
    """For each article those it shares words with."""
    by_id = {page.id: page for page in held["pages"]}
    near: dict[str, dict[str, str]] = {}
    for reuse in record.reuse:
        one, other = reuse.from_, reuse.to
        near.setdefault(other, {})[one] = f"{percent(reuse.share_of_to)} of this article stands there too"
        near.setdefault(one, {})[other] = f"{percent(reuse.share_of_from)} of this article stands there too"
    for version in record.versions:
        near.setdefault(version.later, {})[version.earlier] = "an earlier version"
        near.setdefault(version.earlier, {})[version.later] = "a later version"
    return {
        id: [
            Neighbour(other, by_id[other].number, by_id[other].outlet, by_id[other].headline, relation)
            for other, relation in sorted(found.items(), key=lambda one: by_id[one[0]].number)
            if other in by_id
        ]
        for id, found in near.items()
        if id in by_id
    }
