# SPDX-License-Identifier: Apache-2.0
"""A room gives what it names when it is asked for, and a quick verb does not import the program."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from types import FunctionType

import pytest

import ontherecord

ROOMS = ("", ".annotate", ".archive", ".decide", ".export", ".fetch", ".group", ".reconcile", ".trace")


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_has_all_that_it_names(room: str) -> None:
    module = import_module(f"ontherecord{room}")
    assert module.__all__
    assert all(getattr(module, name) is not None for name in module.__all__)
    assert set(module.__all__) <= set(dir(module))


def test_a_module_does_not_stand_in_the_place_of_a_door() -> None:
    import_module("ontherecord.export.schema")
    import_module("ontherecord.build")
    from ontherecord.export import schema

    assert isinstance(schema, FunctionType)
    assert isinstance(ontherecord.build, FunctionType)


def test_what_is_no_door_is_not_there() -> None:
    with pytest.raises(AttributeError, match="no attribute 'window'"):
        _ = ontherecord.window  # type: ignore[attr-defined]


def test_looking_something_up_does_not_import_the_stages() -> None:
    said = "import sys, ontherecord.cli.archive, ontherecord.archive.archive; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    heavy = {"numpy", "spacy", "ontherecord.build", "ontherecord.reconcile.story", "ontherecord.read.inputs"}
    assert not heavy & set(done.stdout.split())
