# SPDX-License-Identifier: Apache-2.0
"""Voices: who goes on speaking where a report of speech follows another with "he" or "she".

Comes in: the quotations of a page in the order of the text, and its mentions. Goes out: the same
quotations; a "he" or "she" that right behind a report goes on ("He said the port was shut." behind
"Voss said ...") has the name of who spoke there.
Refuses: a gap of other words between the two reports, another person named before the pronoun in its
own sentence, a pronoun of another gender.
Score: with the quotations, `python -m bench quotations`; who is meant, `tests/annotate/test_quotations_turns.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from ontherecord.annotate.quotations.page import Page
from ontherecord.model import Mention, Quotation

_GENDERS = {"he": "male", "she": "female"}


def going_on(page: Page, found: Sequence[Quotation], names: Mapping[int, Mention]) -> Iterator[Quotation]:
    """The quotations, each "he" and "she" that carries a report on with the name of who spoke before.
    `names` has the mention of each token."""
    before: Quotation | None = None
    known: dict[str, str | None] = {}
    for one in found:
        speaker = one.speaker
        if speaker is None or speaker.mention is None or one.nested_in is not None:
            yield one
            continue
        gender = _GENDERS.get(speaker.mention.text.lower())
        if gender is None:
            mention = names.get(page.parse.token_at(speaker.mention.end - 1) or 0)
            last = page.parse.token_at(speaker.mention.end - 1)
            if mention is not None and mention.kind == "person" and mention.gender:
                known[speaker.name] = mention.gender
            elif (mention is not None and mention.kind != "person") or (
                last is not None and page.parse.tags[last] in ("NNPS", "NNS")
            ):
                known[speaker.name] = None  # several, or nobody of flesh and blood
        elif before is not None and before.speaker is not None and _follows(page, before, one, names):
            name = before.speaker.name
            if name.lower() not in _GENDERS and known.get(name, gender) == gender:
                one = msgspec.structs.replace(one, speaker=msgspec.structs.replace(speaker, name=name))
        before = one
        yield one


def _follows(page: Page, before: Quotation, one: Quotation, names: Mapping[int, Mention]) -> bool:
    """Whether no words stand between two reports, and nobody else is named before the second one's speaker."""
    assert one.speaker is not None
    assert one.speaker.mention is not None
    parse = page.parse
    behind = _last(page, before)
    pronoun = parse.token_at(one.speaker.mention.start)
    first = min(s.start for s in (*one.content, *((one.cue,) if one.cue else ()), one.speaker.mention))
    opens = parse.token_at(first)
    if pronoun is None or opens is None or not 0 <= opens - behind <= _CLOSE:
        return False
    opens = min(opens, page.sentences[opens][0]) if page.inside[opens] < 0 else opens
    if page.has_words(behind, opens):
        return False
    told = {
        t
        for s in one.content
        for t in range(parse.token_at(s.start) or 0, (parse.token_at(s.end - 1) or 0) + 1)
    }
    return not any(
        t in names and names[t].kind == "person" and names[t].form == "name"
        for t in range(page.sentences[pronoun][0], pronoun)
        if t not in told
    )


_CLOSE = 12
"""Tokens between two reports that follow each other: adverbs and a phrase of time."""


def _last(page: Page, one: Quotation) -> int:
    """The token behind a report and the sentence its cue stands in."""
    parse = page.parse
    last = parse.token_at(max(one.content[-1].end - 1, one.content[0].start)) or 0
    end = page.sentences[last][1] if page.inside[last] < 0 else last + 1
    cue = parse.token_at(one.cue.start) if one.cue else None
    return max(end, page.sentences[cue][1]) if cue is not None else end
