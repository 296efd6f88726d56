# SPDX-License-Identifier: Apache-2.0
"""What a pattern needs is read off it, and keeps it from no text that it fits."""

from __future__ import annotations

import re

import pytest

from ontherecord.needed import has_any, may_fit, needed, needed_by_any


@pytest.mark.parametrize(
    ("pattern", "runs"),
    [
        (r"(?P<who>[^,]{2,60}?) was absent\b", {" was absent"}),
        (
            r"[^,]+ (?:was|were) (?:still )?away",
            {" was away", " was still away", " were away", " were still away"},
        ),
        (r"\bstay(?:s|ed)? (?=[a-z])", {"stay ", "stays ", "stayed "}),
        (r"\d+ (?:by \w+ )?(?:boats|ships)", {"boats", "ships"}),
        (r"(?:\w+ sank|sank \w+) off [A-Z]", {" off "}),
        (r"(?:the \w+ of the dam|a \w+ of the weir)", {" of the dam", " of the weir"}),
        (r"did(?: not|n[\x27’]t) \w+", {"did not ", "didn't ", "didn’t "}),
        (r"(?:quay )*\w+", {""}),
        (r"\w+|dam", {""}),
        (r"(?:\w+ dam){2,3}", {" dam"}),
        (r"Dam [A-D]\b", {"dam "}),
        (r"(?:dam|dams) \w", {"dam ", "dams "}),
    ],
)
def test_what_a_pattern_needs(pattern: str, runs: set[str]) -> None:
    assert set(needed(re.compile(pattern, re.IGNORECASE))) == runs


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"(?:was|were) (?:not |never )?(?:seen|heard)", "THE GULLS WERE NEVER HEARD"),
        (r"(?:dam|dams?)s? (?:burst|bursts)", "Two dams burst"),
        (r"(?<!no )[^;]{1,9}(?:weir|wei)r?$", "an old weir"),
        (r"(?:left|kept)(?: (?:it|them))? out", "kept them out"),
    ],
)
def test_no_text_that_a_pattern_fits_is_left_out(pattern: str, text: str) -> None:
    compiled = re.compile(pattern, re.IGNORECASE)
    assert compiled.search(text)
    assert may_fit(compiled, text.lower())
    assert not may_fit(compiled, "a crow on the roof")


def test_what_one_of_several_patterns_needs() -> None:
    patterns = [
        re.compile(p, re.IGNORECASE) for p in (r"\w+ was absent", r"[^,]+ absent\b", r"the (?:dam|weir) held")
    ]
    assert needed_by_any(patterns) == (" absent", "the dam held", "the weir held")
    assert has_any("bo lind was absent", needed_by_any(patterns))
    assert not has_any("the dam broke", needed_by_any(patterns))
