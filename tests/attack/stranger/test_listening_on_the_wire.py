"""A stranger on the wire between services, broker and database writes down every byte that passes."""

import re
import uuid

import pytest

from shared.calls import RpcClient
from tests.support.ledger_service.lone_fleet import lone_fleet
from tests.support.wiretap import Wiretap

NUMBER, NAME = "150404198503070013", "王小明"


def overheard(stack, folder):
    """What passes while an account in the person's name is opened and booked on: (bus, database, the token)."""
    with (
        lone_fleet(stack, folder) as fleet,
        Wiretap(stack.broker.facts["port"]) as bus,
        Wiretap(stack.database.facts["port"]) as database,
    ):
        for service in ("ledger", "mirror"):
            fleet.addresses[service] = bus.on(fleet.addresses[service])
        own = dict(fleet.urls)
        fleet.urls = {service: database.on(url) for service, url in own.items()}
        fleet.up("ledger", "mirror")
        token, account = fleet.token("clerk"), f"{NAME}-{NUMBER}"
        with RpcClient(bus.on(fleet.amqp_uri), token, timeout=20) as client:
            client.command("ledger.book_many", accounts=[account], entries=2, idempotency_key=uuid.uuid4().hex)
        fleet.settled()
        assert {subject for _, subject, _ in fleet.effects()} == {account}
        return bytes(bus.heard), bytes(database.heard), token


def passwords(stack):
    """Of the broker's and the database's users."""
    return {stack.broker.facts["password"], stack.broker.password_of("ledger"), stack.database.facts["password"]}


def found_in(heard, secrets):
    return {secret for secret in secrets if secret.encode() in heard}


def test_with_tls_nothing_is_understood(tls_stack, tmp_path):
    bus, database, token = overheard(tls_stack, tmp_path)
    assert len(bus) > 10_000
    assert len(database) > 10_000
    secrets = {NUMBER, NAME, token, "idempotency_key", "nameko-rpc", "SELECT", "ledger", *passwords(tls_stack)}
    assert found_in(bus + database, secrets) == set()


def test_without_it_all_of_it_is(stack, tmp_path):
    """The check on the test above."""
    bus, database, token = overheard(stack, tmp_path)
    assert found_in(bus, {NUMBER, NAME, token}) == {NUMBER, NAME, token}
    assert found_in(database, {NUMBER, NAME, "SELECT"}) == {NUMBER, NAME, "SELECT"}
    assert found_in(bus, passwords(stack)) != set(), "the broker's users say their password"


@pytest.mark.parametrize("server", ["broker", "database", "objects"])
def test_nobody_is_talked_into_the_clear(tls_stack, server):
    """What is said on each of the real servers before anything is encrypted holds no word of AMQP, SQL or HTTP."""
    port = getattr(tls_stack, server).facts["port"]
    with Wiretap(port) as tap:
        assert _greet(tls_stack, server, tap)
        assert not re.search(rb"AMQP\x00|(GET|HEAD|PUT) /|AWS4|scram|zhiping", bytes(tap.heard), re.IGNORECASE)


def _greet(stack, server, tap):
    if server == "broker":
        from shared.messaging.base.amqp import connect, connection_to

        with connection_to(tap.on(stack.broker.uri())) as connection:
            connect(connection)
            return connection.connected
    if server == "database":
        from shared.persistence import Database

        database = Database(tap.on(stack.database.url("postgres")), pool_size=1)
        with database.begin_reading() as connection:
            answer = connection.exec_driver_sql("SELECT 1").scalar()
        database.close()
        return answer == 1
    from shared.storage import store_from_url

    return store_from_url(tap.on(stack.objects.url())).list("none/") == []
