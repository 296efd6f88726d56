# SPDX-License-Identifier: Apache-2.0
"""Short names the texts themselves define: "the National Grain Board, known as Granex".

Comes in: mentions of organisations, the copies. Goes out: short name -> the name it stands for.
Refuses: brackets that hold no name ("Crisis Group (Oslo)").
Score: `tests/reconcile/test_cast.py`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ontherecord.reconcile.cast import spelling
from ontherecord.reconcile.cast.named import Named

_REACH = 40  # code points behind a name in which its short form stands
_SHORT = r"(?P<short>[^\W\d_][\w.&-]{1,15})"
_MARKS = r"[“\"'‘]?"
_NAMED = re.compile(
    rf",?\s+(?:better |also |formerly )?(?:known|referred to|abbreviated)\s+(?:as|to)\s+(?:the\s+)?{_MARKS}{_SHORT}"
)
_OR = re.compile(rf",\s+or\s+(?:the\s+)?{_MARKS}{_SHORT}{_MARKS}[,.;]")
_IN_BRACKETS = re.compile(rf"\s+\((?:the\s+|or\s+)?{_MARKS}{_SHORT}{_MARKS}\)")
_BEFORE = re.compile(r"(?P<short>[A-Z][A-Z.&]{1,9})\s+\((?:the\s+)?$")
_BEFORE_REACH = 18


def definitions(named: Sequence[Named], copies: Mapping[str, str]) -> dict[str, str]:
    """Short forms the texts define, folded: "International Crisis Group (ICG)" -> {"icg": the name}."""
    found: dict[str, str] = {}
    for one in named:
        copy, mention = copies.get(one.document, ""), one.mention
        for pattern in (_NAMED, _OR, _IN_BRACKETS):
            match = pattern.match(copy, mention.end, mention.end + _REACH)
            if match and _stands_for(match["short"], one.text, pattern is _NAMED):
                found.setdefault(spelling.fold(match["short"].replace(".", "")), one.text)
        before = _BEFORE.search(copy, max(0, mention.start - _BEFORE_REACH), mention.start)
        if (
            before
            and copy[mention.end : mention.end + 1] == ")"
            and _stands_for(before["short"], one.text, False)
        ):
            found.setdefault(spelling.fold(before["short"].replace(".", "")), one.text)
    return found


def _stands_for(short: str, name: str, said: bool) -> bool:
    """Does a text define a short form: it says so, or the short form is in capitals and shares the first letter?"""
    bare, parts = short.replace(".", "").replace("&", ""), spelling.parts(name)
    if not parts or not bare or not short[0].isupper() or len(parts) < 2:
        return False
    return said or (bare.isupper() and len(bare) > 1 and parts[0][0] == spelling.fold(bare)[:1])
