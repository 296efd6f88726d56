# SPDX-License-Identifier: Apache-2.0
"""Bad input, each kind by its name: no exception, every span re-reads, fewer quotations, no quadratic time."""

from __future__ import annotations

import time

import pytest

from ontherecord.annotate.parse import Parse, parse_text
from ontherecord.annotate.quotations.quotations import quotations
from ontherecord.model import Quotation


def found(parse: Parse) -> tuple[Quotation, ...]:
    """The quotations of a parse, with every span re-read."""
    got = quotations(parse, (), document="d", article="a")
    for one in got:
        for span in (*one.content, one.cue, one.speaker and one.speaker.mention):
            assert span is None or parse.text[span.start : span.end] == span.text
    return got


KINDS = {
    "marks unbalanced over a whole page": (
        "“We go,” Voss said. “The port is open.\n\n“No, said Kern.\n\nIt”s late. ",
        4,
    ),
    "ten thousand marks": ("\" “ ” ' ", 0),
    "one speaker with many quotes": ('"We found the boats," Voss said.\n\n', 1),
    "no sentence ends": ("no stop no end he said she said they said that nobody came and ", 4),
    "all capitals": ("VOSS SAID THE PORT WAS OPEN AND NOBODY CAME TO SEE IT. ", 1),
    "transcript with names": ("VOSS: Will you go to town?\nKERN: I will go there on Monday.\n", 2),
    "transcript with letters": ("Q: Will you go to town?\nA: I will go there on Monday.\n", 2),
    "poem": ("the rain comes down, he says that it comes,\nand no one answers “why”\n", 2),
    "words in marks without a cue": ("“We go there now.” ", 1),
    "reports without marks": ("Voss said that the port was open. ", 1),
    "alternating turns": (
        "“We go,” Kern said.\n\n“We stay here,” Low said.\n\n“We both go there now.”\n\n",
        3,
    ),
}
"""Each kind: a piece of text, and how many quotations a piece may have at most."""


@pytest.mark.parametrize("kind", KINDS)
def test_time_grows_with_the_text_and_quotations_no_faster(kind: str) -> None:
    """Four times the text takes at most seven times as long: a square would take sixteen times."""
    piece, most = KINDS[kind]

    def seconds(times: int) -> float:
        parse = parse_text((piece * times).strip())
        took = []
        for _ in range(3):
            start = time.process_time()
            got = found(parse)
            took.append(time.process_time() - start)
        assert len(got) <= most * times + 1
        return min(took)

    assert seconds(240) < 7 * seconds(60) + 0.02


def test_ten_thousand_marks_quote_nobody() -> None:
    assert len(found(parse_text('"' * 10_000))) <= 1
    assert len(found(parse_text("“" * 5_000 + "The port is open" + "”" * 5_000))) <= 1


def test_five_hundred_quotes_of_one_speaker_are_five_hundred() -> None:
    got = found(parse_text("\n\n".join(f'"We found {n} boats," Voss said.' for n in range(500))))
    assert len(got) == 500
    assert {q.speaker.name for q in got if q.speaker} == {"Voss"}


def test_an_open_mark_at_the_head_of_a_page_does_not_make_the_page_a_quotation() -> None:
    page = "“The port is open.\n\n" + "\n\n".join("The ship left the port on Monday." for _ in range(40))
    assert all(s.end <= len("“The port is open.\n\n") for q in found(parse_text(page)) for s in q.content)


def test_a_poem_has_few_quotations() -> None:
    poem = "The rain, the rain,\nit speaks of home,\nand says ‘come in’\nto those who roam."
    assert len(found(parse_text(poem))) <= 2
