# SPDX-License-Identifier: Apache-2.0
"""From a record to the page a person reads.

Comes in: a `Record`, the documents and frozen copies it rests on, the manifest. Goes out: one
self-contained HTML file a story (`dossier`) and the list of stories (`index`).
Refuses: nothing; what a record does not hold, its section says in words.
Score: none; `tests/dossier/` and, in a real browser, `tests/browser/`.

Each section has a view module that turns the record into small view records in plain words, and a
template that lays them out. Views know no HTML, templates know no record.
"""

from typing import TYPE_CHECKING

from ontherecord.doors import open_when_asked

if TYPE_CHECKING:
    from ontherecord.dossier.page import dossier, index

open_when_asked(__name__)

__all__ = ["dossier", "index"]
