# SPDX-License-Identifier: Apache-2.0
"""The articles as references: CSL-JSON, BibTeX and RIS.

Comes in: a `Build`. Goes out: one file of references, in the order of the record, each article once.
Refuses: nothing; what an article does not tell is left out.
Score: none; `tests/export/test_references.py` reads them with bibtexparser and rispy, and holds CSL-JSON to
its schema's names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from ontherecord.model import Article, Build
from ontherecord.reconcile.values.grains import days

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_TEX = {c: f"\\{c}" for c in "&%$#_{}"} | {
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"
}  # fmt: skip


def csl(build: Build) -> Iterator[bytes]:
    """CSL-JSON: a list of items, type article-newspaper."""
    made = [_csl(a, language) for a, language in _articles(build)]
    yield msgspec.json.format(msgspec.json.encode(made), indent=1) + b"\n"


def bibtex(build: Build) -> Iterator[bytes]:
    """BibTeX: an @article each (an @misc where no outlet is named)."""
    for article, language in _articles(build):
        kind = "article" if article.outlet else "misc"
        fields = {
            "title": f"{{{_tex(_title(article))}}}",
            "author": " and ".join(f"{{{_tex(name)}}}" for name in article.authors),
            "journal": _tex(article.outlet or ""),
            "year": _date(article)[:4],
            "date": _date(article),
            "url": _address(article.url),
            "langid": _tex(language or ""),
            "note": _tex(f"Agency: {article.agency}") if article.agency else "",
        }
        body = "".join(f",\n  {name} = {{{value}}}" for name, value in fields.items() if value)
        yield f"@{kind}{{{article.id}{body}\n}}\n\n".encode()


def ris(build: Build) -> Iterator[bytes]:
    """RIS: a NEWS record each."""
    for article, language in _articles(build):
        fields = [
            ("TY", "NEWS"), ("ID", article.id), ("TI", _title(article)), *(("AU", name) for name in article.authors),
            ("T2", article.outlet), ("PY", _date(article)[:4]), ("DA", _date(article).replace("-", "/")),
            ("UR", _address(article.url)), ("LA", language), ("PB", article.agency),
        ]  # fmt: skip
        lines = [f"{tag}  - {_flat(value)}\r\n" for tag, value in fields if value]
        yield "".join((*lines, "ER  - \r\n\r\n")).encode()


def _articles(build: Build) -> Iterator[tuple[Article, str | None]]:
    languages = {d.id: d.language for d in build.documents}
    seen = set()
    for record in build.records:
        for article in record.articles:
            if article.id not in seen:
                seen.add(article.id)
                yield article, languages.get(article.document)


def _csl(article: Article, language: str | None) -> dict[str, Any]:
    date = _date(article)
    item = {
        "id": article.id,
        "type": "article-newspaper",
        "title": _title(article),
        "author": [{"literal": _flat(name)} for name in article.authors],
        "container-title": _flat(article.outlet or ""),
        "issued": {"date-parts": [[int(part) for part in date.split("-")]]} if date else None,
        "URL": _address(article.url),
        "language": language,
        "source": _flat(article.agency or ""),
    }
    return {name: value for name, value in item.items() if value}


def _title(article: Article) -> str:
    return _flat(article.headline or "No headline")


def _date(article: Article) -> str:
    """The day of publication, or month or year if no more is known; empty if nothing is."""
    told = article.published.date or ""
    bare = re.match(r"\d{4}(?:-\d{2}){0,2}(?![\d-])", told)
    return bare[0] if bare and days(bare[0]) else ""


def _address(url: str | None) -> str:
    return "".join(c for c in url or "" if c.isprintable() and c not in " {}\\")


def _flat(text: str) -> str:
    return " ".join(_CONTROL.sub(" ", text).split())


def _tex(text: str) -> str:
    return "".join(_TEX.get(c, c) for c in _flat(text))
