# SPDX-License-Identifier: Apache-2.0
"""The comparable words of an article: what two copies of one text have in common.

Comes in: an article and the frozen copy of its document. Goes out: `Words`, the folded words of
its own text (body, headline, subheadings, captions) with the span of each in the copy.
Refuses: furniture; bylines, datelines, credits, promo lines and boilerplate are not compared.
Score: none of its own; the reuse scores of `python -m bench stories` rest on it.

Case, accents, typography and quotation marks do not count: what differs between two newsrooms'
style sheets is not a difference of text.
"""

from __future__ import annotations

import functools
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from ontherecord.model import Article, Segment, SegmentRole, Span

COMPARED: frozenset[SegmentRole] = frozenset({"headline", "subheading", "body", "caption"})
_MARKS = 4  # characters; a full stop, two quotation marks and a bracket may end a sentence together
_BEFORE = 2  # characters before a word that tell whether a sentence goes on
_ENDS = frozenset(".!?:\n\"“”'‘’ ")  # after one of these a capital is no sign of a name
_APART_BY = "\n"  # parts words where many are handled as one text; in none of them
_BASE, _MIX = 0x9E3779B97F4A7C15, 0xFF51AFD7ED558CCD  # odd; the second is that of MurmurHash3's last step
_MOST_POWERS = 1 << 20  # letters handled at once; some tens of megabytes
_PLAIN = 128  # characters from here on are folded one by one
_TABLED = 0x2100  # characters looked up in a table: Latin, Greek, Cyrillic and what prints beside them
Numbers = npt.NDArray[np.int64]
Codes = npt.NDArray[np.uint32]
_Hashes = npt.NDArray[np.uint64]
Mask = npt.NDArray[np.bool_]
"""True for some of the words of a text; shape (words,)."""


class Words:
    """The comparable words of one article, in the order of the text.

    Word `i` is `copy[starts[i]:ends[i]]`, `tokens[i]` its folded form. All three have one length. The
    segments of one role that follow one another are a part: its first word, the end of its words, its role.
    `capitals` are the words that start with a capital.
    """

    __slots__ = ("article", "capitals", "copy", "document", "ends", "folded", "parts", "starts")

    def __init__(self, article: str, document: str, copy: str) -> None:
        self.article = article
        self.document = document
        self.copy = copy
        self.starts = array("i")
        self.ends = array("i")
        self.capitals = array("i")
        self.parts: list[tuple[int, int, SegmentRole]] = []
        self.folded: list[str] | None = None

    def __getstate__(self) -> tuple[None, dict[str, object]]:
        """Without the folded words, which are made again where they are wanted: they are most of the size."""
        return None, {name: getattr(self, name) for name in self.__slots__} | {"folded": None}

    @property
    def tokens(self) -> list[str]:
        """The folded form of each word."""
        if self.folded is None:
            self.folded = self.fold()
        return self.folded

    def fold(self) -> list[str]:
        """The folded form of each word, made anew."""
        copy = self.copy
        return folded_all([copy[start:end] for start, end in zip(self.starts, self.ends, strict=True)])

    @property
    def going_on(self) -> Mask:
        """Which of the words with a capital a sentence goes on to from what stands before them, over one space."""
        if not self.capitals:
            return np.zeros(0, dtype=np.bool_)
        starts = np.frombuffer(self.starts, dtype=np.int32)[np.frombuffer(self.capitals, dtype=np.int32)]
        first = max(0, int(starts[0]) - _BEFORE)
        codes = code_points(self.copy[first : int(starts[-1])])
        before = starts.astype(np.int64) - first - 1
        goes_on: Mask = before >= 0
        before[goes_on] -= codes[before[goes_on]] == ord(" ")
        goes_on &= before >= 0
        goes_on[goes_on] = ~are(_ENDS.__contains__, codes[before[goes_on]])
        return goes_on

    def __len__(self) -> int:
        return len(self.starts)

    @property
    def roles(self) -> list[SegmentRole]:
        """The role of the segment of each word."""
        return [role for first, end, role in self.parts for _ in range(first, end)]

    def role(self, place: int) -> SegmentRole:
        """The role of the segment in which a word stands."""
        return next(role for _, end, role in self.parts if place < end)

    def span(self, first: int, end: int) -> Span:
        """The exact words from word `first` to before word `end`, with what stands between them."""
        start, stop = self.starts[first], self.ends[end - 1]
        return Span.of(self.document, self.copy, start, stop)

    def whole(self, first: int, end: int) -> tuple[int, int]:
        """Where the words that `span` has stand with the marks that cling to both ends: what opens before the first
        word and closes after the last one."""
        start, stop = self.starts[first], self.ends[end - 1]
        before = _clinging(self.copy[max(0, start - _MARKS - 1) : start][::-1])
        return start - before, stop + _clinging(self.copy[stop : stop + _MARKS + 1])

    def index_at(self, offset: int) -> int:
        """The number of the first word that ends after an offset of the copy."""
        return bisect_left(self.ends, offset + 1)

    def within(self, start: int, end: int) -> slice:
        """The words that stand, wholly or in part, in a range of the copy."""
        return slice(self.index_at(start), bisect_left(self.starts, end))


def _clinging(beside: str) -> int:
    """How many marks stand at the start of a text before white space or its end; 0 where a word follows them."""
    if not beside or beside[0].isspace():
        return 0
    bare = beside.split(maxsplit=1)[0]
    return len(bare) if len(bare) <= _MARKS and not any(c.isalnum() for c in bare) else 0


@functools.lru_cache(maxsize=1 << 17)
def folded(word: str) -> str:
    """A word without case, accents and compatibility forms."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c)) or word


def segments_of(article: Article) -> Sequence[Segment]:
    """The segments of an article; one that was never segmented is all body."""
    return article.segments or (Segment(role="body", start=article.start, end=article.end),)


def folded_all(written: Sequence[str]) -> list[str]:
    """The folded form of each word, or of each few words in a row; all at once, which is faster."""
    if not written:
        return []
    together = _APART_BY.join(written)
    if not together.isascii():
        together = _APART_BY.join([word if word.isascii() else folded(word) for word in written])
    return together.lower().split(_APART_BY)


def numbers(tokens: Sequence[str]) -> Numbers:
    """The number of each folded word, from its letters alone, so that equal words have it in common in every text
    and on every machine: a polynomial in its bytes, mixed (63 bits; of a million words no two share one, most
    likely). All at once, since looking each up is most of the cost of an article."""
    if not tokens:
        return np.zeros(0, dtype=np.int64)
    codes = np.frombuffer(_APART_BY.join(tokens).encode("utf-8", "surrogatepass"), dtype=np.uint8)
    ends = np.append(np.flatnonzero(codes == ord(_APART_BY)), len(codes))
    return _mixed(_sums(codes.astype(np.uint64), np.append(0, ends[:-1] + 1), ends))


def _sums(letters: _Hashes, starts: Numbers, ends: Numbers) -> _Hashes:
    """For each word, from where it starts to where it ends, the sum of its letters times the powers of the base. A sum
    over a word is two sums apart, moved to the first power."""
    if len(letters) > _MOST_POWERS and len(starts) > 1:
        half = len(starts) // 2
        cut = int(starts[half])
        before = _sums(letters[:cut], starts[:half], ends[:half])
        return np.concatenate([before, _sums(letters[cut:], starts[half:] - cut, ends[half:] - cut)])
    powers, inverse = _powers(1 << len(letters).bit_length())
    sums = np.zeros(len(letters) + 1, dtype=np.uint64)
    np.cumsum(letters * powers[: len(letters)], out=sums[1:])  # wraps around, as it should
    found: _Hashes = (sums[ends] - sums[starts]) * inverse[starts]
    return found


def _mixed(sums: _Hashes) -> Numbers:
    """Sums as the numbers of words."""
    mixed: _Hashes = (sums ^ (sums >> np.uint64(33))) * np.uint64(_MIX)
    return ((mixed ^ (mixed >> np.uint64(33))) >> np.uint64(1)).view(np.int64)


@functools.lru_cache(maxsize=8)
def _powers(count: int) -> tuple[_Hashes, _Hashes]:
    """The powers of the base, modulo 2 ** 64, from the first on, and the inverses of all but that one."""
    powers, inverse = (
        np.cumprod(np.full(count, base, dtype=np.uint64), dtype=np.uint64)
        for base in (_BASE, pow(_BASE, -1, 1 << 64))
    )
    return powers, np.append(np.uint64(1), inverse)


def words(article: Article, copy: str) -> Words:
    """The comparable words of one article; offsets are those of the frozen copy."""
    found = Words(article.id, article.document, copy)
    codes = code_points(copy[article.start : article.end])
    compared = [one for one in segments_of(article) if one.role in COMPARED]
    firsts = [one.start - article.start for one in compared]
    stops = [one.end - article.start for one in compared]
    letters, inside = are(str.isalnum, codes), np.zeros(len(codes), dtype=np.bool_)
    for first, stop in zip(firsts, stops, strict=True):
        inside[first:stop] = letters[first:stop]
    starts, ends = runs(inside)
    cuts = [at for at in firsts[1:] if 0 < at < len(inside) and inside[at - 1] and inside[at]]
    if cuts:  # a word ends with its segment, whatever follows
        starts, ends = (np.union1d(side, np.array(cuts, dtype=np.int64)) for side in (starts, ends))
    _append(found.starts, starts + article.start)
    _append(found.ends, ends + article.start)
    _append(found.capitals, np.flatnonzero(are(str.isupper, codes[starts])))
    begins, finishes = (np.searchsorted(starts, side).tolist() for side in (firsts, stops))
    for first, end, segment in zip(begins, finishes, compared, strict=True):
        if end > first:
            before = found.parts.pop() if found.parts and found.parts[-1][2] == segment.role else None
            found.parts.append((before[0] if before else first, end, segment.role))
    return found


def _append(places: array[int], more: Numbers) -> None:
    places.frombytes(more.astype(np.int32).tobytes())


def code_points(text: str) -> Codes:
    """The characters of a text as numbers."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def are(kind: Callable[[str], bool], codes: Codes) -> Mask:
    """Which characters, by their code points, are of a kind: `str.isalnum`, `str.isupper`."""
    found: Mask = _table(kind).take(codes, mode="clip")
    if len(codes) and int(np.max(codes)) >= _TABLED:
        beyond = np.flatnonzero(codes >= _TABLED)
        found[beyond] = [kind(chr(code)) for code in codes[beyond].tolist()]
    return found


@functools.cache
def _table(kind: Callable[[str], bool]) -> Mask:
    return np.array([kind(chr(code)) for code in range(_TABLED)], dtype=np.bool_)


@functools.cache
def _lowered() -> _Hashes:
    """For each character of the table the number of its plain small letter; of other letters that of any."""
    codes = np.arange(_TABLED, dtype=np.uint64)
    codes[ord("A") : ord("Z") + 1] += np.uint64(32)
    return codes


def numbered(text: Words) -> Numbers:
    """The number of each word: of plain letters all at once, without making a string of each."""
    if not len(text):
        return np.zeros(0, dtype=np.int64)
    first, last = text.starts[0], text.ends[-1]
    written = text.copy[first:last]
    codes = code_points(written)
    starts, ends = (
        np.frombuffer(side, dtype=np.int32).astype(np.int64) - first for side in (text.starts, text.ends)
    )
    found = _mixed(_sums(_lowered().take(codes, mode="clip"), starts, ends))
    if not written.isascii():
        beyond = np.flatnonzero(codes >= _PLAIN)
        word = np.searchsorted(starts, beyond, "right") - 1
        other = np.unique(word[beyond < ends[word]])
        found[other] = numbers(folded_all([text.copy[text.starts[n] : text.ends[n]] for n in other.tolist()]))
    return found


def all_words(articles: Sequence[Article], copies: Mapping[str, str]) -> Iterator[Words]:
    """The comparable words of each article, in the order given."""
    for article in articles:
        yield words(article, copies[article.document])


def ranges(starts: Numbers, counts: Numbers) -> Numbers:
    """The numbers from each start on, as many as its count says, one range after the other."""
    before = np.cumsum(counts) - counts
    every: Numbers = np.arange(int(counts.sum())) + np.repeat(starts - before, counts)
    return every


def runs(mask: Mask) -> tuple[Numbers, Numbers]:
    """Start and end of each run of true values, in order."""
    padded = np.zeros(len(mask) + 2, dtype=np.bool_)
    padded[1:-1] = mask
    edges = np.flatnonzero(padded[1:] != padded[:-1])
    return edges[::2], edges[1::2]
