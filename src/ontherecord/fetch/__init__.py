# SPDX-License-Identifier: Apache-2.0
"""The network, and only what the user named on it: URLs to pages, pages to readings.

Comes in: URLs and feeds that a person named, and what is known of their last state. Goes out:
`Fetched` pages, `Reading`s, and a `Refusal` for each that is not to be had, with the mend.
Refuses: what robots.txt forbids, private addresses, endless, packed and lying answers; see `Limits`.
Score: none; `tests/fetch/`, against local servers that lie.

`addresses` -> `door` -> `answers` -> (`robots`, `hosts`) -> `visits` -> `fetching` -> `intake` -> `watch`.
Importing this opens no socket.
"""

from ontherecord.fetch.fetching import fetch
from ontherecord.fetch.hosts import Hosts
from ontherecord.fetch.limits import EVERYWHERE, Limits
from ontherecord.fetch.visits import Fetched, Validator

__all__ = ["EVERYWHERE", "Fetched", "Hosts", "Limits", "Validator", "fetch"]
