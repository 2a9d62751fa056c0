"""Many writers at one aggregate: who names no version gets through, who names one hears at once that it is old."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from shared.kernel.errors import Kind, ZhipingError
from shared.kernel.settings import Settings
from shared.messaging import endpoints
from shared.messaging.rpc.context import CallContext
from shared.messaging.rpc.pipeline import run_rpc
from shared.persistence.schema.common_tables import OUTBOX
from tests.support.ledger_service import tables
from tests.support.ledger_service.ledger import LedgerService, bootstrap

METHODS = endpoints(LedgerService)
WRITERS = {"postgres": 50, "sqlite": 8}
EACH = 10


@pytest.fixture
def app(empty_url, clock, issuer):
    tables.create(empty_url)
    wired = bootstrap(Settings(database_url=empty_url, jwks=issuer.jwks, max_workers=25), clock)
    yield wired
    wired.close()


@pytest.fixture
def call(app, token):
    """`call("deposit", ...)` runs the method as its RPC would, and again while it is unavailable, as clients do; the
    slug of the error when it is refused."""

    def run(method, **params):
        context = CallContext.from_data({"auth_token": token})
        while True:
            try:
                return run_rpc(app, context, METHODS[method], LedgerService(), params)
            except ZhipingError as error:
                if error.kind is not Kind.UNAVAILABLE:
                    return error.slug

    run("open_account", idempotency_key="open", account_id="a1")
    return run


def sequences(app):
    with app.database.begin_reading() as connection:
        bodies = connection.scalars(select(OUTBOX.c.body).order_by(OUTBOX.c.position)).all()
    return sorted(int(str(body).partition('"sequence":')[2].partition(",")[0].rstrip("}")) for body in bodies)


def test_every_writer_who_names_no_version_gets_through(app, call, database_kind):
    writers = WRITERS[database_kind]
    keys = [f"{writer}-{number}" for number in range(EACH) for writer in range(writers)]

    def deposit(key):
        return call("deposit", idempotency_key=key, account_id="a1", amount=1)

    with ThreadPoolExecutor(writers) as crowd:
        answers = list(crowd.map(deposit, keys))
        again = list(crowd.map(deposit, keys[:writers]))
    everything = list(range(1, len(keys) + 1))
    assert [answer for answer in answers if isinstance(answer, str)] == []
    assert sorted(answer["balance"] for answer in answers) == everything
    assert again == answers[:writers]
    assert sequences(app) == everything
    with app.database.begin_reading() as connection:
        assert connection.execute(select(tables.ACCOUNTS)).one()[1:] == (len(keys), len(keys) + 1)


def test_of_those_who_name_one_version_one_gets_through(call, app, database_kind):
    writers = WRITERS[database_kind]

    def book(key):
        return call("book_entry", idempotency_key=str(key), account_id="a1", amount=1, expected_version=1)

    with ThreadPoolExecutor(writers) as crowd:
        answers = list(crowd.map(book, range(writers)))
    assert answers.count("stale_version") == writers - 1
    assert sequences(app) == [1]
