# SPDX-License-Identifier: Apache-2.0
"""One story -> its record: dates, cast, utterances, events, claims and standing, timeline, brief.

Comes in: a story, its articles with their annotations, what was traced between them.
Goes out: a `Record`. Refuses: to decide who is right; what is unsure stays open.
Scores: `python -m bench names timelines events claims brief`.

Read `shares` first (what of a build belongs to each story), then `story`: it calls the parts in the order in which
they build on each other. `words` and `values` (what can be compared), `dates`, `cast`, `utterances`, `events`,
`timeline`, `meetings`, `matters`, `claims`, `inside` (one report against itself), `brief`.
"""

from typing import TYPE_CHECKING

from ontherecord.doors import open_when_asked

if TYPE_CHECKING:
    from ontherecord.reconcile.shares import shares
    from ontherecord.reconcile.story import reconcile

open_when_asked(__name__)

__all__ = ["reconcile", "shares"]
