# SPDX-License-Identifier: Apache-2.0
"""Articles to stories: which reports are about one developing event.

Comes in: articles with frozen copies, annotations (not needed) and the tracing. Goes out:
`Story`s with their members, reasons, outlets and origins.
Refuses: to group by topic; two elections are two stories. No embedding, no clock, no luck: any
order of the articles gives the same stories.
Score: `python -m bench stories` (BCubed F1, one setting for all corpora).

Order of the work: terms -> weights -> stream -> afterthought -> stories.
"""

from ontherecord.group.stories import group

__all__ = ["group"]
