# SPDX-License-Identifier: Apache-2.0
import pytest
from msgspec.structs import replace

from ontherecord.model import Build, Record, Segment
from ontherecord.verify import RecordError, spans, verify
from tests.made import ONE, build, span


def with_record(made: Build, **parts: object) -> Build:
    return replace(made, records=(replace(made.records[0], **parts),))


def test_a_sound_build_passes() -> None:
    verify(build())


@pytest.mark.parametrize("shift", [-1, 1, 500])
def test_a_span_that_moved_is_named(shift: int) -> None:
    made = build()
    (quotation,) = made.records[0].quotations
    content = replace(
        quotation.content[0], start=quotation.content[0].start + shift, end=quotation.content[0].end + shift
    )
    with pytest.raises(RecordError, match=r"ferry-talks/quotations\.jsonl: a1\.q1: content\[0\]: d1"):
        verify(with_record(made, quotations=(replace(quotation, content=(content,)),)))


def test_words_changed_by_one_letter_are_named() -> None:
    made = build()
    claim = made.records[0].claims[0]
    forged = replace(claim.values[1], support=(replace(claim.values[1].support[0], text="Giurgiv"),))
    with pytest.raises(
        RecordError, match=r"claims\.jsonl: c-1: values\[1\]\.support\[0\].*'Giurgiu', not 'Giurgiv'"
    ):
        verify(with_record(made, claims=(replace(claim, values=(claim.values[0], forged)),)))


def test_a_span_counted_from_the_end_is_no_evidence() -> None:
    """Such a range of a string re-reads in Python, and in nothing else."""
    made = build()
    backwards = replace(span("d1", "said"), start=-2, end=END, text=ONE[-2:])
    with pytest.raises(RecordError, match="cue"):
        verify(with_record(made, quotations=(replace(made.records[0].quotations[0], cue=backwards),)))


def test_the_spans_of_articles_are_read_too() -> None:
    made = build()
    first, second = made.records[0].articles
    forged = replace(first, outlet_span=replace(span("d1", "Ruse"), text="Rusa"))
    with pytest.raises(RecordError, match=r"articles\.jsonl: a1: outlet_span"):
        verify(with_record(made, articles=(forged, second)))


@pytest.mark.parametrize("start", [5, 0, -1])
def test_an_empty_span_is_no_evidence(start: int) -> None:
    made = build()
    nothing = replace(span("d1", "said"), start=start, end=max(start, 0), text="")
    with pytest.raises(RecordError, match="cue"):
        verify(with_record(made, quotations=(replace(made.records[0].quotations[0], cue=nothing),)))


@pytest.mark.parametrize(("start", "end"), [(0, 3), (-3, 0), (0, 0)])
def test_the_first_and_the_last_words_of_a_copy_are_evidence(start: int, end: int) -> None:
    made = build()
    start, end = start % len(ONE), end or len(ONE)
    edge = replace(span("d1", "said"), start=start, end=end, text=ONE[start:end])
    verify(with_record(made, quotations=(replace(made.records[0].quotations[0], cue=edge),)))


def test_a_copy_that_was_touched_fails_by_its_hash() -> None:
    made = build()
    with pytest.raises(RecordError, match=r"copies/d1\.txt: its SHA-256"):
        verify(replace(made, copies={**made.copies, "d1": ONE.replace("Fourteen", "Fourtean")}))


def test_a_missing_copy_is_named() -> None:
    made = build()
    with pytest.raises(RecordError, match=r"copies/d2\.txt is missing"):
        verify(replace(made, copies={"d1": ONE}))


END = len(ONE)


@pytest.mark.parametrize(
    ("segments", "fault"),
    [
        (((0, 16),), "end at 16"),
        (((0, END + 1),), f"end at {END + 1}"),
        (((0, 20), (18, END)), r"at 18\.\.20"),
        (((3, END),), r"at 0\.\.3"),
        (((0, 17), (18, END)), r"at 17\.\.18"),
        (((0, 20), (20, 10), (10, END)), r"at 20\.\.20"),
    ],
)
def test_segments_that_do_not_tile_are_named(segments: tuple[tuple[int, int], ...], fault: str) -> None:
    made = build()
    first, second = made.records[0].articles
    tiles = tuple(Segment(role="body", start=a, end=b) for a, b in segments)
    with pytest.raises(RecordError, match=f"a1: its segments .*{fault}"):
        verify(with_record(made, articles=(replace(first, segments=tiles), second)))


def test_words_that_no_article_holds_are_named() -> None:
    made = build()
    with pytest.raises(RecordError, match="d2: its articles"):
        verify(with_record(made, articles=made.records[0].articles[:1]))


@pytest.mark.parametrize(
    ("part", "field", "value"),
    [
        ("quotations", "utterance", "u-9"),
        ("utterances", "fullest", "a1.q9"),
        ("accounts", "actor", ("nobody",)),
        ("events", "accounts", ("a9.e9",)),
        ("origins", "articles", ("a9",)),
        ("brief", "claims", ("c-9",)),
    ],
)
def test_an_id_that_names_nothing_is_named(part: str, field: str, value: object) -> None:
    made = build()
    first, *rest = getattr(made.records[0], part)
    with pytest.raises(RecordError, match=rf"{part}\.jsonl: .*: {field}: nothing has the id"):
        verify(with_record(made, **{part: (replace(first, **{field: value}), *rest)}))


IDS = ("mira-holt", "anna-holt", "ada-reyes")


def test_an_id_that_stands_twice_is_named() -> None:
    made = build()
    with pytest.raises(RecordError, match="the id anna-holt stands twice"):
        verify(
            with_record(
                made, cast=(*made.records[0].cast, *[replace(made.records[0].cast[0], id=i) for i in IDS])
            )
        )


def test_spans_are_found_at_every_depth() -> None:
    record: Record = build().records[0]
    paths = [path for path, _ in spans(record)]
    assert "quotations[0].speaker.mention" in paths
    assert "claims[0].values[1].support[0]" in paths
    assert len(paths) == 10
