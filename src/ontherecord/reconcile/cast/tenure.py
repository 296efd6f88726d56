# SPDX-License-Identifier: Apache-2.0
"""When a role is held: former, acting, to come, and the dates told with it.

Comes in: the span of a role, the copies, the time references of the story. Goes out: `RoleHeld`.
Refuses: to conclude from the tense alone that a role is over ("she was the minister who signed").
Score: `tests/reconcile/test_cast.py`.
"""

from __future__ import annotations

import bisect
import functools
import re
import tomllib
from collections.abc import Iterable, Mapping
from importlib import resources

from ontherecord.annotate.times.calendar import period
from ontherecord.model import Article, RoleHeld, Span, Tenure, TimeReference, When

REACH = 30  # code points behind a role within which its dates begin
SINCE = re.compile(r"\b(?:since|from|between|in office since)\s+(?:the\s+|about\s+)?$", re.I)
UNTIL = re.compile(r"\b(?:until|till|to|through|up to|and)\s+(?:the\s+|about\s+)?$|[-–]\s?$", re.I)
PART = re.compile(r"[.;:!?\n\"“”]")  # what parts a role from dates that are not its own
BEFORE = 24  # code points before a date in which its preposition stands


class Tenures:
    """The time references of a story, ready to be asked when a role was held."""

    def __init__(
        self, copies: Mapping[str, str], articles: Iterable[Article], times: Iterable[TimeReference]
    ) -> None:
        self._copies = copies
        self._dated: dict[str, list[tuple[int, TimeReference]]] = {}
        self._published = {one.id: one.published.date for one in articles}
        for time in times:
            if time.type == "DATE" and period(time.value):
                self._dated.setdefault(time.span.document, []).append((time.span.start, time))
        for found in self._dated.values():
            found.sort(key=lambda one: one[0])

    def role(self, span: Span) -> RoleHeld:
        """A role with its tenure and the dates told with it."""
        since, until, over = self._dates(span)
        return RoleHeld(
            text=span.text,
            span=span,
            tenure=_told(span.text) or ("former" if over else "current" if since and not until else None),
            since=since,
            until=until,
        )

    def _dates(self, span: Span) -> tuple[When | None, When | None, bool]:
        """Since and until when, and whether the end lies before the day of the report."""
        copy, found = self._copies[span.document], self._dated.get(span.document, [])
        at = bisect.bisect_left(found, span.start, key=lambda one: one[0])
        since = until = None
        over, reached = False, span.end
        for start, time in found[at : at + 4]:
            between = copy[min(reached, start) : start]
            if start > reached + REACH or PART.search(between):
                break
            words = copy[max(span.start, start - BEFORE) : start]
            if since is None and until is None and SINCE.search(words):
                since = _when(time)
            elif until is None and UNTIL.search(words):
                until = _when(time)
                over = _is_over(time, self._published.get(time.article))
            else:
                break
            reached = max(reached, time.span.end)
        return since, until, over


def _when(time: TimeReference) -> When:
    assert time.value is not None  # only dates are asked
    return When(date=time.value, basis=time.basis, span=time.span, by="tenure")


def _is_over(time: TimeReference, published: str | None) -> bool:
    end, told = period(time.value), period((published or "")[:10])
    return end is not None and told is not None and end.first < told.first


@functools.cache
def _words() -> dict[str, Tenure]:
    with resources.files("ontherecord.annotate").joinpath("data/titles.toml").open("rb") as file:
        table: dict[Tenure, str] = tomllib.load(file)["tenure"]
    return {word: tenure for tenure, words in table.items() for word in words.split()}


def _told(role: str) -> Tenure | None:
    """What the words of a role tell: the first that tells anything ("former acting minister")."""
    words = re.split(r"[^\w]+", role.lower())
    return next((_words()[word] for word in words if word in _words()), None)
