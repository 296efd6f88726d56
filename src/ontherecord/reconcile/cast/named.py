# SPDX-License-Identifier: Apache-2.0
"""One named mention of a story, with the document and article it stands in.

Comes in and goes out: nothing; this module only defines.
"""

from __future__ import annotations

from typing import NamedTuple

from ontherecord.model import Mention


class Named(NamedTuple):
    """One named mention of the story."""

    document: str
    article: str
    mention: Mention
    whole: str = ""
    """The name in full where the words share a surname: "Jan Kovar" of "Jan and Eva Kovar"."""

    @property
    def place(self) -> tuple[str, int, int]:
        """Its key in the index of the cast: document, start, end."""
        return self.document, self.mention.start, self.mention.end

    @property
    def text(self) -> str:
        """The name: the words of the mention, with the surname they share with others."""
        return self.whole or self.mention.text
