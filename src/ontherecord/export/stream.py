# SPDX-License-Identifier: Apache-2.0
"""A build as one stream of JSON Lines, each line with its `kind` and `story`: what `-o -` writes.

Comes in: a `Build`. Goes out: lines of bytes in the order of the record format; a document's line
carries its `copy`, so that the stream is complete. Refuses: nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from ontherecord.export.schema import STORY_KINDS
from ontherecord.model import Build, Datum

_ENCODER = msgspec.json.Encoder()


def stream(build: Build) -> Iterator[bytes]:
    """Every datum of a build, one line each, ended by a line feed."""
    yield _line("manifest", None, build.manifest)
    for document in build.documents:
        yield _line("documents", None, document, copy=build.copies[document.id])
    for record in build.records:
        yield _line("stories", None, record.story)
        for kind in STORY_KINDS:
            for datum in getattr(record, kind):
                yield _line(kind, record.story.id, datum)


def _line(kind: str, story: str | None, datum: Datum, **more: Any) -> bytes:
    fields: dict[str, Any] = {"kind": kind}
    if story:
        fields["story"] = story
    return _ENCODER.encode({**fields, **msgspec.to_builtins(datum), **more}) + b"\n"
