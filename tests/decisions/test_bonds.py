# SPDX-License-Identifier: Apache-2.0
"""What belongs together and what is apart: contradictions, and that order does not matter where it cannot."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ontherecord.decide.bonds import Bonds, bonds
from ontherecord.decide.ruling import Ruling
from ontherecord.model import Decision, Span

TOGETHER, APART = ("merge",), ("split",)


def ruling(number: int, kind: str, *sides: str) -> Ruling:
    """A ruling on places that are letters, made in the minute of its number."""
    subjects = tuple(
        tuple(Span(document="d", start=ord(c), end=ord(c) + 1, text=c) for c in side) for side in sides
    )
    return Ruling(
        Decision(id=f"x-{number}", kind=kind, subjects=(), who="Rosa", when=f"2031-03-22T10:{number:02}:00Z"),  # type: ignore[arg-type]
        subjects,
    )


def sets(found: Bonds) -> list[str]:
    """The sets as letters."""
    return sorted("".join(sorted(chr(start) for _, start, _ in one)) for one in found.sets)


def test_what_is_merged_over_a_third_is_one() -> None:
    found, overruled = bonds([ruling(1, "merge", "a", "b"), ruling(2, "merge", "b", "c")], TOGETHER, APART)
    assert sets(found) == ["abc"]
    assert found.by == (("x-1", "x-2"),)
    assert not overruled


def test_a_later_split_overrules_a_merge_and_a_later_merge_a_split() -> None:
    found, overruled = bonds([ruling(1, "merge", "a", "b"), ruling(2, "split", "a", "b")], TOGETHER, APART)
    assert (sets(found), overruled) == (["a", "b"], {"x-1": "x-2"})
    assert found.are_apart(
        [found.home["d", ord("a"), ord("a") + 1]], [found.home["d", ord("b"), ord("b") + 1]]
    )
    found, overruled = bonds([ruling(1, "split", "a", "b"), ruling(2, "merge", "a", "b")], TOGETHER, APART)
    assert (sets(found), overruled) == (["ab"], {"x-1": "x-2"})
    assert not found.apart


def test_a_contradiction_over_others_is_found() -> None:
    """a is b, b is c; later: a is not c. The earlier of the two merges that the later decisions leave no room for goes."""
    given_ = [ruling(1, "merge", "a", "b"), ruling(2, "merge", "b", "c"), ruling(3, "split", "a", "c")]
    found, overruled = bonds(given_, TOGETHER, APART)
    assert (sets(found), overruled) == (["a", "bc"], {"x-1": "x-3"})


def test_a_split_says_that_each_part_is_one() -> None:
    found, _ = bonds([ruling(1, "split", "ab", "cd")], TOGETHER, APART)
    assert sets(found) == ["ab", "cd"]


def test_bonds_of_some_documents_keep_what_is_apart() -> None:
    found, _ = bonds([ruling(1, "split", "a", "b"), ruling(2, "merge", "c", "d")], TOGETHER, APART)
    assert found.within({"d"}) == found
    assert found.within({"elsewhere"}) == Bonds()


letters = st.text("abcdefgh", min_size=1, max_size=3)


@given(st.lists(st.tuples(st.sampled_from(["merge", "split"]), letters, letters), max_size=8))
def test_every_decision_holds_or_is_overruled_by_a_later_one(made: list[tuple[str, str, str]]) -> None:
    given_ = [ruling(n, kind, one, other) for n, (kind, one, other) in enumerate(made)]
    found, overruled = bonds(given_, TOGETHER, APART)
    for one in given_:
        id_ = one.decision.id
        if id_ in overruled:
            itself = one.decision.kind == "split" and set(made[int(id_[2:])][1]) & set(made[int(id_[2:])][2])
            assert int(overruled[id_][2:]) > int(id_[2:]) or (overruled[id_] == id_ and itself)
            continue
        sides = [{found.home[s.document, s.start, s.end] for s in spans} for spans in one.subjects]
        if one.decision.kind == "merge":
            assert len(set().union(*sides)) == 1
        else:
            assert all(len(side) == 1 for side in sides)
            assert found.are_apart(*sides)


@given(st.lists(st.tuples(letters, letters), max_size=8), st.permutations(range(8)))
def test_the_order_of_what_does_not_contradict_does_not_matter(
    made: list[tuple[str, str]], order: list[int]
) -> None:
    one, _ = bonds([ruling(n, "merge", a, b) for n, (a, b) in enumerate(made)], TOGETHER, APART)
    mixed = [made[n] for n in order if n < len(made)]
    other, _ = bonds([ruling(n, "merge", a, b) for n, (a, b) in enumerate(mixed)], TOGETHER, APART)
    assert sets(one) == sets(other)
