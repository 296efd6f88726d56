# SPDX-License-Identifier: Apache-2.0
"""The record of the example story against the truth about it, written down by hand in examples/truth.toml."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest

from ontherecord.model import Article, Build, Quotation, Record
from tests.conftest import STORY

TRUTH: dict[str, Any] = tomllib.loads((STORY.parent / "truth.toml").read_text("utf-8"))
OF_STORY = {a["id"]: a for a in TRUTH["article"] if a["file"].startswith("story/")}


@pytest.fixture(scope="module")
def articles(story_build: Build) -> dict[str, Article]:
    """The build's articles under the ids of the truth: by file, and by part where a file has several."""
    by_place: dict[tuple[str, int], Article] = {}
    documents = {d.id: d for d in story_build.documents}
    for record in story_build.records:
        for article in record.articles:
            name = documents[article.document].source.rsplit("/", 1)[-1]
            file, _, line = name.partition("#")
            part = int(re.sub(r"\D", "", line) or 1) if line else 1 + _number(article)
            by_place[file, part] = article
    return {key: by_place[a["file"].removeprefix("story/"), a["part"]] for key, a in OF_STORY.items()}


def _number(article: Article) -> int:
    """How many articles of the document stand before this one: attached ones are numbered from 2."""
    return int(article.id.rsplit("-", 1)[1]) - 1 if article.attached_to else 0


@pytest.fixture(scope="module")
def record(story_build: Build) -> Record:
    return max(story_build.records, key=lambda r: len(r.articles))


def test_articles_have_their_outlets_headlines_and_authors(articles: dict[str, Article]) -> None:
    wrong = []
    for key, truth in OF_STORY.items():
        found = articles[key]
        for field in ("outlet", "headline"):
            if _folded(getattr(found, field) or "") != _folded(truth.get(field, "")):
                wrong.append((key, field, getattr(found, field)))
        if truth.get("authors") and set(found.authors) != set(truth["authors"]):
            wrong.append((key, "authors", found.authors))
    assert len(wrong) <= 2, wrong


def test_publication_dates_and_their_basis(articles: dict[str, Article]) -> None:
    wrong = []
    for key, truth in OF_STORY.items():
        found = articles[key].published
        if truth["basis"] == "unknown":
            right = found.date is None or found.basis == "inferred-from-story"
        else:
            right = found.basis == truth["basis"] and (found.date or "")[:10] == truth["published"][:10]
        if not right:
            wrong.append((key, found.date, found.basis, truth.get("published"), truth["basis"]))
    assert wrong == []


def test_stories(story_build: Build, articles: dict[str, Article]) -> None:
    found = {frozenset(r.story.articles) for r in story_build.records}
    wanted = {
        frozenset(articles[key].id for key in story["articles"])
        for story in TRUTH["story"]
        if story["id"] != "pair"
    }
    assert found == wanted


def test_origins(articles: dict[str, Article]) -> None:
    """Articles share an origin exactly where the truth says so."""
    truth = {key: a["origin"] for key, a in OF_STORY.items()}
    wrong = [
        (one, two)
        for one in truth
        for two in truth
        if one < two and (truth[one] == truth[two]) != (articles[one].origin == articles[two].origin)
    ]
    assert wrong == []


def test_every_reprint_and_version_is_traced(record: Record, articles: dict[str, Article]) -> None:
    """A reprint that its paper has padded with a third of its own may count as partial, but never as nothing."""
    copied = {r.to for r in record.reuse if r.kind == "partial" and r.share_of_to > 0.5}
    copied |= {v.earlier for v in record.versions}  # an aggregator's copy of an earlier state
    for key, truth in OF_STORY.items():
        if truth["kind"] in ("reprint", "version"):
            found = articles[key]
            assert found.reprint_of or found.version_of or found.id in copied, key


def test_one_cast_member_a_person(record: Record) -> None:
    wrong = []
    for truth in TRUTH["person"]:
        if truth["story"] != "sveta-petka":
            continue
        holders = {c.id for c in record.cast if {c.name, *c.variants} & set(truth["names"])}
        if len(holders) != 1:
            wrong.append((truth["name"], sorted(holders)))
    assert len(wrong) <= 1, wrong


def test_every_direct_quotation_is_found_whole_with_its_speaker(
    record: Record, articles: dict[str, Article]
) -> None:
    kept = {a.id for a in record.articles}
    missing, unspoken = [], []
    total = 0
    for truth in TRUTH["quotation"]:
        article = articles.get(truth["article"])
        if (
            article is None
            or article.id not in kept
            or truth["kind"] == "indirect"
            or truth.get("broken")
            or truth.get("headline")
        ):
            continue
        for content in truth["content"]:
            total += 1
            found = next(
                (q for q in record.quotations if q.article == article.id and _holds(q, content)), None
            )
            if found is None:
                missing.append((truth["article"], content[:50]))
            elif truth.get("speaker") and not _spoken_by(record, found, truth["speaker"]):
                unspoken.append(
                    (truth["article"], content[:50], found.speaker and found.speaker.name, truth["speaker"])
                )
    assert len(missing) <= 0.05 * total, missing
    assert len(unspoken) <= 0.08 * total, unspoken


def test_scare_quotes_and_titles_are_no_quotations(record: Record, articles: dict[str, Article]) -> None:
    wrong = []
    for key, entries in TRUTH["not_quotation"].items():
        for truth in entries:
            words = _plain(truth["content"])
            for q in record.quotations:
                if key in articles and q.article == articles[key].id and q.kind != "indirect":
                    wrong += [(key, words) for span in q.content if _plain(span.text).strip(" ,.") == words]
    assert len(wrong) <= 1, wrong


def test_the_conflicts_are_found_and_no_other(record: Record) -> None:
    """A false conflict is worse than a missed one."""
    wanted = {frozenset(map(_slug, _values(c))) for c in TRUTH["conflict"] if not c["id"].startswith("pair")}
    found = [c for c in record.claims if c.standing == "in-conflict"]
    false = [c.text for c in found if not any(_same_values(c, values) for values in wanted)]
    hit = [values for values in wanted if any(_same_values(c, values) for c in found)]
    assert false == []
    assert len(hit) >= 2, wanted


def test_the_toll_is_an_update(record: Record) -> None:
    tolls = [c for c in record.claims if {v.value for v in c.values} >= {"9", "14", "17"}]
    assert [c.standing for c in tolls] == ["superseded"]


def test_no_corroboration_rests_on_one_origin(record: Record) -> None:
    corroborated = [claim for claim in record.claims if claim.standing == "corroborated"]
    assert corroborated
    for claim in corroborated:
        assert len({origin for v in claim.values for origin in v.origins}) > 1, claim.text


def _values(conflict: dict[str, Any]) -> Iterator[str]:
    for value in conflict["values"]:
        yield value["value"]


def _same_values(claim: Any, values: frozenset[str]) -> bool:
    found = {_slug(v.value) for v in claim.values} | {_slug(claim.text)}
    return all(any(value in one or one in value for one in found) for value in values)


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9 ]+", "", _plain(str(text)).lower())


def _folded(text: str) -> str:
    return re.sub(r"\W+", " ", _plain(text)).casefold().strip().removeprefix("the ")


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _holds(quotation: Quotation, content: str) -> bool:
    """A direct quotation has just these words in a span; a mixed one has them among the reporter's."""
    wanted = " ".join(_words(content))
    spans = [" ".join(_words(span.text)) for span in quotation.content]
    if quotation.kind == "direct":
        return wanted in (*spans, " ".join(spans))
    return any(wanted in one for one in spans)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _spoken_by(record: Record, quotation: Quotation, name: str) -> bool:
    if quotation.speaker is None:
        return False
    member = next((c for c in record.cast if c.id == quotation.speaker.cast), None)
    names = {quotation.speaker.name, *(member.variants if member else ()), member.name if member else ""}
    surname = _words(name)[-1]
    spelt = next((set(p["names"]) for p in TRUTH["person"] if p["name"] == name), {name})
    return bool(names & spelt) or any(surname in _words(n) for n in names)
