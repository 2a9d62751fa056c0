"""Migrations: up from nothing, twice, and in step with the tables in the code."""

from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from shared.persistence.schema import migrations
from shared.persistence.schema.revisions import drift
from tests.support.persistence_suite import at_once

EXAMPLE = "tests.support.example"
HEADS = ("common_0005", "example_0001")


def test_migrations_bring_an_empty_database_to_the_head(empty_url):
    first = ["common_0001", "example_0001", "common_0002", "common_0003", "common_0004", "common_0005"]
    assert migrations.pending(EXAMPLE, empty_url) == first
    assert migrations.migrate(EXAMPLE, empty_url) == HEADS
    assert migrations.pending(EXAMPLE, empty_url) == []
    assert migrations.migrate(EXAMPLE, empty_url) == HEADS
    assert migrations.current(empty_url) == HEADS


def test_the_common_branch_may_stand_alone_and_a_service_joins_it(empty_url):
    assert migrations.migrate(migrations.COMMON, empty_url) == (migrations.newest(migrations.COMMON),)
    assert migrations.pending(EXAMPLE, empty_url) == ["example_0001"]
    assert migrations.migrate(EXAMPLE, empty_url) == HEADS
    assert drift(EXAMPLE, empty_url) == []


def test_several_machines_may_migrate_at_once(empty_url):
    assert at_once(lambda _: migrations.migrate(EXAMPLE, empty_url), range(4)) == [HEADS] * 4


def test_tables_in_code_and_migrated_database_agree(empty_url):
    assert drift(EXAMPLE, empty_url) == []


def test_the_drift_check_sees_columns_types_and_indexes(database):
    url = database.url.render_as_string(hide_password=False)
    with database.begin() as connection:
        connection.execute(text("ALTER TABLE notes ADD COLUMN stray integer"))
        connection.execute(text("DROP INDEX ix_trail_subject"))
        connection.execute(text("ALTER TABLE inbox DROP COLUMN handled_at"))
        connection.execute(text("ALTER TABLE inbox ADD COLUMN handled_at varchar(9)"))
    found = [item[0] if isinstance(item, tuple) else item[0][0] for item in drift(EXAMPLE, url)]
    assert {"remove_column", "add_index", "modify_type"} <= set(found)


def test_every_common_table_is_made_by_the_common_branch(database):
    with database.begin_reading() as connection:
        tables = set(inspect(connection).get_table_names())
        assert sorted(MigrationContext.configure(connection).get_current_heads()) == list(HEADS)
    assert tables == {
        "alembic_version", "notes", "outbox", "stream_heads", "event_tally", "inbox", "cursors", "dead_letters",
        "idempotency", "trail", "epochs", "trail_seals", "trail_heads", "token_revocations",
        "openings",
    }  # fmt: skip
