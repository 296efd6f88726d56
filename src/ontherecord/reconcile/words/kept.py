# SPDX-License-Identifier: Apache-2.0
"""What is read of the sentences of a story, kept while its record is made.

Comes in: a function of a text. Goes out: the same function, which reads each text of a story once. Refuses: nothing.
Score: `python -m bench watch`: memory does not grow with the stories that have been told.

Brief, claims, weighing and days ask for the same sentences of one story; another story has others. Words and names
come again in every story and are kept where they are read.
"""

from __future__ import annotations

import functools
import gc
from collections.abc import Callable
from typing import ParamSpec, TypeVar

Asked = ParamSpec("Asked")
Made = TypeVar("Made")
Given = TypeVar("Given")
Read = TypeVar("Read")

_MOST = 32_768  # sentences of a story of a thousand articles
_KEPT: list[Callable[[], None]] = []


def of_a_story(read: Callable[[Given], Read]) -> Callable[[Given], Read]:
    """`read`, whose results are kept until the next story."""
    kept = functools.lru_cache(maxsize=_MOST)(read)
    _KEPT.append(kept.cache_clear)
    return kept


def of_one_story(make: Callable[Asked, Made]) -> Callable[Asked, Made]:
    """`make`, which makes all of one story: it begins with nothing kept, and no garbage is looked for meanwhile. Almost all
    that is made lasts until the record is there, so that the search, an eighth of the time, would find nothing."""

    @functools.wraps(make)
    def made(*args: Asked.args, **rest: Asked.kwargs) -> Made:
        forget()
        sought = gc.isenabled()
        gc.disable()
        try:
            return make(*args, **rest)
        finally:
            if sought:
                gc.enable()

    return made


def forget() -> None:
    """Drop what was read of the story before."""
    for clear in _KEPT:
        clear()
