# SPDX-License-Identifier: Apache-2.0
"""Collections nobody would wish for: one article many times, one footer everywhere, dates to come."""

from __future__ import annotations

import time
from random import Random

import pytest

from ontherecord.annotate.workers import processes
from ontherecord.model import Article, Published, Segment, Tracing
from ontherecord.trace import trace, traced
from ontherecord.trace.candidates import MOST

TEXT = (
    "Ansel Korvath opened the flood gates at Harrowgate Mill on Monday night, and the water reached the "
    "gardens of Lower Tamsin within the hour, carrying off two sheds, a piano and the keeper's own boat.\n"
    "Mirela Dostan, who chairs the board, walked the dyke at first light with a lantern and a notebook, "
    "counting the places where the bank had slipped and marking each of them with a willow stick.\n"
)
FOOTER = "Our reporters depend on readers like you, so please consider a small gift to the newsroom today."
TRANSLATED = (
    "Ansel Korvath öffnete am Montagabend die Fluttore von Harrowgate Mill, und das Wasser erreichte binnen "
    "einer Stunde die Gärten von Lower Tamsin, wobei es zwei Schuppen, ein Klavier und ein Boot mitnahm.\n"
    "Mirela Dostan, die dem Ausschuss vorsitzt, ging im ersten Licht mit Laterne und Notizbuch den Deich ab, "
    "zählte die Stellen, an denen die Böschung gerutscht war, und steckte an jede eine Weidenrute.\n"
)


def _article(number: int, text: str, **fields) -> Article:
    return Article(id=f"a{number:04}", document=f"d{number:04}", start=0, end=len(text), **fields)


def _trace(texts: list[str], **fields) -> tuple[list[Article], Tracing]:
    articles = [_article(n, text, **{k: v[n] for k, v in fields.items()}) for n, text in enumerate(texts)]
    return articles, trace(articles, {a.document: text for a, text in zip(articles, texts, strict=True)}, {})


def _invented(count: int, words: int) -> list[str]:
    random = Random(7)
    vocabulary = ["".join(random.choices("abcdefghijklmnop", k=6)) for _ in range(9000)]
    return [
        " ".join(w.title() if i % 5 == 3 else w for i, w in enumerate(random.choices(vocabulary, k=words)))
        for _ in range(count)
    ]


def test_one_article_five_hundred_times_is_one_origin_and_a_star():
    started = time.process_time()
    articles, tracing = _trace([TEXT] * 500, outlet=[f"Outlet {n}" for n in range(500)])
    assert time.process_time() - started < 20  # a fraction of a second on a quiet machine
    assert len(tracing.origins) == 1
    assert len(tracing.reuse) == 499
    assert {edge.extent for edge in tracing.reuse} == {"full"}
    assert sum(a.reprint_of is None for a in traced(articles, tracing)) == 1


def test_five_thousand_articles_with_one_footer_share_nothing():
    texts = [f"{text}.\n{FOOTER}" for text in _invented(5000, 40)]
    started = time.process_time()
    _, tracing = _trace(texts, outlet=[f"Outlet {n}" for n in range(5000)])
    assert time.process_time() - started < 60  # comparing all pairs would take hours
    assert tracing.reuse == ()
    assert len(tracing.origins) == 5000


def test_a_long_chain_of_partial_copies_has_no_giant_origin():
    """Every article lifts two fifths from the one before it."""
    parts = _invented(3 * 40 + 5, 60)
    texts = [".\n".join(parts[3 * n : 3 * n + 5]) for n in range(40)]
    days = [
        Published(date=f"2031-03-{n // 2 + 1:02}T{12 * (n % 2):02}:00", basis="metadata") for n in range(40)
    ]
    _, tracing = _trace(texts, published=days)
    assert {edge.kind for edge in tracing.reuse} == {"partial"}
    assert max(len(origin.articles) for origin in tracing.origins) == 2


def test_an_article_and_its_translation_are_two_texts_and_never_raise():
    _, tracing = _trace([TEXT, TRANSLATED], outlet=["Pell Post", "Brindaler Bote"])
    assert tracing.reuse == ()
    assert len(tracing.origins) == 2


@pytest.mark.parametrize("headline", ["", " ", None])
def test_an_empty_headline_makes_no_name_and_no_version(headline):
    """Two outlets without headlines are not of one newsroom because both have none."""
    edited = TEXT.replace("two sheds", "three sheds")
    articles, tracing = _trace([TEXT, edited], outlet=["Pell Post", "The Quay"], headline=[headline] * 2)
    assert [edge.kind for edge in tracing.reuse] == ["reprint"]
    assert tracing.versions == ()
    _, unnamed = _trace([TEXT], headline=[headline])
    assert unnamed.origins[0].name == f"Unnamed origin ({articles[0].id})"


def test_an_empty_headline_segment_is_no_word():
    article = _article(0, TEXT, headline="", segments=(
        Segment(role="headline", start=0, end=0), Segment(role="body", start=0, end=len(TEXT)),
    ))  # fmt: skip
    tracing = trace([article], {"d0000": TEXT}, {})
    assert [origin.articles for origin in tracing.origins] == [("a0000",)]


def test_dates_to_come_and_dates_long_past_still_tell_the_order():
    days = [Published(date=day, basis="metadata") for day in ("2999-01-01", "1831-01-01", "2031-13-45")]
    _, tracing = _trace([TEXT] * 3, outlet=["One", "Two", "Three"], published=days)
    assert {edge.from_ for edge in tracing.reuse} >= {"a0001"}
    assert len(tracing.origins) == 1


def test_two_copies_that_each_credit_the_other_share_an_origin_without_a_credited_source():
    one = TEXT + "This story originally appeared in Brindale Mail"
    two = TEXT + "This story originally appeared in Pell Post"
    _, tracing = _trace([one, two], outlet=["Pell Post", "Brindale Mail"])
    assert len(tracing.origins) == 1
    assert [edge.basis for edge in tracing.reuse] != ["credited"]


def test_near_copies_by_the_hundred_make_pairs_in_proportion():
    random = Random(5)
    base = _invented(12, 40)
    texts = []
    for n in range(200):
        words = ".\n".join(base).split(" ")
        for _ in range(6):
            words[random.randrange(len(words))] = f"edit{n}"
        texts.append(" ".join(words[: random.randint(200, len(words))]))
    _, tracing = _trace(texts)
    assert len(texts) <= len(tracing.reuse) <= 2 * MOST * len(texts)
    assert len(tracing.origins) == 1


def test_workers_and_tasks_do_not_show_in_the_result(monkeypatch: pytest.MonkeyPatch):
    base = _invented(40, 60)
    texts = ["\n".join(base[n % 30 : n % 30 + 1 + n % 4]) for n in range(90)]
    articles, alone = _trace(texts)
    monkeypatch.setattr("ontherecord.trace.tracing.PAIRS_WORTH_WORKERS", 0)
    monkeypatch.setattr("ontherecord.trace.tracing.WORTH_WORKERS", 0)
    monkeypatch.setattr("ontherecord.trace.tracing._AT_ONCE", 20)
    monkeypatch.setattr("ontherecord.trace.ties.AT_ONCE", 50)
    copies = {a.document: text for a, text in zip(articles, texts, strict=True)}
    assert len(alone.reuse) > 100
    assert trace(articles, copies, {}, across=processes(2)) == alone
