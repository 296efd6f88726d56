# SPDX-License-Identifier: Apache-2.0
from ontherecord.model import Article, Membership, Origin, Reuse, Span, Story, Tracing
from ontherecord.reconcile.shares import shares


def article(id: str) -> Article:
    return Article(id=id, document=f"d{id}", start=0, end=1)


def reuse(one: str, other: str) -> Reuse:
    return Reuse(
        id=f"r-{one}{other}", from_=one, to=other, basis="earlier", passages=(), share_of_from=1, share_of_to=1,
        kind="partial",
    )  # fmt: skip


def member(id: str) -> Membership:
    return Membership(article=id, basis="credit", span=Span(document=f"d{id}", start=0, end=1, text=id))


STORIES = (Story(id="s1", title="", articles=("a", "b")), Story(id="s2", title="", articles=("c",)))
ORIGIN = Origin(
    id="o", name="Lantern", articles=("c", "b", "a"), members=tuple(map(member, "cba")),
    evidence=(Span(document="dc", start=0, end=1, text="c"),),
)  # fmt: skip


def test_each_story_has_its_articles_by_id_whatever_their_order() -> None:
    for order in ("abc", "cba"):
        found = shares(STORIES, map(article, order), Tracing())
        assert [a.id for a in found["s1"].articles] == ["a", "b"]
        assert [a.id for a in found["s2"].articles] == ["c"]


def test_what_crosses_two_stories_belongs_to_neither() -> None:
    found = shares(STORIES, map(article, "abc"), Tracing(reuse=(reuse("a", "c"), reuse("a", "b"))))
    assert [r.id for r in found["s1"].tracing.reuse] == ["r-ab"]
    assert found["s2"].tracing.reuse == ()


def test_an_origin_over_two_stories_shows_each_its_own_articles_and_evidence() -> None:
    found = shares(STORIES, map(article, "abc"), Tracing(origins=(ORIGIN,)))
    (first,), (second,) = found["s1"].tracing.origins, found["s2"].tracing.origins
    assert (first.articles, second.articles) == (("b", "a"), ("c",))
    assert [s.text for s in first.evidence] == ["b", "a"]
    assert [m.article for m in second.members] == ["c"]


def test_what_other_stories_have_of_an_origin_changes_nothing() -> None:
    def seen_by_s1(*elsewhere: Membership) -> Origin:
        members = (*map(member, "ab"), *elsewhere)
        spans = tuple(m.span for m in members if m.span)
        whole = Origin(
            id="o", name="Lantern", articles=tuple(m.article for m in members), members=members, evidence=spans,
            basis="credit, outlet",
        )  # fmt: skip
        found = shares(STORIES, map(article, "abc"), Tracing(origins=(whole,)))
        return found["s1"].tracing.origins[0]

    other = Membership(article="c", basis="outlet")
    assert seen_by_s1(member("c")) == seen_by_s1(other)
    assert seen_by_s1(other).basis == "credit"


def test_an_origin_without_words_of_its_own_here_shows_none_of_another_story() -> None:
    bare = Membership(article="a", basis="outlet")
    whole = Origin(
        id="o", name="Lantern", articles=("a", "c"), members=(bare, member("c")),
        evidence=(Span(document="dc", start=0, end=1, text="c"),),
    )  # fmt: skip
    (seen,) = shares(STORIES, map(article, "abc"), Tracing(origins=(whole,)))["s1"].tracing.origins
    assert (seen.evidence, seen.basis) == ((), "outlet")
