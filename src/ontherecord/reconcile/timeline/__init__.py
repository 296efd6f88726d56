# SPDX-License-Identifier: Apache-2.0
"""The timeline: events and utterances on the calendar, and the days of a long story that matter.

Score: `python -m bench timelines`.
"""
