# SPDX-License-Identifier: Apache-2.0
"""Forms of articles that are no plain report: live blogs, questions and answers, lists, transcripts."""

from __future__ import annotations

from ontherecord.model import Article
from ontherecord.read.articles import articles
from ontherecord.read.declared import Declared

LIVE = """Flood in the Esk valley: live updates
By Marta Illing and Joe Calder
5 June 2031
14:20
Dyke at Lower Tamsin gives way in a ninth place
The valley board says the dyke at Lower Tamsin has slipped in a ninth place and that families should leave now.
13:05
No ferries
Ferries to Brindale are suspended until the morning, the harbour trust has announced, and tickets stay valid.
12:40 BST
Minister promises boats
The interior minister, Joanna Pell, has promised twenty boats by nightfall, and spoke to forty people outside.
11:15am
This is where we begin our coverage of the flood, after the river rose by two metres overnight at the mill.
Share this"""
EXPLAINER = """What we know about the ferry strike
By Joe Calder
5 June 2031
Ferry crews in Brindale walked out on Monday. Here is what it means for passengers and for the port.
Who is on strike?
About 400 deckhands and engineers of the Harbour Union. Captains are not taking part, but cannot sail without crews.
Why now?
The union and the trust failed to agree on night pay. Talks broke down on Sunday after eleven hours of argument.
How long will it last?
Nobody knows.
What are the demands?
- Two days of rest
- No unpaid hours in port
Can I get my money back?
Yes. At the counter."""
TRANSCRIPT = """Interview: Mirela Dostan on the flood
The head of the valley board spoke to our reporter on Thursday. This is an edited transcript.
ILLING: How long did the gates stay open?
DOSTAN: Eleven hours. We asked for six.
ILLING: Who gave the order?
DOSTAN: I cannot tell you that. There will be an inquiry, and I will answer its questions, all of them."""


def _read(copy: str) -> tuple[Article, dict[str, str]]:
    """The only article of a text, and the role of each of its lines."""
    (one,) = articles(copy, "d0", None, Declared())
    starts = {row: copy.index(row) for row in copy.split("\n")}
    return one, {
        row: next(s.role for s in one.segments if s.start <= at < s.end) for row, at in starts.items()
    }


def test_a_live_blog_is_one_article_of_dated_posts() -> None:
    one, role = _read(LIVE)
    assert one.headline == "Flood in the Esk valley: live updates"
    assert one.authors == ("Marta Illing", "Joe Calder")
    assert {role[clock] for clock in ("14:20", "13:05", "12:40 BST", "11:15am")} == {"byline"}
    assert role["Dyke at Lower Tamsin gives way in a ninth place"] == "subheading"
    assert role["Minister promises boats"] == role["No ferries"] == "subheading"
    assert sum(1 for segment in one.segments if segment.role == "body") == 4
    assert role["Share this"] == "boilerplate"


def test_questions_short_answers_and_lists_stay() -> None:
    _, role = _read(EXPLAINER)
    for question in ("Who is on strike?", "How long will it last?", "Can I get my money back?"):
        assert role[question] == "subheading"
    for answer in (
        "Nobody knows.",
        "- Two days of rest",
        "- No unpaid hours in port",
        "Yes. At the counter.",
    ):
        assert role[answer] == "body"


def test_an_explainer_may_begin_with_its_first_question() -> None:
    intro = "Ferry crews in Brindale walked out on Monday. Here is what it means for passengers and for the port.\n"
    _, role = _read(EXPLAINER.replace(intro, ""))
    assert role["Who is on strike?"] == role["Why now?"] == "subheading"


def test_the_last_item_of_a_list_is_no_furniture() -> None:
    items = ["1. The dam would cost 40 million crowns.", "2. Sixty families would have to move.",
             "3. The mayor is for it; the bishop is against it.", "4. Work could start in May."]  # fmt: skip
    lead = "The council votes on Friday on a new dam above Harrowgate. These are the facts:"
    _, role = _read(
        "\n".join(("Four things to know before the vote", "4 April 2031", lead, *items, "Read more"))
    )
    assert {role[item] for item in items} == {"body"}
    assert role["Read more"] != "body"


def test_a_transcript_stays_whole() -> None:
    _, role = _read(TRANSCRIPT)
    assert list(role.values()) == ["headline", *["body"] * 5]


def test_what_readers_and_forms_say_is_not_the_article() -> None:
    lead = "The ferries to Brindale sailed again on Thursday after a strike of nine days, with 200 passengers on board."
    rows = [
        "Ferries resume after nine days", lead, lead.replace("Thursday", "Friday"),
        "Joe Calder is a reporter in Brindale who covers ports and ferries.",
        "This story originally appeared on harbour.example.", "Please enter a valid email address",
        "We use cookies to improve your experience on our site.", "Share on Facebook", "3 comments", "gull_77",
        "They will be on strike again by Christmas, mark my words, and nobody ever picks up the phone over there.",
    ]  # fmt: skip
    _, role = _read("\n".join(rows))
    assert role[rows[1]] == role[rows[2]] == "body"
    assert not {"body", "subheading", "dateline"} & {role[row] for row in rows[3:]}


def test_a_cry_before_a_form_error_goes_with_it() -> None:
    text = (
        "The bell weighs nine tonnes and was cast from shell cases over two winters, the founder said at the quay, and it "
        "is to ring once a year, on the first Sunday after the spring tide, "
        "for those who did not come home from the islands, beginning in March, whatever the weather. "
        "Error! Sorry, there was an error processing your request. Please try again later."
    )
    one, _ = _read("A bell of shell cases rings in Brindale\n" + text)
    body = next(s for s in one.segments if s.role == "body")
    assert (
        ("A bell of shell cases rings in Brindale\n" + text)[body.start : body.end]
        .strip()
        .endswith("weather.")
    )
