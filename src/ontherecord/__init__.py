# SPDX-License-Identifier: Apache-2.0
"""On the Record: reads the coverage of a story and keeps the record of it.

    import ontherecord as otr
    made = otr.build(["coverage/"])
    otr.write(made, "out")

This module holds the public names and nothing else.
"""

from typing import TYPE_CHECKING

from ontherecord.doors import open_when_asked

if TYPE_CHECKING:
    from ontherecord.annotate.settings import BadSetting, Settings
    from ontherecord.build import NothingToRead, build, write
    from ontherecord.decide.effect import effect, told
    from ontherecord.decide.files import DecisionError, undone
    from ontherecord.decide.files import keep as keep_decisions
    from ontherecord.decide.files import read as read_decisions
    from ontherecord.decide.making import decide
    from ontherecord.explain import UnknownId, explain
    from ontherecord.export import (
        FORMATS,
        KINDS,
        FolderError,
        UnknownExport,
        export,
        read_folder,
        schema,
        stream,
    )
    from ontherecord.rebuild import preview
    from ontherecord.verify import RecordError, verify

open_when_asked(__name__)

__version__ = "0.1.0"

__all__ = [
    "FORMATS",
    "KINDS",
    "BadSetting",
    "DecisionError",
    "FolderError",
    "NothingToRead",
    "RecordError",
    "Settings",
    "UnknownExport",
    "UnknownId",
    "build",
    "decide",
    "effect",
    "explain",
    "export",
    "keep_decisions",
    "preview",
    "read_decisions",
    "read_folder",
    "schema",
    "stream",
    "told",
    "undone",
    "verify",
    "write",
]
