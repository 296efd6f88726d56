# SPDX-License-Identifier: Apache-2.0
"""The language of a text, or none."""

from __future__ import annotations

import pytest

from ontherecord.read.language import language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The minister said on Monday that the talks would open in the capital.", "en"),
        ("Die Ministerin sagte am Montag, die Gespräche würden in der Hauptstadt beginnen.", "de"),
        ("Le ministre a déclaré lundi que les négociations s'ouvriraient dans la capitale.", "fr"),
        ("Orlov Haddad", None),
        ("12 34 56 78", None),
        ("", None),
    ],
)
def test_language(text: str, code: str | None) -> None:
    assert language(text) == code
