# SPDX-License-Identifier: Apache-2.0
"""Claims: the checkable statements of a story, who says so independently, and who says otherwise.

`grounds` and `standing` first: how a claim is made and how it stands. Then each kind of claim: of a matter (`slots`,
`clashes`, `rivals`, `fulfilled`), of figures (`fillers` -> `alignment` -> `counts` -> `tallies`), of days and places
(`settings`), of words (`spoken`), `firsts`, `wishes`. `claims` puts them together, `once` has what outranks
what, `judged` decides as a person did; `edited` and `omissions` read them by version and by origin. Score: `python -m bench claims`.
"""
