# SPDX-License-Identifier: Apache-2.0
"""Keys: by what the findings of a tracing are known to the next one.

Comes in: articles with their copies; a memory that knows their annotations. Goes out: keys of what one article gives alone,
of its credits, of what follows from a pair. Refuses: to leave anything out that a finding depends on; our code is part
of each. Score: none; `tests/trace/test_memory.py`.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Mapping, Sequence

import msgspec

from ontherecord.code import code_of
from ontherecord.memory import Memory
from ontherecord.model import Article
from ontherecord.trace.pairs import Ask
from ontherecord.trace.ties import Known

_SIZE = 16  # bytes of a key
_ENCODER = msgspec.msgpack.Encoder()


class Keys:
    """The keys of articles in canonical order, by their places there."""

    def __init__(self, ordered: Sequence[Article], copies: Mapping[str, str], memory: Memory | None) -> None:
        self._ordered, self._copies, self._memory = ordered, copies, memory
        self.text = functools.cache(self._text)
        """By place the key of what an article gives alone."""

    def _text(self, place: int) -> bytes:
        article = self._ordered[place]
        noted = self._memory.noted(article.id) if self._memory else ""
        return _digest(
            _code(),
            _ENCODER.encode((article, noted)),
            self._copies[article.document].encode("utf-8", "surrogatepass"),
        )

    def among(self, names: Sequence[str]) -> Callable[[int], bytes]:
        """By place the key of an article's credits among newsrooms of these names."""
        known = _ENCODER.encode(names)
        return lambda place: _digest(b"credits", self.text(place), known)

    def of_pairs(self, known: Sequence[Known]) -> Callable[[Ask], bytes]:
        """The key of what follows from a pair: of both articles what they give alone, whom they credit, and which of
        their words are nobody's."""

        @functools.cache
        def side(place: int) -> bytes:
            own = known[place]
            return _digest(self.text(place), own.common.tobytes(), _ENCODER.encode(own.credited))

        def key(one: Ask) -> bytes:
            how = bytes((one.is_turned, one.a == one.b))
            return _digest(side(one.one), side(one.other), how)

        return key


@functools.cache
def _code() -> bytes:
    return code_of("model", "read", "trace").encode()


def _digest(*parts: bytes) -> bytes:
    digest = hashlib.blake2b(digest_size=_SIZE)
    for part in parts:
        digest.update(len(part).to_bytes(8, "little") + part)
    return digest.digest()
