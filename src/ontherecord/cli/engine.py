# SPDX-License-Identifier: Apache-2.0
"""`build --engine`: the build on Spark, from the command line.

Comes in: the arguments of `build`. Goes out: a folder with the record, or, where OUT is an address, its
tables as Parquet; the exit status. Refuses: what belongs to one machine: standard input, http addresses,
word vectors, a language model.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ontherecord.annotate.settings import Settings
from ontherecord.build import write
from ontherecord.cli.words import REFUSED, USAGE, fail, say_refused
from ontherecord.export.folder import check_place
from ontherecord.reconcile.brief.brief_settings import BriefSettings


def build_on(
    engine: str, inputs: Sequence[str], out: str, settings: Settings, wanted: BriefSettings, *, plain: bool
) -> int:
    """Build `inputs` on an engine; `plain` says that nothing is wanted which one machine alone does."""
    if not plain or out == "-" or any(one == "-" or one.startswith("http") for one in inputs):
        fail(
            "--engine takes files and addresses of files only, without --senses, --rewrite, --follow and --decisions",
            USAGE,
        )
    try:
        from ontherecord.scale import NoSpark, build_on_spark, tables_on_spark
    except ImportError:
        fail("Spark is not installed: pip install 'ontherecord[spark]' (and Java 17)", USAGE)
    try:
        if "://" in out:
            manifest = tables_on_spark(inputs, out, settings, wanted, engine=engine)
        else:
            check_place(Path(out))
            made = build_on_spark(inputs, settings, wanted, engine=engine)
            write(made, out)
            manifest = made.manifest
    except NoSpark as fault:
        fail(str(fault), USAGE)
    say_refused(manifest.refused)
    return REFUSED if manifest.refused else 0
