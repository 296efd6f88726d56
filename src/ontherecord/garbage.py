# SPDX-License-Identifier: Apache-2.0
"""No search for garbage while something is made that lasts.

Comes in: a function that makes many records which are wanted until it is done. Goes out: the same function, during which
Python looks for no cycles of objects. Refuses: to leave the search off where it was on, whatever happens.
Score: none of its own; `python -m bench scaling` times tracing and grouping, which it speeds up.
"""

from __future__ import annotations

import functools
import gc
from collections.abc import Callable
from typing import ParamSpec, TypeVar

Asked = ParamSpec("Asked")
Made = TypeVar("Made")


def unsought(make: Callable[Asked, Made]) -> Callable[Asked, Made]:
    """`make`, during which no garbage is looked for: a search goes through all that is held, and finds nothing in it."""

    @functools.wraps(make)
    def made(*args: Asked.args, **rest: Asked.kwargs) -> Made:
        sought = gc.isenabled()
        gc.disable()
        try:
            return make(*args, **rest)
        finally:
            if sought:
                gc.enable()

    return made
