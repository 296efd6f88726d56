# SPDX-License-Identifier: Apache-2.0
"""The version of a part of the program: a hash of its own files, by which work of older code is known.

Comes in: rooms of the package. Goes out: the hash. Refuses: nothing. Score: none.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable


@functools.cache
def code_of(*rooms: str) -> str:
    """A hash of the modules, word lists, templates and other files of `rooms` ("annotate", "model"), in hexadecimal."""
    digest = hashlib.sha256()
    for room in rooms:
        for file in sorted(_files(resources.files(f"ontherecord.{room}")), key=str):
            digest.update(file.read_bytes())
    return digest.hexdigest()


def _files(folder: Traversable) -> Iterator[Traversable]:
    for entry in folder.iterdir():
        if entry.is_dir() and entry.name != "__pycache__":
            yield from _files(entry)
        elif entry.is_file():
            yield entry
