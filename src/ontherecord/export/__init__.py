# SPDX-License-Identifier: Apache-2.0
"""A build -> files: the folder of the record format, and its JSON Schema.

Comes in: a `Build`. Goes out: the folder OUT (`folder`), one stream of lines (`stream`), schemas
(`schema`). Refuses: to write over a folder that is not a record; to leave half a folder behind.
Score: none; tests validate every file against its schema.
"""

from ontherecord.export.folder import FolderError, read_folder, write_folder
from ontherecord.export.schema import KINDS, STORY_KINDS, schema
from ontherecord.export.stream import stream

__all__ = ["KINDS", "STORY_KINDS", "FolderError", "read_folder", "schema", "stream", "write_folder"]
