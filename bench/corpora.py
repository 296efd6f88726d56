# SPDX-License-Identifier: Apache-2.0
"""Reading the development corpora, and their parses, which are kept under `.cache/bench`.

The corpora are local data (`../shared/bench`, or `--data`); none of their text is in the
repository, and the kept parses are ignored by git.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec

from ontherecord.annotate.parse import (
    DEFAULT_MODEL,
    Paragraph,
    Parse,
    load,
    paragraphs,
    parse_paragraphs,
)

ROOT = Path(__file__).resolve().parent.parent
DEFAULT_DATA = ROOT.parent / "shared" / "bench"
_KEPT = ROOT / ".cache" / "bench"


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a JSON Lines file."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)


def scorer(path: Path) -> ModuleType:
    """A neutral scorer of the development data, loaded from its file as a module."""
    spec = importlib.util.spec_from_file_location(f"scorer_{path.parent.name}_{path.stem}", path)
    assert spec is not None, path
    assert spec.loader is not None, path
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def parses(texts: Sequence[str], model: str = DEFAULT_MODEL) -> Iterator[Parse]:
    """The parse of each text, all of it read as body; parsed once, then read from disk."""
    found = [paragraphs(text, 0, len(text)) for text in texts]
    flat = [text for one in found for _, text in one]
    digest = hashlib.sha256("\0".join([model, *flat]).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    kept = _KEPT / f"{digest}.msgpack"
    if kept.exists():
        parsed = msgspec.msgpack.decode(kept.read_bytes(), type=list[Paragraph])
    else:
        parsed = list(parse_paragraphs(load(model), flat))
        kept.parent.mkdir(parents=True, exist_ok=True)
        part = kept.with_suffix(".part")
        part.write_bytes(msgspec.msgpack.encode(parsed))
        part.rename(kept)
    queue = iter(parsed)
    for text, one in zip(texts, found, strict=True):
        parse = Parse(text)
        for offset, _ in one:
            parse.append(next(queue), offset, "body")
        yield parse
