# SPDX-License-Identifier: Apache-2.0
"""What of a build belongs to each story: its articles, and what was traced between them.

Comes in: the stories, all articles, the tracing of the build. Goes out: a `Share` a story.
Refuses: nothing; what was traced between articles of two stories belongs to neither.
Score: none. Everything is gone through once, however many stories there are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from ontherecord.model import Article, Origin, Record, Reuse, Story, Tracing, Version
from ontherecord.trace.origins import bases


class Share(NamedTuple):
    """The articles of one story, by id, and the tracing that concerns them alone."""

    articles: tuple[Article, ...]
    tracing: Tracing


def shares(stories: Iterable[Story], articles: Iterable[Article], tracing: Tracing) -> dict[str, Share]:
    """The share of each story, by story id; the order of `articles` does not matter."""
    listed = list(stories)
    home = {article: story.id for story in listed for article in story.articles}
    own: dict[str, list[Article]] = defaultdict(list)
    for article in sorted(articles, key=lambda a: a.id):
        own[home.get(article.id, "")].append(article)
    reuse: dict[str, list[Reuse]] = defaultdict(list)
    for pair in tracing.reuse:
        reuse[_both(home, pair.from_, pair.to)].append(pair)
    versions: dict[str, list[Version]] = defaultdict(list)
    for version in tracing.versions:
        versions[_both(home, version.earlier, version.later)].append(version)
    origins: dict[str, list[Origin]] = defaultdict(list)
    for origin in tracing.origins:
        for story in dict.fromkeys(home.get(article, "") for article in origin.articles):
            origins[story].append(_part(origin, story, home))
    return {
        s.id: Share(
            tuple(own[s.id]),
            Tracing(reuse=tuple(reuse[s.id]), versions=tuple(versions[s.id]), origins=tuple(origins[s.id])),
        )
        for s in listed
    }


def documents_of(share: Share) -> list[str]:
    """The documents that a story's record may point into: those of its articles, and those in which the
    evidence for their origins stands, which may belong to other stories."""
    of_articles = {article.document for article in share.articles}
    of_evidence = {span.document for origin in share.tracing.origins for span in origin.evidence}
    return sorted(of_articles | of_evidence)


def share_of(record: Record, articles: Iterable[Article]) -> Share:
    """The share that a record was made of: what was traced stands in it. `articles` are its own as they were
    read, and may be more."""
    read = {article.id: article for article in articles}
    own = (
        msgspec.structs.replace(read[a.id], origin=a.origin, version_of=a.version_of, reprint_of=a.reprint_of)
        for a in record.articles
    )
    return Share(tuple(own), Tracing(reuse=record.reuse, versions=record.versions, origins=record.origins))


def looked_at(articles: Iterable[Article], tracing: Tracing) -> Tracing:
    """As much of a story's tracing as its record is made of: what articles without a date share with others, by which
    they are dated. Beyond it, which article has which origin stands in the articles."""
    undated = any(article.published.date is None for article in articles)
    return Tracing(reuse=tracing.reuse if undated else ())


def laid(record: Record, tracing: Tracing) -> Record:
    """A record with the tracing of its story in its place."""
    story = msgspec.structs.replace(record.story, origins=tuple(origin.id for origin in tracing.origins))
    return msgspec.structs.replace(
        record, story=story, reuse=tracing.reuse, versions=tracing.versions, origins=tracing.origins
    )


def _both(home: dict[str, str], one: str, other: str) -> str:
    """The story of two articles, or "" where they have none in common."""
    story = home.get(one, "")
    return story if home.get(other, "") == story else ""


def _part(origin: Origin, story: str, home: dict[str, str]) -> Origin:
    """An origin as one story knows it: its articles there, and what ties those to it. What other stories have
    of it does not show, so that a record changes with its own articles only."""
    kept = tuple(m for m in origin.members if home.get(m.article, "") == story)
    return msgspec.structs.replace(
        origin,
        articles=tuple(a for a in origin.articles if home.get(a, "") == story),
        members=kept,
        evidence=tuple(dict.fromkeys(m.span for m in kept if m.span)),
        basis=bases(kept),
    )
