# SPDX-License-Identifier: Apache-2.0
"""One story -> its record: dates, cast, utterances, events, claims and standing, timeline, brief.

Comes in: a story, its articles with their annotations, what was traced between them.
Goes out: a `Record`. Refuses: to decide who is right; what is unsure stays open.
Scores: `python -m bench names timelines events claims brief`.

Read `story` first: it calls the other modules in the order in which they build on each other.
"""

from ontherecord.reconcile.story import reconcile

__all__ = ["reconcile"]
