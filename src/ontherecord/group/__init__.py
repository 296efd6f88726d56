# SPDX-License-Identifier: Apache-2.0
"""Articles to stories: which reports are about one developing event.

Comes in: articles with frozen copies, annotations (not needed) and the tracing. Goes out:
`Story`s with their members, reasons, outlets, origins and near neighbours.
Refuses: to group by topic; two elections are two stories. No embedding, no clock, no luck: any
order of the articles gives the same stories.
Score: `python -m bench stories` (BCubed F1, one setting for all corpora).

All at once: `group`. As they arrive: `Arrivals.arrive` or `take`, then `stories`; from one run to the next:
`Arrivals.kept`, then `Arrivals.resumed`. What an article alone gives (`terms`) can be made anywhere.
Order of the work: terms -> weights -> stream (postings, groups, afterthought) -> arrivals (blocks, kept)
-> attached -> related -> stories.
"""

from typing import TYPE_CHECKING

from ontherecord.doors import open_when_asked

if TYPE_CHECKING:
    from ontherecord.group.arrivals import Arrival, Arrivals
    from ontherecord.group.kept import Kept, packed, unpacked
    from ontherecord.group.stories import group, members, stories

open_when_asked(__name__)

__all__ = ["Arrival", "Arrivals", "Kept", "group", "members", "packed", "stories", "unpacked"]
