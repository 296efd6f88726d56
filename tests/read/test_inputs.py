# SPDX-License-Identifier: Apache-2.0
"""`read`: documents, ids, refusals; the laws that hold for every input."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontherecord.model import Reading, Refusal
from ontherecord.read import inputs, read

TEXT = "Talks end without a word\nThe two delegations met on Tuesday and left without a word.\n"


def _one(data: bytes) -> Reading | Refusal:
    (found,) = read(["-"], io.BytesIO(data))
    return found


def _reading(data: bytes) -> Reading:
    found = _one(data)
    assert isinstance(found, Reading), found
    return found


def test_the_document_says_what_was_read() -> None:
    data = TEXT.replace("\n", "\r\n").encode("utf-8-sig")
    found = _reading(data)
    document = found.document
    assert found.copy == TEXT
    assert document.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert document.input_sha256 == hashlib.sha256(data).hexdigest()
    assert document.bytes == len(data)
    assert document.id == "d" + document.sha256[:8]
    assert (document.source, document.media_type, document.charset, document.language) == (
        "-",
        "text/plain",
        "utf-8",
        "en",
    )
    assert document.title == "Talks end without a word"
    assert document.articles == ("a" + document.sha256[:8],)


def test_twins_get_ids_of_their_own(tmp_path: Path) -> None:
    for name in ("b", "a", "c"):
        (tmp_path / f"{name}.txt").write_text(TEXT)
    found = [one for one in read([tmp_path]) if isinstance(one, Reading)]
    stem = hashlib.sha256(TEXT.encode()).hexdigest()[:8]
    assert [one.document.id for one in found] == [f"d{stem}", f"d{stem}-2", f"d{stem}-3"]
    assert [Path(one.document.source).name for one in found] == ["a.txt", "b.txt", "c.txt"]
    assert len({article.id for one in found for article in one.articles}) == 3


def test_every_span_is_read_again_and_names_its_document() -> None:
    found = _reading(f"Harbour Gazette\n{TEXT}\n© 2031 Harbour Gazette. All rights reserved.\n".encode())
    article = found.articles[0]
    for span in (article.headline_span, article.outlet_span):
        assert span is not None
        assert span.document == found.document.id
        assert found.copy[span.start : span.end] == span.text


def test_lines_of_a_json_lines_file_are_documents_and_a_bad_one_spoils_no_other(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    rows = [
        json.dumps({"text": TEXT, "url": "https://gazette.example/1"}),
        "{",
        "",
        '{"title": "x"}',
        json.dumps({"text": TEXT + "!"}),
    ]
    file.write_text("\n".join(rows))
    found = list(read([file]))
    places = [one.document.source if isinstance(one, Reading) else f"not {one.source}" for one in found]
    assert places == [f"{file}#1", f"not {file}#2", f"not {file}#4", f"{file}#5"]
    first = found[0]
    assert isinstance(first, Reading)
    assert first.articles[0].url == "https://gazette.example/1"
    assert first.document.bytes == len(rows[0])


def test_gzip_is_unpacked_and_a_cut_one_refused() -> None:
    packed = gzip.compress(TEXT.encode() + os.urandom(5_000).hex().encode())
    assert isinstance(_one(gzip.compress(TEXT.encode())), Reading)
    cut = _one(packed[: len(packed) // 2])
    assert isinstance(cut, Refusal)
    assert "cut off" in cut.reason


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        ("…!?".encode(), "empty"),
        (b"%PDF-1.4\n", "PDF"),
        (bytes(range(256)) * 20, "not text"),
        (b'{"text": "a",\n', "JSON"),
        (b"[" * 50_000, None),
        (b"a\n" * 100_002, "lines"),
    ],
)
def test_refusals_name_the_input_in_one_line(data: bytes, word: str | None) -> None:
    found = _one(data)
    if word is None:
        return
    assert isinstance(found, Refusal)
    assert found.source == "-"
    assert word in found.reason
    assert "\n" not in found.reason


def test_too_large_is_refused_without_reading_it_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "LARGEST", 1_000)
    stream = io.BytesIO(b"word " * 50_000)
    (found,) = read(["-"], stream)
    assert isinstance(found, Refusal)
    assert "larger" in found.reason


def test_a_file_that_vanishes_is_refused_and_the_rest_done(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_text(TEXT)
    (tmp_path / "c.txt").write_text(TEXT)
    stream = read([tmp_path])
    first = next(stream)
    (tmp_path / "b.txt").unlink()
    second, third = stream
    assert isinstance(first, Reading)
    assert isinstance(second, Refusal)
    assert "no such file" in second.reason
    assert isinstance(third, Reading)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(TEXT)
    file.chmod(0)
    (found,) = read([file])
    assert isinstance(found, Refusal)
    assert "permission" in found.reason


HOSTILE = {
    "one line": "The talks went on and on. " * 20_000,
    "one word": "word" * 100_000,
    "many lines": "He said so on Monday.\n" * 3_000,
    "quotation marks": 'He said "no" ' + '"' * 10_000,
    "capitals": ("THE MINISTER SAID NO. " * 20 + "\n") * 20,
    "right to left": "\u202eقال الوزير يوم الاثنين إن المحادثات ستستمر.\n" * 5,
    "patterns": "by " * 3_000
    + "\n"
    + "A, " * 3_000
    + "\n"
    + "share " * 3_000
    + "\n"
    + "1 " * 3_000
    + "\n(A " * 3_000,
    "separators": "He said\u2028no\u2029 and\x0b went\x0c away\x1c on Monday\x85, in the rain. He came back.",
    "emoji": "🛶🕯️" * 2_000 + " said no.",
    "markup": "<script>alert(1)</script> he wrote.\n" * 50,
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_hostile_text_is_read_and_tiled(name: str) -> None:
    tiled(_reading(HOSTILE[name].encode()))


def tiled(found: Reading) -> None:
    """Articles tile the copy, and segments their article."""
    at = 0
    for article in found.articles:
        assert article.start == at
        for segment in article.segments:
            assert segment.start == at
            assert segment.end > segment.start
            at = segment.end
        assert article.end == at
    assert at == len(found.copy)


_PIECES = st.sampled_from(
    [
        TEXT,
        "Harbour Gazette\n",
        "2 hours ago\n",
        "- Harbour Gazette\n",
        "Related Articles\n",
        "By Ana Lutz\n",
        "\n\n",
        "SOFIA (AP) — The talks ended on Tuesday after nine hours, and nobody was glad of it.\n",
        "Crane drivers walk out at the northern port\n",
        "© 2031 Harbour Gazette\n",
        "MORE: Why it matters\n",
        "   * x\n",
        "Photo: Ana Lutz/Harbour Gazette\n",
        "Comments\n",
        "It ended...\n",
        "March 5, 2031\n",
        '"',
        "\t",
        "0",
        "…",
        "The two sides had met for the third time in a month, and had agreed on nothing. " * 6 + "\n",
    ]
)


@given(st.lists(_PIECES, max_size=30))
def test_any_mixture_of_pieces_is_tiled_and_its_spans_are_true(pieces: list[str]) -> None:
    found = _one("".join(pieces).encode())
    if isinstance(found, Refusal):
        return
    tiled(found)
    for article in found.articles:
        for span in (article.headline_span, article.outlet_span, article.published.span):
            assert span is None or found.copy[span.start : span.end] == span.text
            assert span is None or article.start <= span.start < span.end <= article.end


@given(st.text(max_size=400))
def test_any_text_is_read_or_refused(text: str) -> None:
    found = _one(text.encode("utf-8", "surrogatepass"))
    if isinstance(found, Reading):
        tiled(found)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for found in read(["-"], io.BytesIO(data)):
        if isinstance(found, Reading):
            tiled(found)
