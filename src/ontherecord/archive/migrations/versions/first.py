# SPDX-License-Identifier: Apache-2.0
"""The first schema, as it was released; `tables.py` is the schema of today."""

from __future__ import annotations

from alembic import op
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

revision = "0001"
down_revision = None

metadata = MetaData(
    naming_convention={"ix": "ix_%(table_name)s_%(column_0_name)s", "pk": "pk_%(table_name)s",
                       "uq": "uq_%(table_name)s_%(column_0_name)s",
                       "fk": "fk_%(table_name)s_%(column_0_name)s"}
)  # fmt: skip

Table(
    "properties", metadata,
    Column("name", String, primary_key=True),
    Column("value", Text, nullable=False),
)  # fmt: skip

Table(
    "copies", metadata,
    Column("sha256", String, primary_key=True),
    Column("text", Text, nullable=False),
)  # fmt: skip

Table(
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

Table(
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

Table(
    "sightings", metadata,
    Column("document", Integer, ForeignKey("documents.number"), nullable=False),
    Column("source", Text, nullable=False),
    Column("fetched", String, nullable=False),
    Column("seen", String, nullable=False),
    PrimaryKeyConstraint("document", "source", "fetched"),
)  # fmt: skip
"""Where and when each document was met. `fetched`: as the input states it ("" if it does not); `seen`: by us."""

Table(
    "annotations", metadata,
    Column("key", String, primary_key=True),
    Column("article", String, nullable=False, index=True),
    Column("pipeline", String, nullable=False),
    Column("code", String, nullable=False),
    Column("value", LargeBinary, nullable=False),
)  # fmt: skip

Table(
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

Table(
    "story_articles", metadata,
    Column("article", String, primary_key=True),
    Column("story", String, nullable=False, index=True),
    Column("because", Text, nullable=False),
)  # fmt: skip

Table(
    "story_names", metadata,
    Column("name", String, primary_key=True),
    Column("story", String, nullable=False, index=True),
    Column("since", String, nullable=False),
)  # fmt: skip

Table(
    "arrivals", metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("article", String, nullable=False, index=True),
    Column("what", String, nullable=False),
    Column("story", String, nullable=False),
    Column("because", Text, nullable=False),
    Column("at", String, nullable=False, index=True),
    sqlite_autoincrement=True,
)  # fmt: skip

Table(
    "records", metadata,
    Column("key", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("lines", Text, nullable=False),
    PrimaryKeyConstraint("key", "kind"),
)  # fmt: skip

Table(
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

Table(
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

Table(
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

Table(
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


_WORDS_SQLITE = (
    """CREATE VIEW article_texts AS
    SELECT a.number AS number, coalesce(a.headline, '') AS headline, substr(c.text, a.start + 1, a."end" - a.start) AS text
    FROM articles a JOIN documents d ON d.number = a.document JOIN copies c ON c.sha256 = d.sha256""",
    """CREATE VIRTUAL TABLE article_words USING fts5(
    headline, text, content='article_texts', content_rowid='number', tokenize='unicode61 remove_diacritics 2')""",
    "INSERT INTO article_words (article_words, rank) VALUES ('rank', 'bm25(4.0, 1.0)')",  # a headline counts more
)
_WORDS_POSTGRESQL = (
    "CREATE TABLE article_words (number INTEGER PRIMARY KEY, words tsvector NOT NULL)",
    "CREATE INDEX ix_article_words_words ON article_words USING gin (words)",
)


def upgrade() -> None:
    """Only add: nothing of an archive is ever dropped."""
    metadata.create_all(op.get_bind(), checkfirst=False)
    sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in _WORDS_SQLITE if sqlite else _WORDS_POSTGRESQL:
        op.execute(statement)
