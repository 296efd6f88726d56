# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from msgspec.structs import replace

from ontherecord.export import export
from ontherecord.export.markdown import _plain
from ontherecord.model import Build
from tests import made
from tests.dossier.example import BUILD
from tests.export.example import talks


def text(build: Build) -> str:
    return b"".join(export(build, "markdown")).decode()


def test_it_has_the_parts_of_the_dossier_and_every_mark_has_its_note() -> None:
    written = text(BUILD)
    for part in ("Brief", "Where reports conflict", "Timeline", "Sources"):
        assert f"\n## {part}\n" in written
    marks = set(re.findall(r"\[\^([\d-]+)\](?!:)", written))
    notes = re.findall(r"^\[\^([\d-]+)\]: ", written, re.MULTILINE)
    assert marks == set(notes)
    assert len(notes) == len(set(notes)) > 5


def test_a_note_has_the_words_the_outlet_and_the_offsets() -> None:
    assert "“Giurgiu” Rivertown Post, 2031-03-17 (d2 70–77)" in text(made.build())


def test_an_address_becomes_a_link_to_the_words() -> None:
    base = made.build()
    articles = tuple(replace(a, url="https://lantern.example/a") for a in base.records[0].articles)
    written = text(replace(base, records=(replace(base.records[0], articles=articles),)))
    assert "[The Lantern](<https://lantern.example/a#:~:text=Ruse>)" in written


def test_hostile_titles_stay_text() -> None:
    base = talks()
    story = replace(base.records[0].story, title="<script>x</script> [a](javascript:b) # *c*\n\n- d ![e](f)")
    html = MarkdownIt().render(text(replace(base, records=(replace(base.records[0], story=story),))))
    assert "<script" not in html
    assert "href" not in html
    assert "<img" not in html
    assert "<h1>&lt;script&gt;x&lt;/script&gt; [a](javascript:b) # *c* - d ![e](f)</h1>" in html


@given(st.text(min_size=1))
def test_escaped_text_is_shown_as_it_was(words: str) -> None:
    shown = MarkdownIt().renderInline(_plain(words))
    assert re.search(r"<(?!/?(?:br|p)\b)", shown) is None
