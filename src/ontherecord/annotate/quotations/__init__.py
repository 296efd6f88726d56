# SPDX-License-Identifier: Apache-2.0
"""Quotations: whose words an article reports, which words, and the cue that says so.

In the order of the work: `marks` -> `page` -> `turns` (words in marks: `beside`, `labels`), `cues` ->
`contents` (reported clauses: `edges`, `complements`), `speakers`, `circumstances`, then `quotations`
puts them together. Score: `python -m bench quotations`.
"""
