# SPDX-License-Identifier: Apache-2.0
"""What an origin leaves out of what all others have."""

from __future__ import annotations

from ontherecord.model import Claim, ClaimValue, Slot
from ontherecord.reconcile.claims.omissions import omissions


def _claim(id_: str, *origins: str) -> Claim:
    value = ClaimValue(value="took place", support=(), origins=origins)
    return Claim(
        id=id_, text=id_, slot=Slot(name="took place"), values=(value,), standing="single-source", why=""
    )


def test_what_all_others_have_is_left_out() -> None:
    claims = [_claim("c-1", "o-a", "o-b"), _claim("c-2", "o-a", "o-b", "o-c"), _claim("c-3", "o-c")]
    found = {o.origin: o for o in omissions(claims, ("o-a", "o-b", "o-c"))}
    assert found["o-c"].left_out == ("c-1",)
    assert found["o-c"].alone == ("c-3",)
    assert found["o-a"].left_out == ()


def test_two_origins_leave_nothing_out() -> None:
    found = omissions([_claim("c-1", "o-a")], ("o-a", "o-b"))
    assert [o.left_out for o in found] == [(), ()]
    assert found[0].alone == ("c-1",)
