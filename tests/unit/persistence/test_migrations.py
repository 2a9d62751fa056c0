"""Migrations of a database that is behind, level with or ahead of the code."""

from sqlalchemy import text

from shared.persistence import Database, migrate
from shared.persistence.schema import migrations

EXAMPLE = "tests.support.example"


def stamp(url, revision):
    database = Database(url, pool_size=1)
    with database.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :revision"), {"revision": revision})
    database.close()


def test_an_empty_database_lacks_every_step_and_a_migrated_one_none(tmp_path):
    url = f"sqlite:///{tmp_path}/example.db"
    assert migrations.pending(EXAMPLE, url)[-1] == migrations.head(EXAMPLE)
    assert migrate(EXAMPLE, url) == migrations.head(EXAMPLE)
    assert migrations.pending(EXAMPLE, url) == []


def test_a_database_that_a_newer_version_migrated_is_left_alone(tmp_path):
    url = f"sqlite:///{tmp_path}/example.db"
    migrate(EXAMPLE, url)
    stamp(url, "9999")
    assert migrations.pending(EXAMPLE, url) == []
    assert migrate(EXAMPLE, url) == "9999"
