# SPDX-License-Identifier: Apache-2.0
"""Persons: whom the words that govern a cue name.

Comes in: a page, the tokens of a speaker, the mentions of the article. Goes out: a `Speaker`: the words as
its mention, and the name they stand for: of "who" the noun before it, of a pronoun its antecedent.
Refuses: to name anybody else than the words do.
Score: with the quotations, `python -m bench quotations` (right person behind pronouns, on the founding reports).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ontherecord.annotate.names.titles import is_title, plain, roles
from ontherecord.annotate.parse import Parse
from ontherecord.annotate.quotations.page import Page
from ontherecord.annotate.quotations.speakers import phrase
from ontherecord.annotate.quotations.subjects import NAME_TAGS, antecedent
from ontherecord.model import Mention, Span, Speaker

TokenRange = tuple[int, int]


def by_token(parse: Parse, mentions: Sequence[Mention]) -> dict[int, Mention]:
    """For each token the mention it belongs to; a name before a description before a pronoun."""
    rank = {"name": 0, "description": 1, "pronoun": 2}
    found: dict[int, Mention] = {}
    for mention in sorted(mentions, key=lambda m: (-rank[m.form], m.end - m.start, m.start)):
        token = parse.token_at(mention.start)
        while token is not None and token < len(parse) and parse.starts[token] < mention.end:
            found[token] = mention
            token += 1
    return found


def named(page: Page, tokens: TokenRange | None, document: str, names: dict[int, Mention]) -> Speaker | None:
    """The speaker that tokens name, with the name they stand for; nobody where there are none."""
    if tokens is None:
        return None
    span = Span.of(document, page.text, *page.span(*tokens))
    root = _root(page.parse, tokens)
    described = antecedent(page.parse, root)  # the words that govern the cue are "who", whom they name is not
    mention = names.get(root if described is None else described) or _name_at_end(page, tokens, names)
    if mention is None:
        named = tokens if described is None else phrase(page, described)
        start, end = page.span(*named)
        return Speaker(cast=None, name=page.text[start:end], mention=span)
    name = mention.text
    if mention.form != "name" and mention.antecedent:
        name = page.text[mention.antecedent[0] : mention.antecedent[1]]
    return Speaker(cast=None, name=name, mention=span)


def _name_at_end(page: Page, tokens: TokenRange, names: Mapping[int, Mention]) -> Mention | None:
    """The person whom a description ends with, though the parse took the name into the body before it: "the
    head of the Harbour Council Anna Kern"; not "the lawyer of President Anna Kern"."""
    parse = page.parse
    mention = names.get(tokens[1] - 1)
    if mention is None or mention.form != "name" or mention.kind != "person":
        return None
    first = parse.token_at(mention.start)
    if first is None or first - 1 <= tokens[0] or parse.tags[first - 1] not in NAME_TAGS:
        return None
    described = any(plain(parse.words[t]) in roles() for t in range(tokens[0], first - 1))
    return mention if described and not is_title(parse.words[first - 1]) else None


def _root(parse: Parse, tokens: TokenRange) -> int:
    """The head of a phrase: its first token whose own head stands outside."""
    inside = range(*tokens)
    return next((t for t in inside if parse.heads[t] not in inside or parse.heads[t] == t), tokens[1] - 1)
