# SPDX-License-Identifier: Apache-2.0
"""How sure the report of an act is: what stands over its word in the sentence.

Comes in: a parse and the token that names the act. Goes out: a `Stance`.
Refuses: nothing; where no word speaks of it, the act is reported as having happened.
Score: `python -m bench factuality` (Pearson r with judgements of readers).

The words over an act are read from the act upwards: its own auxiliaries and negation, then the
verbs, nouns and adjectives it depends on ("agreed to", "plans for", "willing to"), and the
conjunctions of its clause ("if", "unless"). The nearest word that says something decides; a
denial further up overrides it. After Sauri and Pustejovsky, FactBank (2009), and the rules of
Lotan, Stern and Dagan, TruthTeller (2013), in our own classes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ontherecord.annotate.accounts.lexicon import Lexicon, Operator, lexicon
from ontherecord.annotate.parse import Parse
from ontherecord.model import Modality

NEGATIVE = frozenset({"not", "n't", "never", "no", "neither", "nor", "without", "hardly", "n’t", "nobody",
                      "none", "barely", "nothing", "rarely", "scarcely"})  # fmt: skip
_CONDITIONAL = frozenset({"if", "unless", "whether", "provided", "lest", "once", "until"})
_MODALS: dict[str, str] = {
    "will": "will", "shall": "will", "'ll": "will", "’ll": "will", "wo": "will", "would": "would",
    "'d": "would", "’d": "would", "may": "may", "might": "may", "could": "could", "can": "can",
    "ca": "can", "must": "must", "should": "must", "ought": "must",
}  # fmt: skip
_HEDGES = frozenset({"reportedly", "allegedly", "apparently", "possibly", "perhaps", "probably", "maybe",
                     "likely", "supposedly", "purportedly"})  # fmt: skip
_PREMODIFIERS: dict[str, str] = {
    "planned": "plan", "proposed": "propose", "expected": "plan", "scheduled": "plan", "upcoming": "plan",
    "possible": "doubt", "potential": "doubt", "future": "plan", "alleged": "charge", "suspected": "charge",
    "threatened": "threaten", "would-be": "doubt", "promised": "commit", "forthcoming": "plan",
    "hypothetical": "doubt", "likely": "plan", "prospective": "plan", "cancelled": "fail",
    "canceled": "fail", "failed": "fail", "postponed": "fail", "delayed": "fail", "aborted": "fail",
    "abandoned": "fail", "attempted": "try", "eventual": "doubt", "further": "doubt",
}  # fmt: skip
_MODALITY: dict[str, Modality] = {
    "will": "planned", "would": "hypothetical", "may": "hypothetical", "could": "hypothetical",
    "can": "hypothetical", "must": "demanded", "commit": "planned", "plan": "planned",
    "propose": "proposed", "demand": "demanded", "threaten": "threatened", "refuse": "planned",
    "deny": "denied", "doubt": "hypothetical", "charge": "hypothetical", "purpose": "hypothetical",
    "if": "hypothetical", "try": "hypothetical", "imperative": "demanded", "said-would": "planned",
    "order": "ongoing",
}  # fmt: skip

# What readers make of each reading, -3 (certainly not) to 3 (certainly): the means of the
# training splits of the factuality corpora, rounded; see bench/factuality.py.
_CERTAINTY: dict[str, float] = {
    "": 3.0, "will": 2.0, "would": 1.0, "said-would": 1.5, "may": 0.7, "could": 0.8, "can": 1.3,
    "must": 1.0, "commit": 1.6, "plan": 1.4, "propose": 0.8, "demand": 0.8, "threaten": 0.6,
    "refuse": -1.5, "deny": -1.5, "doubt": 1.0, "charge": 1.0, "purpose": 1.2, "if": 0.4, "fail": -1.8,
    "try": 1.0, "imperative": 1.0, "hedged": 2.0, "order": 1.5,
}  # fmt: skip

# Dependencies by which a word stands under the meaning of its head; across any other edge
# (a relative clause, a parataxis) what is said of the head says nothing of it.
_UNDER = frozenset({"xcomp", "ccomp", "pcomp", "dobj", "pobj", "prep", "acl", "acomp", "attr", "oprd",
                    "nsubjpass", "csubj", "csubjpass", "conj", "advcl", "dative", "compound",
                    "agent", "nmod", "dep"})  # fmt: skip


class Stance(NamedTuple):
    """How sure a report is. `operators` are the words over the act, nearest first."""

    modality: Modality
    negated: bool
    certainty: float
    """-3 certainly not, 0 open, 3 certainly so."""
    operators: tuple[tuple[int, Operator], ...] = ()


def stance(parse: Parse, token: int, words: Lexicon | None = None, own: int | None = None) -> Stance:
    """The stance of a sentence towards the act that `token` names, with its object where the two name
    it together: what "ultimatum" means for an act under it says nothing of "the ultimatum given"."""
    words = words or lexicon()
    reading, negatives, hedged = "", 0, False
    operators: list[tuple[int, Operator]] = []
    for here, sign, operator in _signs(parse, token, words):
        if here == own:
            continue
        if sign == "not":
            negatives += 1
        elif sign == "hedged":
            hedged = True
        elif sign == "said":
            reading = "said-would" if reading == "would" else reading
        elif sign == "deny" and reading in {"", "plan", "will"}:
            reading = "deny"
        elif not reading:
            reading = sign
        if operator is not None:
            operators.append((here, operator))
    return _stance(parse, token, reading, negatives, hedged, tuple(operators))


def _stance(
    parse: Parse, token: int, reading: str, negatives: int, hedged: bool,
    operators: tuple[tuple[int, Operator], ...],
) -> Stance:  # fmt: skip
    negated = negatives % 2 == 1
    certainty = _CERTAINTY.get(reading, 3.0)
    if hedged:
        certainty = min(certainty, _CERTAINTY["hedged"])
    if reading in {"fail", "refuse"}:
        negated = not negated
        certainty = certainty if negated else 1.0
    elif negated:
        certainty = (
            -certainty if reading in {"", "plan", "will", "said-would", "can", "could"} else certainty / 2
        )
    modality: Modality = _MODALITY.get(reading, "happened")
    if modality == "happened" and not reading and _in_progress(parse, token):
        modality = "ongoing"
    return Stance(modality, negated, certainty, operators)


def _signs(parse: Parse, token: int, words: Lexicon) -> Iterator[tuple[int, str, Operator | None]]:
    """Everything over an act that speaks of how sure it is, nearest first."""
    yield from _own_signs(parse, token)
    child, seen = token, 0
    while parse.heads[child] != child and _is_under(parse, child, words) and seen < _LONGEST_PATH:
        head, dep = parse.heads[child], parse.deps[child]
        seen += 1
        if dep == "advcl" and _is_told(parse, child):
            dep = "ccomp"
        if dep == "ccomp" and parse.tags[head] == "VBD":
            yield head, "said", None  # "made clear that he would go": of what was to come, told in the past
        fronted = child < head and parse.poses[head] in {
            "VERB",
            "AUX",
        }  # "With troops at the gate, he offered"
        if dep == "prep" and (
            fronted or parse.lowers[child] in _BESIDE or _is_aside(parse, child, token, words)
        ):
            return
        if dep == "conj":
            yield from _shared_signs(parse, child, head)
        else:
            yield from _signs_of_clause(parse, child, dep, words)
            operator = operator_of(parse, head, words)
            if operator and _governs(parse, head, child, dep):
                if (operator.told and not is_infinitive(parse, child)) or asserts(parse, operator, child):
                    operator = _REPORT
                sign = _SIGN.get(operator.class_, operator.class_)
                if (
                    sign == "demand"
                    and dep in {"dobj", "nsubjpass"}
                    and parse.lemmas[head].lower() in words.support
                ):
                    sign = "order"  # "ordered the release": whoever can order it does it
                if sign == "charge" and parse.poses[head] == "ADJ":
                    sign = ""  # "guilty of attacking" says that they attacked
                if sign == "refuse" and _is_report(parse, child, words):
                    sign = "deny"  # "dismissed a report that ..."
                if sign:
                    yield head, sign, operator
                if operator.class_ != "report":
                    bears = operator.class_ != "doubt" or parse.lemmas[head].lower() in _RAISING
                    yield from (s for s in _own_signs(parse, head) if bears or s[1] != "not")
            elif dep in {"dobj", "pobj", "prep", "xcomp", "acomp", "attr", "pcomp", "nsubjpass"}:
                yield from _own_signs(parse, head)
            elif dep == "advcl" or parse.poses[head] in {"NOUN", "PROPN"}:
                return
        child = head


_RAISING = frozenset({
    "believe", "think", "seem", "appear", "suppose", "imagine", "feel", "guess", "assume", "let", "allow", "permit",
    "able", "possible", "possibility", "chance", "dare", "mean", "right", "power", "authority", "permission", "free",
})  # fmt: skip
"""Words of doubt whose negation bears on the act under them: "do not think he met her"; of a meeting that
was "not discussed" it says nothing."""


def is_infinitive(parse: Parse, verb: int) -> bool:
    """Whether a verb has its "to"."""
    return any(parse.lowers[c] == "to" and parse.deps[c] == "aux" for c in parse.children[verb])


def asserts(parse: Parse, operator: Operator, below: int) -> bool:
    """Whether a word of asking or proposing only says how things are: "insists it was safe", "suggested
    he might go", not "insists that it be closed"."""
    if operator.class_ not in {"demand", "propose"} or parse.deps[below] != "ccomp":
        return False
    is_clause = any(parse.deps[c] == "mark" for c in parse.children[below])
    if parse.poses[below] in {"ADJ", "NOUN", "PROPN"} and not is_clause:
        return True  # "called the plan a mistake"
    finite = next((c for c in parse.children[below] if parse.deps[c] in {"aux", "auxpass"}), below)
    return parse.tags[finite] in {"VBD", "VBZ"} or parse.lowers[finite] in _OF_FACT


_OF_FACT = frozenset({"may", "might", "could", "would", "will", "can"})
_REPORT = Operator("report", None)
_SIGN = {"report": "said", "cause": ""}


def _is_report(parse: Parse, token: int, words: Lexicon) -> bool:
    operator = operator_of(parse, token, words)
    return operator is not None and operator.class_ in {"report", "charge"} and parse.poses[token] == "NOUN"


def _is_under(parse: Parse, child: int, words: Lexicon) -> bool:
    """Whether what is said of the head bears on the child: "a report that he had met ..."."""
    if parse.deps[child] == "ccomp" and child < parse.heads[child]:
        operator = operator_of(parse, parse.heads[child], words)
        return operator is not None and operator.class_ in {"report", "deny", "doubt"}  # "it met, he said"
    if parse.deps[child] == "acl" and parse.tags[child] in {"VBN", "VBG"}:
        return False  # "a demand backed by Peru": who backs it is not demanded
    if parse.deps[child] in _UNDER:
        return True
    return (
        parse.deps[child] == "relcl"
        and operator_of(parse, parse.heads[child], words) is not None
        and any(parse.deps[c] == "mark" for c in parse.children[child])
    )


def _is_told(parse: Parse, clause: int) -> bool:
    """Whether a clause with a subject and no conjunction but "that" is what somebody said, which the parse
    may take for an adverb: "said at noon he would go"."""
    marks = {parse.lowers[c] for c in parse.children[clause] if parse.deps[c] in {"mark", "advmod"}}
    has_subject = any(parse.deps[c] in {"nsubj", "nsubjpass"} for c in parse.children[clause])
    follows = clause > parse.heads[clause] and parse.poses[clause] in {"VERB", "AUX"}
    return follows and has_subject and not (marks & _JOINING) and not is_infinitive(parse, clause)


_JOINING = _CONDITIONAL | {
    "as", "when", "while", "because", "since", "although", "though", "after", "before", "where", "whereas",
}  # fmt: skip
# Prepositions whose phrase is only beside what its verb says: "will not come despite the invitation".
_BESIDE = frozenset({
    "despite", "after", "before", "during", "amid", "amidst", "since", "following", "because", "until",
    "besides", "notwithstanding", "ahead", "upon", "at", "through", "under", "over",
})  # fmt: skip


def _is_aside(parse: Parse, preposition: int, token: int, words: Lexicon) -> bool:
    """Whether the act stands inside a noun that a preposition only puts beside the verb: "proposed talks
    in response to the demand"."""
    inside = next((c for c in parse.children[preposition] if parse.deps[c] == "pobj"), None)
    if inside is None or inside == token or parse.lowers[preposition] == "of":
        return False
    return operator_of(parse, inside, words) is None and parse.lowers[preposition] in {
        "in",
        "with",
        "by",
        "as",
    }


_LONGEST_PATH = 12  # heads above an act; deeper ones say nothing of it that a reader would follow


def _governs(parse: Parse, head: int, child: int, dep: str) -> bool:
    """Whether the head's meaning reaches the child: not what is only beside it."""
    if dep == "advcl":
        return False
    if dep == "prep":
        return parse.lowers[child] in {
            "for",
            "to",
            "of",
            "on",
            "against",
            "from",
            "about",
            "in",
            "out",
            "with",
        }
    return True


def operator_of(parse: Parse, token: int, words: Lexicon) -> Operator | None:
    """What a word makes of the act under it; a verb with its particle or preposition ("call on") first."""
    pos = parse.poses[token]
    lemma = parse.lemmas[token].lower()
    if pos == "VERB":
        for below in parse.children[token]:
            if parse.deps[below] in {"prt", "prep"} and (
                found := words.operators.get(("verb", f"{lemma} {parse.lowers[below]}"))
            ):
                return found
    part = "verb" if pos in {"VERB", "AUX"} else "adjective" if pos == "ADJ" else "noun"
    found = words.operators.get((part, lemma))
    if found is None and pos == "ADJ":
        found = words.operators.get(("verb", lemma)) or words.operators.get(
            ("adjective", parse.lowers[token])
        )
    return found


def _own_signs(parse: Parse, token: int) -> Iterator[tuple[int, str, Operator | None]]:
    for child in parse.children[token]:
        lower, dep = parse.lowers[child], parse.deps[child]
        if parse.lowers[child : child + 2] == ["not", "only"]:
            continue
        if dep == "neg" or (lower in NEGATIVE and dep in _NEGATING) or _negates(parse, token, child):
            yield child, "not", None
        elif dep == "aux" and lower in _MODALS:
            yield child, _MODALS[lower], None
        elif dep == "amod" and lower in _PREMODIFIERS:
            yield child, _PREMODIFIERS[lower], None
        elif dep == "advmod" and lower in _HEDGES:
            yield child, "hedged", None
        elif dep in {"mark", "advmod"} and lower in _CONDITIONAL and not _is_over(parse, token, lower):
            yield child, "if", None
    if parse.deps[token] == "pobj" and parse.lowers[parse.heads[token]] == "without":
        yield parse.heads[token], "not", None
    if parse.deps[token] == "pcomp" and _excludes(parse, parse.heads[token]):
        yield parse.heads[token], "not", None
    if _is_going_to(parse, token):
        yield token, "will", None


def _excludes(parse: Parse, preposition: int) -> bool:
    """ "without", "instead of", "rather than": what stands behind did not take place."""
    before = parse.lowers[preposition - 1] if preposition else ""
    return (before, parse.lowers[preposition]) in _EXCLUDING or parse.lowers[preposition] in {
        "without",
        "instead",
    }


_EXCLUDING = frozenset({("instead", "of"), ("rather", "than"), ("short", "of")})


def _is_over(parse: Parse, verb: int, mark: str) -> bool:
    """ "Once they began", "until it closed": words of time, not of condition, over what is past."""
    return mark in {"once", "until"} and (
        parse.tags[verb] == "VBD" or any(parse.tags[c] == "VBD" for c in parse.children[verb])
    )


_NEGATING = frozenset({"det", "neg", "preconj", "cc", "nsubj", "nsubjpass", "advmod"})


def _negates(parse: Parse, token: int, child: int) -> bool:
    """Whether a subject or object is nobody or nothing."""
    is_argument = parse.deps[child] in _ARGUMENTS and parse.poses[token] in {"VERB", "AUX"}
    return is_argument and _is_none(parse, child)


_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj"})


def _is_none(parse: Parse, noun: int) -> bool:
    """ "no agreement", "neither president", "not one shot": an argument that is nobody negates the act."""
    below = parse.children[noun]
    if any(parse.lowers[c] in _NONE and parse.deps[c] in {"det", "preconj", "cc"} for c in below):
        return True
    first = min(parse.subtree(noun)[0], noun)
    if parse.lowers[first] == "not":
        return parse.lowers[first + 1] == "one" or parse.lowers[first + 1 : first + 3] == ["a", "single"]
    return first > 0 and "neither" in {parse.lowers[first], parse.lowers[first - 1]}


_NONE = frozenset({"no", "neither"})


def _is_going_to(parse: Parse, token: int) -> bool:
    """ "is to meet", "are going to meet": a future without a modal verb."""
    head = parse.heads[token]
    is_bare = parse.tags[token] in {"VB", "VBG"} or any(
        parse.deps[c] == "auxpass" and parse.tags[c] == "VB" for c in parse.children[token]
    )  # "is to be led"
    if not is_bare or parse.deps[token] != "xcomp" or head == token:
        return False
    return parse.lemmas[head] == "be" or (parse.lowers[head] == "going" and parse.tags[token] == "VB")


def _shared_signs(parse: Parse, child: int, head: int) -> Iterator[tuple[int, str, Operator | None]]:
    """What a verb shares with the one it is coordinated with: auxiliaries, not negation."""
    if any(parse.deps[c] in {"nsubj", "nsubjpass", "aux"} for c in parse.children[child]):
        return
    for found in _own_signs(parse, head):
        if found[1] != "not":
            yield found


def _signs_of_clause(
    parse: Parse, child: int, dep: str, words: Lexicon
) -> Iterator[tuple[int, str, Operator | None]]:
    infinitive = dep == "advcl" and is_infinitive(parse, child)
    if (infinitive and not _goes_on(parse, parse.heads[child], words)) or (
        dep == "acl" and parse.tags[child] == "VB"
    ):
        yield child, "purpose", None


def _goes_on(parse: Parse, verb: int, words: Lexicon) -> bool:
    """Whether a verb with its particle only leads on to the next act: "went on to attack"."""
    particles = [parse.lowers[c] for c in parse.children[verb] if parse.deps[c] == "prt"]
    found = (words.operators.get(("verb", f"{parse.lemmas[verb].lower()} {p}")) for p in particles)
    return any(operator is not None and operator.class_ == "cause" for operator in found)


def _in_progress(parse: Parse, token: int) -> bool:
    if parse.tags[token] != "VBG":
        return False
    return any(
        parse.deps[c] == "aux" and parse.tags[c] in {"VBZ", "VBP"} and parse.lemmas[c] == "be"
        for c in parse.children[token]
    )
