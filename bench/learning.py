# SPDX-License-Identifier: Apache-2.0
"""Learning: the two kinds of linear model that a quotations model is made of, by AdaGrad (Duchi et al. 2011).

Comes in: rows of named features, and what is wanted of each. Goes out: weights as they lie in a model file.
Refuses: nothing; the caller sees to it that there are rows.
Score: with the trained model, `python -m bench trained`.

Deterministic: the order of the rows is drawn with a fixed seed, sums run in a fixed order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import numpy as np
import numpy.typing as npt

from ontherecord.annotate.quotations.modelfile import LABELS, Linear

SEED = 17
_ROWS = 256
"""Rows of one step of a regression."""
_SENTENCES = 32
"""Sentences of one step of a field."""

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Say = Callable[[str], object]


def _names(rows: Iterable[Sequence[str]], least: int) -> dict[str, int]:
    counts = Counter(feature for row in rows for feature in row)
    return {f: n for n, f in enumerate(sorted(f for f, count in counts.items() if count >= least))}


def _linear(names: dict[str, int], weights: Floats, bias: Floats) -> Linear:
    flat = weights.astype("<f4")
    return Linear(
        names=list(names), outputs=flat.shape[1], weights=flat.tobytes(), bias=[float(b) for b in bias]
    )


def regression(
    rows: Sequence[Sequence[str]], wanted: Sequence[bool], *, least: int, passes: int, rate: float
) -> Linear:
    """A logistic regression."""
    names = _names(rows, least)
    found = [np.array([names[f] for f in row if f in names], dtype=np.int64) for row in rows]
    target = np.asarray(wanted, dtype=np.float64)
    weights, squares = np.zeros(len(names)), np.full(len(names), 1e-2)
    bias, bias_squares = 0.0, 1e-2
    random = np.random.default_rng(SEED)
    for _ in range(passes):
        for batch in np.array_split(random.permutation(len(found)), max(1, len(found) // _ROWS)):
            features = np.concatenate([found[i] for i in batch])
            row = np.repeat(np.arange(len(batch)), [len(found[i]) for i in batch])
            score = np.bincount(row, weights[features], minlength=len(batch)) + bias
            miss = 1 / (1 + np.exp(-score)) - target[batch]
            seen, place = np.unique(features, return_inverse=True)
            slope = np.bincount(place, miss[row], minlength=len(seen)) + 1e-3 * weights[seen]
            squares[seen] += slope**2
            weights[seen] -= rate * slope / np.sqrt(squares[seen])
            bias_squares += float(miss.sum()) ** 2
            bias -= rate * float(miss.sum()) / float(np.sqrt(bias_squares))
    return _linear(names, weights[:, None], np.array([bias]))


def field(
    sentences: Sequence[list[list[str]]], labels: Sequence[Ints], *, least: int, passes: int, rate: float,
    say: Say,
) -> tuple[Linear, list[list[float]]]:  # fmt: skip
    """A linear-chain conditional random field over sentences."""
    names = _names((row for sentence in sentences for row in sentence), least)
    rows = [[[names[f] for f in row if f in names] for row in sentence] for sentence in sentences]
    flat = [np.array([f for row in sentence for f in row], dtype=np.int32) for sentence in rows]
    sizes = [np.array([len(row) for row in sentence]) for sentence in rows]
    weights, squares = np.zeros((len(names), LABELS)), np.full((len(names), LABELS), 1e-6)
    steps, step_squares = np.zeros((LABELS, LABELS)), np.full((LABELS, LABELS), 1e-6)
    bias, bias_squares = np.zeros(LABELS), np.full(LABELS, 1e-6)
    order = sorted(range(len(sizes)), key=lambda i: (len(sizes[i]), i))
    batches = [order[i : i + _SENTENCES] for i in range(0, len(order), _SENTENCES)]
    random = np.random.default_rng(SEED)
    for number in range(passes):
        loss = 0.0
        for one in random.permutation(len(batches)):
            batch = batches[one]
            features = np.concatenate([flat[i] for i in batch])
            size = np.concatenate([sizes[i] for i in batch])
            row = np.repeat(np.arange(len(size)), size)
            emitted = np.stack(
                [np.bincount(row, weights[features, k], minlength=len(size)) for k in range(LABELS)], 1
            )
            miss, step_miss, bias_miss, lost = _missed(emitted, [labels[i] for i in batch], steps, bias)
            seen, place = np.unique(features, return_inverse=True)
            slope = np.stack(
                [np.bincount(place, miss[row, k], minlength=len(seen)) for k in range(LABELS)], 1
            )
            slope += 1e-4 * len(batch) * weights[seen]
            squares[seen] += slope**2
            weights[seen] -= rate * slope / np.sqrt(squares[seen])
            step_squares += step_miss**2
            steps -= rate * step_miss / np.sqrt(step_squares)
            bias_squares += bias_miss**2
            bias -= rate * bias_miss / np.sqrt(bias_squares)
            loss += lost
        say(f"pass {number + 1}: {loss / sum(map(len, sizes)):.4f} a token")
    return _linear(names, weights, bias), [[float(x) for x in row] for row in steps]


def _missed(
    emitted: Floats, labels: Sequence[Ints], steps: Floats, bias: Floats
) -> tuple[Floats, Floats, Floats, float]:
    """The gradient of the loss of a batch of sentences (forward and backward sums over a padded table)."""
    lengths = np.array([len(one) for one in labels])
    longest = int(lengths.max())
    there = np.arange(longest)[None] < lengths[:, None]
    table = np.zeros((len(labels), longest, LABELS))
    table[there] = emitted
    wanted = np.zeros((len(labels), longest), dtype=np.int64)
    wanted[there] = np.concatenate(labels)
    ahead, behind = np.zeros_like(table), np.zeros_like(table)
    ahead[:, 0] = table[:, 0] + bias
    for t in range(1, longest):
        reached = _log_sum(ahead[:, t - 1, :, None] + steps, 1) + table[:, t]
        ahead[:, t] = np.where(there[:, t, None], reached, ahead[:, t - 1])
    whole = _log_sum(ahead[:, -1], 1)
    step_miss = np.zeros((LABELS, LABELS))
    for t in range(longest - 2, -1, -1):
        following = table[:, t + 1] + behind[:, t + 1]
        behind[:, t] = np.where(there[:, t + 1, None], _log_sum(steps[None] + following[:, None, :], 2), 0.0)
        pairs = np.exp(ahead[:, t, :, None] + steps + following[:, None, :] - whole[:, None, None])
        step_miss += pairs[there[:, t + 1]].sum(axis=0)
    told = np.exp(ahead + behind - whole[:, None, None])
    truth = np.eye(LABELS)[wanted]
    both = there[:, 1:]
    np.subtract.at(step_miss, (wanted[:, :-1][both], wanted[:, 1:][both]), 1.0)
    lost = float(-np.log(np.maximum(1e-300, (told * truth).sum(axis=2)[there])).sum())
    return (told - truth)[there], step_miss, (told - truth)[:, 0].sum(axis=0), lost


def _log_sum(table: Floats, axis: int) -> Floats:
    top = table.max(axis=axis, keepdims=True)
    total: Floats = np.log(np.exp(table - top).sum(axis=axis)) + top.squeeze(axis)
    return total
