# SPDX-License-Identifier: Apache-2.0
"""Mails: an .eml file or a mailbox (mbox), each message an article, or the alert it is.

Comes in: bytes. Goes out: a `Letter` a message: its text, what it declares, and for a news alert the
links it lists. Refuses: nothing; a damaged message gives what can be read of it. Nothing that a mail
links to is ever fetched: links of mails tell the sender who opened them, and some unsubscribe.
Score: none; `tests/read/test_mail.py`.

The text is that of the plain part, unless that holds less than half of the HTML part; attached
messages are messages of their own. An alert is a mail that lists links, with few words to each.
"""

from __future__ import annotations

import email
import email.header
import email.message
import email.policy
import email.utils
import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple
from urllib.parse import parse_qs, urlsplit

from ontherecord.read.charset import Decoded, decoded
from ontherecord.read.declared import Declared, moment, one_line
from ontherecord.read.media import MAILBOX_LINE
from ontherecord.read.pages import declared_charset, page, parsed, visible_text, with_headline

_QUOTED_START = re.compile(rb"^>(>*From )", re.MULTILINE)
_FORWARDED = re.compile(r"^(?:(?:fwd?|wg|tr|re|aw)\s*:\s*)+", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s<>\"'\])]{4,2000}")
_MOST_PARTS = 200  # of one message; more is an attack
_WORDS_OF_A_LINK = 60
"""An article has more words than this to each link that it lists; an alert's snippets have 20 to 40."""
_FEWEST_WORDS = 4  # of a link that is a headline; "Read more" and "Unsubscribe here" are none
_WIDEST = 100  # characters of the lines of a text that was broken to a width
_MARKED = re.compile(r"[-*•>|#]|\d{1,3}[.)] |--")
_BULK = ("list-id", "list-unsubscribe", "precedence", "feedback-id")


class Letter(NamedTuple):
    """One message: its text, its metadata, the charset of its text, and, of an alert, what it links to."""

    text: str
    declared: Declared
    charset: str
    problems: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


def messages(stream: BinaryIO, largest: int) -> Iterator[bytes | None]:
    """The messages of a mailbox, as its "From " lines part them; None for one that is too large."""
    held: list[bytes] = []
    size, blank = 0, True
    while line := stream.readline(largest):
        if blank and MAILBOX_LINE.match(line):
            if held:
                yield _unquoted(held) if size <= largest else None
            held, size = [], 0
        else:
            size += len(line)
            if size <= largest:
                held.append(line)
        blank = not line.strip()
    if held:
        yield _unquoted(held) if size <= largest else None


def _unquoted(lines: list[bytes]) -> bytes:
    return _QUOTED_START.sub(rb"\1", b"".join(lines))


def letters(data: bytes) -> list[Letter]:
    """The message in some bytes, and those attached to it."""
    try:
        whole = email.message_from_bytes(data, policy=email.policy.compat32)
        return [letter for one in _messages(whole) if (letter := _letter(one)) is not None]
    except (RecursionError, ValueError, LookupError, AttributeError, TypeError, AssertionError):
        return []  # the standard parser stumbles over some damaged heads


def _messages(message: email.message.Message) -> Iterator[email.message.Message]:
    """The message itself and every attached one, outermost first."""
    yield message
    for n, part in enumerate(message.walk()):
        if n >= _MOST_PARTS:
            return
        if part is not message and part.get_content_type() == "message/rfc822":
            attached = part.get_payload()
            if isinstance(attached, list) and attached:
                yield from (one for one in attached if isinstance(one, email.message.Message))


def _letter(message: email.message.Message) -> Letter | None:
    """A message without what is attached to it; None if it has no text."""
    parts = {one.get_content_type(): one for one in reversed(_own_texts(message))}
    plain, markup = _decoded(parts.get("text/plain")), _decoded(parts.get("text/html"))
    declared, shown = _declared(message), visible_text(markup.text)
    links = tuple(dict.fromkeys(map(_meant, _listed(markup.text, plain.text))))
    if len(plain.text.split()) >= max(1, len(shown.split()) // 2):
        found, text, problems = plain, _unwrapped(plain.text), plain.problems
    else:
        read = page(markup.text)
        found, text, problems = markup, read.text, (*markup.problems, *read.problems)
        declared = declared.or_else(read.declared)
    words = len(_ADDRESS.sub(" ", shown or text).split())
    if not words:
        return None
    is_alert = words < _WORDS_OF_A_LINK * len(links)
    return Letter(
        text=with_headline(text, declared.headline),
        declared=declared,
        charset=found.charset,
        problems=problems,
        links=links if is_alert else (),
    )


def _own_texts(message: email.message.Message) -> list[email.message.Message]:
    """The text parts of a message that are shown: no attachment, nothing of an attached message."""
    waiting, found = [message], list[email.message.Message]()
    while waiting and len(found) < _MOST_PARTS:
        part = waiting.pop(0)
        inside = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(inside, list):
            waiting[:0] = [one for one in inside[:_MOST_PARTS] if isinstance(one, email.message.Message)]
        elif part.get_content_maintype() == "text" and part.get_content_disposition() != "attachment":
            found.append(part)
    return found


def _decoded(part: email.message.Message | None) -> Decoded:
    data = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(data, bytes):
        return Decoded("", "utf-8")
    said = part.get_content_charset() or declared_charset(data)
    return decoded(data, said if said != "us-ascii" else None)


def _declared(message: email.message.Message) -> Declared:
    """What the head of a message says. Only a sender to many is an outlet: a person forwards."""
    name, address = email.utils.parseaddr(_header(message, "from"))
    is_bulk = any(message.get(field) for field in _BULK)
    return Declared(
        headline=one_line(_FORWARDED.sub("", _header(message, "subject"))),
        outlet=(one_line(name) or address.rpartition("@")[2] or None) if is_bulk else None,
        published=moment(_header(message, "date")),
    )


def _header(message: email.message.Message, name: str) -> str:
    """A header as text; as it stands where its coding is damaged."""
    value = str(message.get(name) or "")[:2_000]
    try:
        return str(email.header.make_header(email.header.decode_header(value)))
    except (ValueError, LookupError, AssertionError):
        return value


# --- what an alert links to ---------------------------------------------------------------------


def links(markup: str) -> list[tuple[str, str]]:
    """The web addresses that a page links to, each with the words of its link."""
    tree = parsed(markup)
    anchors = [] if tree is None else list(tree.iter("a"))
    rows = [((a.get("href") or "").strip(), " ".join("".join(a.itertext()).split())) for a in anchors]
    return [row for row in rows if row[0].startswith(("http://", "https://"))]


def _listed(markup: str, plain: str) -> list[str]:
    """The addresses that a mail lists: under a headline of some words, or on a line of their own."""
    if markup.strip():
        return [address for address, words in links(markup) if len(words.split()) >= _FEWEST_WORDS]
    rows = (row.strip().strip("<>") for row in plain.split("\n"))
    return [row for row in rows if _ADDRESS.fullmatch(row)]


def _meant(address: str) -> str:
    """The address that a counting link passes its reader on to, if it names it."""
    try:
        fields = parse_qs(urlsplit(address).query, max_num_fields=50)
    except ValueError:
        return address
    inside = (value for values in fields.values() for value in values if _ADDRESS.fullmatch(value))
    return next(inside, address)


def _unwrapped(text: str) -> str:
    """A text whose lines were broken to a width, with its paragraphs whole again.

    A break is one of the width's where the next word would not have fitted before it.
    """
    rows = [row.rstrip() for row in text.replace("\r\n", "\n").split("\n")]
    width = max((len(row) for row in rows if " " in row), default=0)
    if width > _WIDEST:
        return text
    out: list[str] = []
    before = ""
    for row in rows:
        first = row.partition(" ")[0]
        if before and first and not _MARKED.match(row) and len(before) + 1 + len(first) > width:
            out[-1] += f" {row}"
        else:
            out.append(row)
        before = row
    return "\n".join(out)
