# SPDX-License-Identifier: Apache-2.0
"""What this installation has: versions, models and their licences, what is missing and the mend.

Comes in: the settings of a build. Goes out: findings. Refuses: nothing. Makes no request.
"""

from __future__ import annotations

import platform
import re
import sqlite3
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

import ontherecord
from ontherecord.annotate.articles import pipeline_version
from ontherecord.annotate.parse import NoPipeline, load
from ontherecord.annotate.places.gazetteer import GAZETTEERS
from ontherecord.annotate.settings import Chosen, Settings, trained

_LONGEST_NAME = 60  # characters of a licence's name
_REQUIREMENT = re.compile(r"^[A-Za-z0-9._-]+")


class Finding(NamedTuple):
    """One thing looked at. `mend` is empty when all is well; `needed` where a build fails without it."""

    name: str
    state: str
    mend: str = ""
    needed: bool = False


def findings(settings: Settings) -> Iterator[Finding]:
    """Look at Python, the program, its libraries with their licences, the pipeline, the gazetteers, and
    the files that the settings name."""
    yield Finding("ontherecord", f"{ontherecord.__version__}, Apache-2.0")
    yield Finding("Python", f"{platform.python_version()} ({sys.platform})")
    yield Finding("SQLite", sqlite3.sqlite_version)
    for name in _dependencies():
        yield _library(name)
    yield _pipeline(settings.model)
    for gazetteer in GAZETTEERS:
        yield Finding(gazetteer["name"], f"{gazetteer.get('version', '')}, {gazetteer.get('licence', '')}")
    if settings.lexicon:
        yield Finding("lexicon", _file(settings.lexicon))
    if settings.quotations_model:
        yield from _quotations_model(settings.quotations_model, settings.model)


def _dependencies() -> list[str]:
    """The names of the base dependencies."""
    required = metadata.requires("ontherecord") or []
    names = (_REQUIREMENT.match(line) for line in required if "extra ==" not in line)
    return [name.group() for name in names if name]


def _library(name: str) -> Finding:
    try:
        found = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return Finding(name, "missing", f"pip install {name}", needed=True)
    licence = _field(found, "License-Expression") or _short(_field(found, "License")) or _classified(found)
    return Finding(name, f"{found['Version']}, {licence or 'licence not stated'}")


def _field(found: metadata.PackageMetadata, name: str) -> str:
    return str(found[name]) if name in found else ""


def _short(licence: str) -> str:
    """The licence if it is a name; some packages put the whole text there."""
    return licence if len(licence) < _LONGEST_NAME else ""


def _classified(found: metadata.PackageMetadata) -> str:
    names = [
        c.rsplit("::", 1)[-1].strip() for c in found.get_all("Classifier") or [] if c.startswith("License ::")
    ]
    return ", ".join(names)


def _pipeline(model: str) -> Finding:
    try:
        meta = load(model).meta
    except NoPipeline as fault:
        return Finding(f"pipeline {model}", "missing", str(fault), needed=True)
    return Finding(f"pipeline {model}", f"{meta.get('version')}, {meta.get('license')}")


def _file(file: Chosen) -> str:
    return f"{Path(file.path).name} sha256:{file.sha256[:16]}"


def _quotations_model(file: Chosen, model: str) -> Iterator[Finding]:
    """The file, what it learnt from, and whether it learnt from parses of this pipeline."""
    about = trained(file).about
    yield Finding("quotations model", _file(file))
    yield Finding("  learnt from", f"{about.trained_on}; {about.documents} articles")
    yield Finding("  licence of that text", about.licence)
    yield Finding("  on parses of", about.pipeline, _other_parses(about.pipeline, model))


def _other_parses(learnt: str, model: str) -> str:
    """What to do where a quotations model learnt from the parses of another pipeline."""
    try:
        here = pipeline_version(model)
    except NoPipeline:
        return ""  # that it is missing has been said
    return "" if learnt == here else f"train it again on parses of {here}: its scores are of others"
