"""Migrations of a database that is behind, level with or ahead of the code."""

import shutil
from datetime import datetime

import pytest
from sqlalchemy import text

from shared.kernel.clock import ZONE
from shared.persistence import Database, migrate
from shared.persistence.events.epoch import begin_epoch
from shared.persistence.schema import migrations
from shared.persistence.schema.revisions import drift, write_revision

pytestmark = pytest.mark.databases("sqlite")

EXAMPLE = "tests.support.example"
_STAMP = "UPDATE alembic_version SET version_num = :revision WHERE version_num LIKE 'example%'"
NOW = datetime(2026, 5, 8, 9, 30, tzinfo=ZONE)


def stamp(url, revision):
    database = Database(url, pool_size=1)
    with database.begin() as connection:
        connection.execute(text(_STAMP), {"revision": revision})
    database.close()


def test_an_empty_database_lacks_every_step_and_a_migrated_one_none(tmp_path):
    url = f"sqlite:///{tmp_path}/example.db"
    assert migrations.newest(EXAMPLE) in migrations.pending(EXAMPLE, url)
    assert set(migrate(EXAMPLE, url)) == {migrations.newest(EXAMPLE), migrations.newest(migrations.COMMON)}
    assert migrations.pending(EXAMPLE, url) == []


def test_a_database_that_a_newer_version_migrated_is_left_alone(tmp_path):
    url = f"sqlite:///{tmp_path}/example.db"
    migrate(EXAMPLE, url)
    stamp(url, "9999")
    assert migrations.pending(EXAMPLE, url) == []
    assert "9999" in migrate(EXAMPLE, url)


TABLES = """
from sqlalchemy import Column, String, Table
from shared.persistence import new_metadata
metadata = new_metadata()
Table("things", metadata, Column("id", String(36), primary_key=True))
"""
ENV = """
from freshly.ware.store.tables import metadata
from shared.persistence.schema import migration_env
migration_env.run(metadata)
"""


def test_a_new_service_gets_its_first_revision_which_leaves_the_common_tables_to_their_branch(tmp_path, monkeypatch):
    home = tmp_path / "freshly" / "ware"
    (home / "migrations" / "versions").mkdir(parents=True)
    (home / "store").mkdir()
    (home / "store" / "tables.py").write_text(TABLES)
    (home / "migrations" / "env.py").write_text(ENV)
    monkeypatch.syspath_prepend(tmp_path)
    written = write_revision("freshly.ware", "first tables")
    text_of = written.read_text()
    assert written.name == "ware_0001_first_tables.py"
    assert f'depends_on = "{migrations.newest(migrations.COMMON)}"' in text_of
    assert text_of.count("create_table(") == 1
    assert drift("freshly.ware", f"sqlite:///{tmp_path}/ware.db") == []
    assert write_revision("freshly.ware", "nothing") is None


def test_the_common_branch_lacks_nothing():
    assert write_revision(migrations.COMMON, "nothing") is None


def test_a_copied_file_begins_an_begin_epoch_its_own(tmp_path):
    migrate(EXAMPLE, f"sqlite:///{tmp_path}/one.db")
    one = Database(f"sqlite:///{tmp_path}/one.db", pool_size=1)
    first = begin_epoch(one, NOW)
    one.close()
    shutil.copy(tmp_path / "one.db", tmp_path / "restored.db")
    restored = Database(f"sqlite:///{tmp_path}/restored.db", pool_size=1)
    assert begin_epoch(restored, NOW) != first
    restored.close()
