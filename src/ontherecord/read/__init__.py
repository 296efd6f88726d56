# SPDX-License-Identifier: Apache-2.0
"""Bytes to articles: what the user names, read, frozen, and told apart.

Comes in: files, folders, globs, standard input; plain text, HTML, JSON, JSON Lines, feeds, mails and
mailboxes, web archives (WARC).
Goes out: a `Reading` a document (its frozen copy, its articles with their segments) or a `Refusal`
that names the input and the mend, sorted by source.
Refuses: what is empty, binary, truncated, unreadable or too large; it never raises for an input.
Score: `python -m bench segments`.

`sources` -> `inputs` -> (`charset`, `pages`, `records`, `feeds`, `mail`, `warc`) -> `documents` -> `articles`
(`lines`, `evidence`, `roles`, `attached`, `signatures`, `segments`).
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import BinaryIO

from ontherecord.model import Reading, Refusal
from ontherecord.read.inputs import readings
from ontherecord.read.sources import Source, sources

__all__ = ["read"]


def read(
    arguments: Sequence[str | os.PathLike[str]],
    stdin: BinaryIO | None = None,
    opened: Iterable[Source | Refusal] = (),
    seen: Counter[str] | None = None,
) -> Iterator[Reading | Refusal]:
    """Every document the arguments name, one at a time, sorted by source; refusals among them.

    The order of the arguments makes no difference. "-" reads `stdin`; `opened` are inputs that were opened
    elsewhere (fetched pages), read after the others; `seen` counts the ids given by earlier calls of one build.
    A document of a file with many is named "path#n": the
    line of a JSON Lines file, the number of a record; an item of a feed "path#link".
    """
    seen = Counter() if seen is None else seen
    for source in chain(sources(arguments, stdin), opened):
        if isinstance(source, Refusal):
            yield source
        else:
            yield from readings(source, seen)
