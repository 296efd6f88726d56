# SPDX-License-Identifier: Apache-2.0
"""Scores of every stage on public corpora, the floors that only rise, the comparison with peers."""
