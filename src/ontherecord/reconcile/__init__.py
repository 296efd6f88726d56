# SPDX-License-Identifier: Apache-2.0
"""One story -> its record (being built)."""
