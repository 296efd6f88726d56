# SPDX-License-Identifier: Apache-2.0
"""The schemas of archives, each a step from the one before; steps only add, and none leads back."""
