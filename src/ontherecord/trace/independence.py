# SPDX-License-Identifier: Apache-2.0
"""Articles that a person found to be independent of others whose words they share.

Comes in: what `trace` found, the articles, the rulings. Goes out: the same, in which the shared words stay as they are
but make no reprint, no version and no common origin of these articles. Refuses: to change anything between
articles that no decision names; an article that another reprints takes that one with it.
Score: none; `tests/decisions/test_other_decisions.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import structs

from ontherecord.decide.rulings import Rulings
from ontherecord.model import Article, Membership, Origin, Reuse, Span, Tracing
from ontherecord.read.newsrooms import newsroom, slug

Apart = Mapping[tuple[str, str], str]
"""For two articles, the independent one first, the decision that says so."""
_STRICT = ("reprint", "version")
_DECIDED = "decision"


def independent(tracing: Tracing, articles: Sequence[Article], rulings: Rulings) -> Tracing:
    """What was traced, without the ties that a person undid. The order of `articles` does not matter."""
    decided = _apart(articles, rulings)
    if not decided:
        return tracing
    reuse = tuple(_unbound(edge, decided) for edge in tracing.reuse)
    return structs.replace(
        tracing,
        reuse=reuse,
        versions=tuple(v for v in tracing.versions if _decision(v.earlier, v.later, decided) is None),
        origins=_origins(tracing.origins, {a.id: a for a in articles}, reuse, decided),
    )


def _apart(articles: Sequence[Article], rulings: Rulings) -> Apart:
    """The pairs of articles of which a person said that the first owes nothing to the second."""
    found: dict[tuple[str, str], str] = {}
    for ruling in rulings.of("independent"):
        sides = [_articles(spans, articles) for spans in ruling.subjects]
        for one in sides[0] if sides else ():
            for side in sides[1:]:
                found.update(((one, other), ruling.decision.id) for other in side if other != one)
    return found


def _articles(spans: Sequence[Span], articles: Sequence[Article]) -> list[str]:
    return [
        a.id for a in articles if any(s.document == a.document and a.start <= s.start < a.end for s in spans)
    ]


def _decision(one: str, other: str, decided: Apart) -> str | None:
    return decided.get((one, other)) or decided.get((other, one))


def _unbound(edge: Reuse, decided: Apart) -> Reuse:
    """Shared words that make no reprint and no version: the passages stay, as parts in common."""
    by = _decision(edge.from_, edge.to, decided)
    if by is None or edge.kind == "quotation-only":
        return edge
    return structs.replace(edge, kind="partial", extent=None, decisions=(by,))


def _origins(
    origins: Sequence[Origin], articles: Mapping[str, Article], reuse: Sequence[Reuse], decided: Apart
) -> tuple[Origin, ...]:
    """The origins, with every independent article in one that none of those has that it owes nothing to:
    the one of its own outlet, if there is one, with the articles that depend on it."""
    made = {origin.id: origin for origin in origins}
    for one in sorted({first for first, _ in decided}):
        others = {second: by for (first, second), by in decided.items() if first == one}
        home = next(o for o in made.values() if one in o.articles)
        against = sorted(others.keys() & set(home.articles))
        if against:
            moved = _with_dependents(one, home, reuse, set(others))
            target = _target(articles[one], made, set(others))
            made[home.id] = _without(home, moved)
            coming = [m for m in home.members if m.article in moved]
            made[target.id] = _with(target, coming, one, (others[against[0]],))
    return tuple(sorted((o for o in made.values() if o.articles), key=lambda origin: origin.id))


def _with_dependents(one: str, home: Origin, reuse: Sequence[Reuse], others: set[str]) -> set[str]:
    """An article and those of its origin that have most of their text from it, directly or not."""
    closest: dict[str, tuple[float, str]] = {}
    for edge in reuse:
        if edge.kind in _STRICT and not edge.decisions:
            closest[edge.to] = max(closest.get(edge.to, (0.0, "")), (edge.share_of_to, edge.from_))
    moved, ahead = {one}, [one]
    for id_ in ahead:
        below = [
            to for to, (_, source) in sorted(closest.items())
            if source == id_ and to in home.articles and to not in moved and to not in others
        ]  # fmt: skip
        moved.update(below)
        ahead += below
    return moved


def _target(article: Article, made: Mapping[str, Origin], others: set[str]) -> Origin:
    """The origin an independent article goes to: that of its outlet, unless the others are in it."""
    room = newsroom(article.outlet) if article.outlet else None
    own = f"o-{slug(room.family)}" if room else f"o-{slug(f'unnamed {article.id}')}"
    if own in made and others & set(made[own].articles):
        own = f"{own}-{article.id}"
    name = room.name if room else f"Unnamed origin ({article.headline or article.id})"
    return made.get(own) or Origin(id=own, name=name, articles=(), basis=_DECIDED, by="decision")


def _without(origin: Origin, moved: set[str]) -> Origin:
    kept = tuple(m for m in origin.members if m.article not in moved)
    return structs.replace(
        origin,
        articles=tuple(a for a in origin.articles if a not in moved),
        members=kept,
        evidence=tuple(dict.fromkeys(m.span for m in kept if m.span)),
    )


def _with(origin: Origin, members: Sequence[Membership], one: str, by: tuple[str, ...]) -> Origin:
    decided = [
        structs.replace(m, basis=_DECIDED, span=None, grade="strong", confidence=None, decisions=by)
        if m.article == one
        else m
        for m in members
    ]
    every = (*origin.members, *decided)
    return structs.replace(
        origin,
        articles=tuple(sorted({m.article for m in every})),
        members=tuple(sorted(every, key=lambda m: m.article)),
        evidence=tuple(dict.fromkeys(m.span for m in every if m.span)),
    )
