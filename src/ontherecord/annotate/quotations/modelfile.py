# SPDX-License-Identifier: Apache-2.0
"""Model files: a trained quotations model on disk, with what a reader must know before using it.

Comes in: bytes. Goes out: a `Model`; or a `Model` as bytes. MessagePack, read with a fixed schema: nothing
in a file is ever run.
Refuses: what is no such file, a damaged one, one that learnt other features (`NotAModel`, one line).
Score: none; tests.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from ontherecord.annotate.quotations.features import FEATURES

WHAT = "ontherecord quotations model"
LARGEST = 10_000_000
"""Bytes of a model file; the training keeps well below."""
LABELS = 3

Weights = npt.NDArray[np.float32]


class NotAModel(ValueError):
    """The file is no quotations model that this program can use; one line with the reason."""


class About(msgspec.Struct, frozen=True, kw_only=True):
    """What a model says of itself."""

    trained_on: str
    licence: str
    """What is known of the licence of the text it learnt from."""
    program: str
    """Version of the program that trained it."""
    pipeline: str
    """The pipeline whose parses it learnt from."""
    documents: int
    quotations: int
    features: int = FEATURES


class Linear(msgspec.Struct, frozen=True, kw_only=True):
    """Features by name, and `outputs` weights for each: 32-bit floats, low byte first, row by row."""

    names: list[str]
    outputs: int
    weights: bytes
    bias: list[float]


class Stored(msgspec.Struct, frozen=True, kw_only=True):
    """A model as it lies in the file, below its header."""

    about: About
    lemmas: list[str]
    cues: Linear
    tags: Linear
    steps: list[list[float]]
    choice: Linear
    thresholds: dict[str, float]
    """By scope, the least probability of a reading that is taken."""


class _File(msgspec.Struct, frozen=True, kw_only=True):
    what: str
    sha256: str
    body: bytes


class Table:
    """A `Linear` ready for use: the row of each feature; the last row, of zeros, is that of none."""

    def __init__(self, stored: Linear) -> None:
        weights = np.frombuffer(stored.weights, dtype="<f4")
        if stored.outputs < 1 or weights.size != len(stored.names) * stored.outputs:
            raise NotAModel("its weights do not fit its features")
        if len(stored.bias) != stored.outputs or not np.isfinite(weights).all():
            raise NotAModel("its weights are not numbers it could have learnt")
        self.rows = {name: n for n, name in enumerate(stored.names)}
        known = weights.reshape(-1, stored.outputs).astype(np.float64)
        self.weights: npt.NDArray[np.float64] = np.vstack([known, np.zeros((1, stored.outputs))])
        self.bias: npt.NDArray[np.float64] = np.array(stored.bias, dtype=np.float64)

    @functools.cached_property
    def _single(self) -> dict[str, float]:
        weights: list[float] = self.weights[:, 0].tolist()
        return dict(zip(self.rows, weights, strict=False))

    def total(self, features: Sequence[str]) -> float:
        """The sum of the weights of the features it knows, of a table with one output."""
        single = self._single
        return float(self.bias[0]) + sum(single[f] for f in features if f in single)


class Model:
    """A trained model: which tokens report, which words they report and who speaks, which reading to take."""

    def __init__(self, stored: Stored) -> None:
        self.about = stored.about
        self.lemmas = frozenset(stored.lemmas)
        self.cues, self.tags, self.choice = Table(stored.cues), Table(stored.tags), Table(stored.choice)
        self.steps: npt.NDArray[np.float64] = np.array(stored.steps, dtype=np.float64)
        self.thresholds = stored.thresholds
        if self.steps.shape != (LABELS, LABELS) or self.tags.bias.size != LABELS:
            raise NotAModel("its labels are not those of this program")


def packed(stored: Stored) -> bytes:
    """The file of a model; the same model gives the same bytes."""
    body = msgspec.msgpack.encode(stored)
    return msgspec.msgpack.encode(_File(what=WHAT, sha256=hashlib.sha256(body).hexdigest(), body=body))


def unpacked(data: bytes) -> Model:
    """The model in a file. Raises NotAModel."""
    if len(data) > LARGEST:
        raise NotAModel(f"it has more than {LARGEST:,} bytes")
    try:
        file = msgspec.msgpack.decode(data, type=_File)
    except (msgspec.DecodeError, UnicodeDecodeError) as fault:
        raise NotAModel("it is not a quotations model") from fault
    if file.what != WHAT:
        raise NotAModel("it is not a quotations model")
    if hashlib.sha256(file.body).hexdigest() != file.sha256:
        raise NotAModel("it is damaged: its checksum does not fit")
    try:
        stored = msgspec.msgpack.decode(file.body, type=Stored)
    except (msgspec.DecodeError, UnicodeDecodeError) as fault:
        raise NotAModel("it was made by another version of this program; train it again") from fault
    if stored.about.features != FEATURES:
        raise NotAModel("it learnt features that this version does not have; train it again")
    return Model(stored)
