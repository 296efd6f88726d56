# SPDX-License-Identifier: Apache-2.0
"""Guided fuzzing of the readers and parsers, by hand: hours of it would not fit in the suite.

    python tools/fuzz.py TARGET [FOLDER] [-max_total_time=300 ...]

TARGET is one of those below, FOLDER keeps the inputs that reached new code, the rest is for libFuzzer. Needs the package
`atheris`, which the program does not. An input that raises, breaks a law or takes more than ten seconds ends the
run and is written to a file; made small, it becomes a case of `tests/hostile`.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable

import atheris

ROOMS = [
    "ontherecord.read", "ontherecord.annotate.quotations", "ontherecord.annotate.times", "ontherecord.reconcile.values",
]  # fmt: skip

with atheris.instrument_imports(include=ROOMS):
    from ontherecord.annotate.parse import parse_text
    from ontherecord.annotate.quotations.quotations import quotations
    from ontherecord.annotate.times.calendar import resolve
    from ontherecord.annotate.times.times import times
    from ontherecord.model import Reading
    from ontherecord.read import read
    from ontherecord.reconcile.values import figures, quantities

LIMITS = ["-timeout=10", "-rss_limit_mb=1024", "-max_len=4096"]
HEADS = {
    "text": b"",
    "html": b"<!DOCTYPE html><html><head>",
    "json": b'{"title": "A", "text": "',
    "jsonl": b'{"title": "A", "text": "Kovac said no."}\n',
    "feed": b'<?xml version="1.0"?><rss version="2.0"><channel><title>A</title><item>',
    "warc": b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: ",
    "mail": b"From: a@b.example\r\nSubject: A\r\nMIME-Version: 1.0\r\nContent-Type: ",
    "mailbox": b"From a@b.example Tue Mar 12 10:00:00 2024\nSubject: A\n\n",
}
"""How an input of each form begins, so that its reader is reached; what is fuzzed follows."""


def reads(head: bytes) -> Callable[[bytes], None]:
    """Read an input that begins with `head`: its articles tile its copy, every span re-reads."""

    def one(data: bytes) -> None:
        for found in read(["-"], io.BytesIO(head + data)):
            if isinstance(found, Reading):
                whole(found)

    return one


def whole(found: Reading) -> None:
    """The laws of a reading."""
    at = found.articles[0].start
    for article in found.articles:
        assert article.start == at, "articles tile"
        for segment in article.segments:
            assert segment.start == at, "segments tile"
            at = segment.end
        assert article.end == at, "segments fill their article"
        for span in (article.headline_span, article.outlet_span, article.published.span):
            assert span is None or found.copy[span.start : span.end] == span.text
    assert at == len(found.copy), "articles fill their copy"


def spoken(data: bytes) -> None:
    """Quotations of any text re-read."""
    text = data.decode("utf-8", "ignore")
    for quotation in quotations(parse_text(text), (), document="d", article="a"):
        assert all(text[span.start : span.end] == span.text for span in quotation.content)


def dated(data: bytes) -> None:
    """Times of any text re-read, and are reckoned from any day."""
    text = data.decode("utf-8", "ignore")
    for mention in times(parse_text(text)):
        assert text[mention.start : mention.end] == mention.text
        for day in ("2031-03-19", "0001-01-01", "9999-12-31", None):
            resolve(mention, day)


def counted(data: bytes) -> None:
    """Figures of any text."""
    text = data.decode("utf-8", "ignore")
    for found in (
        figures.figures,
        quantities.every,
        quantities.bare,
        quantities.lasting,
        quantities.counted_nouns,
    ):
        list(found(text))
    quantities.leading(text)


TARGETS = {name: reads(head) for name, head in HEADS.items()} | {
    "quotations": spoken, "times": dated, "numbers": counted,
}  # fmt: skip


def main() -> None:
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        sys.exit(f"{__doc__}\nTargets: {', '.join(TARGETS)}")
    atheris.Setup([sys.argv[0], *LIMITS, *sys.argv[2:]], TARGETS[sys.argv[1]])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
