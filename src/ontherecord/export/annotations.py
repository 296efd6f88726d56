# SPDX-License-Identifier: Apache-2.0
"""W3C Web Annotation: quotations, events and names as annotations on the articles.

Comes in: a `Build`. Goes out: JSON Lines, one annotation a line (JSON-LD).
Refuses: nothing. Score: none; `tests/export/test_annotations.py` checks the model's required keys and that
both selectors lead to the words.

The target is the article's address, or `urn:sha256:` of the frozen copy where it has none, with a position
selector (code points of the copy, as the standard counts them) and a quote selector with what stands around.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from ontherecord.export.evidence import Witnesses
from ontherecord.model import Build, Record, Span

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32  # characters before and after, enough to tell two places of the same words apart


def web_annotations(build: Build) -> Iterator[bytes]:
    """Every quotation, account and role as an annotation."""
    hashes = {d.id: d.sha256 for d in build.documents}
    for record in build.records:
        witnesses = Witnesses(record)
        for id_, span, purpose, words in _bodies(record):
            article = witnesses.article_at(span.document, span.start)
            source = (article.url if article else None) or f"urn:sha256:{hashes.get(span.document, '')}"
            yield msgspec.json.encode(
                {
                    "@context": CONTEXT,
                    "id": f"urn:ontherecord:{record.story.id}:{id_}",
                    "type": "Annotation",
                    "motivation": purpose,
                    "body": {"type": "TextualBody", "value": words, "format": "text/plain", "language": "en"},
                    "target": {"source": source, "selector": _selectors(span, build.copies.get(span.document, ""))},
                }
            ) + b"\n"  # fmt: skip


def _bodies(record: Record) -> Iterator[tuple[str, Span, str, str]]:
    """Id, span, motivation and words of each annotation."""
    for quotation in record.quotations:
        speaker = quotation.speaker.name if quotation.speaker else "speaker not told"
        for number, span in enumerate(quotation.content, 1):
            yield f"{quotation.id}.{number}", span, "describing", f"{quotation.kind} quotation: {speaker}"
    titles = {e.id: e.title for e in record.events}
    for account in record.accounts:
        sure = f"not {account.modality}" if account.negated else account.modality
        title = titles.get(account.event or "", account.type)
        yield account.id, account.span, "classifying", f"{account.type}, {sure}: {title}"
    for member in record.cast:
        for number, span in enumerate(member.mentions, 1):
            yield f"{member.id}.{number}", span, "identifying", member.name


def _selectors(span: Span, copy: str) -> list[dict[str, Any]]:
    quote: dict[str, Any] = {"type": "TextQuoteSelector", "exact": span.text}
    if copy:
        quote["prefix"] = copy[max(0, span.start - _AROUND) : span.start]
        quote["suffix"] = copy[span.end : span.end + _AROUND]
    return [{"type": "TextPositionSelector", "start": span.start, "end": span.end}, quote]
