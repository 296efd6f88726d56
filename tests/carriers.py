# SPDX-License-Identifier: Apache-2.0
"""The articles of the example story in every form that the program reads, written by the tests themselves.

python -m tests.carriers FOLDER
"""

from __future__ import annotations

import gzip
import html
import json
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

from ontherecord.model import Reading
from ontherecord.read import read

STORY = Path(__file__).resolve().parent.parent / "examples" / "story"


class Told(NamedTuple):
    """One article of the story, as a carrier is given it."""

    headline: str
    outlet: str
    date: str
    paragraphs: tuple[str, ...]
    url: str

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(f"{self.date}T12:00:00+00:00")


def told() -> list[Told]:
    """The articles of the example story that state headline, outlet and day."""
    found = []
    for one in read([STORY]):
        assert isinstance(one, Reading)
        article = one.articles[0]
        if not (article.headline and article.outlet and article.published.date):
            continue
        body = [one.copy[s.start : s.end] for s in article.segments if s.role in ("body", "dateline")]
        rows = tuple(row.strip() for row in "".join(body).split("\n") if row.strip())
        slug = f"https://{article.outlet.lower().replace(' ', '-')}.example/{len(found) + 1}"
        found.append(Told(article.headline, article.outlet, article.published.date[:10], rows, slug))
    return found


def page(one: Told) -> bytes:
    rows = "".join(f"<p>{html.escape(row)}</p>" for row in one.paragraphs)
    meta = json.dumps({
        "@type": "NewsArticle", "headline": one.headline, "datePublished": one.moment.isoformat(),
        "publisher": {"name": one.outlet}, "url": one.url,
    })  # fmt: skip
    head = f"<title>{html.escape(one.headline)}</title><script type='application/ld+json'>{meta}</script>"
    return f"<html><head>{head}</head><body><article><h1>{html.escape(one.headline)}</h1>{rows}</article></body></html>".encode()


def _text(one: Told) -> str:
    return "\n\n".join(one.paragraphs)


def _markup(one: Told) -> str:
    return "".join(f"<p>{html.escape(row)}</p>" for row in one.paragraphs)


def rss(articles: Sequence[Told]) -> bytes:
    rows = [
        f"<item><title>{escape(html.escape(a.headline))}</title><link>{a.url}</link><guid>{a.url}</guid>"
        f"<pubDate>{format_datetime(a.moment)}</pubDate><source url='https://{a.url.split('/')[2]}/feed'>{escape(a.outlet)}</source>"
        f"<description>{escape(_markup(a))}</description></item>"
        for a in articles
    ]
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>NewsSkein</title>{''.join(rows)}</channel></rss>".encode()


def atom(articles: Sequence[Told]) -> bytes:
    rows = [
        f"<entry><title>{escape(a.headline)}</title><id>tag:{n}</id><link rel='self' href='/x'/><link href='{a.url}'/>"
        f"<published>{a.moment.isoformat()}</published><source><title>{escape(a.outlet)}</title></source>"
        f"<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>{_markup(a)}</div></content></entry>"
        for n, a in enumerate(articles)
    ]
    return (
        f"<feed xmlns='http://www.w3.org/2005/Atom'><title>NewsSkein</title>{''.join(rows)}</feed>".encode()
    )


def json_feed(articles: Sequence[Told]) -> bytes:
    """A JSON feed is one outlet's: it cannot name another, so the outlet stands as its title."""
    (outlet,) = {a.outlet for a in articles}
    items = [
        {"id": a.url, "url": a.url, "title": a.headline, "content_html": _markup(a), "date_published": a.moment.isoformat()}
        for a in articles
    ]  # fmt: skip
    return json.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "title": outlet, "items": items}, indent=1
    ).encode()


def _lines(rows: Sequence[object]) -> bytes:
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


def news_please(articles: Sequence[Told]) -> bytes:
    return _lines([
        {"authors": [], "date_download": "2031-04-01 06:00:12", "date_modify": None, "date_publish": f"{a.date} 12:00:00",
         "description": None, "filename": "x.json", "image_url": None, "language": "en", "localpath": None, "title": a.headline,
         "title_page": None, "title_rss": None, "source_domain": a.outlet, "maintext": "\n".join(a.paragraphs), "url": a.url}
        for a in articles
    ])  # fmt: skip


def fundus(articles: Sequence[Told]) -> bytes:
    return json.dumps([
        {"title": a.headline, "body": {"summary": [], "sections": [{"headline": [], "paragraphs": list(a.paragraphs)}]},
         "authors": [], "publishing_date": f"{a.date} 12:00:00+00:00", "topics": [], "publisher": a.outlet, "free_access": True,
         "html": {"requested_url": a.url, "responded_url": a.url, "content": "", "crawl_date": "2031-04-01 06:00:12"}}
        for a in articles
    ]).encode()  # fmt: skip


def trafilatura(articles: Sequence[Told]) -> bytes:
    return _lines([
        {"title": a.headline, "author": None, "hostname": a.url.split("/")[2], "date": a.date, "fingerprint": "0", "id": None,
         "license": None, "comments": "", "raw_text": _text(a), "text": _text(a), "language": None, "image": None,
         "pagetype": "article", "filedate": "2031-04-01", "source": a.url, "source-hostname": a.outlet, "excerpt": None,
         "categories": "", "tags": ""}
        for a in articles
    ])  # fmt: skip


def record(
    kind: str, url: str, block: bytes, said: str = "application/http; msgtype=response", lie: int = 0
) -> bytes:
    """One WARC record; `lie` is added to its length."""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2031-04-01T06:00:12Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{abs(hash(url)) % 10**8:08d}-1234-1234-1234-123456789012>\r\n"
        f"Content-Type: {said}\r\nContent-Length: {len(block) + lie}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def answer(
    body: bytes, said: str = "text/html; charset=utf-8", status: str = "200 OK", more: str = ""
) -> bytes:
    """An HTTP answer as a web archive keeps it."""
    return f"HTTP/1.1 {status}\r\nContent-Type: {said}\r\n{more}\r\n".encode() + body


def warc_records(articles: Sequence[Told]) -> list[bytes]:
    head = record("warcinfo", "", b"software: tests\r\n", "application/warc-fields")
    pages = [record("response", a.url, answer(page(a))) for a in articles]
    picture = record("response", "https://gazette.example/i.png", answer(b"\x89PNG" + bytes(99), "image/png"))
    return [head, picture, *pages]


def warc(articles: Sequence[Told]) -> bytes:
    return b"".join(warc_records(articles))


def warc_gz(articles: Sequence[Told]) -> bytes:
    return b"".join(gzip.compress(one, mtime=0) for one in warc_records(articles))


def mail(one: Told, *, as_html: bool = False) -> EmailMessage:
    """A newsletter that carries one article."""
    made = EmailMessage()
    made["From"] = f"{one.outlet} <news@{one.url.split('/')[2]}>"
    made["To"] = "desk@newsroom.example"
    made["Subject"] = one.headline
    made["Date"] = format_datetime(one.moment)
    made["Message-ID"] = f"<{one.url.rpartition('/')[2]}@mail.example>"
    made["List-Id"] = "<news.example>"
    if as_html:
        made.set_content(f"<html><body>{_markup(one)}</body></html>", subtype="html")
    else:
        made.set_content(_text(one))
        made.add_alternative(f"<html><body>{_markup(one)}</body></html>", subtype="html")
    return made


def mbox(articles: Sequence[Told]) -> bytes:
    rows = []
    for n, one in enumerate(articles):
        data = mail(one, as_html=n % 2 == 1).as_bytes().replace(b"\nFrom ", b"\n>From ")
        rows.append(b"From news@mail.example Thu Mar 20 12:00:00 2031\n" + data + b"\n")
    return b"".join(rows)


def eml(articles: Sequence[Told]) -> bytes:
    return mail(articles[0]).as_bytes()


CARRIERS: dict[str, Callable[[Sequence[Told]], bytes]] = {
    "feed.xml": rss,
    "atom.xml": atom,
    "feed.json": json_feed,
    "news-please.jsonl": news_please,
    "fundus.json": fundus,
    "trafilatura.jsonl": trafilatura,
    "crawl.warc": warc,
    "crawl.warc.gz": warc_gz,
    "alerts.mbox": mbox,
    "letter.eml": eml,
}
"""A name and a writer for each form."""

ONE_OUTLET = ("feed.json", "letter.eml")
"""Forms that carry what one outlet says."""


def given(name: str, articles: Sequence[Told]) -> list[Told]:
    """What of the articles a form can carry."""
    return list(articles[:1]) if name in ONE_OUTLET else list(articles)


def main(folder: str, most: int | None = None) -> None:
    """Write every form into a folder, with the first `most` articles."""
    articles = told()[:most]
    Path(folder).mkdir(parents=True, exist_ok=True)
    for name, write in CARRIERS.items():
        Path(folder, name).write_bytes(write(given(name, articles)))
    for n, one in enumerate(articles, 1):
        Path(folder, f"page-{n:02d}.html").write_bytes(page(one))


if __name__ == "__main__":
    main(sys.argv[1])
