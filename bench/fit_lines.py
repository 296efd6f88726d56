# SPDX-License-Identifier: Apache-2.0
"""Fit the weights of `read/evidence.py` on the development pages, and say what they reach.

`python -m bench.fit_lines [--data FOLDER]` writes `src/ontherecord/read/data/weights.toml` and
prints the F1 of held-out pages (five folds by host). Half of the copies are shown with their
indentation and list marks removed, so that the weights do not lean on the form of one converter.
"""

from __future__ import annotations

import argparse
import hashlib
import re
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from bench.corpora import DEFAULT_DATA, ROOT, lines, scorer
from bench.segments import body
from ontherecord.read import evidence
from ontherecord.read.articles import articles
from ontherecord.read.declared import Declared
from ontherecord.read.evidence import NAMES, features
from ontherecord.read.lines import Line
from ontherecord.read.lines import lines as lines_of

TARGET = ROOT / "src" / "ontherecord" / "read" / "data" / "weights.toml"
_WORD = re.compile(r"\w+")
_PENALTY = 3.0  # ridge; more than 60 columns on 80,000 lines hardly need it
_HEAVIEST = 60  # words beyond which a line weighs no more in the fit
_FOLDS = 5

Page = dict[str, Any]
Floats = NDArray[np.float64]


def plain(text: str) -> str:
    """The page without indentation and list marks."""
    return "\n".join(re.sub(r"^[*+o•-]\s+", "", row.strip()) for row in text.split("\n"))


def labels(found: list[Line], gold: str) -> Floats:
    """1 for a line whose words stand in the article, 0 for others; short lines must be whole lines of it."""
    words = _WORD.findall(gold)
    grams = {tuple(words[n : n + 4]) for n in range(len(words))}
    whole = {tuple(_WORD.findall(row)) for row in gold.split("\n")}
    out = []
    for one in found:
        mine = _WORD.findall(one.text)
        if len(mine) < 6:
            out.append(float(tuple(mine) in whole and bool(mine)))
        else:
            inside = [tuple(mine[n : n + 4]) in grams for n in range(len(mine) - 3)]
            out.append(float(sum(inside) * 2 >= len(inside)))
    return np.array(out)


def fit(rows: Floats, truth: Floats, weight: Floats) -> Floats:
    """Ridge logistic regression by Newton's method."""
    weights = np.zeros(rows.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (weight * (truth - chance)) - _PENALTY * weights
        bend = (rows * (weight * chance * (1 - chance))[:, None]).T @ rows + _PENALTY * np.eye(len(weights))
        step = np.linalg.solve(bend, slope)
        weights += step
        if np.abs(step).max() < 1e-6:
            break
    return weights


def table(
    pages: list[Page], *, both: bool
) -> tuple[list[Floats], list[Floats], list[Floats], list[list[Line]]]:
    """Rows, truth, weight and lines of each page, as it is and (with `both`) without indentation."""
    texts = [(page["dirty"], page["gold"]) for page in pages]
    if both:
        texts += [(plain(dirty), gold) for dirty, gold in texts]
    found = [lines_of(dirty) for dirty, _ in texts]
    truth = [labels(one, gold) for one, (_, gold) in zip(found, texts, strict=True)]
    weight = [np.array([min(line.words, _HEAVIEST) / 10 + 0.3 for line in one]) for one in found]
    weight = [w * 300 / max(w.sum(), 1.0) for w in weight]  # every page counts alike
    return [features(one) for one in found], truth, weight, found


def fold(page: Page) -> int:
    """The fold of a page, by its host."""
    host = urlsplit(page["url"]).hostname or page["id"]
    return hashlib.sha256(host.encode()).digest()[0] % _FOLDS


def chances_of_others(
    rows: list[Floats], truth: list[Floats], weight: list[Floats], groups: list[int]
) -> list[Floats]:
    """The log-odds of the first pass for each page, by weights fitted without its fold."""
    out: list[Floats] = [np.zeros(0)] * len(rows)
    for held in sorted(set(groups)):
        train = [n for n, group in enumerate(groups) if group != held]
        weights = fit(
            np.vstack([rows[n] for n in train]),
            np.hstack([truth[n] for n in train]),
            np.hstack([weight[n] for n in train]),
        )
        for n, group in enumerate(groups):
            if group == held:
                out[n] = rows[n] @ weights
    return out


def both_passes(pages: list[Page]) -> tuple[Floats, Floats]:
    """The weights of the two passes, fitted on these pages."""
    rows, truth, weight, found = table(pages, both=True)
    groups = [fold(page) for page in pages] * 2
    first = fit(np.vstack(rows), np.hstack(truth), np.hstack(weight))
    others = chances_of_others(rows, truth, weight, groups)
    seconds = [evidence.second_features(one, odds) for one, odds in zip(found, others, strict=True)]
    return first, fit(np.vstack(seconds), np.hstack(truth), np.hstack(weight))


def score(pages: list[Page], first: Floats, second: Floats, score_of: Any) -> list[tuple[float, float]]:
    """The 4-gram precision and recall of each page's body, read whole with these weights."""
    with patch.object(evidence, "_weights", lambda: (first, second)):
        out = []
        for page in pages:
            found = articles(page["dirty"], "d0", None, Declared())
            out.append(score_of.shingle_prf(page["gold"], body(page["dirty"], found[0])))
    return out


def main() -> None:
    """Cross-validate, fit on all pages, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA)
    data = parser.parse_args().data / "stories"
    pages = list(lines(data / "dirty_dev.jsonl"))
    score_of = scorer(data / "scorers.py")
    rows = []
    for n in range(_FOLDS):
        held = [page for page in pages if fold(page) == n]
        first, second = both_passes([page for page in pages if fold(page) != n])
        rows += score(held, first, second, score_of)
    p, r = (sum(row[k] for row in rows) / len(rows) for k in (0, 1))
    print(f"held-out hosts: P {p:.4f} R {r:.4f} F1 {2 * p * r / (p + r):.4f}")
    write(*both_passes(pages))


def write(first: Floats, second: Floats) -> None:
    """The weights as the data file that `read/evidence.py` loads."""
    parts = [
        "# Written by `python -m bench.fit_lines`: the evidence (nats) each feature of a line gives for body."
    ]
    for title, names, weights in (("first", NAMES, first), ("second", evidence.SECOND, second)):
        parts += [
            "",
            f"[{title}]",
            *(f"{name} = {value:.3f}" for name, value in zip(names, weights, strict=True)),
        ]
    TARGET.write_text("\n".join(parts) + "\n", "utf-8")
    evidence._weights.cache_clear()


if __name__ == "__main__":
    main()
