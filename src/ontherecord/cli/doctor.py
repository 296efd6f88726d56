# SPDX-License-Identifier: Apache-2.0
"""The verb `doctor`: what is installed, what is missing, and how to get it.

Comes in: the settings a build would be given. Goes out: a line a finding. Refuses: settings that
name files that cannot be read.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ontherecord.annotate.parse import DEFAULT_MODEL
from ontherecord.annotate.settings import Settings
from ontherecord.cli.faults import faults_in_words
from ontherecord.cli.words import FILE, REFUSED
from ontherecord.doctor import findings
from ontherecord.progress import plain


@click.command()
@click.option("--model", default=DEFAULT_MODEL, show_default=True, help="spaCy pipeline to look for.")
@click.option("--lexicon", type=FILE, help="Lexicon to look at.")
@click.option("--quotations-model", type=FILE, help="Quotations model to look at.")
def doctor(model: str, lexicon: Path | None, quotations_model: Path | None) -> None:
    """Show versions, models and their licences, what is missing and how to get it.

    \b
    Examples:
      ontherecord doctor
      ontherecord doctor --quotations-model my.model
    """
    missing = 0
    with faults_in_words():
        settings = Settings.of(model=model, lexicon=lexicon, quotations_model=quotations_model)
    for finding in findings(settings):
        click.echo(plain(f"{finding.name:<28} {finding.state}"))
        if finding.mend:
            missing += finding.needed
            click.echo(plain(f"{'':<28} {finding.mend}"))
    sys.exit(REFUSED if missing else 0)
