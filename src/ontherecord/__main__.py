# SPDX-License-Identifier: Apache-2.0
"""`python -m ontherecord` is the command line."""

from ontherecord.cli import main

main()
