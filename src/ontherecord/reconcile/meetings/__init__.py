# SPDX-License-Identifier: Apache-2.0
"""Meetings and positions: who met whom, who stayed away, who led, and what each party wants.

`gatherings` brings accounts of one meeting together; `attendance` and `delegations` tell who was there, `meetings`
makes the records. `stances` -> `positions` tells what each party proposes, demands or refuses.
"""
