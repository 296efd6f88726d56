# SPDX-License-Identifier: Apache-2.0
"""The pages: a self-contained HTML file a story, more beside it for a large one, and the index of stories.

Comes in: a `Record` with the documents and frozen copies it rests on, and the manifest; or a `Build`.
Goes out: HTML as text. The page asks no host for anything: style and script stand inside, allowed by
their hashes, and everything else is forbidden by its content security policy.
Refuses: nothing. Every text of an article is hostile input: templates escape, and no text of an
article ever enters the style, the script or an attribute that acts.
Score: none; `tests/dossier/test_page.py` and `tests/browser/`.
"""

from __future__ import annotations

import base64
import functools
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib import resources
from itertools import groupby
from typing import Any

import jinja2
from markupsafe import Markup

from ontherecord.dossier import charts
from ontherecord.dossier.brief_view import brief
from ontherecord.dossier.cast_view import cast, pairs
from ontherecord.dossier.claims_view import claims_board
from ontherecord.dossier.copying_view import copying
from ontherecord.dossier.decided_view import decided
from ontherecord.dossier.events_view import events
from ontherecord.dossier.head_view import Neighbour, head
from ontherecord.dossier.lookup import Lookup
from ontherecord.dossier.meetings_view import meetings
from ontherecord.dossier.parts import Beside
from ontherecord.dossier.places_view import places
from ontherecord.dossier.positions_view import positions
from ontherecord.dossier.quotes_parts import quotes_parts
from ontherecord.dossier.quotes_view import quotes
from ontherecord.dossier.reader_view import reader
from ontherecord.dossier.sources_view import sources
from ontherecord.dossier.timeline_view import timeline
from ontherecord.dossier.versions_view import versions, versions_parts
from ontherecord.dossier.wording import counted, listed, showable
from ontherecord.model import Build, Document, Manifest, Record

SECTIONS = (
    ("brief", "Brief"),
    ("claims", "Agreement"),
    ("sources", "Sources"),
    ("quotes", "Quotes"),
    ("timeline", "Timeline"),
    ("events", "Events"),
    ("positions", "Positions"),
    ("places", "Places"),
    ("cast", "Cast"),
    ("articles", "Articles"),
    ("methods", "Methods"),
)
PAPER = (
    ("brief", "brief", True),
    ("claims", "agreement", True),
    ("sources", "sources", True),
    ("copying", "who copied whom, versions", False),
    ("quotes", "quotations", True),
    ("timeline", "timeline", True),
    ("events", "events", False),
    ("positions", "positions", False),
    ("places", "places", False),
    ("cast", "cast", True),
    ("articles", "all articles", False),
    ("folds", "what is folded away", False),
)
"""What can be printed, and whether it is unless somebody says otherwise."""
LAYERS = (
    ("quotation", "quotations"),
    ("reported", "reported speech"),
    ("name", "names"),
    ("time", "times"),
    ("place", "places"),
    ("event", "events"),
    ("shared", "shared passages"),
)
FILES = (
    "articles.jsonl", "origins.jsonl", "reuse.jsonl", "versions.jsonl", "cast.jsonl", "quotations.jsonl",
    "utterances.jsonl", "accounts.jsonl", "events.jsonl", "claims.jsonl", "timeline.jsonl", "brief.jsonl",
    "meetings.jsonl", "positions.jsonl",
)  # fmt: skip
SCRIPTS = ("spans.js", "reader.js", "compare.js", "citations.js", "filters.js")
PART_SCRIPTS = ("spans.js", "reader.js")
MOST_OUTLETS = 6  # outlets named under a story of the index
MOST_RELATED = 3  # neighbours named there


def dossier(
    record: Record, documents: Mapping[str, Document], copies: Mapping[str, str], manifest: Manifest
) -> dict[str, str]:
    """The dossier of one story: HTML by file name, `dossier.html` first.

    `documents` and `copies` (frozen copies) are by document id and may hold more than the story needs.
    A large story has its articles on pages beside the first (`parts.py`).
    """
    held = contents(record, documents, copies, manifest)
    whole = _insides(style=_static("dossier.css"), script="\n".join(map(_static, SCRIPTS)))
    part = _insides(style=_static("dossier.css"), script="\n".join(map(_static, PART_SCRIPTS)))
    return {"dossier.html": _template("dossier.html").render(**held, **whole)} | {
        name: _template(shown["template"]).render(**shown, **part) for name, shown in beside(held).items()
    }


def contents(
    record: Record, documents: Mapping[str, Document], copies: Mapping[str, str], manifest: Manifest
) -> dict[str, Any]:
    """All that `dossier.html` lays out: the views of a story, and what is said about them."""
    lookup = Lookup(record, copies, documents)
    top = head(lookup)
    marks, listed = decided(record, manifest)
    everybody = cast(lookup)
    views = {
        "head": top,
        "chart": charts.coverage(top.days),
        "brief": brief(lookup, manifest.settings),
        "claims": claims_board(lookup),
        "sources": sources(lookup),
        "copying": copying(lookup),
        "timeline": timeline(lookup),
        "meetings": meetings(lookup),
        "events": events(lookup),
        "positions": positions(lookup),
        "places": places(lookup),
        "cast": everybody,
        "pairs": pairs(lookup),
    }
    views |= _parted(lookup)
    pages = reader(lookup)  # last: by now the lookup knows every span the page links to
    return views | {
        "pages": pages,
        "large": bool(lookup.homes),
        "here": "",
        "home": "",
        "known": frozenset(line.id for group in everybody for line in (*group.main, *group.others)),
        "sections": SECTIONS,
        "layers": LAYERS,
        "paper": PAPER,
        "files": FILES,
        "program": sorted(manifest.program.items()),
        "model": sorted(manifest.model.items()),
        "decided": marks,
        "decisions": listed,
        "format": manifest.format,
        "mends": "",
    }


def _parted(lookup: Lookup) -> dict[str, Any]:
    """The sections that stand on pages beside a large dossier, and these pages."""
    said, edited = quotes(lookup), versions(lookup)
    if not lookup.homes:
        return {"quotes": said, "quotes_beside": (), "versions": edited, "versions_beside": ()}
    (main, speakers), (first, edits) = quotes_parts(said), versions_parts(edited)
    return {"quotes": main, "quotes_beside": speakers, "versions": first, "versions_beside": edits}


def beside(held: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """What each page beside a dossier lays out, by file name: some articles of the story, or a part of a section."""
    return _article_pages(held) | _section_pages(held, "quotes") | _section_pages(held, "versions")


def _section_pages(held: Mapping[str, Any], section: str) -> dict[str, dict[str, Any]]:
    pages: tuple[Beside, ...] = held[f"{section}_beside"]
    return {
        page.name: {
            "template": "section_part.html", "head": held["head"], "page": page, **page.shown, f"{section}_beside": (),
            "home": "dossier.html", "earlier": earlier, "later": later, "mends": held["mends"],
            "decided": held["decided"], "known": held["known"],
        }
        for page, earlier, later in zip(pages, [None, *pages], [*pages[1:], None], strict=False)
    }  # fmt: skip


def _article_pages(held: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    parts = {name: tuple(group) for name, group in groupby(held["pages"], key=lambda page: page.home) if name}
    names = list(parts)
    return {
        name: {
            "template": "part.html", "head": held["head"], "pages": group, "here": name, "earlier": earlier, "later": later,
            "layers": LAYERS, "mends": "", "decided": held["decided"],
        }
        for (name, group), earlier, later in zip(parts.items(), ["", *names], [*names[1:], ""], strict=False)
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One story of the index."""

    title: str
    href: str
    span: str
    counts: str
    outlets: str
    warnings: tuple[str, ...]
    related: tuple[Neighbour, ...]


def index(build: Build) -> str:
    """The first page of a build: its stories, most articles first, with links to their dossiers."""
    ranked = sorted(build.records, key=lambda r: (-len(r.articles), r.story.id))
    counts = [
        counted(sum(len(r.articles) for r in build.records), "article"),
        counted(len(build.documents), "document"),
    ]
    return _template("index.html").render(
        stories=[_story(r) for r in ranked if len(r.articles) > 1],
        singles=[_story(r) for r in ranked if len(r.articles) <= 1],
        summary=" from ".join(counts),
        refused=build.manifest.refused,
        warnings=build.manifest.warnings,
        **_insides(style=_static("dossier.css"), script=""),
    )


def _story(record: Record) -> StoryLine:
    top = head(Lookup(record, {}))
    named = list(dict.fromkeys(a.outlet for a in record.articles if a.outlet))
    more = len(named) - MOST_OUTLETS
    shown = [*named[:MOST_OUTLETS], counted(more, "other")] if more > 0 else named
    return StoryLine(
        title=top.title,
        href=f"{record.story.id}/dossier.html",
        span=top.span,
        counts=f"{counted(top.articles, 'article')}, {counted(top.outlets, 'outlet')}, "
        f"{counted(top.origins, 'independent origin')}",
        outlets=listed(shown),
        warnings=top.warnings[:2],
        related=tuple(replace(one, href=one.href.removeprefix("../")) for one in top.related[:MOST_RELATED]),
    )


@functools.cache
def environment(room: str | None = None) -> jinja2.Environment:
    """The templates of the dossier; with the name of another room's package its templates first, which may
    build on these."""
    own = jinja2.PackageLoader("ontherecord.dossier")
    return jinja2.Environment(
        loader=jinja2.ChoiceLoader([jinja2.PackageLoader(room), own]) if room else own,
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _shown(value: object) -> object:
    """Every text that a template writes: without code points that a page cannot hold."""
    return showable(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _template(name: str) -> jinja2.Template:
    return environment().get_template(name)


@functools.cache
def _static(name: str) -> str:
    return resources.files("ontherecord.dossier").joinpath("static", name).read_text(encoding="utf-8")


def _insides(style: str, script: str) -> dict[str, Markup]:
    """Style and script, which are ours, with the policy that allows these two and nothing else."""
    scripts = f"'sha256-{_hash(script)}'" if script else "'none'"
    policy = (
        f"default-src 'none'; style-src 'sha256-{_hash(style)}'; script-src {scripts}; frame-src 'self' file:; "
        "base-uri 'none'; form-action 'none'"
    )
    return {"style": Markup(style), "script": Markup(script), "policy": Markup(policy)}


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
