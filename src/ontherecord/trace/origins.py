# SPDX-License-Identifier: Apache-2.0
"""Origins: the independent lines of reporting behind many articles.

Comes in: articles in canonical order, what they reuse of one another, their credits and names.
Goes out: one `Origin` a line of reporting; every article is a member of exactly one, with basis and span,
and a confidence where one was measured.
Refuses: to make independence out of doubt: an article with a sign of another's copy and none of
its own reporting joins the other. And to make one origin out of a chain of partial copies.
Score: pairs with one origin, `python -m bench stories`; `tests/trace/test_tracing.py`.

An article depends on at most one source (the one most of it comes from). Articles tied by
reprints and versions share an origin, named by the strongest credit among them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from ontherecord.model import Article, Grade, Membership, Origin, Reuse, Span
from ontherecord.read.newsrooms import SELLERS, Newsroom, newsroom, slug
from ontherecord.trace.credits import Credit
from ontherecord.trace.matter import SAME_MATTER, Names, common_share
from ontherecord.trace.rewrites import Rewrite

STRONG_PARTIAL = 0.3  # share of an article that is lifted from one source and makes it depend on it
_LOOSE = ("partial", "rewrite")  # ties that hold over one step only
_HEADLINE = 48  # characters of a headline in the name of an unnamed origin
CONFIDENCE = {"version": 0.95, "reprint": 0.95, "partial": 0.95}
"""How often one of two articles that share so much text depends on the other, on the labelled pairs. Nothing is
labelled that would tell it of the other bases."""
_GRADED: dict[Grade, tuple[str, ...]] = {
    "strong": ("credit", "version", "reprint", "own copy"),
    "fair": ("outlet", "partial", "part credit", "rewrite", "unnamed media", "unnamed"),
    "weak": ("statement credit", "picture credit"),
}
GRADES: dict[str, Grade] = {basis: grade for grade, bases in _GRADED.items() for basis in bases}
"""How far an editor would trust each basis: what the article says of itself or shows by its text; what may have another
reason; what is only a sign."""


class Line(NamedTuple):
    """Why one article belongs where it does, before origins are put together."""

    room: Newsroom | None
    basis: str
    span: Span | None


class _Parent(NamedTuple):
    article: str
    kind: str
    share: float
    span: Span


def origins(
    articles: Sequence[Article],
    reuse: Sequence[Reuse],
    credits: Mapping[str, Sequence[Credit]],
    names: Callable[[str], Names],
    added: Mapping[str, float],
    rewritten: Mapping[str, tuple[str, Rewrite]],
) -> tuple[Origin, ...]:
    """The origins of articles given in canonical order.

    `credits` and `names` are by article id; `added` is the share of each article's words that no
    source of it has; `rewritten` the agency copy that an article reads like a rewrite of.
    """
    parents = _parents(reuse)
    for article in articles:
        if article.id in rewritten and article.id not in parents and not _copy_credits(article, credits):
            source, how = rewritten[article.id]
            parents[article.id] = _Parent(source, "rewrite", how.selection, how.span)
    roots = _roots(articles, parents)
    families: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        families[roots[article.id]].append(article)
    lines = {root: _line(members, root, credits) for root, members in families.items()}
    pictured = _pictured(articles, roots, lines, credits, names)
    lines.update(pictured)
    mutual = _mutual(articles, roots, lines)
    gathered: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        gathered[_key(lines[roots[article.id]], roots[article.id], mutual)].append(article)
    made = [_origin(key, members, roots, lines, parents, credits, added) for key, members in gathered.items()]
    return tuple(sorted(made, key=lambda origin: origin.id))


def _parents(reuse: Sequence[Reuse]) -> dict[str, _Parent]:
    """For each article the source that most of it comes from, if any."""
    parents: dict[str, _Parent] = {}
    for edge in reuse:
        if binds(edge):
            strict = edge.kind != "partial"
            found = _Parent(edge.from_, edge.kind, edge.share_of_to, edge.passages[0][1])
            known = parents.get(edge.to)
            if known is None or (strict, found.share) > (known.kind != "partial", known.share):
                parents[edge.to] = found
    return parents


def binds(edge: Reuse) -> bool:
    """Whether two articles share so much text that one depends on the other."""
    return edge.kind in ("reprint", "version") or (
        edge.kind == "partial" and edge.share_of_to >= STRONG_PARTIAL
    )


def _roots(articles: Sequence[Article], parents: Mapping[str, _Parent]) -> dict[str, str]:
    """For each article the one whose reporting it is: up over whole copies, over one partial copy
    only. An article that lifted from an article that had lifted itself stands alone."""
    roots: dict[str, str] = {}
    lifted: set[str] = set()  # articles that joined their root over a partial copy
    for article in articles:
        path = [article.id]
        while path[-1] not in roots and path[-1] in parents and parents[path[-1]].article not in path:
            path.append(parents[path[-1]].article)
        for one in reversed(path):
            if one not in roots:
                parent = parents.get(one)
                above = parent.article if parent is not None else one
                alone = parent is None or above not in roots or (parent.kind in _LOOSE and above in lifted)
                roots[one] = one if alone else roots[above]
                if not alone and parent is not None and (parent.kind in _LOOSE or above in lifted):
                    lifted.add(one)
    return roots


def _own_room(article: Article) -> Newsroom | None:
    return newsroom(article.outlet) if article.outlet else None


def _line(members: Sequence[Article], root: str, credits: Mapping[str, Sequence[Credit]]) -> Line:
    """The newsroom behind articles that share their text; the strongest credit any of them has."""
    foreign: Counter[str] = Counter()
    first: dict[str, Credit] = {}
    for article in members:
        own = _own_room(article)
        for credit in _copy_credits(article, credits):
            if own is None or credit.newsroom.key != own.key:
                foreign[credit.newsroom.key] += 1
                first.setdefault(credit.newsroom.key, credit)
    if foreign:
        best = first[max(foreign, key=lambda key: (foreign[key], -list(first).index(key)))]
        return Line(best.newsroom, "credit", best.span)
    source = next(article for article in members if article.id == root)
    return _line_of_one(source, credits.get(root, ()))


def _copy_credits(article: Article, credits: Mapping[str, Sequence[Credit]]) -> list[Credit]:
    """The credits that make an article another newsroom's copy."""
    return [
        credit
        for credit in credits.get(article.id, ())
        if credit.strength == "copy" and credit.newsroom.kind not in ("aggregator", "photos", "unnamed")
    ]


def _line_of_one(article: Article, credits: Sequence[Credit]) -> Line:
    """The newsroom behind an article that no other text explains."""
    own = _own_room(article)
    mine = [c for c in credits if own and c.newsroom.key == own.key and c.strength != "picture"]
    others = [
        c for c in credits
        if c.newsroom.kind not in ("aggregator", "photos", "outlet", "unnamed")
        and (own is None or c.newsroom.key != own.key)
    ]  # fmt: skip
    if part := next((c for c in others if c.strength == "part"), None):
        return Line(part.newsroom, "part credit", part.span)
    if own and mine:
        return Line(own, "own copy", mine[0].span)
    if word := next((c for c in others if c.strength == "word"), None):
        return Line(word.newsroom, "statement credit", word.span)
    if media := next((c for c in credits if c.newsroom.kind == "unnamed"), None):
        return Line(own, "unnamed media", media.span)
    if own:
        return Line(own, "outlet", article.outlet_span)
    return Line(None, "unnamed", None)


def _pictured(
    articles: Sequence[Article], roots: Mapping[str, str], lines: Mapping[str, Line],
    credits: Mapping[str, Sequence[Credit]], names: Callable[[str], Names],
) -> dict[str, Line]:  # fmt: skip
    """Articles without a sign of own reporting whose pictures come from a wire that covers the
    same matter in another article: weak evidence, but doubt creates no independence."""
    covering: dict[str, list[str]] = defaultdict(list)
    for article in articles:
        room = lines[roots[article.id]].room
        if room:
            covering[room.key].append(article.id)
    found = {}
    for article in articles:
        line = lines.get(article.id)
        if line is None or line.basis not in ("unnamed", "outlet") or article.authors:
            continue
        for credit in credits.get(article.id, ()):
            near = (
                common_share(names(article.id), names(o))
                for o in covering[credit.newsroom.key]
                if o != article.id
            )
            if credit.newsroom.kind in (*SELLERS, "unknown") and any(share >= SAME_MATTER for share in near):
                found[article.id] = Line(credit.newsroom, "picture credit", credit.span)
                break
    return found


def _mutual(
    articles: Sequence[Article], roots: Mapping[str, str], lines: Mapping[str, Line]
) -> dict[str, str]:
    """Newsrooms that each claim the other as their source count as one, under the first key."""
    claims = set()
    for article in articles:
        own, line = _own_room(article), lines[roots[article.id]]
        if own and line.room and line.basis == "credit" and own.key != line.room.key:
            claims.add((own.key, line.room.key))
    return {max(a, b): min(a, b) for a, b in claims if (b, a) in claims}


def _key(line: Line, root: str, mutual: Mapping[str, str]) -> str:
    if line.room is None:
        return f"unnamed {root}"
    return mutual.get(line.room.key, line.room.family)


def _origin(
    key: str, members: Sequence[Article], roots: Mapping[str, str], lines: Mapping[str, Line],
    parents: Mapping[str, _Parent], credits: Mapping[str, Sequence[Credit]], added: Mapping[str, float],
) -> Origin:  # fmt: skip
    ids = tuple(article.id for article in members)
    kept = tuple(_membership(a, roots[a.id], lines, parents, credits, added, len(ids)) for a in members)
    spans = dict.fromkeys(m.span for m in kept if m.span is not None)
    return Origin(
        id=f"o-{slug(key)}",
        name=_name(members, roots, lines),
        articles=ids,
        evidence=tuple(spans),
        basis=bases(kept),
        members=kept,
        by="trace.origins",
    )


def bases(members: Sequence[Membership]) -> str:
    """On what memberships rest, the most frequent basis first."""
    times = Counter(m.basis for m in members)
    return ", ".join(sorted(times, key=lambda basis: (-times[basis], basis)))


def _membership(
    article: Article, root: str, lines: Mapping[str, Line], parents: Mapping[str, _Parent],
    credits: Mapping[str, Sequence[Credit]], added: Mapping[str, float], size: int,
) -> Membership:  # fmt: skip
    """Why one article is a member: its own credit, else the text it shares, else its outlet."""
    line = lines[root]
    basis, span = line.basis, line.span
    own = next(
        (c for c in _copy_credits(article, credits) if line.room and c.newsroom.key == line.room.key), None
    )
    if own is not None:
        basis, span = "credit", own.span
        if (room := _own_room(article)) and room.key == own.newsroom.key:
            basis = "own copy"
    elif article.id != root and article.id in parents:
        basis, span = parents[article.id].kind, parents[article.id].span
    elif span is not None and span.document != article.document:
        basis, span = "reprint", None  # the credit stands in a copy of this article
    sure = CONFIDENCE.get(basis)
    return Membership(
        article=article.id,
        basis=basis,
        span=span,
        grade=GRADES[basis],
        confidence=sure,
        own_share=added.get(article.id),
    )


def _name(members: Sequence[Article], roots: Mapping[str, str], lines: Mapping[str, Line]) -> str:
    rooms = [lines[roots[a.id]].room for a in members]
    named = Counter(room.name for room in rooms if room is not None)
    if named:
        return min(named, key=lambda name: (-named[name], name))
    headline = " ".join((members[0].headline or "").split())
    short = headline if len(headline) <= _HEADLINE else headline[:_HEADLINE].rsplit(" ", 1)[0] + " …"
    return f"Unnamed origin ({short})" if short else f"Unnamed origin ({members[0].id})"
