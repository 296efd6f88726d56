# SPDX-License-Identifier: Apache-2.0
"""The brief: a story in a few sentences of its sources, each cited.

`extracts` -> `weighing` (and `novel`, since a day) -> `brief`; `beyond` is the check that each sentence passes.
Score: `python -m bench brief`.
"""
