# SPDX-License-Identifier: Apache-2.0
"""Templates of the server, on those of the dossier: one design, one set of macros.

Comes in: the name of a template and what it shows. Goes out: HTML. Refuses: nothing; every text is escaped.
Style and scripts are files of ours, asked for under a name that changes with them; no page holds any.
Score: none.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Mapping
from importlib import resources

import msgspec

from ontherecord.dossier.page import SCRIPTS as DOSSIER_SCRIPTS
from ontherecord.dossier.page import environment
from ontherecord.dossier.wording import counted, country_in_words, date_in_words, listed, percent, plain

_MEDIA = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}
_FILES = (
    ("dossier", ("dossier.css", *DOSSIER_SCRIPTS)),
    ("serve", ("desk.css", "desk.js", "progress.js", "mark.svg")),
)
NAV = (
    ("/", "Stories"),
    ("/people", "People"),
    ("/places", "Places"),
    ("/days", "Days"),
    ("/sources", "Sources"),
    ("/changes", "Changes"),
)


class Asset:
    """A file of style or script: its address, which changes with it, its type, its bytes."""

    def __init__(self, room: str, name: str) -> None:
        self.data = resources.files(f"ontherecord.{room}").joinpath("static", name).read_bytes()
        self.media_type = _MEDIA[name[name.rindex(".") :]]
        mark = hashlib.blake2b(self.data, digest_size=6).hexdigest()
        self.address = f"/static/{mark}/{name}"


@functools.cache
def assets() -> Mapping[str, Asset]:
    """The files of style and script, by name."""
    return {name: Asset(room, name) for room, names in _FILES for name in names}


def paper(template: str, **shown: object) -> str:
    """A page, or a part of one."""
    addresses = {name: asset.address for name, asset in assets().items()}
    words = {
        "asked_pairs": _pairs, "counted": counted, "country_in_words": country_in_words, "date_in_words": date_in_words,
        "listed": listed, "percent": percent, "plain": plain,
    }  # fmt: skip
    made = environment("ontherecord.serve").get_template(template)
    return made.render({"policy": "", "assets": addresses, "nav": NAV, **words, **shown})


def compile_templates() -> None:
    """Make every template ready, so that the first reader of a page does not wait for it."""
    templates = environment("ontherecord.serve")
    for name in templates.list_templates(["html"]):
        templates.get_template(name)


def _pairs(asked: msgspec.Struct) -> list[tuple[str, str]]:
    """What was asked, as the pairs of an address that asks it again; what says nothing is left out."""
    told = msgspec.to_builtins(asked)
    return [(name, str(value)) for name, value in told.items() if value not in ("", None, False)]
