# SPDX-License-Identifier: Apache-2.0
"""The tables of an archive, the same on SQLite and PostgreSQL.

Comes in and goes out: nothing; this module only defines. The words are those of the record format
(docs/record.md); docs/archive.md tells each table. Refuses: nothing. Score: none.

Times of the clock (`added`, `seen`, `started` ...) are ISO 8601 in UTC and stand only here: no record holds
one. What only this program reads is `LargeBinary`; everything else is text that a person can read.
"""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
)

metadata = MetaData(
    naming_convention={"ix": "ix_%(table_name)s_%(column_0_name)s", "pk": "pk_%(table_name)s",
                       "uq": "uq_%(table_name)s_%(column_0_name)s",
                       "fk": "fk_%(table_name)s_%(column_0_name)s"}
)  # fmt: skip

properties = Table(
    "properties", metadata,
    Column("name", String, primary_key=True),
    Column("value", Text, nullable=False),
)  # fmt: skip
"""What holds for the archive as a whole: its settings, and counters that only rise."""

copies = Table(
    "copies", metadata,
    Column("sha256", String, primary_key=True),
    Column("text", Text, nullable=False),
)  # fmt: skip
"""Frozen copies, each text once however many documents carry it."""

documents = Table(
    "documents", metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("id", String, nullable=False, unique=True),
    Column("identity", String, nullable=False),
    Column("mark", String, nullable=False, index=True),
    Column("nth", Integer, nullable=False),
    Column("first", Integer, nullable=False),
    Column("sha256", String, ForeignKey("copies.sha256"), nullable=False),
    Column("source", Text, nullable=False),
    Column("url", Text, index=True),
    Column("title", Text),
    Column("language", String),
    Column("added", String, nullable=False),
    Column("reading", Text, nullable=False),
)  # fmt: skip
"""What was read, once. `mark`: the digits of the hash that its id shows; `nth`: its place among the documents
that share them; `first`: the number of its first article there. `reading`: JSON, without the copy. What is known by a hash is
looked for by its mark: each further index of hashes makes adding to a large archive dearer."""

articles = Table(
    "articles", metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("id", String, nullable=False, unique=True),
    Column("document", Integer, ForeignKey("documents.number"), nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("headline", Text),
    Column("outlet", Text, index=True),
    Column("published", String, index=True),
    Column("url", Text),
    Column("language", String),
    Column("added", String, nullable=False, index=True),
)  # fmt: skip
"""The articles of the documents, as they were read: `copy[start:end]`."""

sightings = Table(
    "sightings", metadata,
    Column("document", Integer, ForeignKey("documents.number"), nullable=False),
    Column("source", Text, nullable=False),
    Column("fetched", String, nullable=False),
    Column("seen", String, nullable=False),
    PrimaryKeyConstraint("document", "source", "fetched"),
)  # fmt: skip
"""Where and when each document was met. `fetched`: as the input states it ("" if it does not); `seen`: by us."""

annotations = Table(
    "annotations", metadata,
    Column("key", String, primary_key=True),
    Column("article", String, nullable=False, index=True),
    Column("pipeline", String, nullable=False),
    Column("code", String, nullable=False),
    Column("value", LargeBinary, nullable=False),
)  # fmt: skip
"""What was found in each article, by a key of its text, the pipeline, our code and the settings."""

findings = Table(
    "findings", metadata,
    Column("key", LargeBinary, primary_key=True),
    Column("value", LargeBinary, nullable=False),
)  # fmt: skip
"""What tracing and grouping found in one article or one pair, by a key of all it depends on (`remembering`)."""

stories = Table(
    "stories", metadata,
    Column("id", String, primary_key=True),
    Column("title", Text, nullable=False),
    Column("first", String),
    Column("last", String, index=True),
    Column("articles", Integer, nullable=False),
    Column("outlets", Integer, nullable=False),
    Column("origins", Integer, nullable=False),
    Column("languages", String, nullable=False),
    Column("newest", String, nullable=False, index=True),
    Column("changed", String, nullable=False, index=True),
    Column("record", String, nullable=False, index=True),
    Column("digest", String, nullable=False),
    Column("value", Text, nullable=False),
    Index("ix_stories_order", "articles", "id"),
)  # fmt: skip
"""The stories of today. `newest`: when its newest article was added; `changed`: when its record last changed;
`record`: the key of its record; `digest`: the SHA-256 of its lines; `value`: the story as JSON."""

story_articles = Table(
    "story_articles", metadata,
    Column("article", String, primary_key=True),
    Column("story", String, nullable=False, index=True),
    Column("because", Text, nullable=False),
)  # fmt: skip
"""Which story each article is in, and why."""

story_names = Table(
    "story_names", metadata,
    Column("name", String, primary_key=True),
    Column("story", String, nullable=False, index=True),
    Column("since", String, nullable=False),
)  # fmt: skip
"""Every id a story ever had, and the present one: links to an older id lead on."""

arrivals = Table(
    "arrivals", metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("article", String, nullable=False, index=True),
    Column("what", String, nullable=False),
    Column("story", String, nullable=False),
    Column("because", Text, nullable=False),
    Column("at", String, nullable=False, index=True),
    sqlite_autoincrement=True,
)  # fmt: skip
"""What each article did when it came: it starts a story, joins one, or joins two into one."""

records = Table(
    "records", metadata,
    Column("key", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("lines", Text, nullable=False),
    PrimaryKeyConstraint("key", "kind"),
)  # fmt: skip
"""The records, a row a kind that is not empty: JSON Lines, as in the files of the record format."""

cast = Table(
    "cast", metadata,
    Column("record", String, nullable=False, index=True),
    Column("id", String, nullable=False),
    Column("name", Text, nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("country", String),
    Column("mentions", Integer, nullable=False),
    Column("quotations", Integer, nullable=False),
    PrimaryKeyConstraint("record", "id"),
)  # fmt: skip
"""The cast of every record, so that a name is found over all stories."""

decisions = Table(
    "decisions", metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("id", String, nullable=False, unique=True),
    Column("kind", String, nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", String, nullable=False),
    Column("why", Text, nullable=False),
    Column("undone", String),
    Column("undone_by", Text),
    Column("value", Text, nullable=False),
    sqlite_autoincrement=True,
)  # fmt: skip
"""What people decided; `undone` says when one was taken back. None is ever deleted."""

runs = Table(
    "runs", metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("verb", String, nullable=False),
    Column("started", String, nullable=False),
    Column("ended", String),
    Column("state", String, nullable=False),
    Column("program", String, nullable=False),
    Column("pipeline", String, nullable=False),
    Column("documents", Integer, nullable=False),
    Column("stories", Integer, nullable=False),
    Column("changed", Integer, nullable=False),
    Column("note", Text, nullable=False),
    sqlite_autoincrement=True,
)  # fmt: skip
"""What was done when, with which versions: "under way", "done" or "stopped"."""

addresses = Table(
    "addresses", metadata,
    Column("url", String, primary_key=True),
    Column("followed", Boolean, nullable=False, index=True),
    Column("title", Text),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("added", String, nullable=False),
    Column("checked", String),
    Column("problem", Text),
)  # fmt: skip
"""The addresses that were ever asked, and what makes the next request to each conditional. Those that are
`followed` are feeds, which are asked again and again."""
