# SPDX-License-Identifier: Apache-2.0
"""Times: expressions of date, time, duration and repetition, and what they mean once a day is known.

In the order of the work: `words` (a text as class letters) -> `rules` (the grammar over them) ->
`readings`, `counts` -> `times`; `tense` tells past from future; `calendar` reckons; `narrative` follows
the thread of dates through a text. Conventions: docs/times.md. Score: `python -m bench times`.
"""
