# SPDX-License-Identifier: Apache-2.0
"""Changes between two versions: their kinds, their order, notes of correction."""

from __future__ import annotations

import pytest

from ontherecord.model import Article, Change, Segment, Span
from ontherecord.trace import trace
from ontherecord.trace.corrections import corrections, same_note

KEPT = (
    "The dispute over the water of the upper valley goes back to a treaty that neither side has read for years.",
    "People in Lower Tamsin keep boats in their gardens and speak of the great flood as if it had a birthday.",
    "Engineers disagree about the spillway, and have done so since it was drawn on the back of a menu.",
)


def _changes(before: str, after: str) -> tuple[Change, ...]:
    copies = {"d1": "\n".join((*KEPT, before)), "d2": "\n".join((*KEPT, after))}
    articles = [
        Article(id=f"a{n}", document=f"d{n}", start=0, end=len(copies[f"d{n}"]), outlet="The River Courier")
        for n in (1, 2)
    ]
    (version,) = trace(articles, copies, {}).versions
    if version.earlier == "a1":
        return version.changes
    swapped = {"added": "removed", "removed": "added", "changed": "changed"}
    return tuple(
        Change(class_=swapped[c.class_], what=c.what, earlier=c.later, later=c.earlier)
        for c in version.changes
    )


@pytest.mark.parametrize(
    ("before", "after", "what", "was", "now"),
    [
        ("The pumps start at 9 a.m. on the quay.", "The pumps start at 10 a.m. on the quay.", "time", "9", "10"),
        ("The pumps start at 9 am on the quay.", "The pumps start at 10 am on the quay.", "time", "9", "10"),
        ("The pumps start at 9:15 pm on the quay.", "The pumps start at 9:45 pm on the quay.", "time", "15", "45"),
        ("The barge has not yet left the lock.", "The barge left the lock.", "modality", "has not yet left", "left"),
        ("It burned late on Friday by the mill.", "It burned early on Saturday by the mill.", "time",
         "late on Friday", "early on Saturday"),
        ("At dawn, the harbour board told the inquiry of it.", "At dawn, a lamp lighter told the inquiry of it.",
         "attribution", "the harbour board", "a lamp lighter"),
        ("Rescuers counted 12 boats adrift below the weir.", "Rescuers counted 17 boats adrift below the weir.",
         "figure", "12", "17"),
    ],
)  # fmt: skip
def test_a_change_has_its_kind_and_its_words(before, after, what, was, now):
    found = [(c.what, c.earlier.text, c.later.text) for c in _changes(before, after) if c.class_ == "changed"]
    assert found == [(what, was, now)]


def test_words_that_are_quoted_in_one_version_only_are_no_change_of_a_quotation():
    found = _changes("The keeper “slept in the mill”.", "The keeper rested by the weir.")
    assert "quotation" not in {c.what for c in found}
    found = _changes(
        "“I slept in the old mill that night,” he said.", "“I slept in the new barn that night,” he said."
    )
    assert "quotation" in {c.what for c in found}


def test_a_note_of_correction_is_a_change_of_its_own():
    note = "Correction: an earlier version of this article gave the wrong name for the lower lock."
    found = _changes("The keeper, Ansel Korvath, slept.", f"The keeper, Piet Korvath, slept.\n{note}")
    assert [(c.class_, c.later.text) for c in found if c.what == "correction"] == [("added", note)]
    assert not [c for c in found if c.class_ == "added" and c.what != "correction"]


def test_facts_that_read_otherwise_come_first():
    found = _changes(
        "The owners called it hasty. Crews counted 12 boats adrift. The lamps went out in the evening.",
        "The owners called it early. Crews counted 17 boats adrift. A brass band of 40 men played in the rain.",
    )
    assert found[0].what == "figure"
    assert found[0].class_ == "changed"
    assert found[-1].what == "wording"


def test_a_number_in_a_name_is_no_figure():
    found = _changes(
        "The keeper slept in the mill.",
        "The keeper slept in the mill.\nHe came by Tram Line Four to the gate.",
    )
    assert [(c.class_, c.what) for c in found] == [("added", "wording")]


@pytest.mark.parametrize(
    "line",
    [
        "Clarification: the second paragraph now says who paid.",
        "(Corrects spelling of the ferry's name in paragraph four)",
        "This story has been corrected to show that the pumps are old.",
        "An earlier headline on this article misstated the height of the dam.",
    ],
)
def test_notes_of_correction_are_known(line):
    copy = f"{KEPT[0]}\n{line}\n{KEPT[1]}"
    assert [span.text for span in corrections("d1", copy, 0, len(copy))] == [line]


@pytest.mark.parametrize(
    "line",
    [
        "The company corrected its figures after the audit.",
        "The house of correction stands empty.",
        "This story has been updated with the minister's reply.",
    ],
)
def test_corrections_that_are_news_are_no_notes(line):
    assert corrections("d1", line, 0, len(line)) == []


@pytest.mark.parametrize("first", ["a1", "a2"])
@pytest.mark.parametrize(
    ("before", "after", "basis"),
    [
        ("At dawn 12 people were dead, said the keeper.", "At dawn 17 people were dead, said the keeper.",
         "a toll moved on"),
        ("At dawn forty people were dead, said he.", "At dawn fifty people were dead, said he.", "a toll moved on"),
        ("At dawn 17 people were missing, said he.", "At dawn 12 people were missing, said he.", "a toll moved on"),
        ("The barge will leave the lower lock.", "The barge did leave the lower lock.", "expected, then happened"),
        ("The weir is under the old bridge.", "The weir was under the old bridge.", "tense"),
        ("It burned by the mill on Friday.", "It burned by the mill on Sunday.", "a day passed"),
        ("The lamps went out.", "The lamps went out and nobody in the town had seen it.", "facts added"),
    ],
)  # fmt: skip
def test_each_cue_tells_which_version_came_first(before: str, after: str, basis: str, first: str) -> None:
    """Without dates, and whichever of the two has the lower id."""
    second = {"a1": "a2", "a2": "a1"}[first]
    copies = {f"d{first}": "\n".join((*KEPT, before)), f"d{second}": "\n".join((*KEPT, after))}
    articles = [
        Article(id=a, document=f"d{a}", start=0, end=len(copies[f"d{a}"]), outlet="The River Courier")
        for a in ("a1", "a2")
    ]
    (version,) = trace(articles, copies, {}).versions
    assert (version.earlier, version.basis) == (first, basis)


def test_headlines_that_differ_are_one_change() -> None:
    heads = ("Barge leaves the lower lock\n", "Barge is stuck in the lower lock\n")
    copies = {f"d{n}": head + "\n".join(KEPT) for n, head in enumerate(heads)}
    articles = [
        Article(id=f"a{n}", document=f"d{n}", start=0, end=len(copies[f"d{n}"]), outlet="The River Courier",
                headline=head.strip(), segments=(Segment(role="headline", start=0, end=len(head)),
                Segment(role="body", start=len(head), end=len(copies[f"d{n}"]))))
        for n, head in enumerate(heads)
    ]  # fmt: skip
    (version,) = trace(articles, copies, {}).versions
    changed = [(c.what, {c.earlier.text, c.later.text}) for c in version.changes if c.earlier and c.later]
    assert changed == [("headline", {head.strip() for head in heads})]


def test_a_note_is_the_same_whatever_its_typography() -> None:
    one, other = "Correction: the lock’s name was wrong.", "CORRECTION:  the lock's name was wrong"
    spans = [Span(document="d1", start=0, end=len(text), text=text) for text in (one, other)]
    assert same_note(*spans)
    assert not same_note(
        spans[0], Span(document="d1", start=0, end=5, text="Correction: the weir’s name was wrong.")
    )


def test_every_form_of_a_correction_has_one_of_the_words_without_which_a_text_is_not_searched():
    notes = (
        "Corrigendum: the bridge is 90 metres long.",
        "Corrects spelling of the mayor's name",
        "(clarifies that the vote was on Tuesday)",
        "An earlier version of this article gave the wrong date.",
        "This story was amended to add a date.",
        "We wrongly said the harbour was closed.",
        "We PREVIOUSLY reported a lower figure.",
    )
    for note in notes:
        text = f"The harbour opened.\n{note}\nShips came in."
        assert [span.text for span in corrections("d", text, 0, len(text))] == [note]
