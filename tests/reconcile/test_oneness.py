# SPDX-License-Identifier: Apache-2.0
"""How likely two statements tell one act."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from bench.fit_oneness import neighbours
from ontherecord.model import Account, Span
from ontherecord.reconcile.matters.oneness import (
    FEATURES,
    are_others,
    features,
    likelihood,
    weighed,
)
from ontherecord.reconcile.matters.told import PLAIN, Told, family

_WORDS = ("ferry", "harbour", "crew", "storm", "minister", "bridge", "tunnel", "miner", "gold", "verdict")


def _told(article: int, sentence: int, text: str, act: str, parties: Sequence[str] = ()) -> Told:
    document, start = f"d{article}", 100 * sentence
    account = Account(
        id=f"a{article}.s{sentence}", article=f"a{article}",
        span=Span(document=document, start=start, end=start + len(text), text=text),
        trigger=Span(document=document, start=start, end=start + len(act), text=act), type=family(act), by=PLAIN,
    )  # fmt: skip
    words = frozenset(text.lower().split()) - {act}
    return Told(
        account, family(act), frozenset(parties), frozenset(), words, words, "2031-05-03", frozenset(),
        frozenset({family(act)}), sentence=start,
    )  # fmt: skip


def test_sentences_about_the_same_are_likelier_of_one_act_than_others() -> None:
    sank = _told(1, 1, "ferry sank outside harbour in storm with crew", "sank", ("ferry",))
    went = _told(2, 1, "ferry sank near harbour during storm", "sank", ("ferry",))
    prices = _told(3, 1, "prices sank after verdict about gold", "sank", ("prices",))
    story = weighed([sank, went, prices])
    assert likelihood(sank, went, story) > 0.5 > 1.5 * likelihood(sank, prices, story)


def test_a_better_sentence_of_the_same_article_makes_another_less_likely() -> None:
    one = _told(1, 1, "ferry sank outside harbour in storm", "sank", ("ferry",))
    near = _told(2, 1, "ferry sank", "sank", ("ferry",))
    better = _told(2, 2, "ferry sank outside harbour in storm", "sank", ("ferry",))
    margin = FEATURES.index("margin")
    alone, beside = weighed([one, near]), weighed([one, near, better])
    assert features(one, near, alone)[margin] > 0 > features(one, near, beside)[margin]
    assert likelihood(one, better, beside) > likelihood(one, near, beside)


def test_names_that_either_lacks_tell_two_statements_apart() -> None:
    holt, lind, both = (
        _told(n, 1, "was arrested", "arrest", names)
        for n, names in enumerate((("=holt",), ("=lind",), ("=holt", "=lind")))
    )
    assert are_others(holt, lind)
    assert not are_others(holt, both)


@given(st.lists(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=6), min_size=2, max_size=5))
def test_the_likelihood_is_one_and_does_not_depend_on_the_order(texts: list[list[str]]) -> None:
    told = [_told(n, 1, " ".join(words), "sank", (words[0],)) for n, words in enumerate(texts)]
    story = weighed(told)
    for one in told:
        for other in told:
            if one is not other:
                assert 0.0 <= likelihood(one, other, story) <= 1.0
                assert features(one, other, story) == features(other, one, story)


def test_neighbours_are_of_two_origins_and_share_something() -> None:
    told = [
        _told(1, 1, "ferry sank outside harbour", "sank", ("ferry",)),
        _told(2, 1, "ferry sank near harbour", "sank", ("ferry",)),
        _told(3, 1, "ferry sank near harbour", "sank", ("ferry",)),
        _told(4, 1, "miner found gold", "found", ("miner",)),
    ]
    pairs = list(neighbours(weighed(told), {"a1": "x", "a2": "y", "a3": "y", "a4": "z"}))
    assert {(a.account.article, b.account.article) for a, b in pairs} == {("a1", "a2"), ("a1", "a3")}
