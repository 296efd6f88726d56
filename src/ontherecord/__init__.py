# SPDX-License-Identifier: Apache-2.0
"""On the Record: reads the coverage of a story and keeps the record of it (being built)."""

__version__ = "0.1.0"
