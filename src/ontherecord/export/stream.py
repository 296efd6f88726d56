# SPDX-License-Identifier: Apache-2.0
"""A build as one stream of JSON Lines: what `-o -` writes.

Comes in: a `Build`. Goes out: lines of bytes in the order of the record format, each
`{"kind": ..., "story": ..., "data": ...}`; a document's line has its `copy` too, so that the stream is
complete. Refuses: nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

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


def _line(kind: str, story: str | None, datum: Datum, **more: str) -> bytes:
    return _ENCODER.encode({"kind": kind, "story": story, "data": datum, **more}) + b"\n"
