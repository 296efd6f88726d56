# SPDX-License-Identifier: Apache-2.0
"""Archives of every schema there ever was come up to date, and lose nothing by it."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from click.testing import CliRunner
from sqlalchemy import inspect

from ontherecord.archive import OlderArchive, open_archive, schema, upgrade_archive
from ontherecord.archive.places import place as place_of
from ontherecord.archive.tables import metadata
from ontherecord.cli import main
from tests.archive.conftest import Where
from tests.archive.invented import reports, unread

STEPS = schema.SCHEMAS


def test_the_schemas_are_those_of_the_migrations() -> None:
    scripts = ScriptDirectory.from_config(schema._config()).walk_revisions()
    assert [one.revision for one in scripts][::-1] == list(STEPS)


def test_the_migrations_make_the_tables_of_today(where: Where) -> None:
    with open_archive(where(), create=True) as archive, archive.place.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        left = [one for one in compare_metadata(context, metadata) if "article_words" not in str(one)]
        assert left == []
        assert set(inspect(connection).get_table_names()) >= set(metadata.tables)


@pytest.mark.parametrize("first", STEPS)
def test_an_archive_of_every_schema_comes_up_to_date(where: Where, first: str) -> None:
    address = where()
    place = place_of(address)
    with place.writing() as connection:
        config = schema._config()
        config.attributes["connection"] = connection
        command.upgrade(config, first)
    if first != STEPS[-1]:
        with pytest.raises(OlderArchive, match="ontherecord upgrade"):
            open_archive(address)
    before, after, kept = upgrade_archive(address)
    assert (before, after) == (first, STEPS[-1])
    assert (kept is None) == (before == after or "://" in address)
    with open_archive(address) as archive:
        archive.add([unread(one) for one in reports(3)])
        archive.update(workers=1)
        assert list(archive.check()) == []


def test_no_migration_drops_anything() -> None:
    folder = Path(schema.__file__).parent / "migrations" / "versions"
    said = "\n".join(file.read_text("utf-8") for file in folder.glob("*.py")).lower()
    for word in ("drop_", "drop ", "delete ", "truncate", "def downgrade"):
        assert word not in said.replace("only add: nothing of an archive is ever dropped", "")


def test_init_leaves_an_archive_that_is_there(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite"
    with open_archive(path, create=True) as archive:
        archive.add([unread(one) for one in reports(2)])
    for verb in ("init", "upgrade"):
        result = CliRunner().invoke(main, [verb, "--archive", str(path)])
        assert result.exit_code == 0
    with open_archive(path) as archive:
        assert len(archive.build([]).documents) == 0
        assert len(archive.search("bridge")) == 2
