# SPDX-License-Identifier: Apache-2.0
"""The second schema: views for people who look into an archive with Datasette, sqlite-utils or psql.

The lines of the records are JSON; these views lay the quotations, events and claims of today's stories out, a row each.
"""

from __future__ import annotations

from typing import NamedTuple

from alembic import op

revision = "0002"
down_revision = "0001"


class _Says(NamedTuple):
    """How a database takes JSON apart: the lines of a record, a field of one, a list of fields as one text."""

    lines: str
    field: str
    listed: str


_SQLITE = _Says(
    "json_each('[' || replace(rtrim(r.lines, char(10)), char(10), ',') || ']') AS line",
    "json_extract(line.value, '$.{0}')",
    "(SELECT group_concat(json_extract(part.value, '$.{1}'), '{2}') FROM json_each(line.value, '$.{0}') AS part)",
)
_POSTGRESQL = _Says(
    "regexp_split_to_table(rtrim(r.lines, E'\\n'), E'\\n') AS line(value)",
    "line.value::jsonb #>> '{{{0}}}'",
    "(SELECT string_agg(part.value ->> '{1}', '{2}' ORDER BY part.place)"
    " FROM jsonb_array_elements(line.value::jsonb -> '{0}') WITH ORDINALITY AS part(value, place))",
)
_Path = str | tuple[str, str, str]
"""Where a field stands in a line; or of a list the field of its parts, and what stands between them."""
_FIELDS: dict[str, dict[str, _Path]] = {
    "quotations": {
        "speaker": "speaker.name", "words": ("content", "text", " … "), "kind": "kind", "said": "date.date",
        "article": "article", "utterance": "utterance",
    },
    "events": {
        "event": "title", "type": "type", "mode": "mode", "modality": "modality", "date": "date.date",
        "place": "place.name",
    },
    "claims": {"claim": "text", "standing": "standing", "values": ("values", "value", " / ")},
}  # fmt: skip


def _view(kind: str, says: _Says) -> str:
    """The statement that makes the view of a kind of lines: `story_quotations` and so on."""
    columns = ["s.id AS story", "s.title AS title", f"{_field(says, 'id')} AS id"]
    for name, path in _FIELDS[kind].items():
        found = _field(says, path) if isinstance(path, str) else says.listed.format(*path)
        columns.append(f'{found} AS "{name}"')
    return (
        f"CREATE VIEW story_{kind} AS SELECT {', '.join(columns)} FROM stories s "
        f"JOIN records r ON r.key = s.record AND r.kind = '{kind}' CROSS JOIN {says.lines}"
    )


def _field(says: _Says, path: str) -> str:
    return says.field.format(path.replace(".", ",") if says is _POSTGRESQL else path)


def upgrade() -> None:
    """Only add: views over what is there."""
    says = _SQLITE if op.get_bind().dialect.name == "sqlite" else _POSTGRESQL
    op.execute(
        "CREATE VIEW articles_told AS SELECT a.id, a.headline, a.outlet, a.published, a.url, a.language, s.id AS story,"
        " s.title AS title, t.because, a.added FROM articles a"
        " LEFT JOIN story_articles t ON t.article = a.id LEFT JOIN stories s ON s.id = t.story"
    )
    for kind in _FIELDS:
        op.execute(_view(kind, says))
