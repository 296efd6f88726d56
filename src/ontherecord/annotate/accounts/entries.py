# SPDX-License-Identifier: Apache-2.0
"""Whether a lexicon's entries are in its form, so that a slip is told and not passed over.

Comes in: a TOML table as read, the package's own or the user's. Goes out: nothing.
Refuses: a section, key, type, class or sector that does not exist, a missing one, and words that are not
lists of lower-case lemmas: ValueError that names the section, the entry and the mend.
Score: `tests/annotate/test_lexicon.py`.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping
from typing import Any, Literal, get_args

from ontherecord.annotate.accounts.plover import TYPES

OperatorClass = Literal[
    "commit", "plan", "propose", "demand", "threaten", "refuse", "deny", "doubt", "charge",
    "fail", "try", "report", "cause",
]  # fmt: skip
SECTORS = frozenset(
    {
        "COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS", "CRM",
        "CVL", "EDU", "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC",
    }
)  # fmt: skip
"""PLOVER's sectors."""
_ACT = frozenset({"type", "mode", "verbs", "nouns", "recipient", "together", "awaits", "attends"})
_FORM: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "act": (_ACT | {"bare"}, frozenset({"type"})),
    "phrase": (_ACT | {"objects", "subjects", "among", "inverse"}, frozenset({"type"})),
    "nothing": (frozenset({"verbs", "objects", "subjects"}), frozenset({"verbs"})),
    "operator": (
        frozenset({"class", "type", "verbs", "nouns", "adjectives", "told"}),
        frozenset({"class"}),
    ),
    "role": (frozenset({"sector", "words"}), frozenset({"sector", "words"})),
    "support": (frozenset({"verbs"}), frozenset({"verbs"})),
}
"""For each section the keys it may have, and those it must."""
_CHOICES: Mapping[str, Collection[str]] = {
    "type": TYPES,
    "class": frozenset(get_args(OperatorClass)),
    "sector": SECTORS,
}
_FLAGS = frozenset({"together", "awaits", "attends", "bare", "inverse"})


def check(table: Mapping[str, Any]) -> None:
    """Nothing, where the entries are in the form of the lexicon.

    Raises ValueError for the first that is not, with the place and the mend in its message.
    """
    for section, entries in table.items():
        if section not in _FORM:
            raise ValueError(f"there is no section [{section}]: {_meant(section, _FORM)}")
        if section == "support":
            entries = [entries]
        if not isinstance(entries, list) or not all(isinstance(one, dict) for one in entries):
            raise ValueError(f"{section!r} is not in the form [[{section}]]: write it as a table with keys")
        for number, entry in enumerate(entries, 1):
            _check_entry(section, f"[[{section}]] {number}", entry)


def _check_entry(section: str, where: str, entry: Mapping[str, Any]) -> None:
    allowed, needed = _FORM[section]
    for key in sorted(needed - set(entry)):
        raise ValueError(f"{where} has no {key!r}: {_meant('', _CHOICES.get(key, ('a list of words',)))}")
    for key, value in entry.items():
        if key not in allowed:
            raise ValueError(f"{where} has the unknown key {key!r}: {_meant(key, allowed)}")
        if key in _CHOICES:
            if value not in _CHOICES[key]:
                raise ValueError(
                    f"{where} has the unknown {key} {value!r}: {_meant(str(value), _CHOICES[key])}"
                )
        elif key in _FLAGS:
            if not isinstance(value, bool):
                raise ValueError(f"{where}: {key!r} is {value!r}: write true or false")
        elif key != "mode":
            _check_words(where, key, value)


def _check_words(where: str, key: str, value: object) -> None:
    if not isinstance(value, list) or not all(isinstance(word, str) and word for word in value):
        raise ValueError(f'{where}: {key!r} is no list of words: write {key} = ["...", "..."]')
    for word in value:
        if word != word.lower() or word != " ".join(word.split()):
            raise ValueError(
                f"{where}: {word!r} in {key!r} is never met: write the lemma in lower case, {word.lower()!r}"
            )


def _meant(word: str, choices: Collection[str]) -> str:
    near = difflib.get_close_matches(word, sorted(choices), 1) or difflib.get_close_matches(
        word.upper(), sorted(choices), 1
    )
    return f"do you mean {near[0]!r}?" if near else "take one of " + ", ".join(sorted(choices))
