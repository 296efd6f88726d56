# SPDX-License-Identifier: Apache-2.0
"""Claims about the days and places that reports give for one thing, whatever kind of act it is: "painted in 1887".

Comes in: the sentences of a story (`fillers.contexts`), what the times and places of their words are. Goes out:
`Claim`s of days and places that two origins give.
Refuses: a conflict, for sentences alone do not tell which of two days, or of two towns, is of what: `slots` compares those.
Score: `python -m bench claims`.

Days and places are laid in threads as figures are (`counts`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from ontherecord.model import CastMember, Claim, PlaceReference, Slot, TimeReference
from ontherecord.reconcile.claims.alignment import weigh
from ontherecord.reconcile.claims.counts import Thread, threads_of
from ontherecord.reconcile.claims.fillers import Context, days_of, places_of, with_references
from ontherecord.reconcile.claims.firsts import FIRST
from ontherecord.reconcile.claims.grounds import Grounds, claim
from ontherecord.reconcile.claims.sites import sites
from ontherecord.reconcile.claims.standing import Rules, verdict
from ontherecord.reconcile.claims.surroundings import surroundings
from ontherecord.reconcile.values.figures import Figure
from ontherecord.reconcile.values.grains import clocks_apart, one_place

SETTINGS = "days and places of one thing"


def settings(
    read: Sequence[Context],
    times: Sequence[TimeReference],
    places: Sequence[PlaceReference],
    cast: Sequence[CastMember],
    story: Grounds,
) -> Iterator[Claim]:
    """The claims about days and years, then those about towns, then those about sites that no gazetteer has."""
    found = [
        day
        for c, some in with_references(read, times)
        if not FIRST.search(c.text)
        for day in days_of(c, some)
    ]
    for thread in threads_of(found, weigh(read, found)):
        yield from _claim("date", thread, story)
    named = sites(read, places, cast)
    spots = [place for c, some in with_references(read, places) for place in places_of(c, some)]
    order = {c.article: n for n, c in reversed(list(enumerate(read)))}
    spots = sorted([*spots, *named.recalled], key=lambda f: (order[f.article], f.span.start))
    for thread in threads_of(spots, weigh(read, spots)):
        yield from _claim("place", thread, story)
    weights = weigh(read, chain.from_iterable(named.found))
    for site in named.found:
        for thread in threads_of(site, weights):
            yield from _claim("place", thread, story)


def _claim(slot: str, thread: Thread, story: Grounds) -> Iterator[Claim]:
    told = [(c, c.label) for c in thread]
    figures = {label: c.figure for c, label in told}
    spots = {label: c.where for c, label in told}
    found = verdict(
        [story.asserted(label, c.article, c.span) for c, label in told],
        Rules(
            lambda x, y: (
                _meet(figures[x], figures[y]) and not clocks_apart(x, y) and one_place(spots[x], spots[y])
            ),
            changes=False,
            noun=slot,
        ),
        story.origins,
    )
    if found.standing != "corroborated":
        return
    shown = found.values[0].value
    text = f"{slot[0].upper()}{slot[1:]}: {shown} ({surroundings(thread)})"
    yield claim(text, Slot(name=slot), found, SETTINGS)


def _meet(one: Figure, other: Figure) -> bool:
    return one.low <= other.high and other.low <= one.high
