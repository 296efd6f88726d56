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
from ontherecord.export import KINDS, FolderError, read_folder, schema, stream
from ontherecord.verify import RecordError, verify

__version__ = "0.1.0"

__all__ = [
    "KINDS",
    "BadSetting",
    "FolderError",
    "NothingToRead",
    "RecordError",
    "Settings",
    "UnknownId",
    "build",
    "explain",
    "read_folder",
    "schema",
    "stream",
    "verify",
    "write",
]
