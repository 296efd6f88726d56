# SPDX-License-Identifier: Apache-2.0
"""Quotations: whose words an article reports, which words, and the cue that says so.

In the order of the work: `marks` -> `page` -> `turns` (words in marks: `beside`, `labels`, `headlines`,
`conversations`), `cues` -> `contents` (reported clauses: `edges`, `complements`), `speakers` (`subjects`,
`neighbours`, `introductions`), `circumstances`, then `quotations` puts them together (`extents`, `persons`, `voices`).
Score: `python -m bench quotations`.
"""
