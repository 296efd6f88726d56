# SPDX-License-Identifier: Apache-2.0
"""A memory that is a dictionary, and counts what it was given."""

from __future__ import annotations

from collections.abc import Collection, Mapping


class Notebook:
    """What was found, in this process."""

    def __init__(self) -> None:
        self.found: dict[bytes, bytes] = {}
        self.written = 0

    def noted(self, article: str) -> str:
        """By what the annotations of an article are known."""
        return ""

    def recall(self, keys: Collection[bytes]) -> Mapping[bytes, bytes]:
        """What is there."""
        return {key: self.found[key] for key in keys if key in self.found}

    def keep(self, made: Mapping[bytes, bytes]) -> None:
        """Write it down."""
        self.written += len(made)
        self.found |= made
