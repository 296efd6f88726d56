# SPDX-License-Identifier: Apache-2.0
"""Who asks: for the scripts of a page, which show editors where they can correct.

Comes in: nothing. Goes out: the name and the role of who asks. Refuses: nothing. Score: none.
"""

from __future__ import annotations

from ontherecord.serve.desk import Desk, View
from ontherecord.serve.downloads import Nothing

__all__ = ["Me", "Nothing", "me"]


class Me(View, frozen=True, kw_only=True):
    """Who asks, and what that one may do."""

    name: str
    role: str
    signed_in: bool


def me(desk: Desk, asked: Nothing) -> Me:
    """Who asks."""
    return Me(name=desk.person.name, role=desk.person.role, signed_in=desk.person.signed_in)
