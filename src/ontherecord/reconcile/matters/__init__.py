# SPDX-License-Identifier: Apache-2.0
"""Matters: what several articles state in their own words, whatever kind of act it is.

`told` reads a statement, `likeness` (`sharing`, `seats`) says when two are of one matter, `matters` brings them together.
Score: with the claims made of them, `python -m bench claims`.
"""
