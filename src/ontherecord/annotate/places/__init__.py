# SPDX-License-Identifier: Apache-2.0
"""Places: which place on the map each place name means, to the grain the words allow.

`gazetteer` knows what names may mean, `readings` weighs the readings of one article against each
other, `places` decides or abstains. Score: `python -m bench places`.
"""
