# SPDX-License-Identifier: Apache-2.0
"""Bytes to text: the charset of an input, and the text it gives.

Comes in: bytes, and the charset the input declares if it does. Goes out: `Decoded` (text, charset,
problems). Refuses: nothing; what cannot be decoded becomes U+FFFD and a problem says so.
Score: none; `tests/read/test_charset.py`.

The order: a byte order mark; the declared charset if the bytes are valid in it; UTF-8; the charset
that `charset-normalizer` finds. A declared one-byte charset accepts any bytes, so bytes that are
valid UTF-8 beyond ASCII are taken for UTF-8 against such a declaration: text in another charset
practically never is.
"""

from __future__ import annotations

import codecs
from typing import NamedTuple

from charset_normalizer import from_bytes

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What the web means by these names (WHATWG Encoding Standard): the Windows code page.
_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
}
_LAST_RESORT = "cp1252"
_SAMPLE = 32_768  # bytes around non-ASCII text shown to the detector; more costs time, not accuracy
_MOSTLY = 0.02  # share of undecodable places below which text is damaged UTF-8, not another charset


class Decoded(NamedTuple):
    """Text, the charset it was in, and what went wrong."""

    text: str
    charset: str
    problems: tuple[str, ...] = ()


def decoded(data: bytes, declared: str | None = None) -> Decoded:
    """The text of some bytes. `declared` is the charset that the input or its carrier names."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _forced(data[len(mark) :], name, ())
    if wide := _wide(data):
        return _forced(data, wide, ())
    problems: tuple[str, ...] = ()
    if declared:
        if text := _declared(data, declared):
            return text
        problems = (f"declared as {declared}, which its bytes are not",)
    return _detected(data, problems)


def _declared(data: bytes, declared: str) -> Decoded | None:
    try:
        codec = codecs.lookup(declared.strip()).name
        meant = _MEANT.get(codec, codec)
        text = data.decode(meant)  # a codec that gives no text ("base64") is a LookupError
    except (LookupError, UnicodeError, ValueError):
        return None
    if codec != "utf-8" and not data.isascii() and _valid_utf8(data) and "iso2022" not in codec:
        return Decoded(data.decode("utf-8"), "utf-8", (f"declared as {declared}, but it is UTF-8",))
    return Decoded(text, meant)


def _detected(data: bytes, problems: tuple[str, ...]) -> Decoded:
    if _valid_utf8(data):
        return Decoded(data.decode("utf-8"), "utf-8", problems)
    text = data.decode("utf-8", "replace")
    beyond_ascii = sum(1 for byte in data[: _SAMPLE * 8] if byte >= 0xC0)
    if text.count("\ufffd") <= max(1, _MOSTLY * beyond_ascii) and beyond_ascii > 1:
        return _forced(data, "utf-8", problems)
    best = from_bytes(_sample(data)).best()
    return _forced(data, best.encoding if best else _LAST_RESORT, problems)


def _forced(data: bytes, charset: str, problems: tuple[str, ...]) -> Decoded:
    text = data.decode(charset, "replace")
    lost = text.count("\ufffd") - (data.count(b"\xef\xbf\xbd") if charset == "utf-8" else 0)
    if lost > 0:
        problems = (*problems, f"{lost} places are not valid {charset} and were replaced")
    return Decoded(text, charset, problems)


def _valid_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _wide(data: bytes) -> str | None:
    """UTF-16 without a byte order mark: every other byte of Western text is null."""
    sample = data[:4096]
    if len(sample) < 4 or not sample.count(0):
        return None
    for first, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        nulls, others = sample[first::2], sample[1 - first :: 2]
        if nulls.count(0) > 0.7 * len(nulls) and not others.count(0):
            return name
    return None


def _sample(data: bytes) -> bytes:
    """The lines that are not plain ASCII, up to the size the detector needs."""
    kept: list[bytes] = []
    size = 0
    for line in data.splitlines():
        if not line.isascii():
            kept.append(line[:_SAMPLE])
            size += len(kept[-1])
            if size >= _SAMPLE:
                break
    return b"\n".join(kept)
