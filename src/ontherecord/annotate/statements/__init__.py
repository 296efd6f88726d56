# SPDX-License-Identifier: Apache-2.0
"""Statements: the clauses of an article, each with its act, who does it and to what.

`acts` names the act of a clause, `parties` who does it and to whom, `statements` makes the records.
Score: with the claims made of them, `python -m bench claims`.
"""
