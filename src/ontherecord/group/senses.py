# SPDX-License-Identifier: Apache-2.0
"""Senses: what an article is about, as one vector of static word vectors. Optional.

Comes in: an article and its frozen copy. Goes out: a vector of 256 numbers, for `group(..., sense=...)`.
Refuses: to fetch anything. The weights and the tokenizer are files in the wheel of the package
`wordllama` (MIT licence); its own loader, which may ask the network, is never called.
Score: BCubed F1 of grouping with senses, `python -m bench stories`.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module, metadata, util
from pathlib import Path

import numpy as np

from ontherecord.group.weights import Weights
from ontherecord.model import Article

LEAD = 400  # words of the body that are read
_TOKENS = 512
_PACKAGE = "wordllama"
_TOKENIZER = "tokenizers/l2_supercat_tokenizer_config.json"
_WEIGHTS = "weights/l2_supercat_256.safetensors"

Sense = Callable[[Article, str], Weights]


def installed() -> bool:
    """Whether the package that carries the vectors is there."""
    return util.find_spec(_PACKAGE) is not None


def version() -> str:
    """The package that carries the vectors, with its version; empty where it is not installed."""
    try:
        return f"{_PACKAGE} {metadata.version(_PACKAGE)}" if installed() else ""
    except metadata.PackageNotFoundError:
        return ""


def static_senses() -> Sense:
    """The sense of an article by the mean of its words' vectors. Raises ModuleNotFoundError if the package
    `wordllama` is not installed."""
    found = util.find_spec(_PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise ModuleNotFoundError(f"{_PACKAGE} is not installed: pip install {_PACKAGE}")
    folder = Path(found.submodule_search_locations[0])
    tokenizer = import_module("tokenizers").Tokenizer.from_file(str(folder / _TOKENIZER))
    (table,) = import_module("safetensors.numpy").load_file(str(folder / _WEIGHTS)).values()

    def sense(article: Article, copy: str) -> Weights:
        body = "".join(copy[s.start : s.end] for s in article.segments if s.role in ("dateline", "body"))
        words = (body or copy[article.start : article.end]).split()[:LEAD]
        text = f"{article.headline or ''}. {' '.join(words)}"
        tokens = tokenizer.encode(text, add_special_tokens=False).ids[:_TOKENS]
        mean = table[tokens].astype(np.float64).mean(axis=0) if tokens else np.zeros(table.shape[1])
        return np.asarray(mean / (float(np.linalg.norm(mean)) or 1.0))

    return sense
