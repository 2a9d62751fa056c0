"""An administrator reads the logs: the database's, the services'. What it refused to store must not stand there."""

import io
import json
import logging

import psycopg2
import pytest
import structlog
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from infra.devstack.database import SILENT
from infra.paths import ROOT
from shared.kernel.errors import ZhipingError
from shared.messaging.base.fault_log import log_fault
from shared.persistence import Database
from shared.telemetry import configure_logs, get_logger

MARK = "张三举报李四王五"
TABLE = """CREATE TABLE complaints (id integer PRIMARY KEY, who varchar(12) UNIQUE, what text NOT NULL, at date,
    pages integer CHECK (pages < 100), more jsonb)"""
REFUSED = {
    "duplicate": "INSERT INTO complaints (id, who, what) VALUES (2, :mark, 'x')",
    "too long": "INSERT INTO complaints (id, who, what) VALUES (2, :long, 'x')",
    "bad number": "INSERT INTO complaints (id, who, what) VALUES (:mark, 'b', 'x')",
    "bad day": "INSERT INTO complaints (id, who, what, at) VALUES (2, 'b', 'x', :mark)",
    "bad JSON": "INSERT INTO complaints (id, who, what, more) VALUES (2, 'b', 'x', :mark)",
    "check": "INSERT INTO complaints (id, who, what, pages) VALUES (2, :mark, 'x', 100)",
    "null": "INSERT INTO complaints (id, who, what) VALUES (2, :mark, NULL)",
    "no table": "INSERT INTO complaint (id, who, what) VALUES (2, :mark, 'x')",
}


@pytest.fixture
def database(postgres_url):
    opened = Database(postgres_url, pool_size=1)
    with opened.begin() as connection:
        connection.execute(text(TABLE))
        connection.execute(text("INSERT INTO complaints (id, who, what) VALUES (1, :mark, 'x')"), {"mark": MARK})
    yield opened
    opened.close()


@pytest.fixture
def log():
    """What this process has logged, by our own loggers and by those of libraries."""
    former, handlers, level = structlog.get_config(), logging.root.handlers[:], logging.root.level
    stream = io.StringIO()
    configure_logs("audit", "DEBUG", stream)
    yield stream
    logging.root.handlers[:] = handlers
    logging.root.setLevel(level)
    structlog.configure(**former)


def refused(database, how):
    """The error with which the statement was refused, as it comes up through a unit of work."""
    with pytest.raises((DBAPIError, ZhipingError)) as caught, database.begin() as connection:
        connection.execute(text(REFUSED[how]), {"mark": MARK, "long": MARK * 2})
    return caught.value


@pytest.mark.parametrize("how", REFUSED)
def test_the_server_writes_down_nothing_of_a_statement_it_refused(how, database, stack):
    before = stack.database.log.stat().st_size
    refused(database, how)
    assert MARK not in stack.database.log.read_bytes()[before:].decode()


def test_the_server_still_tells_who_failed_to_log_in(database, stack):
    before, facts = stack.database.log.stat().st_size, stack.database.facts
    with pytest.raises(psycopg2.OperationalError):
        psycopg2.connect(host="127.0.0.1", port=facts["port"], dbname="postgres", user="audit_guess", password="x")
    assert "audit_guess" in stack.database.log.read_bytes()[before:].decode()


@pytest.mark.parametrize("how", REFUSED)
def test_a_service_writes_down_where_it_failed_and_nothing_of_the_values(how, database, log):
    error = refused(database, how)
    log_fault("rpc_failed", error, method="file_objection")
    try:
        raise error
    except (DBAPIError, ZhipingError):
        get_logger().exception("failed")
        logging.getLogger("nameko.containers").exception("error handling worker")
    lines = log.getvalue().splitlines()
    assert len(lines) == 3
    assert all(MARK not in line for line in lines)
    assert all("in refused" in json.loads(line)["exception"] for line in lines[1:])


def test_the_error_itself_names_no_parameter_whoever_prints_it(database):
    assert "parameters hidden" in str(refused(database, "duplicate"))


def test_every_way_of_running_postgresql_is_told_so():
    compose = (ROOT / "infra/compose/compose.yaml").read_text(encoding="utf-8")
    kubernetes = (ROOT / "infra/k8s/README.md").read_text(encoding="utf-8")
    for name, value in SILENT.items():
        assert f"- -c{name}={value}\n" in compose, name
        assert f"{name} = {value}\n" in kubernetes, name


def test_the_running_server_has_them(stack):
    with stack.database.admin() as connection, connection.cursor() as cursor:
        for name, value in SILENT.items():
            cursor.execute(f"SHOW {name}")
            assert cursor.fetchone() == (value,), name
