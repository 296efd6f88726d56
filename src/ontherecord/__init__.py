# SPDX-License-Identifier: Apache-2.0
"""On the Record: reads the coverage of a story and keeps the record of it.

    import ontherecord as otr
    made = otr.build(["coverage/"])
    otr.write(made, "out")

This module holds the public names and nothing else.
"""

from ontherecord.annotate.settings import BadSetting, Settings
from ontherecord.build import NothingToRead, build, write
from ontherecord.explain import UnknownId, explain
from ontherecord.export import FORMATS, KINDS, FolderError, UnknownExport, export, read_folder, schema, stream
from ontherecord.verify import RecordError, verify

__version__ = "0.1.0"

__all__ = [
    "FORMATS",
    "KINDS",
    "BadSetting",
    "FolderError",
    "NothingToRead",
    "RecordError",
    "Settings",
    "UnknownExport",
    "UnknownId",
    "build",
    "explain",
    "export",
    "read_folder",
    "schema",
    "stream",
    "verify",
    "write",
]
