# SPDX-License-Identifier: Apache-2.0
"""What a name names: a person, an organisation, a place or a group, by votes.

Comes in: a parse, the token range of a name and the parser's label. Goes out: votes by kind, from
the words around it, its own words and the gazetteer. Refuses: nothing; no vote is an answer too.
The votes of an article are added up here; the story adds up those of its articles (reconcile.cast.cast).
Score: `python -m bench names`.

The small parser calls half of the less known people organisations; its label is one vote among others.
"""

from __future__ import annotations

import functools
import tomllib
from collections import Counter
from importlib import resources

from ontherecord.annotate.names.titles import plain, words
from ontherecord.annotate.parse import Parse
from ontherecord.annotate.places import gazetteer
from ontherecord.model import CastKind

Votes = Counter[CastKind]
LABELS: dict[str, tuple[CastKind, int]] = {
    "PERSON": ("person", 10), "ORG": ("organisation", 10), "GPE": ("place", 12), "LOC": ("place", 10),
    "FAC": ("place", 6), "NORP": ("group", 6),
}  # fmt: skip
# Weights in tenths of the parser's vote: set by hand in coarse steps from the errors of the
# development data, not fitted. Whole numbers add up to the same in any order.
FULL_NAME, TITLE, APPOSITION, AGE, WHO, SAYS = 5, 30, 15, 30, 20, 8
MARK_OF_KIND, ACRONYM, COUNTRY, LOCATIVE, DATELINE, PART_OF = 25, 15, 40, 8, 20, 15
KNOWN_PLACE, PLACE, ARTICLE, PLURAL = 15, 5, 8, 8
LONGEST_DESCRIPTION = 6  # tokens between the article and the noun of ", the state-owned gas company"
KNOWN_FROM = 100_000  # inhabitants: towns a name is likely to mean without further words
LONGEST_ACRONYM = 6
SHORT_ACRONYM = 4
AROUND = 40  # tokens to either side that tell whether a sentence is all in capitals
_LOCATIVE = frozenset({"in", "at", "near", "outside", "across", "around", "throughout", "inside", "within"})


@functools.cache
def speech_verbs() -> frozenset[str]:
    """Lemmas of verbs of saying, from the list the quotations use."""
    with resources.files("ontherecord.annotate").joinpath("data/cues.toml").open("rb") as file:
        groups = tomllib.load(file)["verbs"]
    return frozenset(
        lemma
        for one in groups
        if one.get("speech", True)
        for lemma in one["lemmas"].split()
        if lemma.isalpha()
    )


def votes(parse: Parse, first: int, end: int, label: str | None, titled: bool, apposed: bool) -> Votes:
    """All votes of one mention. `titled`: a title stands before it; `apposed`: a role behind it."""
    found: Votes = Counter()
    if label in LABELS:
        kind, weight = LABELS[label]
        found[kind] += weight
        if kind == "person" and end - first > 1:
            found[kind] += FULL_NAME
        if kind == "group" and parse.tags[end - 1] in {"NNPS", "NNS"}:
            found[kind] += MARK_OF_KIND
        elif kind == "group":
            found["organisation"] += weight
    plural = end - first == 1 and parse.tags[first] == "NNPS"
    if plural:
        found["group"] += PLURAL
    if titled and not plural:
        found["person"] += TITLE
    if apposed:
        found["person"] += APPOSITION
    _around(found, parse, first, end)
    _inside(found, parse, first, end)
    _mapped(found, parse, first, end)
    if (
        end - first in (2, 3)
        and not found["organisation"]
        and not any(map(gazetteer.candidates, parse.words[first : end - 1]))
    ):
        whole = parse.text[parse.starts[first] : parse.ends[end - 1]]
        found["person"] += FULL_NAME if not gazetteer.candidates(whole) else 0
    return found


def _around(found: Votes, parse: Parse, first: int, end: int) -> None:
    """Votes of the words around: an age, "who", a verb of saying, "in", a dateline."""
    after = parse.words[end : end + 3]
    if (
        len(after) > 2
        and after[0] in {",", "("}
        and after[1].isdigit()
        and len(after[1]) < 3
        and after[2] in {",", "."}
    ):
        found["person"] += AGE
    if after and (
        after[0] in {"who", "whose"} or (after[0] in {",", "--", "—", "–"} and after[1:2] == ["who"])
    ):
        found["person"] += WHO
    whole = parse.deps[end - 1] not in {"compound", "nmod", "amod", "poss"}
    if first and parse.lowers[first - 1] == "the" and whole and parse.tags[end - 1] != "NNPS":
        found["organisation"] += ARTICLE  # "the Courier", "the Santa Clara": no person has an article
        found["person"] -= TITLE
    _described(found, parse, end)
    _introduced(found, parse, first)
    head = parse.heads[end - 1]
    if parse.deps[end - 1] in {"nsubj", "nsubjpass"} and parse.lemmas[head] in speech_verbs():
        found["person"] += SAYS
        found["organisation"] += SAYS // 2
        found["place"] -= SAYS
    if first and parse.lemmas[first - 1] == "tell":
        found["person"] += SAYS
        found["organisation"] += SAYS
    if first and parse.lowers[first - 1] in _LOCATIVE:
        found["place"] += LOCATIVE
    _datelined(found, parse, first, end)


def _datelined(found: Votes, parse: Parse, first: int, end: int) -> None:
    """Votes of a dateline: the place that opens it, the agency in its brackets."""
    if (
        parse.words[first - 1 : first] == ["("]
        and parse.words[end : end + 1] == [")"]
        and _dash(parse, end + 1)
    ):
        found["organisation"] += DATELINE
    opening = first == parse.paragraphs[parse.paragraph_index[first]][0]
    if (
        opening
        and parse.words[first].isupper()
        and end < len(parse)
        and parse.words[end] in {"--", "—", "–", "-", "(", ","}
    ):
        found["place"] += DATELINE


def _dash(parse: Parse, token: int) -> bool:
    return parse.words[token : token + 1] in (["-"], ["–"], ["—"], ["--"])


def _described(found: Votes, parse: Parse, end: int) -> None:
    """Votes of what stands behind the comma: ", the company that ...", ", a port on ..."."""
    if parse.words[end : end + 1] != [","] or parse.lowers[end + 1 : end + 2] not in (["the"], ["a"], ["an"]):
        return
    for at in range(end + 2, min(end + 2 + LONGEST_DESCRIPTION, len(parse))):
        if parse.poses[at] not in {"ADJ", "NOUN", "PROPN", "ADV"}:
            break
        last = at + 1 >= len(parse) or parse.poses[at + 1] not in {"NOUN", "PROPN"}
        if last and parse.words[at].islower() and parse.lowers[at] in words("organisations"):
            found["organisation"] += TITLE
        elif last and parse.words[at].islower() and parse.lowers[at] in words("places"):
            found["place"] += TITLE


def _introduced(found: Votes, parse: Parse, first: int) -> None:
    """Votes of what stands before the comma: "the builder, NAME", "a port, NAME"."""
    if first < 3 or parse.words[first - 1] != "," or not parse.words[first - 2].islower():
        return
    word = parse.lowers[first - 2]
    start = next((at for at in range(first - 3, max(first - 7, -1), -1) if parse.tags[at] == "DT"), None)
    if start is None or any(
        parse.poses[at] not in {"ADJ", "NOUN", "ADV"} for at in range(start + 1, first - 1)
    ):
        return
    if word in words("organisations"):
        found["organisation"] += TITLE
    elif word in words("places"):
        found["place"] += TITLE


def _inside(found: Votes, parse: Parse, first: int, end: int) -> None:
    """Votes of the name's own words: "Ministry", "River", capitals throughout."""
    last, text = plain(parse.words[end - 1]), parse.text[parse.starts[first] : parse.ends[end - 1]]
    inner = [plain(word) for word in parse.words[first:end]]
    if gazetteer.seat(text):
        found["organisation"] += COUNTRY
    if end - first > 1 and last in words("never", "ends"):
        found["person"] -= TITLE
    if end - first > 1 and last in words("places"):
        found["place"] += MARK_OF_KIND
    elif end - first > 1 and (
        last in words("organisations") or ("of" in inner[1:-1] and words("organisations") & set(inner))
    ):
        found["organisation"] += MARK_OF_KIND
    if (
        end - first == 1
        and 1 < len(last) <= LONGEST_ACRONYM
        and text.replace(".", "").isupper()
        and not gazetteer.country(text)
        and not shouted(parse, first)
    ):
        found["organisation"] += ACRONYM
    if gazetteer.demonym(text) or text.lower() in gazetteer.regional():
        found["group"] += COUNTRY


def _mapped(found: Votes, parse: Parse, first: int, end: int) -> None:
    """Votes of the gazetteer."""
    text = parse.text[parse.starts[first] : parse.ends[end - 1]]
    if gazetteer.seat(text):
        return
    places = [place for place in gazetteer.candidates(text) if place.alias in ("", "a")]
    if not places:
        return
    if any(place.rank == "c" for place in places) or gazetteer.capital_of(text):
        found["place"] += COUNTRY
    elif any(place.rank in "rdk" or place.population >= KNOWN_FROM for place in places):
        found["place"] += KNOWN_PLACE
    else:
        found["place"] += PLACE
    if first and parse.lowers[first - 1] in _LOCATIVE:
        found["place"] += LOCATIVE
    following = parse.words[end : end + 2]
    if len(following) > 1 and following[0] == "," and gazetteer.candidates(following[1])[:1]:
        found["place"] += PART_OF if gazetteer.candidates(following[1])[0].rank in "cdk" else 0


def acronym(text: str) -> bool:
    """Is the name two to four capitals, "UN" or "U.N."? Then it is nobody's surname ("Un")."""
    letters = text.replace(".", "")
    return 1 < len(letters) <= SHORT_ACRONYM and letters.isalpha() and letters.isupper()


def shouted(parse: Parse, token: int) -> bool:
    """Is the sentence in capitals throughout?"""
    a, b = parse.sentences[parse.sentence_index[token]]
    a, b = max(a, token - AROUND), min(b, token + AROUND)
    letters = [word for word in parse.words[a:b] if word.isalpha() and len(word) > 1]
    return len(letters) > 2 and sum(word.isupper() for word in letters) * 2 > len(letters)


def winner(found: Votes) -> tuple[CastKind | None, float]:
    """The kind with most votes and its share of them; none without votes."""
    total = sum(value for value in found.values() if value > 0)
    if not total:
        return None, 0.0
    order: tuple[CastKind, ...] = ("person", "organisation", "place", "group")
    kind = max(order, key=lambda one: (found[one], -order.index(one)))
    return kind, round(found[kind] / total, 3)
