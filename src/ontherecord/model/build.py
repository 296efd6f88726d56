# SPDX-License-Identifier: Apache-2.0
"""One build: its manifest, its documents, a record a story.

Comes in and goes out: nothing; this module only defines. Contract: docs/record.md.
Refuses: a value of the wrong type, when a record is read back. Score: none.
"""

from __future__ import annotations

import msgspec

from ontherecord.model.articles import Document, Refusal
from ontherecord.model.base import Datum
from ontherecord.model.decisions import Outcome
from ontherecord.model.record import Record


class InputEntry(Datum, frozen=True, kw_only=True):
    """One input as the manifest names it."""

    source: str
    sha256: str
    bytes: int
    documents: tuple[str, ...] = ()


class Manifest(Datum, frozen=True, kw_only=True):
    """What a build read, with what, and what came out. No clock."""

    format: int
    program: dict[str, str]
    model: dict[str, str]
    gazetteers: tuple[dict[str, str], ...]
    inputs: tuple[InputEntry, ...]
    refused: tuple[Refusal, ...]
    decisions: tuple[str, ...]
    counts: dict[str, int]
    warnings: tuple[str, ...]
    settings: dict[str, str] = msgspec.field(default_factory=dict)
    """What the user chose: what counts as a quotation, and files by name and SHA-256."""
    outcomes: tuple[Outcome, ...] = ()
    """What became of each decision that was given and not undone; `decisions` are those that count."""


class Build(Datum, frozen=True, kw_only=True):
    """What `build` gives: the manifest, the documents with their copies, a record a story."""

    manifest: Manifest
    documents: tuple[Document, ...]
    copies: dict[str, str]
    records: tuple[Record, ...]
