# SPDX-License-Identifier: Apache-2.0
"""The table of what can be asked: each address with what it takes, what it gives, and who may ask it.

Comes in and goes out: nothing; this module only defines. The application and the OpenAPI document are both
made from this table. Refuses: nothing. Score: none; `tests/serve/test_openapi.py` asks every address.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, NamedTuple

import msgspec

from ontherecord.serve import (
    account,
    articles,
    changes,
    comparison,
    corrections,
    days,
    downloads,
    intake,
    methods,
    outlets,
    people,
    places,
    stories,
)
from ontherecord.serve.answers import Elsewhere, File, Laid, Role
from ontherecord.serve.house import Desk


class Route(NamedTuple):
    """One address. A page stands at `path`, the same as JSON at `json`; either may be "" for none."""

    path: str
    json: str
    about: str
    call: Callable[[Desk, Any], Any]
    takes: type[msgspec.Struct]
    gives: Any
    template: str = ""
    method: Literal["GET", "POST"] = "GET"
    role: Role = "reader"


def _view(
    path: str, about: str, call: Callable[[Desk, Any], Any], takes: type[msgspec.Struct], gives: Any,
    template: str, json: str | None = None,
) -> Route:  # fmt: skip
    return Route(path, f"{path}.json" if json is None else json, about, call, takes, gives, template)


ROUTES: tuple[Route, ...] = (
    _view("/", "Stories, the newest first", stories.story_list, stories.Looking, stories.StoryList,
          "stories.html", "/stories.json"),
    _view("/search", "Articles that have some words", articles.found, articles.Search, articles.Found, "search.html"),
    Route("/stories/{story}/", "", "The dossier of a story", stories.dossier, stories.Named, Laid),
    Route("/stories/{story}/dossier.html", "", "The address of the dossier in a folder", stories.moved, stories.Named,
          Elsewhere),
    Route("", "/stories/{story}.json", "A story and what its record has", stories.told, stories.Named,
          stories.StoryTold),
    Route("/stories/{story}/{part}.html", "", "A page beside the dossier", stories.part, stories.Part, Laid),
    Route("/stories/{story}/correct", "/stories/{story}/correct.json", "What can be said of a datum",
          corrections.offered, corrections.Meant, corrections.Offered, "correct.html"),
    Route("", "/stories/{story}/{kind}.json", "One list of a record", stories.data, stories.Kind, stories.Data),
    Route("/stories/{story}/{kind}.jsonl", "", "One list of a record, as JSON Lines", downloads.lines,
          downloads.Lines, File),
    Route("/stories/{story}/export/{format}", "", "A story in a format of the field", downloads.exported,
          downloads.Wanted, File),
    Route("/export/{format}", "", "All stories in a format of the field", downloads.all_exported,
          downloads.AllWanted, File),
    _view("/downloads", "Every format", downloads.formats, downloads.Nothing, downloads.Formats, "downloads.html"),
    Route("/articles/{article}", "", "An article with its layers", articles.page, articles.Named, Laid),
    Route("", "/articles/{article}.json", "An article and its text", articles.told, articles.Named,
          articles.ArticleTold),
    _view("/people", "Who is named, over all stories", people.directory, people.Looking, people.Directory,
          "people.html"),
    _view("/person", "One person: what is said by and of that one, over all stories", people.person, people.Who,
          people.Profile, "person.html"),
    _view("/places", "Places, over all stories", places.gazette, places.Looking, places.Gazette, "places_index.html"),
    _view("/place", "One place: what is told of it, over all stories", places.place, places.Which,
          places.PlaceTold, "place.html"),
    _view("/days", "Days of publication", days.calendar, days.Looking, days.Calendar, "days.html"),
    _view("/day", "One day: what was published and what is told of it", days.day, days.Which, days.DayTold,
          "day.html"),
    _view("/sources", "The register of outlets", outlets.register, outlets.Looking, outlets.Register,
          "register.html"),
    _view("/compare", "Two articles side by side", comparison.compared, comparison.Two, comparison.Compared,
          "compare.html"),
    _view("/changes", "What changed since a moment", changes.changed, changes.Since, changes.Changes,
          "changes.html"),
    Route("/seen", "", "Remember this moment as the last look", changes.seen, changes.Seen, Elsewhere,
          method="POST"),
    _view("/add", "How to add articles", intake.offered, intake.Nothing, intake.Offer, "add.html"),
    Route("/add", "/add.json", "Add pasted text, addresses, feeds or files", intake.add, intake.Given, intake.Accepted,
          method="POST", role="editor"),
    _view("/jobs/{job}", "How far a piece of work has come", intake.progress, intake.Which, intake.JobTold,
          "job.html"),
    Route("/proposals", "/proposals.json", "Propose a decision", corrections.begin, corrections.Proposal,
          corrections.Begun, method="POST", role="editor"),
    Route("/proposals/undo", "/proposals/undo.json", "Propose to take a decision back", corrections.undo,
          corrections.Undo, corrections.Begun, method="POST", role="editor"),
    _view("/proposals/{proposal}", "What a proposal would change", corrections.proposal, corrections.Which,
          corrections.ProposalTold, "proposal.html"),
    _view("/decisions", "What people decided", corrections.all_decisions, corrections.Nothing,
          corrections.Decisions, "decisions.html"),
    Route("/decisions", "/decisions.json", "Keep a proposal", corrections.keep, corrections.Keep,
          corrections.Begun, method="POST", role="editor"),
    Route("/sign-in", "", "Sign in", account.doorway, account.To, account.Doorway, "sign_in.html", role="anyone"),
    Route("/sign-in", "/sign-in.json", "Begin a session", account.sign_in, account.SignIn, Elsewhere, method="POST",
          role="anyone"),
    Route("/sign-out", "/sign-out.json", "End the session", account.sign_out, account.Nothing, Elsewhere,
          method="POST", role="anyone"),
    Route("/account", "", "Who is signed in", account.doorway, account.To, account.Doorway, "account.html"),
    _view("/audit", "Who wrote what", account.audit, account.Nothing, account.AuditTold, "audit.html")._replace(
        role="editor"
    ),
    Route("", "/me.json", "Who asks, and what that one may do", account.me, account.Nothing, account.Me, role="anyone"),
    _view("/methods", "How all this is found out, and how well", methods.told, methods.Nothing, methods.Methods,
          "methods_page.html"),
)  # fmt: skip
