# SPDX-License-Identifier: Apache-2.0
"""Sessions: who signed in with this browser, and how often a sign-in failed. Both are kept in memory only.

Comes in: a name; the secret of a browser. Goes out: a secret of 256 bits, new at every sign-in; the name again.
Refuses: a secret that is unknown or too old; too many attempts. Score: none; `tests/serve/test_accounts.py`.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from threading import Lock
from typing import NamedTuple

_IDLE, _LONGEST = 12 * 3600.0, 7 * 24 * 3600.0  # seconds without a request; in all
_MOST = 10_000  # sessions, and keys of attempts, that are remembered
_ATTEMPTS, _WINDOW = 8, 900.0  # failures that are let pass in a quarter of an hour


class _Session(NamedTuple):
    name: str
    begun: float
    seen: float


class Sessions:
    """The sessions of one server. The key of each is the hash of its secret: who reads memory cannot sign in."""

    def __init__(self) -> None:
        self._held: dict[str, _Session] = {}
        self._secret = secrets.token_bytes(32)
        self._lock = Lock()

    def begin(self, name: str) -> str:
        """A new secret for the browser in which somebody has signed in."""
        secret, now = secrets.token_urlsafe(32), time.monotonic()
        with self._lock:
            if len(self._held) >= _MOST:
                self._held.pop(min(self._held, key=lambda key: self._held[key].seen))
            self._held[_key(secret)] = _Session(name, now, now)
        return secret

    def name(self, secret: str) -> str | None:
        """Who signed in with this secret, if that holds still."""
        now = time.monotonic()
        with self._lock:
            found = self._held.get(_key(secret))
            if found is None:
                return None
            if now - found.seen > _IDLE or now - found.begun > _LONGEST:
                del self._held[_key(secret)]
                return None
            self._held[_key(secret)] = found._replace(seen=now)
            return found.name

    def end(self, secret: str) -> None:
        """Forget a secret."""
        with self._lock:
            self._held.pop(_key(secret), None)

    def token(self, secret: str) -> str:
        """What a form has to bring with it to be taken for one of our own, for this browser."""
        return hmac.new(self._secret, secret.encode(), hashlib.sha256).hexdigest()


def _key(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


class Attempts:
    """Failed attempts to sign in, by name and by address."""

    def __init__(self) -> None:
        self._failed: dict[str, list[float]] = {}
        self._lock = Lock()

    def wait(self, *keys: str) -> int:
        """Seconds until another attempt is let pass; 0 if one is."""
        now = time.monotonic()
        with self._lock:
            held = [self._recent(key, now) for key in keys]
        return max(
            (int(_WINDOW - (now - times[0])) + 1 for times in held if len(times) >= _ATTEMPTS), default=0
        )

    def failed(self, *keys: str) -> None:
        """Take in a failure."""
        now = time.monotonic()
        with self._lock:
            for key in keys:
                if key not in self._failed and len(self._failed) >= _MOST:
                    self._failed.pop(next(iter(self._failed)))
                self._failed[key] = [*self._recent(key, now), now][-_ATTEMPTS:]

    def _recent(self, key: str, now: float) -> list[float]:
        return [at for at in self._failed.get(key, ()) if now - at < _WINDOW]
