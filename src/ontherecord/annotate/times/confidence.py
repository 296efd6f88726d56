# SPDX-License-Identifier: Apache-2.0
"""How sure the value of a time expression is: the share of right values of its rule on development data.

Comes in: the rule, the type and what the value was counted from. Goes out: a confidence in [0, 1].
Refuses: nothing; a rule without figures has those of its type.
Score: `python -m bench times` (reliability gap). The figures are data: `annotate/data/confidence.toml`.
"""

from __future__ import annotations

import functools
import tomllib
from importlib import resources

_RULE = "times: "
_ANY = "any"


@functools.cache
def _shares() -> dict[str, dict[str, dict[str, int]]]:
    with resources.files("ontherecord.annotate").joinpath("data/confidence.toml").open("rb") as file:
        return tomllib.load(file)


def confidence(by: str, type_: str, base: str) -> float:
    """The confidence of a value. `by` is the rule of a `TimeMention`, `type_` its TIMEX3 type, `base` "stated",
    "anchor" or "reference" (`narrative.Resolution`)."""
    rules = _shares()[type_]
    share = rules.get(by.removeprefix(_RULE), {}).get(base) or rules[_ANY].get(base) or rules[_ANY]["stated"]
    return share / 100
