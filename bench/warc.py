# SPDX-License-Identifier: Apache-2.0
"""Damaged web archives: of the records that no damage touched, the share that is read, and read whole.

    python -m bench warc

Archives of 40 invented pages, packed record by record as crawlers do, each with one damage: a length that
lies, a flipped byte, garbage between two records, a missing piece, a cut. A page counts only if its bytes
are right. Peers, where they are installed: fastwarc ends at the first fault, warcio at the first in the packing.
"""

from __future__ import annotations

import gzip
import importlib.util
import io
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from random import Random

from bench.score import Score
from ontherecord.read.warc import Capture, captures

PAGES = 40
ARCHIVES = 40  # of each damage
Read = Callable[[bytes], set[bytes]]


def scores(data: Path) -> Iterator[Score]:
    """Read archives of each damage; `data` is not looked at: the pages are invented."""
    readers: dict[str, Read] = {"ours": _ours}
    readers |= {name: read for name, read in PEERS.items() if importlib.util.find_spec(name)}
    for damage in DAMAGES:
        found = {name: _share(damage, read) for name, read in readers.items()}
        yield Score(
            stage="warc", corpus=damage, measure="good records read", value=found.pop("ours"), peers=found, gated=False
        )  # fmt: skip


def _share(damage: str, read: Read) -> float:
    """The share of untouched pages that come out right, over all archives of one damage."""
    right = total = 0
    for seed in range(ARCHIVES):
        random = Random(f"{damage} {seed}")
        pages = [_page(random, n) for n in range(PAGES)]
        touched = random.randrange(1, PAGES)  # by its first record an archive is known for one
        archive = DAMAGES[damage](pages, touched, random)
        good = set(pages[:touched] if damage == "cut off" else pages[:touched] + pages[touched + 1 :])
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):  # peers print warnings
            right += len(good & read(archive))
        total += len(good)
    return right / total


def _page(random: Random, number: int) -> bytes:
    words = " ".join(random.choices(("ferry", "harbour", "strike", "quay", "talks", "port", "river"), k=300))
    return f"<html><body><h1>Page {number}</h1><p>{words}</p></body></html>".encode()


def _record(page: bytes, lie: int = 0) -> bytes:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://gazette.example/\r\n"
        "WARC-Date: 2031-04-01T06:00:12Z\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block) + lie}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def _packed(record: bytes) -> bytes:
    return gzip.compress(record, mtime=0)


def _around(pages: list[bytes], touched: int, middle: bytes) -> bytes:
    before, after = pages[:touched], pages[touched + 1 :]
    return b"".join([*(_packed(_record(p)) for p in before), middle, *(_packed(_record(p)) for p in after)])


def _wrong_length(pages: list[bytes], touched: int, random: Random) -> bytes:
    lie = random.choice((-1, 1)) * random.randrange(5, 1_500)
    return _around(pages, touched, _packed(_record(pages[touched], lie)))


def _flipped(pages: list[bytes], touched: int, random: Random) -> bytes:
    member = bytearray(_packed(_record(pages[touched])))
    member[random.randrange(20, len(member) - 8)] ^= 1 << random.randrange(8)
    return _around(pages, touched, bytes(member))


def _garbage(pages: list[bytes], touched: int, random: Random) -> bytes:
    return _around(pages, touched, random.randbytes(random.randrange(1, 2_000)))


def _missing(pages: list[bytes], touched: int, random: Random) -> bytes:
    member = _packed(_record(pages[touched]))
    return _around(pages, touched, member[: random.randrange(1, len(member))])


def _cut(pages: list[bytes], touched: int, random: Random) -> bytes:
    member = _packed(_record(pages[touched]))
    return _around(pages[: touched + 1], touched, member[: random.randrange(1, len(member))])


def _ours(archive: bytes) -> set[bytes]:
    found = captures(io.BytesIO(archive), len(archive) * 20)
    return {one.data for one in found if isinstance(one, Capture)}


def _fastwarc(archive: bytes) -> set[bytes]:
    from fastwarc.warc import ArchiveIterator

    found: set[bytes] = set()
    try:
        for record in ArchiveIterator(io.BytesIO(archive), strict_mode=False):
            found.add(record.reader.read())
    except Exception:
        pass  # it reads no further, whatever it raises
    return found


def _warcio(archive: bytes) -> set[bytes]:
    from warcio.archiveiterator import ArchiveIterator

    found: set[bytes] = set()
    try:
        for record in ArchiveIterator(io.BytesIO(archive)):
            found.add(record.content_stream().read())
    except Exception:
        pass  # it reads no further, whatever it raises
    return found


PEERS: dict[str, Read] = {"fastwarc": _fastwarc, "warcio": _warcio}
DAMAGES: dict[str, Callable[[list[bytes], int, Random], bytes]] = {
    "wrong length": _wrong_length,
    "flipped bit": _flipped,
    "garbage": _garbage,
    "missing piece": _missing,
    "cut off": _cut,
}
