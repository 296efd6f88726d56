# SPDX-License-Identifier: Apache-2.0
"""What can go wrong in a verb, as one line and an exit status.

Comes in: the exceptions of the stages. Goes out: a line on stderr and the end of the program.
Refuses: to hide a fault of our own: what is not named here keeps its traceback.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from ontherecord.cli.words import REFUSED, USAGE, fail, say_refused


@contextmanager
def faults_in_words() -> Iterator[None]:
    """End the program with one line and a status where what is done inside meets a known fault."""
    try:
        yield
    except BrokenPipeError:
        raise  # the reader of stdout has seen enough: no fault, and click ends quietly
    except Exception as fault:
        _told(fault)
        raise


def _told(fault: Exception) -> None:
    """End the program with one line and a status if a fault is known."""
    # Here, since a verb that meets no fault need not wait for them.
    from ontherecord.annotate.parse import NoPipeline
    from ontherecord.annotate.settings import BadSetting
    from ontherecord.build import NothingToRead
    from ontherecord.decide.files import DecisionError
    from ontherecord.export import FolderError
    from ontherecord.export.folder import PlaceError
    from ontherecord.verify import RecordError

    match fault:
        case PlaceError() | NoPipeline() | BadSetting() | DecisionError():
            fail(fault, USAGE)
        case NothingToRead():
            say_refused(fault.refused)
            fail("none of the inputs could be read; nothing was written", REFUSED)
        case FolderError() | RecordError():
            fail(fault, REFUSED)
        case sqlite3.Error():
            fail(f"the working file could not be written ({fault}); free some space where TMPDIR is", REFUSED)
        case MemoryError():
            fail("there is not enough memory; take fewer --workers, or less at a time", REFUSED)
        case OSError():
            fail(fault, REFUSED)
