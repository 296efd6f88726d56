# SPDX-License-Identifier: Apache-2.0
"""One article -> its annotations (being built)."""
