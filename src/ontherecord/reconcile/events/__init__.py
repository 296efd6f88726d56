# SPDX-License-Identifier: Apache-2.0
"""Events: accounts of one happening, brought together.

`parties` says whom an account means, `sameness` when two accounts are of one event, `titles` what it is called;
`events` puts them together, `corrected` as a person decided. Score: `python -m bench events`.
"""
