# SPDX-License-Identifier: Apache-2.0
"""Mails: articles by mail are read, alerts name what they link to, nothing is fetched."""

from __future__ import annotations

import io
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontherecord.model import Reading, Refusal
from ontherecord.read import read
from ontherecord.read.mail import letters, messages

BODY = (
    "The ferries to Brindale sailed again on Thursday after a strike of nine days,\n"
    "with 200 passengers on board, and nobody at the quay would say what had been\n"
    "agreed.\n\n"
    "The port authority said it would publish the terms on Monday.\n\n"
    "- Two days of rest\n"
    "- No unpaid hours in port\n"
)


def _mail(body: str = BODY, html: str | None = None, bulk: bool = True, **head: str) -> EmailMessage:
    made = EmailMessage()
    given = {
        "From": "Harbour Gazette <news@gazette.example>", "Subject": "Ferries sail again",
        "Date": "Thu, 20 Mar 2031 19:05:00 +0100", "Message-ID": "<1@gazette.example>",
    }  # fmt: skip
    for name, value in (given | {k.replace("_", "-"): v for k, v in head.items()}).items():
        made[name] = value
    if bulk:
        made["List-Id"] = "<news.gazette.example>"
    made.set_content(body)
    if html is not None:
        made.add_alternative(html, subtype="html")
    return made


def _one(data: bytes) -> Reading | Refusal:
    (found,) = read(["-"], io.BytesIO(data))
    return found


def _reading(data: bytes) -> Reading:
    found = _one(data)
    assert isinstance(found, Reading), found
    return found


def test_a_newsletter_is_an_article_of_its_sender() -> None:
    found = _reading(_mail().as_bytes())
    article = found.articles[0]
    assert (article.outlet, article.headline) == ("Harbour Gazette", "Ferries sail again")
    assert article.published.date == "2031-03-20T19:05:00+01:00"
    assert found.document.media_type == "message/rfc822"


def test_lines_broken_to_a_width_are_whole_again_and_lists_stay_lists() -> None:
    rows = _reading(_mail().as_bytes()).copy.split("\n")
    assert rows[2].endswith("nobody at the quay would say what had been agreed.")
    assert rows[-3:-1] == ["- Two days of rest", "- No unpaid hours in port"]


@pytest.mark.parametrize("subject", ["Fwd: Ferries sail again", "FW: Re: Ferries sail again"])
def test_what_a_person_forwards_is_not_by_that_person(subject: str) -> None:
    data = _mail(bulk=False, From="Ana Lutz <ana@mail.example>", Subject=subject).as_bytes()
    article = _reading(data).articles[0]
    assert article.headline == "Ferries sail again"
    assert article.outlet is None


def test_the_html_part_is_read_where_the_plain_one_says_little() -> None:
    rows = "".join(f"<p>{row}</p>" for row in BODY.split("\n\n"))
    found = _reading(_mail("Read this mail in a browser.", f"<html><body>{rows}</body></html>").as_bytes())
    assert "publish the terms" in found.copy


@pytest.mark.parametrize(
    ("charset", "coding"), [("utf-8", "base64"), ("iso-8859-2", "quoted-printable"), ("windows-1251", "8bit")]
)
def test_charsets_and_codings(charset: str, coding: str) -> None:
    text = (
        "Пароми знову ходять до Бріндейла."
        if charset == "windows-1251"
        else "Trajekty opět jezdí do Brindale, řekl přístav."
    )
    text = text.replace("і", "и")
    made = EmailMessage()
    made["From"], made["Subject"], made["MIME-Version"] = (
        "a@b.example",
        "Přístav" if charset != "windows-1251" else "Порт",
        "1.0",
    )
    made.set_content(text, charset=charset, cte=coding)
    found = _reading(made.as_bytes())
    assert text in found.copy
    assert found.document.title in ("Přístav", "Порт")


ALERT = (
    "".join(
        f"<tr><td><a href='https://www.alerts.example/url?rct=j&amp;url=https://g.example/{n}&amp;ct=ga'>Ferries sail to Brindale again</a>"
        f"<div>Harbour Gazette</div><div>The ferries sailed again on Thursday after a strike ...</div></td></tr>"
        for n in range(3)
    )
    + "<a href='https://alerts.example/unsubscribe'>Unsubscribe here</a>"
)


def alert() -> bytes:
    """A news alert of three links."""
    return _mail("Alert: ferries", f"<html><body><table>{ALERT}</table></body></html>").as_bytes()


def test_an_alert_names_what_it_links_to() -> None:
    found = _one(_mail("Alert: ferries", f"<html><body><table>{ALERT}</table></body></html>").as_bytes())
    assert isinstance(found, Refusal)
    assert found.reason.endswith(
        "name what you want: https://g.example/0 https://g.example/1 https://g.example/2"
    )
    assert "\n" not in found.reason


def test_an_alert_in_plain_text_too() -> None:
    rows = "\n\n".join(
        f"Ferries sail again\nHarbour Gazette\nThe ferries sailed ...\n<https://g.example/{n}>"
        for n in range(25)
    )
    found = _one(_mail(rows).as_bytes())
    assert isinstance(found, Refusal)
    assert "https://g.example/19 and 5 more" in found.reason


def test_an_article_with_a_few_links_is_no_alert() -> None:
    rows = "".join(f"<p>{row}</p>" for row in (BODY * 4).split("\n\n"))
    links = "<a href='https://g.example/9'>More about the ferries to Brindale</a>"
    assert isinstance(_one(_mail("", f"<html><body>{rows}{links}</body></html>").as_bytes()), Reading)


def test_a_mailbox_is_read_message_by_message() -> None:
    data = b""
    for n in range(3):
        text = f"{BODY}\nFrom here on the ferries sail on time.\nFerry {n}.\n"
        data += (
            b"From news@gazette.example Thu Mar 20 19:05:00 2031\n"
            + _mail(text).as_bytes().replace(b"\nFrom ", b"\n>From ")
            + b"\n"
        )
    found = list(read(["-"], io.BytesIO(data)))
    assert [one.document.source for one in found if isinstance(one, Reading)] == ["-#1", "-#2", "-#3"]
    assert all("\nFrom here on" in one.copy for one in found if isinstance(one, Reading))


def test_a_message_that_is_attached_is_one_of_its_own() -> None:
    outer = _mail("See attached, worth a read for the desk this morning.", bulk=False, Subject="Two for you")
    outer.add_attachment(_mail())
    outer.add_attachment(_mail(BODY.replace("Thursday", "Friday")))
    outer.add_attachment(b"%PDF-", maintype="application", subtype="pdf")
    found = list(read(["-"], io.BytesIO(outer.as_bytes())))
    assert [one.document.source for one in found if isinstance(one, Reading)] == ["-", "-.2", "-.3"]


def test_a_mail_without_text_is_refused() -> None:
    made = EmailMessage()
    made["From"], made["MIME-Version"] = "a@b.example", "1.0"
    made.add_attachment(b"%PDF-", maintype="application", subtype="pdf")
    found = _one(made.as_bytes())
    assert isinstance(found, Refusal)
    assert "no text" in found.reason


def test_a_text_that_talks_of_mail_stays_a_text() -> None:
    for text in (
        "From the quay the ferry left in 2031\nIt sailed.",
        "Subject: to approval\nFrom: now on ferries sail daily in Brindale.",
    ):
        assert _reading(text.encode()).document.media_type == "text/plain"


HOSTILE = {
    "deep parts": b"MIME-Version: 1.0\n" + b"Content-Type: multipart/mixed; boundary=a\n\n--a\n" * 3_000 + b"x",
    "deep messages": b"MIME-Version: 1.0\n" + b"Content-Type: message/rfc822\n\n" * 3_000 + b"x",
    "many parts": b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=a\n" + b"\n--a\n\nword word\n" * 20_000,
    "long header": b"MIME-Version: 1.0\nSubject: " + b"=?utf-8?q?=41?= " * 50_000 + b"\n\nThe ferries sail.",
    "many headers": b"MIME-Version: 1.0\n" + b"X-A: b\n" * 50_000 + b"\nThe ferries sail.",
    "bad coding": b"MIME-Version: 1.0\nSubject: =?x-none?b?!!!?=\nContent-Transfer-Encoding: base64\n\n!!!!",
    "bad charset": b"MIME-Version: 1.0\nContent-Type: text/plain; charset=\"\x00none\"\n\nThe ferries sail.",
    "addresses": b"MIME-Version: 1.0\nFrom: " + b"(" * 20_000 + b"\n\nThe ferries sail.",
    "one line": b"MIME-Version: 1.0\n\n" + b"word " * 200_000,
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_hostile_mail_is_read_or_refused(name: str) -> None:
    for found in read(["-"], io.BytesIO(HOSTILE[name])):
        assert isinstance(found, Reading | Refusal)


PIECES = [
    b"From: a\n", b"Content-Type: multipart/mixed; boundary=b\n", b"\n", b"--b\n", b"--b--\n", b"=?utf-8?q?", b"QUJD\n",
    b"Content-Type: message/rfc822\n", b"Content-Transfer-Encoding: base64\n", b"\xff\x00",
    b"<a href='http://x.example'>a b c d</a>", b"Content-Type: text/html; charset=utf-16\n",
    b"From x Thu Mar 20 19:05:00 2031\n",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_any_pieces_of_mail_never_raise(pieces: list[bytes]) -> None:
    data = b"".join(pieces)
    letters(data)
    for one in messages(io.BytesIO(data), 1_000):
        assert one is None or len(one) <= 1_000
