"""The suite in tests/support/declaration_suite on a real PostgreSQL."""

import pytest
from sqlalchemy import text

from tests.support.declaration_suite.world import World
from tests.support.reused_postgres import ReusedPostgres


@pytest.fixture(scope="session")
def declaration_database(stack):
    """An empty database with its tables, to be used again by every test."""
    made = ReusedPostgres(stack, "declaration")
    yield made
    made.drop()


@pytest.fixture
def world(declaration_database, folder):
    """The service with its notice published and one applicant verified."""
    made = World(declaration_database.url, folder.fresh("declaration"), database=declaration_database.fresh())
    made.prepare()
    yield made
    made.close()


@pytest.fixture
def raw_database(world):
    """Every row of every table, as text."""

    def read():
        with world.app.database.begin_reading() as connection:
            names = connection.execute(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).scalars()
            tables = [connection.execute(text(f'SELECT t::text FROM "{name}" t')).scalars().all() for name in names]
        return "\n".join(line for table in tables for line in table)

    return read
