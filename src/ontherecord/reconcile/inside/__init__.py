# SPDX-License-Identifier: Apache-2.0
"""Inside one report: where a headline, a caption, a sentence or a summary says other than the rest of it.

Score: `python -m bench inside`.
"""
