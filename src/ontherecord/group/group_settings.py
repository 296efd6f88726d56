# SPDX-License-Identifier: Apache-2.0
"""Group settings: whether word vectors count when articles are put into stories.

Comes in: the user's choice. Goes out: `GroupSettings`, and the sense of an article that it asks for.
Refuses: word vectors where the optional package that carries them is missing or is not the one that
is known (`BadSetting`, one line with the mend).
Score: none; the scores of grouping with and without are those of `python -m bench stories`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from ontherecord.annotate.settings import BadSetting

if TYPE_CHECKING:
    from ontherecord.group.senses import Sense

_MEND = "pip install 'ontherecord[senses]'"


class GroupSettings(msgspec.Struct, frozen=True, kw_only=True):
    """What the user wants of grouping. `GroupSettings.of` checks."""

    vectors: str = ""
    """The package whose word vectors count, with its version; empty where none do."""

    @classmethod
    def of(cls, *, senses: bool = False) -> GroupSettings:
        """The settings; with `senses` the installed word vectors count. Raises BadSetting."""
        if not senses:
            return cls()
        from ontherecord.group.senses import version

        found = version()
        if not found:
            raise BadSetting(f"senses: the word vectors are not installed; {_MEND}")
        made = cls(vectors=found)
        sense_of(made)
        return made


def sense_of(settings: GroupSettings) -> Sense | None:
    """What tells the sense of an article, or None where none is to count. Raises BadSetting."""
    if not settings.vectors:
        return None
    from ontherecord.group.senses import static_senses  # here: settings are read by verbs that group nothing

    try:
        return static_senses()
    except Exception as fault:  # the reader of the tokenizer raises no narrower one
        reason = " ".join(str(fault).split())
        raise BadSetting(f"senses: {settings.vectors} cannot be used ({reason}); {_MEND}") from fault


DEFAULT_GROUPING = GroupSettings()
"""How articles are grouped when nothing else is asked for."""


def named(settings: GroupSettings) -> dict[str, str]:
    """What the manifest says of grouping."""
    return {"word_vectors": settings.vectors} if settings.vectors else {}
