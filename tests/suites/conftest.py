"""A suite runs a service, or a layer below it, over a database; every test once for each kind it must hold on.

`--databases sqlite` chooses among the kinds; a test for one of them only is marked `databases("postgres")`. A test that
asks for no database counts as one of SQLite.
"""

import uuid
from pathlib import Path

import pytest
from sqlalchemy import text

from shared.persistence import migrate
from tests.support.five_notices import Office
from tests.support.reused_file import ReusedFile
from tests.support.reused_postgres import ReusedPostgres

HERE = Path(__file__).parent
KINDS = ("sqlite", "postgres")


@pytest.fixture(scope="session", params=KINDS)
def database_kind(request):
    """`sqlite` or `postgres`."""
    return request.param


def pytest_collection_modifyitems(config, items):
    """Leaves what was chosen; on PostgreSQL a test is one of integration."""
    chosen = config.getoption("databases").split(",")
    taken, left = [], []
    for item in items:
        if not item.path.is_relative_to(HERE):
            taken.append(item)
            continue
        only = item.get_closest_marker("databases")
        allowed = only.args if only else KINDS
        kind = _kind_of(item, allowed[0])
        (taken if kind in chosen and kind in allowed else left).append(item)
        item.add_marker("integration" if kind == "postgres" else "suites")
    items[:] = taken
    config.hook.pytest_deselected(items=left)


def _kind_of(item, otherwise):
    """The database it runs on; a test that asks for none counts with those beside it."""
    return item.callspec.params.get("database_kind", otherwise) if hasattr(item, "callspec") else otherwise


@pytest.fixture(scope="session")
def empty_database(database_kind, request, tmp_path_factory):
    """`empty_database("audit").fresh()`: a database with the service's tables that every test finds empty.

    `copy`: another one like it, for tests of two databases.
    """
    made = {}

    def reused(service, copy=0):
        if (service, copy) not in made:
            made[service, copy] = (
                _postgres(request, service) if database_kind == "postgres" else _file(tmp_path_factory, service)
            )
        return made[service, copy]

    return reused


def _postgres(request, service):
    made = ReusedPostgres(request.getfixturevalue("stack"), service)
    request.addfinalizer(made.drop)
    return made


def _file(folders, service):
    file = folders.mktemp("migrated") / f"{service}.db"
    migrate(service, f"sqlite:///{file}")
    return ReusedFile(file, folders.mktemp("reused"))


@pytest.fixture(scope="module")
def office(tmp_path_factory, empty_database):
    """The declaration service with all five notices in force, apart from what else a file does with it."""
    reused = empty_database("declaration", copy=1)
    made = Office(reused.url, tmp_path_factory.mktemp("office"), database=reused.fresh())
    yield made.begin()
    made.close()


@pytest.fixture
def empty_url(database_kind, request, tmp_path):
    """The URL of a database without tables; a file does not exist yet, in a folder that does not either."""
    if database_kind == "sqlite":
        yield f"sqlite:///{tmp_path}/var/{uuid.uuid4().hex[:12]}.db"
    else:
        yield request.getfixturevalue("postgres_url")


@pytest.fixture
def empty_store(database_kind, request, tmp_path):
    """The URL of an empty store: the real S3 server beside PostgreSQL, a folder beside SQLite."""
    return request.getfixturevalue("s3_url") if database_kind == "postgres" else f"dir://{tmp_path}/files?durable=no"


@pytest.fixture
def raw_contents(database_kind):
    """`raw_contents(reused)`: everything that lies on the disk (SQLite) or in the rows (PostgreSQL), as text."""
    return _on_disk if database_kind == "sqlite" else _in_rows


def _on_disk(reused):
    files = list(reused.path.parent.glob(f"{reused.path.name}*"))
    assert files
    return "".join(file.read_bytes().decode("utf-8", "replace") for file in files)


def _in_rows(reused):
    with reused.database.begin_reading() as connection:
        names = connection.execute(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).scalars()
        tables = [connection.execute(text(f'SELECT t::text FROM "{name}" t')).scalars().all() for name in names]
    return "\n".join(line for table in tables for line in table)
