# SPDX-License-Identifier: Apache-2.0
"""Values: what can be compared of two reports. Numbers as intervals, with what they count; days and places at their grain.

`numbers` -> `units` -> `figures` -> `quantities` (all figures of a sentence); `grains` says which dates and places agree.
"""
