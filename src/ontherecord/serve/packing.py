# SPDX-License-Identifier: Apache-2.0
"""Pages packed, as they lie on the shelf, and unpacked for who cannot unpack them.

Comes in: HTML; a packed page. Goes out: `Laid`; HTML. Refuses: nothing. Score: none.
"""

from __future__ import annotations

import functools
import gzip
import hashlib

from ontherecord.serve.answers import Laid

_LEVEL = 6


def packed(html: str) -> bytes:
    """A page as it lies on the shelf."""
    return gzip.compress(html.encode(), _LEVEL, mtime=0)


def laid(html: str) -> Laid:
    """A page that is made at once, with a key of what it shows."""
    return Laid(packed(html), hashlib.blake2b(html.encode(), digest_size=12).hexdigest())


@functools.lru_cache(maxsize=8)
def unpacked(page: bytes) -> bytes:
    """A packed page as HTML: of a large story some megabytes, so that the last ones are kept."""
    return gzip.decompress(page)
