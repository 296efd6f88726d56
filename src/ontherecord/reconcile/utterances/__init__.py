# SPDX-License-Identifier: Apache-2.0
"""Utterances: one act of speech, however many articles quote it.

`wordings` compares the words of two quotations, `utterances` brings quotations together.
Score: `python -m bench utterances`.
"""
