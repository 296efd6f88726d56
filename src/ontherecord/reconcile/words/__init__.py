# SPDX-License-Identifier: Apache-2.0
"""Words: when two words stand for one thing, how rare they are in a story, and what sentences have in common.

`stems` takes endings off, `acts` names the act of a verb or noun, `concepts` adds WordNet's senses, `rarity` weighs,
`carried` tells which other sentences of a story carry what one says.
"""
