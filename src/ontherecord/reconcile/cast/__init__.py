# SPDX-License-Identifier: Apache-2.0
"""The cast: which mentions name one person, organisation, place or group, under which names and roles.

`spelling` and `tenure` compare names and dated roles; `people` and `things` join mentions (`families`, `acronyms`,
`recalled`); `members` makes the cast members, `hints` what may be one, `confirmed` what a person decided; `cast` puts
them together. Score: `python -m bench names`.
"""
