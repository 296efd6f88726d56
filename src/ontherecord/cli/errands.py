# SPDX-License-Identifier: Apache-2.0
"""How the verbs that fetch are told to: two flags, one `Errand`.

Comes in: flags. Goes out: `Errand`. Refuses: nothing.
"""

from __future__ import annotations

from ontherecord.fetch import EVERYWHERE, Errand, Limits


def errand_of(*, follow: bool, allow_private: bool) -> Errand:
    """What a verb that fetches may do."""
    return Errand(limits=Limits(private=EVERYWHERE if allow_private else ()), follow=follow)
