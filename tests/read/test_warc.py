# SPDX-License-Identifier: Apache-2.0
"""Web archives: good records are read, the rest is named, whatever is wrong with it."""

from __future__ import annotations

import gzip
import io
import tracemalloc
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontherecord.model import Reading, Refusal
from ontherecord.read import read
from ontherecord.read.warc import Capture, Damage, captures
from tests.carriers import answer, record

LARGEST = 1_000_000


def page(n: int) -> bytes:
    return f"<html><p>Page {n} of the harbour's ledger.</p>{'<p>The tide came in.</p>' * 80}</html>".encode()


def response(n: int, lie: int = 0, **more: str) -> bytes:
    return record("response", f"https://gazette.example/{n}", answer(page(n), **more), lie=lie)


def taken(data: bytes) -> list[Capture | Damage]:
    return list(captures(io.BytesIO(data), LARGEST))


def pages(data: bytes) -> list[str]:
    """The URLs of the pages that were read; each must be whole."""
    found = [one for one in taken(data) if isinstance(one, Capture)]
    for one in found:
        assert one.url is not None
        assert one.data == page(int(one.url.rpartition("/")[2]))
    return [one.url.rpartition("/")[2] for one in found if one.url]


def damages(data: bytes) -> list[str]:
    return [one.reason for one in taken(data) if isinstance(one, Damage)]


RECORDS = [response(n) for n in range(5)]
PACKED = [gzip.compress(one, mtime=0) for one in RECORDS]


@pytest.mark.parametrize(
    "data",
    [
        b"".join(RECORDS),
        b"".join(PACKED),
        gzip.compress(b"".join(RECORDS)),
        b"".join(RECORDS).replace(b"WARC/1.0", b"WARC/1.1"),
        b"\r\n" + b"\r\n\r\n".join(RECORDS) + b"\n",
    ],
    ids=["plain", "gzip by record", "gzip whole", "1.1", "loose"],
)
def test_whole_files_are_read_whole(data: bytes) -> None:
    assert pages(data) == ["0", "1", "2", "3", "4"]
    assert damages(data) == []


def test_a_capture_says_where_when_and_in_what() -> None:
    (one,) = taken(
        record("response", "<https://gazette.example/0>", answer(page(0), "Text/HTML; charset='koi8-r'"))
    )
    assert isinstance(one, Capture)
    assert one[:1] + one[2:] == (
        1,
        "https://gazette.example/0",
        "2031-04-01T06:00:12Z",
        "text/html",
        "koi8-r",
    )


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
@pytest.mark.parametrize("lie", [-1_000, -70, -5, -1, 1, 5, 500, 5_000, 10**7, 10**15])
def test_a_wrong_length_spoils_no_other_record(lie: int, packed: bool) -> None:
    rows = [response(0), response(1, lie=lie), response(2), response(3)]
    data = b"".join(gzip.compress(one, mtime=0) for one in rows) if packed else b"".join(rows)
    assert pages(data) == ["0", "2", "3"]
    (reason,) = damages(data)
    assert "length is wrong" in reason or "larger than" in reason or "cut off" in reason


@pytest.mark.parametrize("length", [b"-5", b"", b"many", b"9" * 50, b"0x10"])
def test_a_length_that_is_none_is_named(length: bytes) -> None:
    bad = response(1).replace(b"Content-Length: %d" % len(answer(page(1))), b"Content-Length: " + length, 1)
    assert pages(RECORDS[0] + bad + RECORDS[2]) == ["0", "2"]
    assert len(damages(RECORDS[0] + bad + RECORDS[2])) == 1


@pytest.mark.parametrize("cut", [1, 20, 300, 2_000])
def test_a_file_that_is_cut_off_gives_what_is_whole(cut: int) -> None:
    whole = b"".join(RECORDS[:3])
    assert pages(whole + RECORDS[3][:cut]) == ["0", "1", "2"]
    assert damages(whole + RECORDS[3][:cut])
    packed = b"".join(PACKED[:3])
    assert pages(packed + PACKED[3][: cut // 10 + 1]) == ["0", "1", "2"]
    assert damages(packed + PACKED[3][: cut // 10 + 1])


def test_damaged_packing_is_named_and_read_past() -> None:
    broken = bytearray(PACKED[2])
    broken[len(broken) // 2] ^= 0xFF
    for middle in (bytes(broken), b"garbage" * 50, PACKED[2][:100]):
        data = b"".join([*PACKED[:2], middle, *PACKED[3:]])
        assert pages(data) == ["0", "1", "3", "4"]
        assert damages(data)


def test_garbage_between_records_is_named() -> None:
    data = RECORDS[0] + b"garbage\r\n" * 9 + RECORDS[1]
    assert pages(data) == ["0", "1"]
    assert len(damages(data)) == 1


def test_only_pages_that_were_answered_count() -> None:
    others = [
        record("warcinfo", "", b"software: x", "application/warc-fields"),
        record(
            "request",
            "https://gazette.example/9",
            b"GET / HTTP/1.1\r\n\r\n",
            "application/http; msgtype=request",
        ),
        record("metadata", "https://gazette.example/9", b"a: b", "application/warc-fields"),
        record("response", "https://gazette.example/9", answer(page(9), status="404 Not Found")),
        record(
            "response", "https://gazette.example/9", answer(b"", status="301 Moved", more="Location: /\r\n")
        ),
        record("response", "https://gazette.example/9", answer(b"\x89PNG", "image/png")),
        record("response", "dns:gazette.example", b"1.2.3.4", "text/dns"),
    ]
    assert taken(b"".join(others)) == []


def test_a_resource_and_an_extracted_text_are_pages_too() -> None:
    data = record("resource", "https://gazette.example/0", page(0), "text/html; charset=utf-8")
    data += record("conversion", "https://gazette.example/1", b"The ferries sail again.", "text/plain")
    assert [one.media_type for one in taken(data) if isinstance(one, Capture)] == ["text/html", "text/plain"]


def test_a_revisit_of_a_page_that_is_elsewhere_is_named() -> None:
    again = record("revisit", "https://gazette.example/0", b"HTTP/1.1 304 Not Modified\r\n\r\n")
    assert damages(RECORDS[0] + again) == []
    (reason,) = damages(RECORDS[1] + again)
    assert "https://gazette.example/0" in reason


def chunked(body: bytes) -> bytes:
    rows = [body[i : i + 700] for i in range(0, len(body), 700)]
    return b"".join(b"%x;x=y\r\n%s\r\n" % (len(row), row) for row in rows) + b"0\r\n\r\n"


@pytest.mark.parametrize(
    ("body", "more"),
    [
        (chunked(page(0)), "Transfer-Encoding: chunked\r\n"),
        (page(0), "Transfer-Encoding: chunked\r\n"),
        (gzip.compress(page(0), mtime=0), "Content-Encoding: gzip\r\n"),
        (page(0), "Content-Encoding: gzip\r\n"),
        (zlib.compress(page(0)), "Content-Encoding: deflate\r\n"),
        (
            chunked(gzip.compress(page(0), mtime=0)),
            "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n",
        ),
        (page(0), "Content-Encoding: br\r\n"),
    ],
)
def test_what_the_crawler_kept_as_it_came_is_unpacked(body: bytes, more: str) -> None:
    assert pages(record("response", "https://gazette.example/0", answer(body, more=more))) == ["0"]


def test_bombs_are_named_and_not_held() -> None:
    bomb = gzip.compress(bytes(1 << 26))
    inside = record("response", "https://gazette.example/9", answer(bomb, more="Content-Encoding: gzip\r\n"))
    outside = gzip.compress(response(9).replace(b"</html>", bytes(1 << 26)))
    long = record("response", "https://gazette.example/9", answer(b"<html>" + b"x" * 2_000_000))
    tracemalloc.start()
    try:
        for bad in (inside, gzip.compress(long), outside):
            data = PACKED[0] + (bad if bad[:2] == b"\x1f\x8b" else gzip.compress(bad)) + PACKED[1]
            assert pages(data) == ["0", "1"]
            assert len(damages(data)) == 1
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


@given(
    st.binary(max_size=400),
    st.integers(0, 6_000),
    st.sampled_from([b"".join(RECORDS[:2]), b"".join(PACKED[:2])]),
)
def test_any_bytes_anywhere_never_raise_and_give_only_true_pages(junk: bytes, at: int, data: bytes) -> None:
    for one in captures(io.BytesIO(data[:at] + junk + data[at:]), LARGEST):
        assert isinstance(one, Capture | Damage)


@given(st.binary(max_size=3_000))
def test_any_bytes_after_a_first_line_never_raise(junk: bytes) -> None:
    for start in (
        b"WARC/1.0\r\n",
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 9\r\n\r\n",
        b"\x1f\x8b\x08",
    ):
        taken(start + junk)


def test_documents_name_record_address_and_day() -> None:
    found = list(read(["-"], io.BytesIO(RECORDS[0] + response(1, lie=77) + RECORDS[2])))
    assert [one.document.source if isinstance(one, Reading) else one.source for one in found] == [
        "-#1",
        "-#2",
        "-#3",
    ]
    first = found[0]
    assert isinstance(first, Reading)
    assert first.document.fetched == "2031-04-01T06:00:12Z"
    assert first.articles[0].url == "https://gazette.example/0"
    assert first.articles[0].outlet == "gazette.example"


def test_an_archive_without_pages_says_so() -> None:
    (one,) = read(["-"], io.BytesIO(record("warcinfo", "", b"x", "application/warc-fields")))
    assert isinstance(one, Refusal)
    assert "without a page" in one.reason
