# SPDX-License-Identifier: Apache-2.0
"""Cells of a table that people open in a spreadsheet: never a formula, never a broken line.

Comes in: a value. Goes out: the text of its cell. Refuses: nothing.
Score: none; `tests/export/test_tables.py`.
"""

from __future__ import annotations

import re

_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠\t\r]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def cell(value: object) -> str:
    """The text of a cell. Numbers stay numbers; a text that a spreadsheet would run as a formula (OWASP,
    CSV injection) gets an apostrophe before it; control characters, and so line ends, become a space."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return str(value)
    flat = _CONTROL.sub(" ", value)
    return f"'{flat}" if _FORMULA.match(value) else flat
