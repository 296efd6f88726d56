# SPDX-License-Identifier: Apache-2.0
"""What the user chooses reaches the annotations, the store and the manifest, and bad files are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

import ontherecord as otr
from ontherecord.annotate.settings import named

STORY = """Valley council sends wool

HALVERN, June 3, 2031. France succoured Peru on Monday, the mayor, Ines Dorr, said.

She believes that the roads will open soon.
"""
WORDS = '[[act]]\ntype = "AID"\nverbs = ["succour"]\nrecipient = ["object"]\n'


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY, "utf-8")
    return path


@pytest.fixture
def words(tmp_path: Path) -> Path:
    path = tmp_path / "words.toml"
    path.write_text(WORDS, "utf-8")
    return path


def cues(made: otr.Build) -> list[str]:
    return [q.cue.text for record in made.records for q in record.quotations if q.cue]


def test_thoughts_count_only_where_they_are_asked_for(story: Path) -> None:
    assert cues(otr.build([story], workers=1)) == ["said"]
    every = otr.build([story], otr.Settings.of(quotations="all"), workers=1)
    assert cues(every) == ["said", "believes"]
    assert every.manifest.settings["quotations"] == "all"


def test_a_lexicon_adds_acts_and_is_named_with_its_hash(story: Path, words: Path) -> None:
    settings = otr.Settings.of(lexicon=words)
    plain, extended = otr.build([story], workers=1), otr.build([story], settings, workers=1)
    types = [[a.type for r in made.records for a in r.accounts] for made in (plain, extended)]
    assert "AID" not in types[0]
    assert "AID" in types[1]
    assert extended.manifest.settings["lexicon"].startswith("words.toml sha256:")


def test_one_store_keeps_the_work_of_two_choices_apart(story: Path, words: Path, tmp_path: Path) -> None:
    store = tmp_path / "done.sqlite"
    otr.build([story], workers=1, cache=store)
    every = otr.build([story], otr.Settings.of(quotations="all"), workers=1, cache=store)
    assert cues(every) == ["said", "believes"]
    assert cues(otr.build([story], workers=1, cache=store)) == ["said"]
    words_changed = otr.Settings.of(lexicon=words)
    words.write_text(WORDS.replace("AID", "CONCEDE"), "utf-8")
    assert named(otr.Settings.of(lexicon=words)) != named(words_changed)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"[[act]\n", "line 1"),
        (b'[[act]]\nverbs = ["x"]\n', "no 'type'"),
        (b'[[act]]\ntype = "HELP"\nverbs = ["x"]\n', "HELP"),
        (b'act = "AID"\n', "not in the form"),
        (b"\xff\xfe\x00", "not UTF-8"),
    ],
)
def test_a_bad_lexicon_is_refused_in_one_line(words: Path, data: bytes, reason: str) -> None:
    words.write_bytes(data)
    with pytest.raises(otr.BadSetting, match=reason) as fault:
        otr.Settings.of(lexicon=words)
    assert "\n" not in str(fault.value)


def test_a_missing_lexicon_is_refused(tmp_path: Path) -> None:
    with pytest.raises(otr.BadSetting, match="No such file"):
        otr.Settings.of(lexicon=tmp_path / "none.toml")


def test_an_unknown_scope_is_refused() -> None:
    with pytest.raises(otr.BadSetting, match="none of speech, all"):
        otr.Settings.of(quotations="thoughts")  # type: ignore[arg-type]
