# SPDX-License-Identifier: Apache-2.0
"""The search for garbage is off while something is made, and as it was before afterwards."""

from __future__ import annotations

import gc

import pytest

from ontherecord.garbage import unsought


def test_no_garbage_is_sought_meanwhile() -> None:
    within = unsought(gc.isenabled)
    assert (within(), gc.isenabled()) == (False, True)


def test_what_fails_leaves_the_search_on() -> None:
    with pytest.raises(ZeroDivisionError):
        unsought(divmod)(1, 0)
    assert gc.isenabled()


def test_a_search_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        unsought(len)("")
        assert not gc.isenabled()
    finally:
        gc.enable()
