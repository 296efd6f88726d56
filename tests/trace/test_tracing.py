# SPDX-License-Identifier: Apache-2.0
"""Tracing from end to end: kinds of reuse, versions, origins, and bad input."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from ontherecord.model import Article, Change, Published, Tracing, Version
from ontherecord.trace import trace, traced
from ontherecord.trace.candidates import MOST

LEAD = (
    "Ansel Korvath opened the flood gates at Harrowgate Mill on Monday night, and the water reached the "
    "gardens of Lower Tamsin within the hour, carrying off two sheds, a piano and the keeper's own boat."
)
MORE = (
    "The valley board had asked for the gates to stay shut until the wind dropped, but the keeper's "
    "telephone had been out of order since the storm and no messenger could cross the upper bridge.",
    "Mirela Dostan, who chairs the board, walked the dyke at first light with a lantern and a notebook, "
    "counting the places where the bank had slipped and marking each of them with a willow stick.",
)
OTHER = (
    "In Brindale the harbour trust presented its accounts to a half-empty hall and promised cheaper berths.",
    "Its treasurer blamed the price of rope, a late spring and three winters without any ice to sell.",
)
QUOTE = (
    "“We were told that the gates would hold for a hundred years and nobody ever came to look at them again,”"
)


def _articles(*texts: str, **fields) -> tuple[list[Article], dict[str, str]]:
    copies = {f"d{n}": text for n, text in enumerate(texts)}
    articles = [
        Article(id=f"a{n}", document=f"d{n}", start=0, end=len(text), **{k: v[n] for k, v in fields.items()})
        for n, text in enumerate(texts)
    ]
    return articles, copies


def _trace(*texts: str, **fields) -> Tracing:
    articles, copies = _articles(*texts, **fields)
    return trace(articles, copies, {})


def _origin(tracing: Tracing, article: str) -> str:
    return next(origin.id for origin in tracing.origins if article in origin.articles)


def test_a_cut_copy_is_a_reprint_of_the_whole_text():
    whole, cut = "\n".join((LEAD, *MORE)), "\n".join((LEAD, MORE[0]))
    tracing = _trace(cut, whole, outlet=["Pell Post", "Norrland Wire"])
    (edge,) = tracing.reuse
    assert (edge.kind, edge.from_, edge.to, edge.basis) == ("reprint", "a1", "a0", "more complete")
    assert edge.share_of_to > 0.95
    assert _origin(tracing, "a0") == _origin(tracing, "a1")


@pytest.mark.parametrize("credit", ["(Norrland Wire)", "Additional reporting by Norrland Wire"])
def test_who_credits_the_other_has_its_text_from_there(credit):
    """Whichever came first by date, or has the lower id."""
    text = "\n".join((LEAD, *MORE))
    days = [Published(date=f"2031-03-{day}", basis="stated") for day in (11, 12)]
    tracing = _trace(f"{text}\n{credit}", text, outlet=["Pell Post", "Norrland Wire"], published=days)
    (edge,) = tracing.reuse
    assert (edge.from_, edge.to, edge.basis) == ("a1", "a0", "credited")


def test_of_several_earlier_versions_the_one_with_fewest_facts_changed_counts():
    articles, _ = _articles("One.", "Two.", "Three.")
    facts = [Change(class_="changed", what=what) for what in ("figure", "time", "wording", "wording")]
    versions = [
        Version(id=f"v{n}", earlier=earlier, later="a2", basis="earlier", changes=tuple(changes))
        for n, (earlier, changes) in enumerate({"a0": facts[:2], "a1": facts[1:]}.items())
    ]
    for order in (versions, versions[::-1]):
        named = [structs.replace(v, id=f"v{n}") for n, v in enumerate(order)]
        assert traced(articles, Tracing(versions=tuple(named)))[2].version_of == "a1"


def test_a_lifted_paragraph_is_partial():
    rest = [
        f"{OTHER[0]} {OTHER[1]}",
        "The rope makers of Pell had hoped for better, and said so at some length.",
    ]
    filler = [
        "A second hall was hired for the evening, where the same figures were read to the ferrymen's wives.",
        "Nobody asked about the lamps along the quay, which have been dark since the end of last autumn.",
    ]
    tracing = _trace("\n".join((LEAD, *MORE)), "\n".join((*rest, MORE[1] + " " + MORE[0][:100], *filler)))
    assert [edge.kind for edge in tracing.reuse] == ["partial"]


REWORDED = (
    "The board of the valley wanted the gates shut until the wind dropped, yet the storm had put the keeper's "
    "telephone out of order, and messengers could not cross the upper bridge."
)


def test_a_reworded_copy_is_a_reprint():
    tracing = _trace("\n".join((LEAD, MORE[0])), f"{LEAD}\n{REWORDED}")
    assert [edge.kind for edge in tracing.reuse] == ["reprint"]


def test_a_reworded_copy_in_an_article_that_is_mostly_something_else_is_partial():
    drowned = "\n".join((*OTHER, *MORE[1:], LEAD, MORE[0], *(text[::-1] for text in (*OTHER, *MORE))))
    tracing = _trace(drowned, f"{LEAD}\n{REWORDED}")
    assert [edge.kind for edge in tracing.reuse] == ["partial"]


def test_one_utterance_in_two_reports_is_not_reuse_of_reporting():
    one = f"{LEAD}\n{QUOTE} Dostan said.\n{MORE[0]}"
    two = f"{OTHER[0]}\n{QUOTE} said the chair of the board.\n{OTHER[1]}"
    tracing = _trace(one, two, outlet=["Pell Post", "Brindale Mail"])
    assert [edge.kind for edge in tracing.reuse] == ["quotation-only"]
    assert _origin(tracing, "a0") != _origin(tracing, "a1")


def test_the_earlier_version_is_told_from_the_text():
    before = LEAD + "\nDostan is expected to meet the miners on Tuesday.\n" + "\n".join(MORE)
    after = LEAD + "\nDostan met the miners on Wednesday.\n" + "\n".join(MORE)
    tracing = _trace(after, before, outlet=["Pell Post", "Pell Post"])
    (version,) = tracing.versions
    assert (version.earlier, version.later) == ("a1", "a0")
    assert {"modality", "time"} <= {change.what for change in version.changes}
    assert [edge.kind for edge in tracing.reuse] == ["version"]
    articles, _ = _articles(after, before)
    assert traced(articles, tracing)[0].version_of == "a1"


def test_a_rewrite_that_credits_the_wire_shares_its_origin():
    wire = f"VELMORA (Reuters) - {LEAD}\n" + "\n".join(MORE)
    rewrite = (
        "The gates are open.\nAccording to Reuters, the board had wanted them shut.\nNobody had listened."
    )
    own = "\n".join(("By the river", *OTHER, "Korvath told the Brindale Mail that he had no choice."))
    tracing = _trace(wire, rewrite, own, outlet=[None, "Pell Post", "Brindale Mail"])
    assert _origin(tracing, "a0") == _origin(tracing, "a1") == "o-reuters"
    assert _origin(tracing, "a2") != "o-reuters"


def test_a_chain_of_partial_copies_is_no_single_origin():
    """Each text takes two fifths from the one before it and nothing from further back."""
    random = Random(3)
    vocabulary = ["".join(random.choices("abcdefghijklmnop", k=7)) for _ in range(5000)]
    parts = [" ".join(random.choices(vocabulary, k=60)) + "." for _ in range(16)]
    texts = ["\n".join(parts[3 * n : 3 * n + 5]) for n in range(4)]
    days = [Published(date=f"2031-03-0{n + 1}", basis="metadata") for n in range(4)]
    tracing = _trace(*texts, published=days)
    assert {edge.kind for edge in tracing.reuse} == {"partial"}
    assert _origin(tracing, "a0") == _origin(tracing, "a1")
    assert _origin(tracing, "a2") == _origin(tracing, "a3") != _origin(tracing, "a0")


def test_two_articles_that_claim_each_other_have_one_origin():
    one = f"{LEAD}\n{MORE[0]}\nThis story originally appeared in Brindale Mail"
    two = f"{OTHER[0]}\n{OTHER[1]}\nThis story originally appeared in Pell Post"
    tracing = _trace(one, two, outlet=["Pell Post", "Brindale Mail"])
    assert len(tracing.origins) == 1


def test_a_footer_of_many_unrelated_articles_is_not_reuse():
    random = Random(2)
    vocabulary = ["".join(random.choices("abcdefghijklmnop", k=6)) for _ in range(5000)]
    footer = (
        "Our reporters depend on readers like you, so please consider a small gift to the newsroom today."
    )
    texts = [
        " ".join(w.title() if i % 5 == 3 else w for i, w in enumerate(random.choices(vocabulary, k=80)))
        + f"\n{footer}"
        for _ in range(40)
    ]
    assert _trace(*texts).reuse == ()


def test_one_article_many_times_has_one_origin_and_few_pairs():
    text = "\n".join((LEAD, *MORE))
    tracing = _trace(*[text] * 200)
    assert len(tracing.origins) == 1
    assert len(tracing.reuse) == 199
    assert {edge.kind for edge in tracing.reuse} == {"reprint"}


@pytest.mark.parametrize("text", ["", "\n", "…", "\0\0", "A" * 200_000, "ha " * 20_000, "“" * 10_000])
def test_bad_input_never_raises(text):
    tracing = _trace(text, LEAD, text)
    assert sorted(a for origin in tracing.origins for a in origin.articles) == ["a0", "a1", "a2"]


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(5)), st.text(max_size=60))
def test_the_order_of_articles_does_not_matter_and_spans_are_true(order, noise):
    texts = (
        "\n".join((LEAD, *MORE)),
        "\n".join((LEAD, MORE[0])),
        "\n".join(OTHER),
        f"{MORE[1]}\n{QUOTE}",
        noise,
    )
    articles, copies = _articles(*texts)
    tracing = trace(articles, copies, {})
    assert trace([articles[n] for n in order], copies, {}) == tracing
    spans = [s for edge in tracing.reuse for pair in edge.passages for s in pair]
    spans += [s for version in tracing.versions for c in version.changes for s in (c.earlier, c.later) if s]
    spans += [s for origin in tracing.origins for s in origin.evidence]
    assert all(copies[s.document][s.start : s.end] == s.text for s in spans)


def test_pairs_grow_with_the_articles_not_with_their_square():
    """Many articles that draw their sentences from one pool: each pairs with those closest to it."""
    random = Random(6)
    vocabulary = ["".join(random.choices("abcdefghijklmnop", k=6)) for _ in range(4000)]
    pool = [" ".join(random.choices(vocabulary, k=18)) + "." for _ in range(60)]
    texts = ["\n".join(random.sample(pool, k=12)) for _ in range(160)]
    tracing = _trace(*texts)
    assert len(texts) < len(tracing.reuse) <= 2 * MOST * len(texts)


WIRE = (
    "VELMORA (Reuters) - The gate keeper of Harrowgate Mill was dismissed on Monday after the flood, the board said.\n"
    "Water had entered forty houses in Lower Tamsin and drowned a herd of goats.\n"
    "The keeper's telephone had been out of order since the storm in January.\n"
    f"{QUOTE} said Mirela Dostan, the chair.\n"
    "Repairs to the lower gate will cost nine million crowns.\n"
    "An inquiry led by a retired engineer opens in May.\n"
    "Insurance covers a third of the damage, according to the treasury.\n"
)
RETOLD = (
    "The board has dismissed the keeper of the Harrowgate Mill gate, it said on Monday after the flood.\n"
    "A herd of goats drowned and forty houses in Lower Tamsin had water in them.\n"
    "Since the January storm the telephone of the keeper had been out of order.\n"
    f"{QUOTE} the chair, Mirela Dostan, said.\n"
    "Nine million crowns is the cost of repairs to the lower gate.\n"
    "In May an inquiry opens, led by an engineer who has retired.\n"
    "A third of the damage is covered by insurance, says the treasury.\n"
)


def _days(count: int) -> list[Published]:
    return [Published(date=f"2031-03-0{n + 1}", basis="metadata") for n in range(count)]


def test_a_rewrite_of_agency_copy_shares_its_origin():
    tracing = _trace(WIRE, RETOLD, outlet=[None, "Pell Post"], published=_days(2))
    (origin,) = tracing.origins
    rewrite = next(m for m in origin.members if m.article == "a1")
    assert (rewrite.basis, rewrite.confidence) == ("rewrite", None)


@pytest.mark.parametrize("outlets", [[None, "Pell Post"], ["Brindale Mail", "Pell Post"]])
def test_a_report_with_a_voice_of_its_own_is_no_rewrite(outlets):
    """The same facts, but somebody spoke to this reporter; or the other article is no agency's."""
    own = (
        RETOLD
        + "“I rang the bell myself because there was nobody else to do it,” said the baker of Lower Tamsin."
    )
    other = WIRE.replace(" (Reuters)", "") if outlets[0] else WIRE
    tracing = _trace(other, own if outlets[0] is None else RETOLD, outlet=outlets, published=_days(2))
    assert _origin(tracing, "a0") != _origin(tracing, "a1")


def test_an_earlier_report_is_no_rewrite():
    tracing = _trace(WIRE, RETOLD, outlet=[None, "Pell Post"], published=_days(2)[::-1])
    assert _origin(tracing, "a0") != _origin(tracing, "a1")


def test_the_same_facts_in_another_order_are_no_rewrite():
    """Two reporters at one press conference have the same facts; only a rewrite has their order."""
    lines = RETOLD.strip().split("\n")
    turned = "\n".join((*lines[4:], *lines[:4])) + "\n"
    tracing = _trace(WIRE, turned, outlet=[None, "Pell Post"], published=_days(2))
    assert _origin(tracing, "a0") != _origin(tracing, "a1")
