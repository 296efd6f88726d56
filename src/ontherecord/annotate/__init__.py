# SPDX-License-Identifier: Apache-2.0
"""One article -> its annotations: parse, names, quotations, times, places, accounts (events), modality.

Comes in: articles with their frozen copies. Goes out: `Annotations`, one an article, in the order
given. Refuses: nothing; a text it can make nothing of has few annotations.
Scores: `python -m bench quotations times names places events`; speed: `python -m bench speed`.

Read `parse` first, then `article` (each annotator in turn), then `articles` (many at once).
"""

from typing import TYPE_CHECKING

from ontherecord.doors import open_when_asked

if TYPE_CHECKING:
    from ontherecord.annotate.articles import annotate
    from ontherecord.annotate.workers import default_workers

open_when_asked(__name__)

__all__ = ["annotate", "default_workers"]
