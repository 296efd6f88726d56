# SPDX-License-Identifier: Apache-2.0
"""What the words of a story weigh: the rarer, the more.

Comes in: the words of each sentence or statement. Goes out: a weight a word, 1 for one that stands once, down to 0.
Refuses: nothing. Score: with the claims that rest on it, `python -m bench claims`.

Inverse sentence frequency (Sparck Jones 1972) on a scale that does not grow with the story.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping


def rarity(sentences: Iterable[Collection[str]]) -> Mapping[str, float]:
    """The weight of each word of some sentences, each of which has a word once."""
    listed = list(sentences)
    frequency = Counter(itertools.chain.from_iterable(listed))
    total = math.log(len(listed) + 2)
    return {word: 1 - math.log(n) / total for word, n in frequency.items()}
