"""The truth about the examples (examples/truth.toml) must be true: each string stands where it is said to."""

import datetime as dt
import html.parser
import json
import re
import tomllib
import unicodedata
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[1] / "examples"
TRUTH = tomllib.loads((EXAMPLES / "truth.toml").read_text(encoding="utf-8"))
ARTICLES = {article["id"]: article for article in TRUTH["article"]}
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October"]
MONTHS += ["November", "December"]
PLOVER = {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE"}
PLOVER |= {"REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}
MODALITIES = {
    "happened",
    "ongoing",
    "planned",
    "proposed",
    "demanded",
    "threatened",
    "denied",
    "hypothetical",
}
BLOCKS = {"p", "h1", "h2", "li", "figcaption", "nav", "footer", "title", "header", "div", "span", "a"}


class Blocks(html.parser.HTMLParser):
    """The text of a page, one block a line: no scripts, no styles, character references decoded."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.hidden = False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.hidden = tag in {"script", "style"}
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        self.hidden = False
        self._break(tag)

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(data)

    def _break(self, tag: str) -> None:
        if tag in BLOCKS:
            self.parts.append("\n")


def text_of(file: str, part: int = 1) -> str:
    """The text of an example in which the strings of the truth stand."""
    raw = (EXAMPLES / file).read_bytes().decode("utf-8-sig")
    raw = unicodedata.normalize("NFC", raw.replace("\r\n", "\n"))
    if file.endswith(".html"):
        blocks = Blocks()
        blocks.feed(raw)
        return "".join(blocks.parts)
    if file.endswith(".jsonl"):
        record = json.loads(raw.splitlines()[part - 1])
        return f"{record['title']}\n{record['maintext']}"
    return raw


TEXTS = {key: text_of(article["file"], article["part"]) for key, article in ARTICLES.items()}


def body(key: str) -> str:
    """The body of an article, from its first words to its last."""
    article, text = ARTICLES[key], TEXTS[key]
    start = text.index(article["begins"])
    return text[start : text.index(article["ends"], start) + len(article["ends"])]


def same_time(left: str, right: str) -> bool:
    return dt.datetime.fromisoformat(left) == dt.datetime.fromisoformat(right)


def grouped(table: str) -> list[tuple[str, dict]]:
    return [(key, entry) for key, entries in TRUTH[table].items() for entry in entries]


def strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for item in value.values() for text in strings(item)]
    if isinstance(value, list):
        return [text for item in value for text in strings(item)]
    return []


def test_every_file_is_described_and_every_described_file_exists():
    found = {str(path.relative_to(EXAMPLES)) for path in EXAMPLES.glob("*/*")}
    assert found == {article["file"] for article in ARTICLES.values()}


def test_ids_are_unique_and_references_resolve():
    assert len(ARTICLES) == len(TRUTH["article"])
    for table in ("origin", "story"):
        held = [key for entry in TRUTH[table] for key in entry["articles"]]
        assert sorted(held) == sorted(ARTICLES), table
        for entry in TRUTH[table]:
            assert all(ARTICLES[key][table] == entry["id"] for key in entry["articles"])
    for article in ARTICLES.values():
        assert (article["kind"] == "own") == ("of" not in article)
        assert article.get("of", article["id"]) in ARTICLES
        if article["kind"] in {"reprint", "version", "rewrite"}:
            assert article["origin"] == ARTICLES[article["of"]]["origin"]
    for table in ("mention", "indirect", "not_quotation", "time", "segment"):
        assert set(TRUTH[table]) <= set(ARTICLES), table


def test_the_truth_is_in_nfc():
    assert all(unicodedata.is_normalized("NFC", text) for text in strings(TRUTH))


@pytest.mark.parametrize("key", ARTICLES)
def test_article(key):
    article, text = ARTICLES[key], TEXTS[key]
    assert text.count(article["begins"]) == 1
    assert text.count(article["ends"]) == 1
    assert article["headline"] in text
    assert article["basis"] in {"stated", "metadata", "inferred-from-story", "unknown"}
    assert ("stated_by" in article) == (article["basis"] == "stated")
    assert article.get("stated_by", "") in text
    if article["basis"] not in {"stated", "metadata"}:
        assert not re.search(r"\b20(31|30)\b", body(key)), "the date is stated after all"
    if article["file"].endswith(".txt"):
        assert all(author in text for author in article.get("authors", []))


def test_metadata_of_pages_and_records():
    for article in ARTICLES.values():
        raw = (EXAMPLES / article["file"]).read_text(encoding="utf-8-sig")
        if article["file"].endswith(".html"):
            graph = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', raw, re.S)[1])
            node = next(n for n in graph.get("@graph", [graph]) if n["@type"] == "NewsArticle")
            authors = node["author"] if isinstance(node["author"], list) else [node["author"]]
            assert [author["name"] for author in authors] == article["authors"]
            assert node["publisher"]["name"] == article["outlet"]
            assert node["headline"] == article["headline"]
            assert same_time(node["datePublished"], article["published"])
            assert same_time(node["dateModified"], article["modified"])
            assert f'<link rel="canonical" href="{article["url"]}">' in raw
        if article["file"].endswith(".jsonl"):
            record = json.loads(raw.splitlines()[article["part"] - 1])
            assert record["title"] == article["headline"]
            assert record["url"] == article["url"]
            assert record["source_domain"] == article["outlet"]
            assert same_time(record["date_publish"], article["published"])


def test_people_are_named_where_they_are_said_to_be():
    for person in TRUTH["person"]:
        story = [key for key in ARTICLES if ARTICLES[key]["story"] == person["story"]]
        named = [k for k in story if any(n in ARTICLES[k]["headline"] + body(k) for n in person["names"])]
        assert named == person["articles"], person["name"]
        everything = "\n".join(body(key) for key in named)
        for words in person["names"] + person.get("short", []) + person.get("roles", []):
            assert words in everything, words
    for entry in TRUTH["not_cast"]:
        assert all(entry["name"] in TEXTS[key] for key in entry["articles"]), entry["name"]


def test_no_surname_of_two_people_is_left_unexplained():
    """Where the bare surname stands without a first name, [mention] says whose it is."""
    names = [name for person in TRUTH["person"] for name in person["names"]]
    for key in (k for k in ARTICLES if ARTICLES[k]["story"] == "sveta-petka"):
        rest = body(key)
        for name in names:
            rest = rest.replace(name, "_" * len(name))
        bare = len(re.findall(r"\b(?:H|Kh|Ch)ristov\b", rest))
        known = [m for m in TRUTH["mention"].get(key, []) if re.search(r"(H|Kh|Ch)ristov", m["words"])]
        assert len(known) == bare, key


def test_words_single_out_one_place():
    for table in ("mention", "time"):
        for key, entry in grouped(table):
            assert body(key).count(entry["context"]) == 1, (key, entry["context"])
            assert TEXTS[key].count(entry["context"]) == 1, (key, entry["context"])
            words = rf"(?<!\w){re.escape(entry['words'])}(?!\w)"
            assert len(re.findall(words, entry["context"])) == 1, (key, entry)
    people = {person["name"] for person in TRUTH["person"]}
    assert {entry["person"] for _, entry in grouped("mention")} <= people


def check_attribution(key: str, entry: dict) -> None:
    if entry.get("headline"):
        return
    assert body(key).count(entry["attribution"]) == 1, (key, entry["attribution"])
    assert entry["mention"] in entry["attribution"], entry
    assert re.search(rf"(?<!\w){re.escape(entry['cue'])}(?!\w)", entry["attribution"])


@pytest.mark.parametrize("entry", TRUTH["quotation"], ids=lambda e: f"{e['article']}: {e['content'][0][:30]}")
def test_quotation(entry):
    key = entry["article"]
    whole = ARTICLES[key]["headline"] + "\n" + body(key)
    assert entry["kind"] in {"direct", "mixed"}
    for content in entry["content"]:
        assert len(re.findall("[“\"‘']" + re.escape(content), whole)) == 1, content
    if "nested_in" in entry:
        assert entry["content"][0] in entry["nested_in"]
        assert any(entry["nested_in"] in q["content"] for q in TRUTH["quotation"] if q["article"] == key)
    check_attribution(key, entry)


def test_indirect_quotations_stand_in_their_article():
    for key, entry in grouped("indirect"):
        assert body(key).count(entry["content"]) == 1, (key, entry["content"])
        check_attribution(key, entry)


def test_speakers_are_people_or_what_the_text_calls_them():
    people = {person["name"] for person in TRUTH["person"]}
    for key, entry in [(q["article"], q) for q in TRUTH["quotation"]] + grouped("indirect"):
        assert entry["speaker"] in people or entry["speaker"].lower() in body(key).lower(), entry["speaker"]


def test_utterances_have_one_speaker():
    speakers: dict[str, set] = {}
    for entry in TRUTH["quotation"]:
        speakers.setdefault(entry.get("utterance", entry["content"][0]), set()).add(entry["speaker"])
    assert all(len(names) == 1 for names in speakers.values()), speakers
    for utterance in TRUTH["utterance"]:
        same = [q for q in TRUTH["quotation"] if q.get("utterance") == utterance["id"]]
        lengths = {q["article"]: sum(map(len, q["content"])) for q in reversed(same)}
        assert list(dict.fromkeys(q["article"] for q in same)) == utterance["articles"]
        assert lengths[utterance["fullest"]] == max(lengths.values())
        assert {ARTICLES[key]["origin"] for key in lengths} == set(utterance["origins"])
        assert speakers[utterance["id"]] == {utterance["speaker"]}


def marked(paragraph: str) -> list[str]:
    """What stands between quotation marks in one paragraph; a mark left open runs to its end."""
    double = re.findall(r"“([^“”]*)|\"([^\"]*)\"?", paragraph)
    single = re.findall(r"‘([^’]*)’|(?<!\w)'([^']+)'(?!\w)", paragraph)
    return [left or right for left, right in double + single]


@pytest.mark.parametrize("file", sorted({article["file"] for article in ARTICLES.values()}))
def test_every_pair_of_marks_is_accounted_for(file):
    keys = [key for key in ARTICLES if ARTICLES[key]["file"] == file]
    quotations = [entry for entry in TRUTH["quotation"] if entry["article"] in keys]
    known = [content for entry in quotations for content in entry["content"]]
    known += [entry["content"] for key in keys for entry in TRUTH["not_quotation"].get(key, [])]
    broken = [entry for entry in quotations if entry.get("broken")]
    found = []
    text = "\n".join(dict.fromkeys(TEXTS[key] for key in keys))
    for paragraph in text.splitlines():
        damaged = [entry for entry in broken if entry["content"][0] in paragraph]
        if damaged:
            assert len(re.findall('[“”"]', paragraph)) % 2, "the mark is not missing"
            found += [content for entry in damaged for content in entry["content"]]
            found += [content for content in marked(paragraph) if content not in found and "“" in paragraph]
        else:
            assert (paragraph.count('"') % 2) == 0, paragraph
            found += marked(paragraph)
    assert sorted(found) == sorted(known)


def test_only_quotations_said_to_be_left_open_are():
    for article in ARTICLES.values():
        for paragraph in text_of(article["file"], article["part"]).splitlines():
            if paragraph.count("“") != paragraph.count("”"):
                tail = paragraph.rsplit("“", 1)[1]
                entry = next(q for q in TRUTH["quotation"] if tail in q["content"])
                assert entry.get("broken") == "closing" or entry.get("continued"), tail


def day(value: str) -> dt.date | None:
    return dt.date.fromisoformat(value) if re.fullmatch(r"\d{4}-\d\d-\d\d", value) else None


def test_weekdays_agree_with_dates():
    for key, entry in grouped("time"):
        date = day(entry["value"])
        for name in WEEKDAYS:
            if date and name in entry["words"]:
                assert date.strftime("%A") == name, (key, entry)
        for edge in entry["value"].split("/"):
            if "weekend" in entry["words"] and day(edge):
                assert day(edge).weekday() >= 5


def test_weekdays_are_within_reach_of_the_day_of_publication():
    for key, entry in grouped("time"):
        date, published = day(entry["value"]), ARTICLES[key].get("published")
        if date and published and re.search("|".join(WEEKDAYS), entry["words"]):
            assert abs((date - dt.date.fromisoformat(published[:10])).days) <= 6, (key, entry)


def test_written_dates_carry_the_right_weekday():
    days, months = "|".join(WEEKDAYS), "|".join(MONTHS)
    pattern = rf"({days}),? (?:({months}) (\d+),|(\d+) ({months})) (\d{{4}})"
    seen = 0
    for key, text in TEXTS.items():
        for name, month1, day1, day2, month2, year in re.findall(pattern, text):
            date = dt.date(int(year), MONTHS.index(month1 or month2) + 1, int(day1 or day2))
            assert date.strftime("%A") == name, key
            assert ARTICLES[key]["published"].startswith(date.isoformat())
            seen += 1
    assert seen >= 8


def test_every_weekday_and_year_in_a_body_has_its_value():
    datelines = [entry["text"] for _, entry in grouped("segment") if entry["role"] == "dateline"]
    for key in ARTICLES:
        rest = body(key)
        for words in datelines + [entry["text"] for entry in TRUTH["segment"].get(key, [])]:
            rest = rest.replace(words, "")
        for entry in TRUTH["time"].get(key, []):
            rest = rest.replace(entry["context"], entry["context"].replace(entry["words"], "_"), 1)
        left = re.findall(rf".{{0,30}}\b(?:{'|'.join(WEEKDAYS)}|weekend|20[23]\d)\b.{{0,20}}", rest)
        assert not left, (key, left)


def test_places_stand_in_their_articles():
    for place in TRUTH["place"]:
        pattern = rf"(?<!\w){re.escape(place['words'])}(?!\w)"
        assert [key for key in ARTICLES if re.search(pattern, body(key))] == place["articles"], place["words"]
        assert re.fullmatch("[A-Z]{3}", place.get("country", "XXX"))


def test_events():
    people = {person["name"] for person in TRUTH["person"]}
    for event in TRUTH["event"]:
        assert event["type"] in PLOVER, event["id"]
        assert event["modality"] in MODALITIES, event["id"]
        assert any(account["modality"] == event["modality"] for account in event["accounts"]), event["id"]
        for account in event["accounts"]:
            assert account["modality"] in MODALITIES
            assert body(account["article"]).count(account["evidence"]) == 1, account
        for actor in event.get("actor", []) + event.get("recipient", []):
            texts = " ".join(body(account["article"]) for account in event["accounts"])
            assert actor in people or re.fullmatch("[A-Z]{3}", actor) or actor.lower() in texts.lower(), actor
        held = {"happened": {"happened", "ongoing"}}.get(event["modality"], {event["modality"]})
        reporting = [account["article"] for account in event["accounts"] if account["modality"] in held]
        assert {ARTICLES[key]["origin"] for key in reporting} == set(event["origins"]), event["id"]
        assert (event["standing"] == "corroborated") == (len(event["origins"]) > 1), event["id"]
        stories = {ARTICLES[account["article"]]["story"] for account in event["accounts"]}
        assert len(stories) == 1


def test_conflicts_and_updates():
    for table in ("conflict", "superseded"):
        for entry in TRUTH[table]:
            for value in entry["values"]:
                for support in value["support"]:
                    key = support["article"]
                    assert body(key).count(support["words"]) == 1, (entry["id"], support)
                    assert ARTICLES[key]["origin"] == value["origin"], (entry["id"], key)
            if table == "conflict":
                assert len({value["origin"] for value in entry["values"]}) == len(entry["values"]) >= 2
            else:
                dates = [value["date"] for value in entry["values"]]
                assert len({value["value"] for value in entry["values"]}) >= 2
                if entry["id"] in {"toll", "missing"}:
                    assert dates == sorted(dates)


def test_the_dead_and_the_missing_are_twenty_throughout():
    def pairs(slot):
        entry = next(e for e in TRUTH["superseded"] if e["id"] == slot)
        return {s["article"]: int(v["value"]) for v in entry["values"] for s in v["support"]}

    dead, missing = pairs("toll"), pairs("missing")
    assert {dead[key] + missing[key] for key in dead if key in missing} == {20}


def test_traps_and_segments_stand_in_their_articles():
    for entry in TRUTH["trap"]:
        for support in entry["support"]:
            assert TEXTS[support["article"]].count(support["words"]) >= 1, (entry["id"], support)
    for key, entry in grouped("segment"):
        assert entry["text"] in TEXTS[key], (key, entry)
        assert entry["role"] in {"byline", "dateline", "caption", "credit", "promo", "boilerplate"}
        if entry["role"] != "dateline" and not entry["text"].startswith("MORE:"):
            assert entry["text"] not in body(key), (key, entry)


def test_reprints_carry_as_much_of_their_source_as_is_said():
    def paragraphs(key):
        plain = body(key).translate(str.maketrans("“”‘’", "\"\"''"))
        plain = re.sub(r"^[A-Z]+.{0,30}? [-–—] ", "", plain)
        return {line for line in plain.splitlines() if line}

    shared = {
        key: (len(paragraphs(key) & paragraphs(article["of"])), len(paragraphs(key)))
        for key, article in ARTICLES.items()
        if article["kind"] in {"reprint", "version", "rewrite"} and article["file"].endswith(("txt", "jsonl"))
    }
    assert shared["harbour-gazette"] == (12, 12)
    assert shared["northfield-herald"] == (7, 7)
    assert shared["vesper-daily"] == (7, 13)  # and one paragraph with its words in another order
    assert shared["kestrel-online"] == (8, 8)
    assert shared["dispatch-late"] == (11, 15)
    assert shared["eastbank-observer"][0] == shared["marlow-echo"][0] == 0


def test_files_keep_the_damage_they_show():
    """A byte order mark, CRLF, decomposed letters, a cedilla for a comma, an escaped tag: leave them be."""
    story = EXAMPLES / "story"
    herald = (story / "03-northfield-herald.txt").read_bytes()
    assert herald.startswith(b"\xef\xbb\xbf")
    assert herald.count(b"\r\n") == herald.count(b"\n")
    page = (story / "09-newsskein-page.txt").read_text(encoding="utf-8")
    assert "Z\u030civko" in page
    assert "\N{CANDLE}" in page
    assert "\u015etefan" in (story / "11-radio-belvedere.html").read_text(encoding="utf-8")
    assert "\u0218tefan" in (story / "10-lower-danube-courier.txt").read_text(encoding="utf-8")
    assert "characters &lt;script&gt; and" in (story / "12-quayside-business.html").read_text(
        encoding="utf-8"
    )
