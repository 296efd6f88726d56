# SPDX-License-Identifier: Apache-2.0
"""The trained model: learns what its corpus marks, gives the same bytes, refuses what is no model."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

import ontherecord as otr
from bench.train import CORPUS, BadCorpus, Text, train
from bench.train import quotations as learn
from ontherecord.annotate.parse import parse_text
from ontherecord.annotate.quotations import modelfile
from ontherecord.annotate.quotations.modelfile import About, Model, NotAModel, packed, unpacked
from ontherecord.annotate.quotations.page import Page
from ontherecord.annotate.quotations.quotations import quotations
from ontherecord.annotate.quotations.tagger import revision
from ontherecord.doctor import findings
from ontherecord.model import Quotation

ABOUT = About(
    trained_on="own words", licence="Apache-2.0", program="0", pipeline="p", documents=1, quotations=1
)
PEOPLE = ("The mayor", "Ines Dorr", "The ferry company", "A clerk", "Tomas Vell", "The minister")
CLAUSES = (
    "the bridge will open in June",
    "nobody had asked for the map",
    "the harbour needs new lamps",
    "the vote was fair",
    "rain had stopped the work",
)


def marked(text: str) -> Text:
    """An article whose quotations are marked: {source} [cue] <content>."""
    plain = re.sub(r"[{}\[\]<>]", "", text)
    quotes = []
    for line in re.finditer(r"\{([^}]*)\} \[([^\]]*)\] <([^>]*)>", text):
        start = len(re.sub(r"[{}\[\]<>]", "", text[: line.start()]))
        spans, at = [], start
        for words in line.groups():
            spans.append([[at, at + len(words)]])
            at += len(words) + 1
        quotes.append({"source": spans[0], "cue": spans[1], "content": spans[2]})
    return Text(Page(parse_text(plain)), quotes)


def corpus() -> list[Text]:
    """Articles in which "averred" reports, which no list of ours names, and "knew" does not."""
    texts = []
    for n in range(24):
        who, other = PEOPLE[n % len(PEOPLE)], PEOPLE[(n + 1) % len(PEOPLE)]
        what, more = CLAUSES[n % len(CLAUSES)], CLAUSES[(n + 2) % len(CLAUSES)]
        texts.append(
            marked(
                f"{{{who}}} [averred] <that {what}>. {other} knew that {more}.\n"
                f"{{{other}}} [said] <that {more}>. {who} left the room."
            )
        )
    return texts


@pytest.fixture(scope="module")
def data() -> bytes:
    return packed(train(corpus(), ABOUT, say=lambda line: None))


@pytest.fixture
def file(data: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "own.model"
    path.write_bytes(data)
    return path


def read(text: str, model: Model | None = None) -> list[Quotation]:
    revise = revision(model, "all") if model else None
    return list(quotations(parse_text(text), (), document="d", article="a", scope="all", revise=revise))


NEW = "The doctor averred that the winter would be long. The nurse said that the ward was full."


def test_it_finds_a_cue_that_only_its_corpus_names(data: bytes) -> None:
    assert [q.cue.text for q in read(NEW) if q.cue] == ["said"]
    found = read(NEW, unpacked(data))
    assert [q.cue.text for q in found if q.cue] == ["averred", "said"]
    assert [q.speaker.name for q in found if q.speaker] == ["The doctor", "The nurse"]
    assert found[0].content[0].text == "that the winter would be long"


def test_it_leaves_out_what_its_corpus_does_not_mark(data: bytes) -> None:
    text = "The doctor knew that the winter would be long. The nurse said that the ward was full."
    assert "knew" in [q.cue.text for q in read(text) if q.cue]
    assert [q.cue.text for q in read(text, unpacked(data)) if q.cue] == ["said"]


def test_confidence_is_a_probability(data: bytes) -> None:
    assert all(q.confidence is not None and 0 < q.confidence <= 1 for q in read(NEW, unpacked(data)))


def test_the_same_corpus_gives_the_same_bytes(data: bytes) -> None:
    assert packed(train(corpus(), ABOUT, say=lambda line: None)) == data
    assert len(data) < modelfile.LARGEST


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (lambda d: b"", "not a quotations model"),
        (lambda d: b"PK\x03\x04" + d, "not a quotations model"),
        (lambda d: d[: len(d) // 2], "not a quotations model"),
        (lambda d: d + bytes(modelfile.LARGEST), "more than 10,000,000 bytes"),
        (lambda d: d[:-2] + bytes([d[-2] ^ 1]) + d[-1:], "damaged"),
        (lambda d: d.replace(modelfile.WHAT.encode(), b"ontherecord something moodel"), "not a quotations"),
    ],
)
def test_what_is_no_model_is_refused_in_one_line(file: Path, data: bytes, damage, reason: str) -> None:  # type: ignore[no-untyped-def]
    file.write_bytes(damage(data))
    with pytest.raises(otr.BadSetting, match=reason) as fault:
        otr.Settings.of(quotations_model=file)
    assert "\n" not in str(fault.value)
    assert str(file) in str(fault.value)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no file here that never ends")
def test_a_file_that_never_ends_is_refused() -> None:
    with pytest.raises(otr.BadSetting, match="more than"):
        otr.Settings.of(quotations_model="/dev/zero")
    with pytest.raises(otr.BadSetting, match="more than"):
        otr.Settings.of(lexicon="/dev/zero")


def test_a_corpus_with_nothing_to_learn_is_refused(tmp_path: Path) -> None:
    unmarked = [Text(text.page, []) for text in corpus()]
    for texts in ([], corpus()[:1], unmarked):
        with pytest.raises(BadCorpus, match="too few"):
            train(texts, ABOUT, say=lambda line: None)
    (tmp_path / CORPUS).write_text('{"text": "She said so."}\n', "utf-8")
    with pytest.raises(BadCorpus, match="each line"):
        learn(tmp_path, tmp_path / "own.model")


def test_a_model_of_other_features_or_shapes_is_refused() -> None:
    stored = train(corpus()[:6], ABOUT, say=lambda line: None)
    other = msgspec.structs.replace(stored, about=msgspec.structs.replace(ABOUT, features=0))
    with pytest.raises(NotAModel, match="train it again"):
        unpacked(packed(other))
    short = msgspec.structs.replace(stored.tags, weights=stored.tags.weights[:-4])
    with pytest.raises(NotAModel, match="do not fit"):
        unpacked(packed(msgspec.structs.replace(stored, tags=short)))
    with pytest.raises(NotAModel, match="labels"):
        unpacked(packed(msgspec.structs.replace(stored, steps=[[0.0]])))
    broken = msgspec.structs.replace(stored.cues, weights=b"\xff" * len(stored.cues.weights))
    with pytest.raises(NotAModel, match="learnt"):
        unpacked(packed(msgspec.structs.replace(stored, cues=broken)))


def test_a_build_names_its_model_and_keeps_its_work_apart(file: Path, tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text("Long winter\n\nHALVERN, June 3, 2031. It snowed.\n\n" + NEW, "utf-8")
    store = tmp_path / "done.sqlite"

    def cues(settings: otr.Settings) -> list[str]:
        made = otr.build([story], settings, workers=1, cache=store)
        return [q.cue.text for r in made.records for q in r.quotations if q.cue]

    settings = otr.Settings.of(quotations="all", quotations_model=file)
    assert cues(otr.Settings.of(quotations="all")) == ["said"]
    assert cues(settings) == ["averred", "said"]
    assert cues(otr.Settings.of(quotations="all")) == ["said"]
    named = otr.build([story], settings, workers=1).manifest.settings
    assert named["quotations model"].startswith("own.model sha256:")
    file.write_bytes(b"something else")
    with pytest.raises(otr.BadSetting, match="not a quotations model"):
        otr.Settings.of(quotations_model=file)


def test_the_doctor_says_what_a_model_learnt_from(file: Path) -> None:
    seen = {f.name.strip(): f for f in findings(otr.Settings.of(quotations_model=file))}
    assert seen["quotations model"].state.startswith("own.model sha256:")
    assert (seen["learnt from"].state, seen["licence of that text"].state) == (
        "own words; 1 articles",
        "Apache-2.0",
    )
    assert "train it again on parses of" in seen["on parses of"].mend
    assert "quotations model" not in {f.name for f in findings(otr.Settings())}


@pytest.mark.parametrize(
    "text", ["“" * 300, "said " * 400, '"a" said b, ' * 300, "SAID THAT, " * 200, "\n\n"]
)
def test_hostile_text_raises_nothing_and_every_span_holds(text: str, data: bytes) -> None:
    for quotation in read(text, unpacked(data)):
        for span in quotation.content:
            assert text[span.start : span.end] == span.text
