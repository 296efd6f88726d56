# SPDX-License-Identifier: Apache-2.0
"""The kinds of the record format, their files, and their JSON Schema.

Comes in: the name of a kind. Goes out: a JSON Schema (2020-12) made from the record types, so that
it cannot differ from what is written. Refuses: a kind that does not exist (KeyError).
"""

from __future__ import annotations

from inspect import cleandoc
from typing import Any

import msgspec

from ontherecord import model

KINDS: dict[str, type[model.Datum]] = {
    "manifest": model.Manifest,
    "documents": model.Document,
    "stories": model.Story,
    "articles": model.Article,
    "reuse": model.Reuse,
    "versions": model.Version,
    "origins": model.Origin,
    "cast": model.CastMember,
    "quotations": model.Quotation,
    "utterances": model.Utterance,
    "accounts": model.Account,
    "events": model.Event,
    "claims": model.Claim,
    "timeline": model.TimelineEntry,
    "brief": model.BriefSentence,
    "times": model.TimeReference,
    "places": model.PlaceReference,
    "meetings": model.Meeting,
    "positions": model.Position,
    "days": model.TimelineEntry,
    "contradictions": model.Contradiction,
    "decisions": model.Decision,
}
"""Each kind by the name of its file; `manifest` is one JSON object, the others JSON Lines. Decisions are not
written by a build but handed to it."""

STORY_KINDS = tuple(name for name in KINDS if name not in {"manifest", "documents", "stories", "decisions"})
"""The kinds of which every story has a file of its own, in the order they are written."""


def schema(kind: str) -> dict[str, Any]:
    """The JSON Schema of one line of `<kind>.jsonl` (of the whole file for `manifest`).

    Raises KeyError if there is no such kind.
    """
    made: dict[str, Any] = described(msgspec.json.schema(KINDS[kind]))
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": kind, **made}


def described(made: Any) -> Any:
    """A schema whose descriptions are the docstrings without their indentation, which Pythons before 3.13 keep."""
    if isinstance(made, dict):
        return {
            key: cleandoc(value) if key == "description" and isinstance(value, str) else described(value)
            for key, value in made.items()
        }
    return [described(one) for one in made] if isinstance(made, list) else made
