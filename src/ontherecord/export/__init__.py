# SPDX-License-Identifier: Apache-2.0
"""A build -> files: the folder of the record format, its JSON Schema, and the formats of the field.

Comes in: a `Build`. Goes out: the folder OUT (`folder`), one stream of lines (`stream`), schemas
(`schema`), event data, tables and more (`formats`, docs/exports.md). Refuses: to write over a folder
that is not a record; to leave half a folder or file behind.
Score: none; tests validate every file against its schema or field list.
"""

from typing import TYPE_CHECKING

from ontherecord.doors import open_when_asked

if TYPE_CHECKING:
    from ontherecord.export.folder import FolderError, read_folder, write_folder
    from ontherecord.export.formats import FORMATS, UnknownExport, export, write_file
    from ontherecord.export.parquet import MissingLibrary
    from ontherecord.export.schema import KINDS, STORY_KINDS, schema
    from ontherecord.export.stream import stream

open_when_asked(__name__)

__all__ = [
    "FORMATS",
    "KINDS",
    "STORY_KINDS",
    "FolderError",
    "MissingLibrary",
    "UnknownExport",
    "export",
    "read_folder",
    "schema",
    "stream",
    "write_file",
    "write_folder",
]
