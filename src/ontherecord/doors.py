# SPDX-License-Identifier: Apache-2.0
"""The doors of a room: what it gives others, imported when somebody asks for it.

Comes in: the name of a package whose `__init__` imports its doors under `if TYPE_CHECKING:`. Goes out: nothing; the package
has these names. Refuses: nothing. Score: none; `tests/test_doors.py`, which also counts what a quick verb imports.

The whole program takes more than a second to import, and a verb that looks something up needs a tenth of it.
`lazy_loader` (BSD) does this for doors that stand in a stub beside each package, imported relatively and under their own
names; here they stand once, where the type checker reads them, so that a stub cannot say otherwise than the package.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

_DOORS = "__doors__"


class _Room(ModuleType):
    """A package that imports its doors when they are asked for (PEP 562, and what follows)."""

    def __getattr__(self, name: str) -> object:
        home, own = self.__dict__[_DOORS].get(name, ("", ""))
        if not home:
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        found = getattr(import_module(home), own)
        super().__setattr__(name, found)
        return found

    def __setattr__(self, name: str, value: object) -> None:
        """A module is no door: importing `export.schema` does not put it in the place of the function `schema`."""
        if not (isinstance(value, ModuleType) and name in self.__dict__[_DOORS]):
            super().__setattr__(name, value)

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *self.__dict__[_DOORS]})


def open_when_asked(room: str) -> None:
    """Let a package import what stands under its `if TYPE_CHECKING:` when it is asked for."""
    module = sys.modules[room]
    loader = module.__spec__.loader if module.__spec__ else None
    source = loader.get_source(room) if loader and hasattr(loader, "get_source") else None
    module.__dict__[_DOORS] = dict(_doors(ast.parse(source or "")))
    module.__class__ = _Room


def _doors(tree: ast.Module) -> Iterator[tuple[str, tuple[str, str]]]:
    """The doors by name: the module of each, and what it is called there."""
    for block in tree.body:
        if (
            isinstance(block, ast.If)
            and isinstance(block.test, ast.Name)
            and block.test.id == "TYPE_CHECKING"
        ):
            for line in block.body:
                if isinstance(line, ast.ImportFrom) and line.module:
                    for one in line.names:
                        yield one.asname or one.name, (line.module, one.name)
