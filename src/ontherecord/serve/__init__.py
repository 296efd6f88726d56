# SPDX-License-Identifier: Apache-2.0
"""The web application over an archive: pages for people, the same as JSON for programs.

Comes in: an archive, and requests of a browser or a program. Goes out: pages, JSON, files.
Refuses: other addresses than this machine's own without accounts; a request for another host's name; to
write for somebody who may only read. Score: none; `tests/serve/` and, in a real browser, `tests/browser/`.

A request goes through `guard` (whose name, whose session, which headers) and `answering` (what is asked, as a
typed value) to one function of the table in `routes`, which gives a typed value; a template or JSON shows it.
The page of a story is laid out once, by another process (`laying`), and kept (`shelf`).
"""

from ontherecord.serve.app import application
from ontherecord.serve.settings import ServeError, Settings

__all__ = ["ServeError", "Settings", "application"]
