# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest

from ontherecord.dossier.voices import voice


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("the mayor", "office"),
        ("his lawyer", "office"),
        ("Romania's transport minister", "office"),
        ("the town council", "office"),
        ("the leaders of both banks", "office"),
        ("a senior official at the energy ministry", "unnamed"),
        ("two people familiar with the inquiry", "unnamed"),
        ("officials on both banks", "unnamed"),
        ("Growers in Bulgaria's Rose Valley", "unnamed"),
        ("another source", "unnamed"),
        ("A government report", "document"),
        ("the ministry’s statement", "document"),
        ("minutes of the meeting", "document"),
        ("who", "not told"),
        ("It", "not told"),
        ("", "not told"),
        ("—", "not told"),
    ],
)
def test_the_head_and_the_first_word_tell_the_voice(name: str, kind: str) -> None:
    assert voice(name) == kind
