# SPDX-License-Identifier: Apache-2.0
"""Articles to stories: which reports are about one developing event.

Comes in: articles with frozen copies, annotations (not needed) and the tracing. Goes out:
`Story`s with their members, reasons, outlets, origins and near neighbours.
Refuses: to group by topic; two elections are two stories. No embedding, no clock, no luck: any
order of the articles gives the same stories.
Score: `python -m bench stories` (BCubed F1, one setting for all corpora).

All at once: `group`. One by one as they arrive: `Arrivals.arrive`, then `stories`.
Order of the work: terms -> weights -> stream (postings, groups, afterthought) -> arrivals -> attached
-> related -> stories.
"""

from ontherecord.group.arrivals import Arrival, Arrivals
from ontherecord.group.stories import group, stories

__all__ = ["Arrival", "Arrivals", "group", "stories"]
