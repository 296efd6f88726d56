# SPDX-License-Identifier: Apache-2.0
"""Dates: when each article was published, when words were said, and the day that each time expression means.

`publication` and `speaking` first, then `dates`, which puts them together. Score: `python -m bench times`.
"""
