# SPDX-License-Identifier: Apache-2.0
"""The five founding reports against quotations counted by hand.

`bench/data/seeds_quotations.toml` names the places of every direct, mixed and indirect quotation, of its
speaker, and of the name that a pronoun or description stands for, with the digest of the copy; the reports
themselves are local data (`../shared/seeds`). The whole build reads them, as it does for a user.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import ontherecord as otr
from bench.score import Score
from ontherecord.model import Build, Quotation

TRUTH = Path(__file__).resolve().parent / "data" / "seeds_quotations.toml"
_STEM = 5
"""Letters that two spellings of one family name share: "Zelensky", "Zelenskyy"."""


def scores(reports: Path, neutral: Any) -> Iterator[Score]:
    """Detection, end to end, direct quotations, wrong sources, right person. Nothing where the reports are not."""
    if not reports.is_dir():
        return
    made = otr.build([reports], workers=1)
    gold, ours = [], []
    persons: list[bool] = []
    for document in tomllib.loads(TRUTH.read_text("utf-8"))["document"]:
        text, found = _of_document(made, document["sha256"])
        outer = [q for q in found if q.nested_in is None]
        gold.append(_gold(document, text))
        ours.append({"id": document["file"], "quotes": [_predicted(q) for q in outer]})
        persons += _persons(document, text, outer)
    result = neutral.evaluate(gold, ours)
    for measure, value in (
        ("detection F1", result["m80"]["F1"]),
        ("detection precision", result["m80"]["P"]),
        ("detection recall", result["m80"]["R"]),
        ("e2e F1", result["e2e"]["F1"]),
        ("direct e2e F1", result["by_type"]["direct"]["e2e"]["F1"]),
        ("right source among detected", result["attr80"]),
        ("right person behind pronouns", sum(persons) / len(persons) if persons else 0.0),
    ):
        yield Score(stage="quotations", corpus="seeds", measure=measure, value=value)
    yield Score(
        stage="quotations", corpus="seeds", measure="wrong sources", value=result["misattr"], better="lower"
    )


def _of_document(made: Build, digest: str) -> tuple[str, list[Quotation]]:
    """The copy with a digest, and the quotations that stand in it, of whatever story."""
    ident = next(i for i, text in made.copies.items() if hashlib.sha256(text.encode()).hexdigest() == digest)
    every = (q for record in made.records for q in record.quotations)
    return made.copies[ident], [q for q in every if q.content[0].document == ident]


def _gold(document: Mapping[str, Any], text: str) -> dict[str, Any]:
    quotes = []
    for one in document["quotations"]:
        quote = {"content": one["words"], "source": [one["speaker"]] if one["speaker"] else [], "cue": []}
        quote |= {"ignore": True} if one["kind"] == "open" else {"type": one["kind"]}
        quotes.append(quote)
    return {"id": document["file"], "text": text, "quotes": quotes}


def _predicted(one: Quotation) -> dict[str, Any]:
    mention = one.speaker.mention if one.speaker else None
    return {
        "content": [[s.start, s.end] for s in one.content],
        "source": [[mention.start, mention.end]] if mention else [],
        "cue": [[one.cue.start, one.cue.end]] if one.cue else [],
    }


def _persons(document: Mapping[str, Any], text: str, found: Sequence[Quotation]) -> Iterator[bool]:
    """For each pronoun or description that was found as a speaker, whether it got the right name."""
    by_mention = {
        (q.speaker.mention.start, q.speaker.mention.end): q.speaker.name
        for q in found
        if q.speaker and q.speaker.mention
    }
    for one in document["quotations"]:
        name = by_mention.get(tuple(one["speaker"]))
        if "person" in one and one["kind"] != "open" and name:
            wanted = text[slice(*one["person"])]
            yield wanted[:_STEM].casefold() in name.casefold()
