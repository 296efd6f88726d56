# SPDX-License-Identifier: Apache-2.0
"""Training of the quotations model that a user with a suitable corpus can use instead of the rules alone.

    python -m bench train quotations --data DIR [--out FILE]

`DIR` holds `polnear_train.jsonl` in the form of the development data. Writes the model and, beside
it, a card in Markdown. Nothing learnt from PolNeAR is part of this repository: the corpus states no licence.

Deterministic: the same corpus, program and libraries give the same bytes. What is learnt: `tagger`
says what the three models are, `learning` how they learn. The third learns from readings
that models trained on the other half of the corpus made, so that it does not take them for better than
they are.
"""

from __future__ import annotations

import errno
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import metadata
from pathlib import Path
from typing import Any, NamedTuple, get_args

import numpy as np

from bench.corpora import lines, parses
from bench.learning import Ints, Say, field, regression
from ontherecord.annotate.articles import pipeline_version
from ontherecord.annotate.parse import DEFAULT_MODEL, Parse
from ontherecord.annotate.quotations.cues import Scope, lexicon
from ontherecord.annotate.quotations.features import cue_features, proposal, token_features
from ontherecord.annotate.quotations.modelfile import About, Linear, Model, Stored, Table, packed
from ontherecord.annotate.quotations.page import Page
from ontherecord.annotate.quotations.quotations import drafted
from ontherecord.annotate.quotations.tagger import LONGEST_TAGGED, is_speech, logistic, readings
from ontherecord.annotate.quotations.variants import CONTENT, SOURCE, Variant, overlap, words_of

CORPUS = "polnear_train.jsonl"
RIGHT = 0.8
"""Overlap from which the words of a quotation count as found; the measure of the development data."""
_LEAST_LEMMA = 2
_TOO_FEW = "too few articles with marked quotations to learn from"


class Text(NamedTuple):
    """An annotated article: its page and what a person marked in it."""

    page: Page
    quotes: list[dict[str, Any]]


class BadCorpus(ValueError):
    """There is nothing to learn from in a corpus; one line with the reason."""


def train(texts: Sequence[Text], about: About, say: Say = print) -> Stored:
    """The model of a corpus. Raises BadCorpus."""
    halves = texts[0::2], texts[1::2]
    tried: list[Judged] = []
    for learnt, rest in (halves, halves[::-1]):
        half = Model(_stored(learnt, about, None, say))
        tried += [group for text in rest for group in _judged(text, half)]
    rows = [variant.features for group in tried for variant, _ in group]
    right = [is_right for group in tried for _, is_right in group]
    if not any(right):
        raise BadCorpus(_TOO_FEW)
    say(f"{len(rows)} readings, {sum(right)} right")
    choice = regression(rows, right, least=3, passes=10, rate=0.1)
    thresholds = {scope: _threshold(Table(choice), tried, texts, scope) for scope in get_args(Scope)}
    say(f"thresholds {thresholds}")
    return _stored(texts, about, (choice, thresholds), say)


def _stored(
    texts: Sequence[Text],
    about: About,
    chosen: tuple[Linear, dict[str, float]] | None,
    say: Say,
) -> Stored:
    """The first two models, and the third where there is one."""
    lemmas = _lemmas(texts)
    cue_rows: list[list[str]] = []
    reports: list[bool] = []
    sentences: list[list[list[str]]] = []
    labels: list[Ints] = []
    for text in texts:
        _learn_from(text, lemmas, cue_rows, reports, sentences, labels)
    if not sentences:
        raise BadCorpus(_TOO_FEW)
    say(f"{len(cue_rows)} tokens, {sum(reports)} report; {len(sentences)} sentences")
    cues = regression(cue_rows, reports, least=2, passes=8, rate=0.1)
    tags, steps = field(sentences, labels, least=5, passes=4, rate=0.05, say=say)
    choice, thresholds = chosen or (Linear(names=[], outputs=1, weights=b"", bias=[0.0]), {})
    return Stored(
        about=about, lemmas=sorted(lemmas), cues=cues, tags=tags, steps=steps, choice=choice,
        thresholds=thresholds,
    )  # fmt: skip


# --- what a person marked --------------------------------------------------------------------------


def _counted(text: Text) -> list[dict[str, Any]]:
    return [q for q in text.quotes if "ignore" not in q]


def _tokens(parse: Parse, spans: Iterable[Sequence[int]]) -> list[int]:
    found = []
    for start, end in spans:
        token = parse.token_at(start)
        while token is not None and token < len(parse) and parse.starts[token] < end:
            found.append(token)
            token += 1
    return found


def _cue_token(page: Page, quote: dict[str, Any], among: Callable[[int], bool]) -> int | None:
    """The token that stands for a marked cue: its head, else a verb of it, else any that may be one."""
    parse = page.parse
    tokens = _tokens(parse, quote["cue"])
    inside = set(tokens)
    heads = [t for t in tokens if parse.heads[t] not in inside or parse.heads[t] == t]
    verbs = [t for t in reversed(tokens) if parse.tags[t][:2] == "VB"]
    return next((t for t in (*heads, *verbs, *tokens) if among(t)), None)


def _lemmas(texts: Iterable[Text]) -> set[str]:
    """The lemmas of cues that occur more than once."""
    counts: Counter[str] = Counter()
    for page, quotes in texts:
        for quote in quotes:
            token = _cue_token(page, quote, lambda t: True)
            if token is not None:
                counts[page.parse.lemmas[token].lower()] += 1
    return {lemma for lemma, count in counts.items() if count >= _LEAST_LEMMA}


def _learn_from(
    text: Text,
    lemmas: set[str],
    cue_rows: list[list[str]],
    reports: list[bool],
    sentences: list[list[list[str]]],
    labels: list[Ints],
) -> None:
    """Add what one article teaches the first two models."""
    page = text.page
    listed = {cue.token: cue for cue in drafted(page, "all")[0]}
    may = {t for t, lemma in enumerate(page.parse.lemmas) if t in listed or lemma.lower() in lemmas}
    marked: dict[int, dict[str, Any]] = {}
    for quote in _counted(text):
        token = _cue_token(page, quote, may.__contains__)
        if token is not None:
            marked.setdefault(token, quote)
    for token in sorted(may):
        cue_rows.append(cue_features(page, token, listed.get(token)))
        reports.append(token in marked)
        first, end = page.sentences[token]
        if token not in marked or end - first > LONGEST_TAGGED:
            continue
        wanted = np.zeros(len(page.parse), dtype=np.int64)
        wanted[_tokens(page.parse, marked[token]["source"])] = SOURCE
        wanted[_tokens(page.parse, marked[token]["content"])] = CONTENT
        if (wanted[first:end] == CONTENT).any():
            made = proposal(page, token, listed.get(token))
            sentences.append(token_features(page, made, first, end))
            labels.append(wanted[first:end])


Judged = list[tuple[Variant, bool]]


def _judged(text: Text, model: Model) -> Iterator[Judged]:
    """The readings of a page, each with whether a person marked it so."""
    page = text.page
    gold = [(words_of(page, q["content"]), set(_tokens(page.parse, q["source"]))) for q in _counted(text)]
    found, drafts = drafted(page, "all")
    for group in readings(page, found, drafts, model):
        yield [(v, _is_right(page, v, gold)) for v in group]


def _is_right(page: Page, variant: Variant, gold: Sequence[tuple[frozenset[int], set[int]]]) -> bool:
    words, who = words_of(page, variant.draft.content), variant.draft.speaker
    for content, source in gold:
        if overlap(words, content) >= RIGHT:
            if not source or who is None:
                return not source and who is None
            return any(t in source for t in range(*who) if page.is_word(t))
    return False


# --- the choice ---------------------------------------------------------------------------------------


def _threshold(choice: Table, tried: Sequence[Judged], texts: Sequence[Text], scope: Scope) -> float:
    """The least probability of a reading that is taken: where F1 over the corpus is highest."""
    wanted = sum(scope == "all" or _said(text.page, q) for text in texts for q in _counted(text))
    best = []
    for group in tried:
        if scope == "all" or is_speech(group[0][0].draft):
            likely = [logistic(choice.total(variant.features)) for variant, _ in group]
            best.append((max(likely), group[likely.index(max(likely))][1]))
    hits, top, threshold = 0, 0.0, 0.5
    for n, (likely_one, is_right) in enumerate(sorted(best, reverse=True), 1):
        hits += is_right
        if 2 * hits / (n + wanted) > top:
            top, threshold = 2 * hits / (n + wanted), likely_one
    return round(threshold, 3)


def _said(page: Page, quote: dict[str, Any]) -> bool:
    """Whether a marked cue is a word of speech."""
    token = _cue_token(page, quote, lambda t: True)
    if token is None or page.parse.tags[token][:2] not in ("VB", "NN"):
        return True
    words, lemma = lexicon("speech"), page.parse.lemmas[token].lower()
    return lemma in words.verbs or lemma in words.nouns


# --- the command -----------------------------------------------------------------------------------


def corpus(path: Path) -> tuple[list[Text], About]:
    """The articles of a corpus file, parsed, and what there is to say about it. Raises BadCorpus."""
    try:
        marked = [(str(d["text"]), list(d["quotes"])) for d in lines(path)]
    except (ValueError, KeyError, TypeError) as fault:
        raise BadCorpus("not a corpus: each line is a JSON object with a text and its quotes") from fault
    pages = [Page(parse) for parse in parses([text for text, _ in marked])]
    texts = [Text(p, quotes) for p, (_, quotes) in zip(pages, marked, strict=True) if len(p.parse)]
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    about = About(
        trained_on=f"{path.name} sha256:{digest}",
        licence="not stated by PolNeAR: for your own use; do not pass this file on without its owners' leave",
        program=metadata.version("ontherecord"),
        pipeline=pipeline_version(DEFAULT_MODEL),
        documents=len(texts),
        quotations=sum(len(_counted(t)) for t in texts),
    )
    return texts, about


def quotations(data: Path, out: Path, say: Say = print) -> None:
    """Train on the corpus in `data`, or in its folder "quotations"; write the model and its card.
    Raises BadCorpus, and OSError at once where `out` has no folder."""
    if not out.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, "no such folder", str(out.parent))
    folder = data / "quotations" if (data / "quotations").is_dir() else data
    texts, about = corpus(folder / CORPUS)
    stored = train(texts, about, say)
    out.write_bytes(packed(stored))
    out.with_name(out.name + ".md").write_text(card(out, stored), "utf-8")
    say(f"{out}: {out.stat().st_size:,} bytes, and its card beside it")


def card(path: Path, stored: Stored) -> str:
    """The model card: what the file is, what it learnt from, what it may be used for."""
    about = stored.about
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    sizes = ", ".join(f"{len(part.names):,}" for part in (stored.cues, stored.tags, stored.choice))
    return f"""# A quotations model for On the Record

File `{path.name}`, {path.stat().st_size:,} bytes, SHA-256 {digest}.

* Learnt from: {about.trained_on}; {about.documents:,} articles, {about.quotations:,} quotations.
* Licence of that text: {about.licence}.
* Made by On the Record {about.program}, features {about.features}, on parses of {about.pipeline}.
* What it is: two logistic regressions and a linear-chain conditional random field over features of the
  parse, of the rules and of frequent words ({sizes} features; {len(stored.lemmas):,} words of reporting).
* Takes a reading from probability {stored.thresholds} on; `confidence` is that probability.
* For: English news, with `ontherecord build --quotations-model {path.name}`. Not for: verse, chat, law reports.
* Holds frequent words and word forms of the text it learnt from, and none of its sentences.
* How good: `python -m bench trained`. Figures and limits: docs/quotations_model.md.
"""
