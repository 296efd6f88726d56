# SPDX-License-Identifier: Apache-2.0
"""The network, and only what the user named on it: URLs to pages, pages to readings.

Comes in: URLs and feeds that a person named, and what is known of their last state. Goes out:
`Fetched` pages, `Reading`s, and a `Refusal` for each that is not to be had, with the mend.
Refuses: what robots.txt forbids, private addresses, endless, packed and lying answers; see `Limits`.
Score: none; `tests/fetch/`, against local servers that lie.

`limits`, `addresses` -> `door` -> `answers` -> (`robots`, `hosts`) -> `visits` -> `fetching` -> `intake`.
Importing this opens no socket; the code of the network is imported when an address is named.
"""

from typing import TYPE_CHECKING

from ontherecord.doors import open_when_asked

if TYPE_CHECKING:
    from ontherecord.fetch.fetched import Fetched, Validator
    from ontherecord.fetch.intake import Errand, intake, web_addresses
    from ontherecord.fetch.limits import EVERYWHERE, Limits

open_when_asked(__name__)

__all__ = ["EVERYWHERE", "Errand", "Fetched", "Limits", "Validator", "intake", "web_addresses"]
