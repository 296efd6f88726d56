# SPDX-License-Identifier: Apache-2.0
"""Accounts: who did what to whom, as one article reports it, and how sure it is.

In the order of the work: `lexicon` (`entries`) -> `triggers` (words that name an act) -> `sides` (`arguments`, `actors`,
`polities`) -> `attachment` (when, where) -> `modality` -> `accounts`; `clauses` gives the words for a
title, `plover` and `coding` the field's vocabulary. Score: `python -m bench events factuality`.
"""
