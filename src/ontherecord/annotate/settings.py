# SPDX-License-Identifier: Apache-2.0
"""Settings: what the user chose for the annotation, read and checked once.

Comes in: the name of a pipeline, what counts as a quotation, a lexicon and a quotations model as files.
Goes out: `Settings`, which every stage and every worker is handed, and by which the manifest and the
store of work done tell one choice from another.
Refuses: a file that cannot be read or is not what it should be (`BadSetting`, one line).
Score: none; the scores of the annotators are those of the defaults.

A file counts by its name and its bytes, wherever it lies.
"""

from __future__ import annotations

import functools
import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import msgspec

from ontherecord.annotate.parse import DEFAULT_MODEL
from ontherecord.annotate.quotations.cues import Scope

if TYPE_CHECKING:
    from ontherecord.annotate.quotations.modelfile import Model

_LARGEST_LEXICON = 4_000_000  # bytes; the package's own has 30,000
_FAULTS = (OSError, ValueError, KeyError, TypeError, AttributeError)
"""What reading a user's file raises: it is not there, no TOML, or not in the form of the package's own."""


class BadSetting(ValueError):
    """A choice that cannot be followed; one line with the reason."""


class Chosen(msgspec.Struct, frozen=True):
    """A file the user named: where it lies, and the SHA-256 of its bytes."""

    path: str
    sha256: str


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What the user chose for the annotation. `Settings()` are the defaults; `Settings.of` reads files."""

    model: str = DEFAULT_MODEL
    """The spaCy pipeline: a package or a folder."""
    quotations: Scope = "speech"
    """What counts as a quotation: reported speech, or "all": also thoughts, decisions and attitudes."""
    lexicon: Chosen | None = None
    lexicon_text: str = ""
    """The words that extend the event lexicon, as TOML."""
    quotations_model: Chosen | None = None
    """A trained model that chooses among readings of quotations; without one the rules decide alone."""

    @classmethod
    def of(
        cls,
        *,
        model: str = DEFAULT_MODEL,
        quotations: Scope = "speech",
        lexicon: str | os.PathLike[str] | None = None,
        quotations_model: str | os.PathLike[str] | None = None,
    ) -> Settings:
        """The settings, with the files they name read and checked. Raises BadSetting."""
        if quotations not in get_args(Scope):
            raise BadSetting(f"quotations: {quotations!r} is none of {', '.join(get_args(Scope))}")
        chosen, text = _lexicon(Path(lexicon)) if lexicon is not None else (None, "")
        trained = _model(Path(quotations_model)) if quotations_model is not None else None
        return cls(
            model=model,
            quotations=quotations,
            lexicon=chosen,
            lexicon_text=text,
            quotations_model=trained,
        )


DEFAULT_SETTINGS = Settings()
"""How articles are annotated when nothing else is asked for."""


def named(settings: Settings) -> dict[str, str]:
    """The choices as the manifest names them; the pipeline has its own place there."""
    found = {"quotations": str(settings.quotations)}
    if settings.lexicon:
        found["lexicon"] = _name(settings.lexicon)
    if settings.quotations_model:
        found["quotations model"] = _name(settings.quotations_model)
    return found


def _name(file: Chosen) -> str:
    return f"{Path(file.path).name} sha256:{file.sha256}"


@functools.lru_cache(maxsize=2)
def trained(file: Chosen) -> Model:
    """The model in a chosen file, read once a process. Raises BadSetting, also where it has changed since."""
    from ontherecord.annotate.quotations.modelfile import LARGEST, NotAModel, unpacked

    try:
        data = _bytes(Path(file.path), LARGEST)
        if hashlib.sha256(data).hexdigest() != file.sha256:
            raise NotAModel("it was changed while it was in use")
        return unpacked(data)
    except (OSError, NotAModel) as fault:
        raise BadSetting(f"quotations model {file.path}: {_reason(fault)}") from fault


def _model(path: Path) -> Chosen:
    from ontherecord.annotate.quotations.modelfile import LARGEST

    try:
        data = _bytes(path, LARGEST)
    except OSError as fault:
        raise BadSetting(f"quotations model {path}: {_reason(fault)}") from fault
    chosen = Chosen(str(path.resolve()), hashlib.sha256(data).hexdigest())
    trained(chosen)
    return chosen


def _lexicon(path: Path) -> tuple[Chosen, str]:
    # Here, since settings are read by verbs that annotate nothing.
    from ontherecord.annotate.accounts.lexicon import lexicon

    try:
        data = _bytes(path, _LARGEST_LEXICON)
        if len(data) > _LARGEST_LEXICON:
            raise ValueError(f"it has more than {_LARGEST_LEXICON:,} bytes")
        text = data.decode("utf-8-sig")
        lexicon(text)
    except _FAULTS as fault:
        raise BadSetting(f"lexicon {path}: {_reason(fault)}") from fault
    return Chosen(str(path.resolve()), hashlib.sha256(data).hexdigest()), text


def _bytes(path: Path, most: int) -> bytes:
    """A file; of one that is larger than it may be, a byte more than `most`: some files never end."""
    with path.open("rb") as stream:
        return stream.read(most + 1)


def _reason(fault: Exception) -> str:
    """One line that says what is wrong with a file."""
    if isinstance(fault, OSError):
        return fault.strerror or "it cannot be read"
    if isinstance(fault, KeyError):
        return f"an entry has no {fault.args[0]!r}"
    if isinstance(fault, UnicodeDecodeError):
        return "it is not UTF-8 text"
    if isinstance(fault, TypeError | AttributeError):
        return "it is not in the form of the package's own lexicon (annotate/data/events.toml)"
    return " ".join(str(fault).split())
