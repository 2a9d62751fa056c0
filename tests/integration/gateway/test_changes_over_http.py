"""A portal's feed on the real stack: what services announce reaches it once and in order, whatever dies on the way."""

import json
import threading
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from services.gateway.bootstrap import GatewayPorts
from services.gateway.domain.service_account import PortalScope
from services.gateway.usecases import service_accounts
from shared.contracts import declaration
from shared.kernel.caller import Caller
from shared.kernel.clock import SystemClock
from shared.kernel.ids import new_id
from shared.persistence import Database, transaction

OPERATOR = Caller("operator-1", "运维", None, frozenset({"operator"}))
MANY = 80


class Portal:
    """A unit's own system, with an account that may read changes and nothing else."""

    def __init__(self, door, unit):
        self._door, self._unit = door, unit
        database = Database(door.site.environment("gateway")["ZHIPING_DATABASE_URL"], pool_size=1)
        scope = PortalScope(("notify.get_changes",), "unit_clerk", unit)
        with transaction(database, GatewayPorts, SystemClock(), OPERATOR) as tx:
            _, self._bearer = service_accounts.add(tx, f"portal of {unit}", scope, timedelta(days=1))
        database.close()

    def happens(self, declaration_ids):
        """declaration announces something of each of them; its own relay sends it."""
        database = Database(self._door.site.environment("declaration")["ZHIPING_DATABASE_URL"], pool_size=1)
        told = declaration.RECHECKED.sample | {"unit_id": self._unit, "findings": [], "outcome": "unaffected"}
        for one in declaration_ids:
            fact = declaration.RECHECKED.read(told | {"declaration_id": one})
            who = Caller.system("declaration")
            with transaction(database, lambda _: None, SystemClock(), who, publisher="declaration") as tx:
                tx.record(declaration.RECHECKED, one, fact)
        database.close()

    def ask(self, after=None, **headers):
        query = f"?limit=30&after={after}" if after else "?limit=30"
        told = {"Authorization": f"Bearer {self._bearer}", **headers}
        request = urllib.request.Request(f"{self._door.url}api/v1/changes{query}", headers=told)
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)

    def follow(self, until, seconds=120):
        """Ask as a portal does, from cursor to cursor, until so many changes were told."""
        seen, cursor, deadline = [], None, time.monotonic() + seconds
        while len(seen) < until:
            assert time.monotonic() < deadline, f"only {len(seen)} came"
            told = self.ask(cursor, Prefer="wait=5")
            seen += told["items"]
            cursor = told["cursor"]
        return seen, cursor


@pytest.fixture
def portal(door):
    return Portal(door, f"unit-{new_id()}")


def test_nothing_is_lost_or_told_twice_when_notify_is_killed_while_it_takes_events(door, portal):
    ids = [new_id() for _ in range(MANY)]
    member = door.fleet.of("notify")[0]
    with ThreadPoolExecutor(1) as pool:
        told = pool.submit(portal.happens, ids)
        door.eventually(lambda: portal.ask()["items"])
        door.fleet.kill(member)
        told.result()
    door.fleet.start_member(member)
    door.fleet.wait_ready(120)
    seen, cursor = portal.follow(MANY)
    assert [item["position"] for item in seen] == list(range(1, MANY + 1))
    assert sorted(item["subject_id"] for item in seen) == sorted(ids)
    assert len({item["event_id"] for item in seen}) == MANY
    assert portal.ask(cursor)["items"] == []


def test_a_portal_that_waits_is_told_within_a_second_or_two(portal):
    portal.happens([new_id()])
    _, cursor = portal.follow(1)
    threading.Timer(2, portal.happens, ([new_id()],)).start()
    began = time.monotonic()
    told = portal.ask(cursor, Prefer="wait=25")
    assert [item["position"] for item in told["items"]] == [2]
    assert 1.5 < time.monotonic() - began < 15


def test_a_portal_hears_nothing_of_another_house(door, portal):
    portal.happens([new_id()])
    portal.follow(1)
    assert Portal(door, f"unit-{new_id()}").ask() == {"items": [], "cursor": None, "more": False}
