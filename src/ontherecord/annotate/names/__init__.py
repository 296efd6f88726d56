# SPDX-License-Identifier: Apache-2.0
"""Names: who and what an article speaks of, the roles that go with them, and what stands for them.

`names` finds and types them (`kinds`, `roles`, `titles`); `references` adds pronouns and definite
descriptions with the name they stand for (`discourse`, `descriptions`).
Score: `python -m bench names`.
"""
