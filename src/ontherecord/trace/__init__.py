# SPDX-License-Identifier: Apache-2.0
"""Between articles: who shares whose words, which are versions, which origins there are.

Comes in: articles with frozen copies and, where there are any, annotations. Goes out: a
`Tracing` (reuse, versions, origins), and articles marked with it.
Refuses: to count furniture, boilerplate and quotations as reuse of reporting; to make
independence out of doubt.
Score: `python -m bench stories`, `reprints`, `versions`.

Order of the work: words -> candidates -> passages -> reuse -> versions, and credits -> origins.
"""

from typing import TYPE_CHECKING

from ontherecord.doors import open_when_asked

if TYPE_CHECKING:
    from ontherecord.trace.tracing import trace, traced

open_when_asked(__name__)

__all__ = ["trace", "traced"]
