# SPDX-License-Identifier: Apache-2.0
"""Marks: by what a datum is known from run to run, made of what it rests on.

Comes in: the words or ids that a datum rests on. Goes out: hexadecimal digits for its id.
Refuses: nothing. Score: none; `tests/test_mark.py`.
"""

from __future__ import annotations

import hashlib

DIGITS = 12  # of SHA-256; at eight, two of the 20,000 edges of one story had one mark


def mark(*parts: str) -> str:
    """The same digits for the same parts in the same order, on every machine."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:DIGITS]
