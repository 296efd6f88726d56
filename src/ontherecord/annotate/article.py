# SPDX-License-Identifier: Apache-2.0
"""The annotations of one article: each annotator in turn over one parse.

Comes in: an `Article`, its frozen copy and the parse of its paragraphs. Goes out: `Annotations`.
Refuses: nothing. Score: none of its own; each annotator names its own.

What an annotator needs of another it is handed; none looks at an article's date, so that the same
text always has the same annotations (dates are reckoned later, by `reconcile.dates.dates`).
"""

from __future__ import annotations

from collections.abc import Mapping

from ontherecord.annotate.accounts.accounts import accounts
from ontherecord.annotate.names.names import names
from ontherecord.annotate.names.references import references
from ontherecord.annotate.parse import PARSED_ROLES, Paragraph, Parse, paragraphs
from ontherecord.annotate.places.places import places
from ontherecord.annotate.quotations.quotations import quotations
from ontherecord.annotate.quotations.tagger import revision
from ontherecord.annotate.sentences import sentences
from ontherecord.annotate.settings import DEFAULT_SETTINGS, Settings, trained
from ontherecord.annotate.statements.statements import statements
from ontherecord.annotate.times.times import times
from ontherecord.model import Annotations, Article, SegmentRole


def parsed_paragraphs(article: Article, copy: str) -> list[tuple[int, str, SegmentRole]]:
    """The paragraphs that are parsed: offset into the copy, text, role of their segment."""
    return [
        (offset, text, segment.role)
        for segment in article.segments
        if segment.role in PARSED_ROLES
        for offset, text in paragraphs(copy, segment.start, segment.end)
    ]


def article_parse(article: Article, copy: str, parsed: Mapping[str, Paragraph]) -> Parse:
    """The article's parse, from the parses of its paragraphs by their text."""
    parse = Parse(copy)
    for offset, text, role in parsed_paragraphs(article, copy):
        parse.append(parsed[text], offset, role)
    return parse


def annotate_article(article: Article, parse: Parse, settings: Settings = DEFAULT_SETTINGS) -> Annotations:
    """All that one article says, in the order of the text; offsets are offsets of its copy."""
    document = article.document
    mentions = references(parse, names(parse))
    scope, model = settings.quotations, settings.quotations_model
    revise = revision(trained(model), scope) if model else None
    quoted = quotations(parse, mentions, document=document, article=article.id, scope=scope, revise=revise)
    timed = times(parse)
    placed = places(parse, mentions, document=document)
    return Annotations(
        article=article.id,
        sentences=sentences(parse),
        mentions=mentions,
        quotations=quoted,
        times=timed,
        places=placed,
        accounts=accounts(
            parse,
            mentions,
            quoted,
            timed,
            placed,
            document=document,
            article=article.id,
            extra=settings.lexicon_text,
        ),
        statements=statements(parse, mentions, quoted, timed, placed),
    )
