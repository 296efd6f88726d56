# SPDX-License-Identifier: Apache-2.0
"""The brief: what may stand in it, in which order, and what carries it."""

from __future__ import annotations

from typing import NamedTuple

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontherecord.annotate.parse import parse_text
from ontherecord.annotate.sentences import sentences
from ontherecord.model import (
    Annotations,
    Article,
    BriefSentence,
    Claim,
    ClaimValue,
    Published,
    Sentence,
    Slot,
    Span,
    Standing,
)
from ontherecord.reconcile.brief.beyond import beyond, is_extract, rephrases
from ontherecord.reconcile.brief.brief import brief
from ontherecord.reconcile.brief.brief_settings import BriefSettings
from ontherecord.reconcile.brief.extracts import stands_alone

LANTERN = (
    "Delegates from Ostrava and Kladno met in Hodonin on Tuesday to divide the water of the lake. "
    "The mayor of Kladno brought a map that nobody could fold again. "
    "A second round of talks is planned for next week in Ostrava."
)
POST = (
    "Delegates from Ostrava and Kladno met in Hodonin on Tuesday and argued about the water of the lake. "
    "Fishermen blocked the road to the town hall with their boats. "
    "Police led three of the fishermen away."
)
ECHO = (
    "Two towns are quarrelling over a lake. "
    "Eels in the lake have been dying since the dry summer, biologists from Brno found. "
    "He said so in March."
)


class Told(NamedTuple):
    """Some reports as a brief needs them."""

    articles: list[Article]
    copies: dict[str, str]
    annotations: dict[str, Annotations]

    def brief(self, *claims: Claim, length: int = 8, since: str | None = None) -> tuple[BriefSentence, ...]:
        settings = BriefSettings.of(length=length, since=since)
        return brief(self.articles, self.copies, self.annotations, (), (), (), (), claims, settings)


def reports(*texts: str, origins: str = "", days: str = "") -> Told:
    """One article a text; `origins` and `days` (of May 2032) give a letter or digit to each."""
    articles, copies, annotations = [], {}, {}
    for n, text in enumerate(texts):
        day = f"2032-05-1{days[n]}" if days else "2032-05-11"
        articles.append(
            Article(
                id=f"a{n}", document=f"d{n}", start=0, end=len(text),
                origin=f"o-{(origins or 'abcdefgh')[n]}", published=Published(date=day, basis="stated"),
            )
        )  # fmt: skip
        copies[f"d{n}"] = text
        annotations[f"a{n}"] = Annotations(article=f"a{n}", sentences=sentences(parse_text(text)))
    return Told(articles, copies, annotations)


def claim(told: Told, standing: Standing, *sides: tuple[int, str, str]) -> Claim:
    """A claim with one value a side: number of the text, words that carry it, day."""
    values = []
    for n, words, day in sides:
        start = told.copies[f"d{n}"].index(words)
        span = Span(document=f"d{n}", start=start, end=start + len(words), text=words)
        origin = told.articles[n].origin or ""
        values.append(ClaimValue(value=words, support=(span,), origins=(origin,), asserted=day))
    return Claim(
        id="c-1", text="t", slot=Slot(name="n"), values=tuple(values), standing=standing, why="because"
    )


def holding(found: tuple[BriefSentence, ...], words: str) -> list[BriefSentence]:
    return [s for s in found if words in s.sentence]


def test_what_two_origins_tell_leads_and_is_corroborated() -> None:
    first = reports(LANTERN, POST, ECHO).brief()[0]
    assert "met in Hodonin" in first.sentence
    assert first.standing == "corroborated"
    assert first.origins == ("o-a", "o-b")
    assert {span.document for span in first.citations} == {"d0", "d1"}


def test_a_reprint_does_not_corroborate() -> None:
    found = reports(LANTERN, POST, origins="aa").brief()
    assert {s.standing for s in found} == {"single-source"}


def test_another_day_does_not_corroborate() -> None:
    found = reports(LANTERN, POST.replace("Tuesday", "Wednesday")).brief()
    assert {s.standing for s in holding(found, "met in Hodonin")} == {"single-source"}


def test_perhaps_and_denied_do_not_corroborate() -> None:
    for other in ("might meet", "will not meet", "did not meet"):
        found = reports(LANTERN, POST.replace("met", other)).brief()
        assert all(s.standing == "single-source" for s in found), other


def test_what_one_origin_adds_is_its_own() -> None:
    found = reports(LANTERN, POST, ECHO).brief()
    assert [s.standing for s in holding(found, "Fishermen blocked")] == ["single-source"]


def test_a_sentence_ends_where_no_other_origin_carries_it_further() -> None:
    alone = "The mayor of Kladno resigned his office on Tuesday after a long quarrel with angry beekeepers."
    other = "The mayor of Kladno resigned his office on Tuesday. Eels were dying in the lake for months."
    (first, *_) = holding(reports(alone, other, LANTERN).brief(), "resigned")
    assert first.sentence == "The mayor of Kladno resigned his office on Tuesday."
    assert first.standing == "corroborated"


def test_a_side_of_a_conflict_is_not_cut() -> None:
    told = reports(
        "The mayor of Kladno resigned his office on Tuesday after 12 boats had burned on the lake.",
        "The mayor of Kladno resigned his office on Tuesday, when 21 boats burned on the lake of the town.",
    )
    burned = claim(told, "in-conflict", (0, "12 boats", "2032-05-11"), (1, "21 boats", "2032-05-11"))
    assert len(holding(told.brief(burned), "boats")) == 2


def test_what_is_superseded_does_not_stand() -> None:
    told = reports(LANTERN, POST, days="12")
    old = claim(told, "superseded", (0, "met in Hodonin", "2032-05-11"), (1, "argued", "2032-05-12"))
    assert not [s for s in told.brief(old) if s.citations[0].document == "d0" and "met" in s.sentence]


def test_both_sides_of_a_conflict_stand_together_and_cite_each_other() -> None:
    told = reports(LANTERN, POST.replace("Hodonin", "Breclav"), ECHO)
    found = told.brief(claim(told, "in-conflict", (0, "Hodonin", "2032-05-11"), (1, "Breclav", "2032-05-11")))
    at = [n for n, s in enumerate(found) if s.standing == "in-conflict"]
    assert len(at) == 2
    assert at[1] == at[0] + 1
    for n in at:
        assert {span.document for span in found[n].citations} == {"d0", "d1"}
        assert found[n].origins == ("o-a", "o-b")


def test_the_words_that_hang_on_others_are_left_out() -> None:
    assert not holding(reports(LANTERN, POST, ECHO).brief(), "He said so")
    assert not stands_alone("They then went home with all of their boats.")
    assert not stands_alone("That's the reason for the quarrel about the lake.")
    assert not stands_alone("Will the eels in the lake come back?")
    assert not stands_alone("“Half of a quotation stands in this sentence, said the mayor.")
    assert stands_alone("There were nine boats on the lake on Friday.")


def test_a_sentence_stands_without_the_word_that_leads_in() -> None:
    lead = "Meanwhile, the mayor of Kladno resigned his office on Friday after a long quarrel."
    (found,) = holding(reports(lead, LANTERN).brief(), "resigned")
    assert found.sentence == "The mayor of Kladno resigned his office on Friday after a long quarrel."
    assert found.trimmed[0].text.startswith("Meanwhile")


def test_labels_and_headings_of_a_page_are_no_sentences() -> None:
    assert not stands_alone("CLOSE Greta Holm says that the lake has no more eels.")
    assert not stands_alone("THE CURSE OF THE LAKE Owner Greta Holm is seen with an eel.")
    assert stands_alone("NATO said that the lake has no more eels in it.")
    assert stands_alone("THE LAKE HAS lost its eels, the mayor of the town said.")
    for opening in ("In any case, the", "Which is why the", "The move came when the", "There are also"):
        assert not stands_alone(f"{opening} boats on the lake had to be sold.")


def test_what_the_headlines_tell_leads() -> None:
    """An aside with the same words as the news opens the report; the headlines know better."""
    aside = "Greta Holm of Kladno sold the boats on the lake in Ostrava and Kladno for a year. "
    told = reports(f"{aside}{LANTERN}", ECHO)
    titled = [msgspec.structs.replace(a, headline="Delegates meet in Hodonin") for a in told.articles]
    assert "met in Hodonin" not in told.brief()[0].sentence
    assert "met in Hodonin" in told._replace(articles=titled).brief()[0].sentence


def test_a_sentence_that_adds_little_is_left_out_of_a_long_brief() -> None:
    news = [
        "The mayor of Kladno opened a bridge over the river on Monday.",
        "Fishermen of Ostrava blocked a road with nets and lamps.",
        "Police in Brno led three singers from an opera stage.",
        "Biologists counted storks above a marsh near Telc.",
        "Bakers in Olomouc burned bread to protest against flour prices.",
    ]
    echoes = [f"{line[:-1]} again on day {n}." for n, line in enumerate(news) if n < 3]
    found = reports(" ".join(news), " ".join(reversed(news)), " ".join(echoes)).brief(length=10)
    assert len(found) == len(news)


def test_one_article_alone_has_three_to_five_sentences() -> None:
    text = f"{LANTERN} {POST.replace('Delegates', 'Envoys')} {ECHO}"
    assert 3 <= len(reports(text).brief(length=10)) <= 5


def test_length_is_kept() -> None:
    for length in (1, 3, 5):
        assert len(reports(LANTERN, POST, ECHO).brief(length=length)) <= length


def test_the_order_of_the_articles_changes_nothing() -> None:
    told = reports(LANTERN, POST, ECHO)
    turned = told._replace(articles=told.articles[::-1])
    assert [s.sentence for s in told.brief()] == [s.sentence for s in turned.brief()]


def test_hostile_texts_end_soon_and_say_nothing_wrong() -> None:
    for text in ('"' * 10_000, "word , and " * 20_000, "THE MAYOR. " * 2000, "שלום\x00🙂 " * 500):
        sentence = Sentence(start=0, end=len(text), role="body")
        article = Article(id="a", document="d", start=0, end=len(text), origin="o")
        told = Told([article], {"d": text}, {"a": Annotations(article="a", sentences=(sentence,))})
        assert told.brief() == ()


def test_nothing_comes_of_nothing() -> None:
    assert reports().brief() == ()
    assert reports("").brief() == ()


WORDS = ["apples", "barley", "dill", "eggs", "flour", "geese", "honey", "ice", "jam", "kale", "lamps", "milk"]
SENTENCES = st.lists(
    st.lists(st.sampled_from([*WORDS, "not", "17", "Anna", "“", "”"]), min_size=7), max_size=6
)


@given(SENTENCES, SENTENCES)
def test_no_sentence_goes_beyond_its_citation(one: list[list[str]], other: list[list[str]]) -> None:
    texts = [" ".join(" ".join(words).capitalize() + "." for words in text) for text in (one, other)]
    told = reports(*texts)
    for sentence in told.brief():
        for span in sentence.citations:
            assert told.copies[span.document][span.start : span.end] == span.text
        cited = [span.text for span in sentence.citations]
        assert is_extract(sentence.sentence, cited[0])
        assert not beyond(sentence.sentence, cited)


# --- the check -----------------------------------------------------------------------------------


def test_an_extract_keeps_the_order_of_its_source() -> None:
    source = "The mayor, who came late, opened the dam on Friday."
    assert is_extract("The mayor opened the dam on Friday.", source)
    assert not is_extract("On Friday the mayor opened the dam.", source)
    assert not is_extract("The mayor opened the dam on Monday.", source)


def test_numbers_names_days_and_negations_beyond_the_citations_are_found() -> None:
    cited = ["Officials said Marta Keller freed nine prisoners on Friday.", "It was 3 May."]
    assert beyond("Officials said Marta Keller freed nine prisoners.", cited) == ()
    assert beyond("Officials said Marta Keller freed 9 prisoners.", cited) == ()
    assert beyond("Officials said Marta Keller freed 12 prisoners.", cited) == ("12",)
    assert "brandt" in beyond("Officials said Brandt freed nine prisoners.", cited)
    assert beyond("Keller freed them on Monday.", cited) == ("monday",)
    assert beyond("Keller never freed them.", cited) == ("never",)
    assert beyond("Keller came.", ["Keller did not come."]) == ("not",)


@given(st.text(), st.text())
def test_the_check_bears_any_text(sentence: str, source: str) -> None:
    assert is_extract(sentence, sentence)
    assert beyond(sentence, [sentence]) == ()
    is_extract(sentence, source)
    beyond(sentence, [source])
    beyond(sentence, [])


@pytest.mark.parametrize(
    ("sentence", "same"),
    [
        ("The ferry sank off Gilgit on Thursday.", True),
        (
            "The ferry sank off Gilgit on Thursday, the office said.",
            False,
        ),  # somebody's word, not the writer's
        ("The ferry with grain and mail for the islands sank off Gilgit on Thursday.", False),
        ("The ferry did not sink off Gilgit on Thursday.", False),
    ],
)
def test_what_rephrases_an_extract_attributes_it_alike_and_adds_nothing(sentence: str, same: bool) -> None:
    extract = "The ferry sank off Gilgit on Thursday."
    assert rephrases(sentence, extract, [extract, "The office said the ferry sank."]) is same
