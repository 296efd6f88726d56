# SPDX-License-Identifier: Apache-2.0
"""The record types: what is written cannot change under a reader, and a field is given by its name."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

import msgspec
import pytest

from ontherecord import model
from ontherecord.model import CopySpan, Datum, Published, Span


def kinds(of: type[Datum] = Datum) -> Iterator[type[Datum]]:
    for kind in of.__subclasses__():
        if kind.__module__.startswith(model.__name__):
            yield kind
        yield from kinds(kind)


@pytest.mark.parametrize("kind", sorted(set(kinds()), key=lambda kind: kind.__name__))
def test_a_record_is_frozen_and_its_fields_are_named(kind: type[Datum]) -> None:
    assert kind.__struct_config__.frozen
    parameters = inspect.signature(kind).parameters.values()
    assert {one.kind for one in parameters} <= {inspect.Parameter.KEYWORD_ONLY}


def test_spans_stand_in_the_order_of_the_text() -> None:
    spans = [
        Span.of("d1", "Kovac said no.", 6, 10),
        Span.of("d1", "Kovac said no.", 0, 5),
        Span.of("d0", "Nobody.", 3, 6),
    ]
    assert [one.text for one in sorted(spans)] == ["ody", "Kovac", "said"]
    copies = [
        CopySpan(sha256=sha256, start=start, end=9, text="")
        for sha256, start in (("b", 1), ("a", 7), ("a", 3))
    ]
    assert [(one.sha256, one.start) for one in sorted(copies)] == [("a", 3), ("a", 7), ("b", 1)]


def test_a_span_is_cut_from_its_copy() -> None:
    assert Span.of("d1", "Kovac said no.", 6, 10) == Span(document="d1", start=6, end=10, text="said")


NEUTRAL = (None, (), False, "", {}, Published(basis="unknown"), "unknown")
ORDINARY = {
    ("Account", "modality"), ("Statement", "modality"), ("BriefSentence", "standing"), ("Mention", "form"),
    ("TimelineEntry", "lane"), ("Where", "grain"),
}  # fmt: skip
"""Fields whose default is the ordinary case and says something."""


def test_what_is_not_given_is_not_claimed() -> None:
    said = set()
    for kind in kinds():
        for field in msgspec.structs.fields(kind):
            made = (
                field.default_factory() if field.default_factory is not msgspec.NODEFAULT else field.default
            )
            if made is not msgspec.NODEFAULT and made not in NEUTRAL:
                said.add((kind.__name__, field.name))
    assert said == ORDINARY


def test_the_format_is_the_one_that_people_have_folders_of() -> None:
    """Raise it only with a reader of the old one: `read_folder` refuses every other."""
    assert model.FORMAT_VERSION == 1
