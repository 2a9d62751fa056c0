"""The example services wired over SQLite files, without a bus."""

from datetime import datetime, timedelta

import pytest

from shared.kernel.caller import Caller
from shared.kernel.clock import ZONE, VirtualClock
from shared.kernel.settings import Settings
from shared.security import TokenIssuer
from tests.support.ledger_service import ledger, mirror, tables


@pytest.fixture
def clock():
    return VirtualClock(datetime(2026, 5, 11, 9, tzinfo=ZONE))


@pytest.fixture
def issuer(clock):
    return TokenIssuer(clock)


@pytest.fixture
def token(issuer):
    return issuer.issue(Caller("p1", "Tester", roles=frozenset({"clerk"})), timedelta(hours=1))


@pytest.fixture
def wire(tmp_path, clock, issuer):
    """`wire("ledger")` or `wire("mirror")`: the application with empty tables."""
    made = []

    def build(name):
        url = f"sqlite:///{tmp_path}/{name}.db"
        tables.create(url)
        settings = Settings(database_url=url, jwks=issuer.jwks, retry_delays=(0.1, 0.2), amqp_uri="embedded://unit")
        app = {"ledger": ledger, "mirror": mirror}[name].bootstrap(settings, clock)
        made.append(app)
        return app

    yield build
    for app in made:
        app.close()
