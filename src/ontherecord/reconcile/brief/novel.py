# SPDX-License-Identifier: Apache-2.0
"""What of a story is new since a day: the words of later reports that no earlier report carries.

Comes in: the extracts and all sentences of a story, its articles and claims, a day.
Goes out: the extracts, sentences and claims that are new. Refuses: an article whose date is not known
or is told only by month: it may be old, so nothing in it is called new and what it says counts as
known.
Score: `tests/reconcile/test_novel.py`; `python -m bench brief` (old statements called new).
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from ontherecord.model import Account, Article, Claim
from ontherecord.reconcile.brief.extracts import Extract
from ontherecord.reconcile.values.grains import days
from ontherecord.reconcile.words.carried import Told, carried_by, carriers, statement, words

_BEFORE = ""
"""The origin that all earlier sentences are given: whoever told it before, it is not new."""


def new_articles(articles: Iterable[Article], since: str) -> frozenset[str]:
    """The ids of the articles that were surely published on the ISO day `since` or later."""
    first = datetime.date.fromisoformat(since)
    dated = ((article.id, days((article.published.date or "")[:10])) for article in articles)
    return frozenset(id for id, known in dated if known and known[0] >= first)


def new_extracts(
    could: Iterable[Extract],
    everything: Iterable[Told],
    accounts: Iterable[Account],
    new: frozenset[str],
) -> list[Extract]:
    """The extracts of `new` articles whose statement no other article carries: neither its words, nor
    the act of its main clause with every number in it."""
    before = carriers(one._replace(origin=_BEFORE) for one in everything if one.article not in new)
    acts = _acts(a for a in accounts if a.article not in new)
    return [
        extract
        for extract in could
        if extract.told.article in new
        and not carried_by(extract.told._replace(words=statement(extract.text)), before)
        and not _known(extract, acts)
    ]


Act = tuple[str, str, bool]
"""An event with the modality in which it is told, and whether it is negated."""


def _acts(accounts: Iterable[Account]) -> Mapping[Act, set[str]]:
    """What was told of each event, with the numbers in it."""
    found: dict[Act, set[str]] = defaultdict(set)
    for account in accounts:
        if account.event:
            found[account.event, account.modality, account.negated] |= words(account.span.text).numbers
    return found


def _known(extract: Extract, acts: Mapping[Act, set[str]]) -> bool:
    main = extract.accounts[0] if extract.accounts else None
    numbers = acts.get((main.event or "", main.modality, main.negated)) if main else None
    return numbers is not None and words(extract.text).numbers <= numbers


def new_claims(claims: Sequence[Claim], since: str) -> list[Claim]:
    """The claims of which a value was first asserted on the ISO day `since` or later."""
    return [c for c in claims if any((v.asserted or "")[:10] >= since for v in c.values)]
