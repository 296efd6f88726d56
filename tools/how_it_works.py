# SPDX-License-Identifier: Apache-2.0
"""docs/how_it_works.md: one pair of articles through every stage, with the records that a build really gives."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec

import ontherecord as otr
from ontherecord.model import Build, Datum, Record, Span

ROOT = Path(__file__).resolve().parent.parent
PAIR = ROOT / "examples" / "pair"
_WIDTH = 110


def page() -> str:
    """The page, built from a build of the pair."""
    made = otr.build([str(p.relative_to(ROOT)) for p in sorted(PAIR.iterdir())], workers=1)
    (record,) = [r for r in made.records if len(r.articles) == 2]
    return "\n".join(_parts(made, record))


def _parts(made: Build, record: Record) -> list[str]:
    shared = next((u for u in record.utterances if len(u.quotations) > 1), None)
    return [
        _HEAD,
        *_copies(made),
        "## Read: bytes to articles\n\nEach file becomes a document with a frozen copy: NFC, `\\n` line ends, hashed. All later offsets "
        "are code points of that copy. The copy is cut into articles, an article into segments, so that the byline is never read as "
        "news and the dateline never as a place where something happened.\n",
        _json(made.documents[0]),
        _segments(made, record),
        "## Annotate: one article at a time\n\nspaCy parses each paragraph once. Over the parse run the annotators, each handed what it "
        "needs: names, quotations, times, places, accounts of events. None looks at another article or at the date. "
        "A quotation keeps its content without the marks, its cue and the words that name the speaker:\n",
        _json(next(q for q in record.quotations if q.kind == "direct")),
        "## Trace: between articles\n\nWords that two articles share are aligned and judged. Two outlets that quote the same sentence have "
        "not copied each other's reporting, so this is `quotation-only` and makes no dependence:\n",
        *[_json(r) for r in record.reuse[:1]],
        "Each article then gets its origin, with the reason:\n",
        *[_json(o) for o in record.origins],
        "## Group: articles to stories\n\n",
        *[f"- `{j.article}`: {j.because}" for j in record.story.joined],
        "\n## Reconcile: one story\n\n**Dates.** Time expressions are reckoned from the publication date, and say so:\n",
        *[_json(t) for t in record.times[:2]],
        "**Cast.** One person, however spelt; every mention counts towards the name and its kind:\n",
        *[_json(c, leave=("mentions",)) for c in record.cast if c.kind == "person" and len(c.variants) > 1][
            :1
        ],
        "**Utterances.** One act of speech, however many articles quote it, and what each left out:\n",
        *([_json(shared)] if shared else []),
        "**Claims and standing.** What can be compared is compared, by origin:\n",
        *[_json(c) for c in sorted(record.claims, key=lambda c: _ORDER.index(c.standing))[:3]],
        "**Brief.** Sentences of the sources, with everything that carries them:\n",
        *[f"> {b.sentence}\n>\n> *{b.standing}; {len(b.citations)} cited*\n" for b in record.brief[:4]],
        "## Verify\n\nBefore a byte is written, every span of the record is read again in its copy, every id is followed, "
        f"and segments are checked to tile their article: {sum(1 for _ in _spans(record))} spans here. "
        "`ontherecord verify OUT` does the same from the files.\n",
        "## Dossier\n\nThe page is rendered from the record and the copies and nothing else. "
        "Try it: `ontherecord build examples/pair -o out/pair`.",
        "",
    ]


_ORDER = ["in-conflict", "superseded", "corroborated", "single-source"]
_HEAD = """# How it works

Written by `tools/generate_docs.py` from a real build; do not edit.

A record is built in stages, and each stage is a plain function: bytes to articles, articles to annotations, articles to what
they share, articles to stories, a story to its record. This page follows two short invented reports, `examples/pair`, through all
of them. Ids and offsets are what the program really gives.
"""


def _copies(made: Build) -> list[str]:
    return [f"`{d.source}`\n\n```text\n{made.copies[d.id].rstrip()}\n```\n" for d in made.documents]


def _segments(made: Build, record: Record) -> str:
    article = record.articles[0]
    rows = ["| role | start | end | begins |", "|---|---|---|---|"]
    for s in article.segments:
        words = " ".join(made.copies[article.document][s.start : s.end].split())
        rows.append(f"| {s.role} | {s.start} | {s.end} | {words[:60].replace('|', '/')} |")
    return "\n".join(rows) + "\n"


def _json(datum: Datum, leave: tuple[str, ...] = ()) -> str:
    """A record as JSON: empty fields and those in `leave` are left out, spans on one line."""
    kept = {k: v for k, v in _plain(datum).items() if k not in leave}
    return "```json\n" + _laid_out(kept) + "\n```\n"


def _plain(datum: Datum) -> dict[str, Any]:
    fields: dict[str, Any] = json.loads(msgspec.json.encode(datum))
    return {k: v for k, v in fields.items() if v not in (None, [], {}, "", False)}


def _laid_out(value: dict[str, Any]) -> str:
    lines = []
    for key, one in value.items():
        text = json.dumps(one, ensure_ascii=False)
        if len(text) > _WIDTH and isinstance(one, list):
            inner = ",\n    ".join(json.dumps(v, ensure_ascii=False) for v in one)
            text = f"[\n    {inner}\n  ]"
        lines.append(f"  {json.dumps(key)}: {text}")
    return "{\n" + ",\n".join(lines) + "\n}"


def _spans(record: Record) -> Any:
    from ontherecord.verify import spans

    for name in record.__struct_fields__[1:]:
        for datum in getattr(record, name):
            yield from (span for _, span in spans(datum) if isinstance(span, Span))
