# SPDX-License-Identifier: Apache-2.0
"""What can go wrong in a verb, as one line and an exit status.

Comes in: the exceptions of the stages. Goes out: a line on stderr and the end of the program.
Refuses: to hide a fault of our own: what is not named here keeps its traceback.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from ontherecord.annotate.parse import NoPipeline
from ontherecord.annotate.settings import BadSetting
from ontherecord.build import NothingToRead
from ontherecord.cli.words import REFUSED, USAGE, fail, say_refused
from ontherecord.decide.files import DecisionError
from ontherecord.export import FolderError
from ontherecord.export.folder import PlaceError
from ontherecord.verify import RecordError


@contextmanager
def faults_in_words() -> Iterator[None]:
    """End the program with one line and a status where what is done inside meets a known fault."""
    try:
        yield
    except (PlaceError, NoPipeline, BadSetting, DecisionError) as fault:
        fail(fault, USAGE)
    except NothingToRead as fault:
        say_refused(fault.refused)
        fail("none of the inputs could be read; nothing was written", REFUSED)
    except (FolderError, RecordError) as fault:
        fail(fault, REFUSED)
    except sqlite3.Error as fault:
        fail(f"the working file could not be written ({fault}); free some space where TMPDIR is", REFUSED)
    except MemoryError:
        fail("there is not enough memory; take fewer --workers, or less at a time", REFUSED)
    except BrokenPipeError:
        raise  # the reader of stdout has seen enough: no fault, and click ends quietly
    except OSError as fault:
        fail(fault, REFUSED)
