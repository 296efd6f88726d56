# SPDX-License-Identifier: Apache-2.0
"""Decisions of people: made from a record, found in the words of another build, told by their effect.

Comes in: a person's word on ids of a record (`decide`), decisions and documents (`rulings`), two builds
(`effect`). Goes out: `Decision`s, the `Rulings` that stages apply, `Outcome`s, an `Effect`.
Refuses: to apply a decision to words that are not those it was made on: it is reported as lost.
Score: none; it is a law. `tests/decisions/`.

Read `rulings` first (what counts, and where its words stand), then `bonds` (what is one and what is not).
Where a decision applies is the stage that makes the datum: `trace.independence`, `group.settled`,
`reconcile.cast.confirmed`, `reconcile.events.corrected`, `reconcile.claims.judged`, `reconcile.hidden`.
"""

from typing import TYPE_CHECKING

from ontherecord.doors import open_when_asked

if TYPE_CHECKING:
    from ontherecord.decide.outcomes import outcomes

open_when_asked(__name__)

__all__ = ["outcomes"]
