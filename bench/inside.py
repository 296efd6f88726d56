# SPDX-License-Identifier: Apache-2.0
"""Reports that disagree with themselves: how many are found, how many are true, on a collection written for this project.

`bench/data/inside.txt` holds small invented reports whose headline, caption, sentence or summary the rest does not bear
out, each beside a look-alike that is in order. A finding is true if it is of the kind that the report was written for.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, cast

from bench.score import Score
from ontherecord.annotate import annotate
from ontherecord.model import Article, ContradictionKind, Published, Segment, SegmentRole, Story, Tracing
from ontherecord.reconcile import reconcile

COLLECTION = Path(__file__).resolve().parent / "data" / "inside.txt"
ROLES: dict[str, SegmentRole] = {"H": "headline", "C": "caption", "B": "body"}


class Case(NamedTuple):
    """One invented report: whether it disagrees with itself, of which kind it is, what was found in it."""

    is_true: bool
    kind: ContradictionKind
    parts: tuple[tuple[SegmentRole, str], ...]
    found: tuple[ContradictionKind, ...] = ()


def cases(path: Path = COLLECTION) -> list[Case]:
    """The reports as they were written."""
    found: list[Case] = []
    for line in path.read_text("utf-8").splitlines():
        mark, _, rest = line.partition(" ")
        if mark in {"=", "~"}:
            found.append(Case(mark == "=", cast(ContradictionKind, rest), ()))
        elif mark in ROLES:
            found[-1] = found[-1]._replace(parts=(*found[-1].parts, (ROLES[mark], rest)))
    return found


def read_through(written: list[Case]) -> list[Case]:
    """The reports with what is found in each."""
    laid = [_laid(n, case) for n, case in enumerate(written)]
    copies = {article.document: copy for article, copy in laid}
    notes = {n.article: n for n in annotate([a for a, _ in laid], copies, workers=1)}
    found = []
    for case, (article, _) in zip(written, laid, strict=True):
        story = Story(id="s", title="s", articles=(article.id,))
        record = reconcile(story, [article], copies, notes, Tracing())
        found.append(case._replace(found=tuple(x.kind for x in record.contradictions)))
    return found


def _laid(number: int, case: Case) -> tuple[Article, str]:
    """A report as an article and its copy, one segment a line."""
    segments: list[Segment] = []
    copy = ""
    for role, text in case.parts:
        segments.append(Segment(role=role, start=len(copy), end=len(copy) + len(text) + 1))
        copy += f"{text}\n"
    article = Article(
        id=f"a{number}", document=f"d{number}", start=0, end=len(copy), segments=tuple(segments),
        headline=case.parts[0][1], published=Published(date="2031-03-04", basis="stated"), origin=f"o{number}",
    )  # fmt: skip
    return article, copy


def scores(data: Path) -> Iterator[Score]:
    """Precision and recall over all reports, then recall by kind; `data` is not needed."""
    read = read_through(cases())
    true = [c for c in read if c.is_true]
    hits = [c for c in true if c.kind in c.found]
    findings = sum(len(c.found) for c in read)
    yield _score("all", "precision", sum(c.found.count(c.kind) for c in hits) / findings if findings else 1.0)
    yield _score("all", "recall", len(hits) / len(true))
    for kind in sorted({c.kind for c in true}):
        of_kind = [c for c in true if c.kind == kind]
        yield _score(kind, "recall", sum(c in hits for c in of_kind) / len(of_kind))


def _score(corpus: str, measure: str, value: float) -> Score:
    return Score(stage="inside", corpus=corpus, measure=measure, value=value)
