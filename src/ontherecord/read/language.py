# SPDX-License-Identifier: Apache-2.0
"""The language of a text, or none.

Comes in: text. Goes out: an ISO 639-1 code, or None where the text is too short or the detector
unsure. Refuses: nothing. Score: none; `tests/read/test_language.py`.
Method: py3langid (naive Bayes over byte n-grams, after Lui and Baldwin 2012), offline.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_LOOKED_AT = 4_000  # characters; more does not change the answer
_FEWEST_LETTERS = 40  # a headline of names ("Orlov meets Haddad") is no evidence
_SURE = 0.6  # of py3langid's length-normalised probability


@functools.cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def language(text: str) -> str | None:
    """ISO 639-1 code of the language of the text, or None when in doubt."""
    sample = text[:_LOOKED_AT]
    if sum(map(str.isalpha, sample)) < _FEWEST_LETTERS:
        return None
    code, probability = _identifier().classify(sample)
    return str(code) if probability >= _SURE else None
