# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: E501
"""A readable table of what is a quotation, in sentences of our own: the words and who says them."""

from __future__ import annotations

import pytest

from ontherecord.annotate.parse import parse_text
from ontherecord.annotate.quotations.quotations import quotations
from ontherecord.model import Quotation

KINDS = {
    "direct": """
“We came early.¶“We stayed late.¶“Nobody asked us to leave,” Voss said. => We came early. | We stayed late. | Nobody asked us to leave, => Voss
“We came early,” Voss said. “We stayed late.¶“Nobody asked us to leave.” => We came early, | We stayed late. | Nobody asked us to leave. => Voss
“If the dam holds,” Orlov told reporters, “we shall rebuild the town.” => If the dam holds, | we shall rebuild the town. => Orlov
The hall was silent. “Nobody leaves before midnight.” Then the doors closed. => Nobody leaves before midnight. => -
Orlov had one answer: “Never again.” => Never again. => Orlov
Orlov said that “the port will never close again”. => the port will never close again => Orlov
‘The sailors’ strike won’t end before Friday,’ said Anna Kern. => The sailors’ strike won’t end before Friday, => Anna Kern
«The bridge is closed,» said the governor. => The bridge is closed, => the governor
»The bridge is closed,« said the governor. => The bridge is closed, => the governor
„The bridge is closed,” said the governor. => The bridge is closed, => the governor
“The port is open, Voss said, “and the ships may leave.” => The port is open, | and the ships may leave. => Voss
“The port is open,” Voss said. “The ships may leave. => The port is open, | The ships may leave. => Voss
The port is open," Voss said. => The port is open, => Voss
“We shall never sign,” said the man who had led the talks since May. => We shall never sign, => the man
“We shall never sign,” Lena Voss, who has led the talks since May, told reporters. => We shall never sign, => Lena Voss
“We shall never sign,” the Ruritanian leader said. => We shall never sign, => the Ruritanian leader
“Go back to sea,” Voss barked and a guard led the man out. => Go back to sea, => Voss
“The bridge is against us", added KCNA. => The bridge is against us => KCNA
“We will win” — Orlov => We will win => Orlov
In a statement, the ministry said: “The port is open.” => The port is open. => the ministry
“There is no port,” said Voss, “there is only mud.” => There is no port, | there is only mud. => Voss
Voss recalled the night. “I saw the ship burn,” she said. => I saw the ship burn, => she
“He told me he was afraid,” Voss said. => He told me he was afraid, => Voss
The minister and the mayor met on Monday. “We agreed on nothing,” the latter said. => We agreed on nothing, => the latter
“The port will stay closed,” a senior official said. => The port will stay closed, => a senior official
“The talks have failed,” said an official who asked not to be named. => The talks have failed, => an official
“We were wrong from the start,” Ramos, 58, told Meridian in an interview. => We were wrong from the start, => Ramos
“I told Orlov that I would go,” Voss said. => I told Orlov that I would go, => Voss
“Orlov told me that he would go,” Voss said. => Orlov told me that he would go, => Voss
“I was told the port was closed,” Voss said. => I was told the port was closed, => Voss
I asked Voss about the port. “It is open,” she told me. => It is open, => she
“The port is open,” the agency quoted Voss as saying. => The port is open, => Voss
“The port is open,” Voss was quoted by the Harbour Post as saying. => The port is open, => Voss
‹The bridge is closed,› said the governor. => The bridge is closed, => the governor
'The teachers' union won't go,' Kern said. 'They'd lose.' => The teachers' union won't go, | They'd lose. => Kern
“The port is lost,” reads the letter. => The port is lost, => the letter
Police said on Twitter: “Avoid the bridge.” => Avoid the bridge. => Police
Another source familiar with the plans said: “It is over.” => It is over. => Another source
The minister was blunt: “The port is lost.” => The port is lost. => The minister
Anna Kern made this promise:¶“The port is safe.” => The port is safe. => Anna Kern
“We have no water.”¶“That is not true,” Low said. => We have no water. => -
“Very good port,” Voss, the head of the harbour office since May and a former captain of the fleet at Ruse, said when Kern asked him a question. => Very good port, => Voss
Kern praised the need for patience: “Change takes time, and then more time,” she said. => Change takes time, and then more time, => she
In a statement to the Observer, her senior policy adviser, Jake Hale, said: “It is essential.” => It is essential. => Jake Hale
The film uses footage of Anna Kern asking, “Why am I here?” => Why am I here? => Anna Kern
Voss tweeted “The port will open in May” on Monday. => The port will open in May => Voss
Voss wrote “we will not pay” in a post on X on Tuesday. => we will not pay => Voss
Wilkins said," [Warhol] liked the way the camera's flash looked". => [Warhol] liked the way the camera's flash looked => Wilkins
“It is our war,” Voss, a top aide, said Thursday morning on the radio. => It is our war, => Voss
“The lake is dead.”― Pamela Hale => The lake is dead. => Pamela Hale
When Rubio thanked the town for its welcome, a man yelled “Stay there!” => Stay there! => a man
Much has changed since May - Philip Low: “Two weeks ago, it was the South.” => Two weeks ago, it was the South. => Philip Low
Flea shared the news on social media last week, writing “Feels great to support a port. The band paid for it.” => Feels great to support a port. The band paid for it. => Flea
""",
    "mixed": """
Voss said the port was “wide open”. => the port was “wide open” => Voss
Voss called the plan “a gift to smugglers”. => the plan “a gift to smugglers” => Voss
The talks were “productive”, Orlov said, but with Norway absent they settled nothing. => The talks were “productive” => Orlov
Voss said he “was never there”, that he “lied”, and that he “should go”. => he “was never there”, that he “lied”, and that he “should go” => Voss
Once there, he posted to social media confirming the “top-level delegation,” adding its members were “ready to decide.” => its members were “ready to decide.” => he
He noted that talks with Hale had been “productive,” but with Malta absent on Thursday, the team had no one to meet. => that talks with Hale had been “productive,” => He
Ministry spokesperson Maria Low, meanwhile, said during a morning press briefing that Ruse “is ready for serious talks.” => that Ruse “is ready for serious talks.” => Ministry spokesperson Maria Low
He noted that earlier discussions with Norway had been “productive,” but with Malta absent on Thursday, the team had no one to meet. => that earlier discussions with Norway had been “productive,” => He
Ministry spokesperson Maria Low, meanwhile, said during a Thursday morning press briefing that Ruse “is ready for serious talks.” => that Ruse “is ready for serious talks.” => Ministry spokesperson Maria Low
Voss said the port would stay shut, “if the ice holds.” => the port would stay shut, “if the ice holds.” => Voss
Voss said Orlov had told her, “I will not go.” => Orlov had told her, “I will not go.” => Voss
Port closure 'a disaster' – mayor => Port closure 'a disaster' => mayor
It is “a disgrace”, in the words of one captain. => It is “a disgrace” => one captain
Orlov says 'no talks' before spring => 'no talks' before spring => Orlov
""",
    "indirect": """
— The bridge is closed, said the governor. => The bridge is closed => the governor
The ministry announced that the talks had ended. => that the talks had ended => The ministry
Orlov hinted that he might resign. => that he might resign => Orlov
Voss urged him to resign. => him to resign => Voss
Orlov asked the council to close the bridge. => the council to close the bridge => Orlov
Voss promised to open the port. => to open the port => Voss
Orlov threatened to close the bridge. => to close the bridge => Orlov
The port is closed, according to two officials familiar with the plans. => The port is closed => two officials
According to Kern the property in question was returned by mail. => the property in question was returned by mail => Kern
According to Harbour news agency, quoting the country's main agency (KCNA), the army has been placed on high alert. => the army has been placed on high alert => Harbour news agency
As press secretary Josh Hale explained, three taxes were postponed in the budget deal. => three taxes were postponed in the budget deal => press secretary Josh Hale
As Heald told The Harbour Post, surface ozone has dropped because of the Clean Air Act. => surface ozone has dropped because of the Clean Air Act => Heald
Voss repeated her warning that the dam could break. => that the dam could break => Voss
Orlov renewed his offer to pay for the bridge. => to pay for the bridge => his
The statement said the port would stay closed. => the port would stay closed => The statement
A post on the ministry's channel said the bridge had been hit. => the bridge had been hit => A post on the ministry's channel
Another source familiar with the plans said the port would stay closed. => the port would stay closed => Another source
Norway and Kern met in Oslo. The former said the talks had failed. => the talks had failed => The former
Lena Voss, the harbour minister, whose husband is a sailor, said the port would open. => the port would open => Lena Voss
The mayor, Voss said, had never been asked. => The mayor | had never been asked => Voss
Institutional recipients, said Mauer, are required to exhibit their donated photographs. => Institutional recipients | are required to exhibit their donated photographs => Mauer
This is not about me, President Hale told his closest advisers as he laboured over a speech. => This is not about me => President Hale
Voss told reporters aboard the ferry that the port was open. => that the port was open => Voss
Voss said, in a voice that nobody could hear, that the port was open. => that the port was open => Voss
The minister said on Friday that, if the ice held, the port would stay open. => that, if the ice held, the port would stay open => The minister
Voss said she believed the port was open. => she believed the port was open => Voss
Voters were worried about the harbour; most said they were very worried. => they were very worried => most
While he's said he'll fight all the way to the convention, Voss may yet decide. => he'll fight all the way to the convention => he
It was reported that the port was open. => that the port was open => -
Voss was told that the port was open. => that the port was open => -
There were claims that the port was open. => that the port was open => -
It said the port was open. => the port was open => -
The ministry answered on Monday. It said the port was open. => the port was open => It
The letter arrived on Monday. It said the port was open. => the port was open => It
A senior official, who asked not to be named, said the talks had failed. => the talks had failed => A senior official
An official who spoke on condition of anonymity said the talks had failed. => the talks had failed => An official
A diplomat, speaking on condition of anonymity, told reporters that the talks had failed. => that the talks had failed => A diplomat
Anna Kern, who said the port would open, left the city. => the port would open => Anna Kern
The ministry, which said the port would open, gave no date. => the port would open => The ministry
Anna Kern, who came late and said nothing could be done, left the hall. => nothing could be done => Anna Kern
A report that said the port was unsafe was withdrawn. => the port was unsafe => A report
At Ruse, where it costs 70 crowns to enter, Jay Hale, the club's president and general manager, suggested that the port be closed. => that the port be closed => Jay Hale
ORLANDO, Fla. (Meridian) - Minister Anna Kern met survivors on Thursday and said the country must act. => the country must act => Minister Anna Kern
At an event in St. Clair, Ohio, 62-year-old Brenda Low also railed against the port, and explained how much it upset her. => how much it upset her => 62-year-old Brenda Low
Trump insisted that he has “expanded the party,” claiming that he is responsible for it. => that he is responsible for it => Trump
Half the town was there, according to show insiders. => Half the town was there => insiders
He refuses to discuss the bridge, aside from saying he wants it open. => he wants it open => He
About 4 in 10 say they want the port to have more berths. => they want the port to have more berths => About 4 in 10
Lawyers for the port filed papers saying that the fee was paid. => that the fee was paid => Lawyers for the port
She spoke at a news conference announcing that the ministry was suing the port. => that the ministry was suing the port => She
Voss was hauled in and told that the port had been closed. => that the port had been closed => -
Voss said at a news conference this week he would not meet any other envoy. => he would not meet any other envoy => Voss
RUSE (Meridian) -Norway will respond to the attacks as and when it sees fit, the council said on Thursday. => Norway will respond to the attacks as and when it sees fit => the council
The council has so far declined to say who is coming to Ruse and officials have spent days preparing excuses. => who is coming to Ruse => The council
The Maltese said there could be no talks before a truce is agreed, but that quickly changed when Hale got involved. => there could be no talks before a truce is agreed => The Maltese
Orlov has since made clear that neutrality is a red line. => that neutrality is a red line => Orlov
The Maltese leader made it plain that he would not meet them. => that he would not meet them => The Maltese leader
The talks were not held, Kern said in reply to a question. => The talks were not held => Kern
Kern rejected claims that the port was unsafe. => that the port was unsafe => -
Kern spoke amid warnings that the dam would break. => that the dam would break => -
Kern was asked about a Reuters report that the port was unsafe. => that the port was unsafe => Reuters
Kern said Voss was tricked into a deal. => Voss was tricked into a deal => Kern
The mayor blamed Voss for saying that the port was safe. => that the port was safe => Voss
Orlov: no talks before spring => no talks before spring => Orlov
The captain even hinted he might travel to Ruse, though did not say whether he expected Orlov there. => he might travel to Ruse => The captain
Voss said the talks would be held in Ruse, though did not say when. => the talks would be held in Ruse => Voss
The minister's warning that the dam would break was ignored. => that the dam would break => The minister
The claim by Orlov that the port was sold is false. => that the port was sold => Orlov
But here is what counts: As the Harbour Journal has reported, the family is signing more deals. => the family is signing more deals => the Harbour Journal
Voss, who, according to Norwegian services, had ordered the strike, left the town. => who | had ordered the strike => Norwegian services
The agency cited Voss as saying the port was open. => the port was open => Voss
Orlov was quoted as saying that the port was lost. => that the port was lost => Orlov
Voss challenged Orlov to come to the port. => Orlov to come to the port => Voss
Voss ordered the guard to leave the port. => the guard to leave the port => Voss
Voss questioned whether the port was open. => whether the port was open => Voss
According to the team's coach, Anna Kern, in their first match, the boat named Ruse came last. => in their first match, the boat named Ruse came last => Anna Kern
Lena Voss, whom the council named in May, said the port was open. => the port was open => Lena Voss
– When will it open? asked Kern. => When will it open? => Kern
A leaked memo warned that the dam could break. => that the dam could break => A leaked memo
The treaty states that the port belongs to Norway. => that the port belongs to Norway => The treaty
The Kremlin said talks would go on. => talks would go on => The Kremlin
A post on the ministry's channel claimed that the port was lost. => that the port was lost => A post on the ministry's channel
Voss said she would not call on him to resign, but she would not praise him. => she would not call on him to resign => Voss
Voss announced that she had hired Peter Hale, a former minister. => that she had hired Peter Hale => Voss
Voss said the port was closed because the ice was thin. => the port was closed because the ice was thin => Voss
""",
    "": """
The so-called “green lane” was empty. =>
The film “The Long Winter” opens on Friday. =>
Robert “Bobby” Hale walked to the harbour. =>
Her book, “A Port of One's Own”, sold well. =>
He served in a corps called the Sea Org. =>
Critics call him “Iron Jan”. =>
And despite much bluster, no final agreements have been announced by the self-described artist of the deal. =>
Voss, nicknamed “Iron Jan”, was dubbed “the butcher of Ruse”. =>
Her second book was entitled “Ruse”, and the operation, known as “Silent River”, began. =>
""",
}  # fmt: skip
"""By kind, a row each: the text (¶ a new paragraph) => its words, pieces apart => its speaker, "-" nobody."""

ROWS = [
    (kind, *(part.strip() for part in row.split("=>")))
    for kind, rows in KINDS.items()
    for row in rows.strip().splitlines()
]


def found(text: str) -> tuple[Quotation, ...]:
    """The quotations of a text, with every span re-read."""
    got = quotations(parse_text(text), (), document="d1", article="a1")
    for span in (s for quotation in got for s in quotation.content):
        assert text[span.start : span.end] == span.text
    return got


@pytest.mark.parametrize(("kind", "text", "words", "speaker"), [r for r in ROWS if r[0]])
def test_row(kind: str, text: str, words: str, speaker: str) -> None:
    outer = [q for q in found(text.replace("¶", "\n\n")) if q.nested_in is None]
    (got,) = [q for q in outer if " | ".join(s.text for s in q.content) == words] or outer[:1]
    assert " | ".join(s.text for s in got.content) == words
    assert (got.speaker.name if got.speaker else "-") == speaker
    assert got.kind == kind


@pytest.mark.parametrize("text", [r[1] for r in ROWS if not r[0]])
def test_no_quotation(text: str) -> None:
    assert not found(text)


@pytest.mark.parametrize(
    ("text", "inner", "speaker"),
    [
        (
            "“My father told me, ‘I will never sell the boat,’” Voss said.",
            "I will never sell the boat,",
            "My father",
        ),
        ("“Kern said to me, ‘You must help me,’ and I did,” said Low.", "You must help me,", "Kern"),
        ("Voss said Orlov had told her, “I will not go.”", "I will not go.", "Orlov"),
    ],
)
def test_an_i_under_another_s_speech_is_whoever_the_inner_report_names(
    text: str, inner: str, speaker: str
) -> None:
    (got,) = [q for q in found(text) if q.nested_in]
    assert (got.content[0].text, got.speaker and got.speaker.name) == (inner, speaker)


def test_quotations_in_quotations_to_any_depth() -> None:
    outer, middle, inner = found(
        "“I heard the captain shout, ‘He said “run” and we ran,’” Voss told the court."
    )
    assert (middle.nested_in, inner.nested_in) == (outer.id, middle.id)
    names = [q.speaker.name if q.speaker else None for q in (outer, middle, inner)]
    assert names == ["Voss", "the captain", "He"]


def test_turns_of_two_speakers() -> None:
    text = "“The port,” said Voss, “is open.” “No,” said Orlov. “It is closed.”"
    assert [q.speaker.name for q in found(text) if q.speaker] == ["Voss", "Orlov"]


@pytest.mark.parametrize(
    ("text", "addressee", "medium", "force"),
    [
        ("Voss told CNN on Monday that the port was open.", "CNN", None, "said"),
        ("“The port is open,” Voss posted on social media.", None, "on social media", "said"),
        ("“The bridge has been hit,” the ministry wrote on Telegram.", None, "on Telegram", "said"),
        ("“Is the port open?” Orlov asked.", None, None, "asked"),
        ("“Will you go?” asked Orlov.", None, None, "asked"),
        ("Voss denied that the port was closed.", None, None, "denied"),
        ("Voss told parliament on 3 May that the port was open.", "parliament", None, "said"),
        ("Voss promised to open the port.", None, None, "promised"),
        ("Voss threatened to close the port.", None, None, "threatened"),
        ("Voss warned that the dam would break.", None, None, "warned"),
        ("Voss claimed that the port was open.", None, None, "claimed"),
        ("Voss asked Orlov to close the port.", "Orlov", None, "demanded"),
        ("Voss wrote to Orlov that the port was open.", "Orlov", None, "said"),
    ],
)
def test_circumstances(text: str, addressee: str | None, medium: str | None, force: str) -> None:
    (got,) = found(text)
    assert (got.addressee, got.medium, got.force) == (addressee, medium, force)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Voss told Meridian aboard the ferry that the port was open.", "aboard the ferry"),
        ("“The port is open,” Voss told reporters outside the court.", "outside the court"),
        ("“The port is open,” Voss told a crowd in Oslo on Tuesday.", "in Oslo"),
        ("Speaking in Oslo, Voss said the port was open.", "in Oslo"),
        ("Voss said the port in Oslo was open.", None),
        ("Voss said in May that the port was open.", None),
    ],
)
def test_where_it_was_said(text: str, place: str | None) -> None:
    (got,) = found(text)
    assert got.place == place


@pytest.mark.parametrize(
    ("text", "negated", "hypothetical"),
    [
        ("Nobody said that the port was open.", True, False),
        ("No official has said that the port is open.", True, False),
        ("Neither Voss nor Orlov said the port was open.", True, False),
        ("Voss never said that the port was open.", True, False),
        ("Voss has not said whether she will go.", True, False),
        ("Voss is expected to say on Monday that the port is open.", False, True),
        ("Voss plans to announce that the port is open.", False, True),
        ("If Voss says the port is open, we go.", False, True),
        ("Voss may say the port is open.", False, True),
        ("As Voss says, the port is open.", False, False),
    ],
)
def test_what_was_not_said_or_not_yet(text: str, negated: bool, hypothetical: bool) -> None:
    (got,) = found(text)
    assert (got.negated, got.hypothetical) == (negated, hypothetical)


def test_a_modal_inside_the_words_is_not_the_report_s() -> None:
    (got,) = found("“I will,” said Voss.")
    assert not got.hypothetical
