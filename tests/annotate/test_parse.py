# SPDX-License-Identifier: Apache-2.0
import time
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from ontherecord.annotate.parse import LONGEST, load, paragraphs, parse_paragraphs, parse_text

TEXT = "The minister left.\n\n  “We will see,” Anna Holt said on Thursday.  Nobody asked why.\n"


def test_tokens_are_the_words_of_the_copy() -> None:
    parse = parse_text(TEXT)
    assert [TEXT[s:e] for s, e in zip(parse.starts, parse.ends, strict=True)] == parse.words
    assert "".join(parse.words) == "".join(TEXT.split())


def test_no_sentence_crosses_a_paragraph_break() -> None:
    parse = parse_text("A headline without a full stop\nThe talks went on in the rain")
    first, second = parse.paragraphs
    assert all(not (a < first[1] < b) for a, b in parse.sentences)
    assert parse.words[second[0]] == "The"


def test_heads_stay_inside_their_sentence() -> None:
    parse = parse_text(TEXT)
    for token, head in enumerate(parse.heads):
        assert parse.sentence_index[token] == parse.sentence_index[head]


def test_subtree_of_the_root_is_its_sentence() -> None:
    parse = parse_text("Anna Holt left the hall early.")
    root = next(t for t, head in enumerate(parse.heads) if t == head)
    assert parse.subtree(root) == list(range(len(parse)))


def test_token_at_finds_the_token_that_covers_an_offset() -> None:
    parse = parse_text(TEXT)
    at = TEXT.index("Holt") + 2
    token = parse.token_at(at)
    assert token is not None
    assert parse.words[token] == "Holt"
    assert parse.token_at(len(TEXT) + 5) is None


def test_a_long_paragraph_is_parsed_in_pieces_with_the_same_offsets() -> None:
    text = "The ferry sank at dawn. " * (LONGEST // 20)
    parse = parse_text(text)
    assert len(parse.paragraphs) == 1
    assert len(parse.sentences) == LONGEST // 20
    assert all(text[s:e] == w for s, e, w in zip(parse.starts, parse.ends, parse.words, strict=True))


def test_a_line_of_five_megabytes_without_spaces_is_cut() -> None:
    from ontherecord.annotate.parse import _pieces

    pieces = list(_pieces("x" * 5_000_000))
    assert all(a.start + len(a.text) == b.start for a, b in pairwise(pieces))
    assert sum(len(piece.text) for piece in pieces) == 5_000_000
    assert max(len(piece.text) for piece in pieces) <= LONGEST


def test_prose_is_parsed_up_to_the_last_sentence_that_ends() -> None:
    """What follows it without an end for 20,000 characters is no prose: tokens, and nothing said of them."""
    text = (
        "The ferry sank at dawn. "
        + "the old ferry and the new ferry, " * (LONGEST // 10)
        + "sank. Anna Holt left."
    )
    parse = parse_text(text)
    assert "".join(parse.words) == "".join(text.split())
    assert parse.tags[:2] == ["DT", "NN"]
    middle = len(parse) // 2
    assert (parse.tags[middle], parse.deps[middle], parse.heads[middle]) == ("", "", middle)
    assert parse.tags[-3:] == ["NNP", "VBD", "."]


def test_more_marks_than_words_are_no_prose() -> None:
    """A long line of pictures and dots is only cut into tokens, also where sentences seem to end in it."""
    dense = "Kovac 🚢🚢 . . . 🚢🚢 no. " * (LONGEST // 24 + 1)
    parse = parse_text(f"{dense}\n\n{'The ferry sank at dawn. ' * (LONGEST // 20)}")
    (_, end, _), (first, _, _) = parse.paragraphs
    assert set(parse.tags[:end]) == {""}
    assert "" not in parse.tags[first:]
    assert "".join(parse.words[:end]) == "".join(dense.split())


def test_a_row_of_marks_costs_no_more_than_words() -> None:
    text = "“" * 20_000 + " The ferry sank. " + "!?" * 10_000
    started = time.process_time()
    parse = parse_text(text)
    assert time.process_time() - started < 5
    assert "ferry" in parse.words
    assert all(text[s:e] == w for s, e, w in zip(parse.starts, parse.ends, parse.words, strict=True))


def test_the_parse_of_a_paragraph_does_not_depend_on_its_neighbours() -> None:
    texts = ["Anna Holt said no.", "The toll rose to 14 on Monday.", "“Stop,” she cried, and they did."]
    together = list(parse_paragraphs(load(), texts))
    alone = [next(parse_paragraphs(load(), [text])) for text in texts]
    assert together == alone


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=80))
def test_any_text_parses_to_words_that_re_read(text: str) -> None:
    parse = parse_text(text)
    assert all(
        text[s:e] == w and w.strip() for s, e, w in zip(parse.starts, parse.ends, parse.words, strict=True)
    )
    assert all(text[o : o + len(t)] == t for o, t in paragraphs(text, 0, len(text)))
