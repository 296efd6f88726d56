# SPDX-License-Identifier: Apache-2.0
"""One measured figure of one stage on one corpus, with what peers reach on the same text."""

from __future__ import annotations

from typing import Literal, NamedTuple

import msgspec


class Bin(NamedTuple):
    """Answers of about one confidence: their mean confidence, the share that is right, how many there are."""

    said: float
    right: float
    answers: int


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """`value` is a share in [0, 1] unless `unit` says otherwise. Its key in the floors is
    "stage/corpus/measure"."""

    stage: str
    corpus: str
    measure: str
    value: float
    better: Literal["higher", "lower"] = "higher"
    unit: str = ""
    peers: dict[str, float] = {}
    gated: bool = True
    bins: tuple[Bin, ...] = ()
    """What a gap between confidences and shares was read from (`bench/calibration.py` draws it)."""

    @property
    def key(self) -> str:
        """The name of this figure in `floors.json`."""
        return f"{self.stage}/{self.corpus}/{self.measure}"
