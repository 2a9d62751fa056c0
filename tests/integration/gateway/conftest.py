"""The services and the door as processes, on a site of their own; the door's way to the broker is in a test's hand."""

import json
import time
import uuid
from urllib.parse import urlsplit

import psycopg2
import pytest

from infra.devstack.site import Site
from infra.fleet import Fleet
from infra.setting_names import DEPLOYED, DOOR
from tests.support.gateway_site import Browser
from tests.support.sluice import Sluice

CALL_SECONDS = 4


@pytest.fixture(scope="session")
def door(stack, tmp_path_factory):
    """A fleet with one door; who kills something starts it again."""
    told = {"ZHIPING_DOOR_OPEN_DEMO": "yes", "ZHIPING_RPC_TIMEOUT": str(CALL_SECONDS)}
    site = Site.create(stack, f"door_{uuid.uuid4().hex[:8]}", told)  # each worker has one, on the same servers
    with Sluice(urlsplit(site.amqp_uri).port) as wire:
        fleet = Fleet(
            lambda service: _environment(site, wire, service), tmp_path_factory.mktemp("door"), services=DEPLOYED
        )
        fleet.start(240)
        yield DoorUnderTest(site, fleet, wire)
        wire.mend()
        fleet.stop()
    site.drop()


def _environment(site, wire, service):
    variables = site.environment(service)
    return variables | {"ZHIPING_AMQP_URI": wire.on(variables["ZHIPING_AMQP_URI"])} if service == DOOR else variables


class DoorUnderTest:
    """The door, its fleet, its site and the wire to its broker."""

    def __init__(self, site, fleet, wire):
        self.site, self.fleet, self.wire = site, fleet, wire
        self.member = fleet.of(DOOR)[0]
        self._add_somebody()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.member.door_port}/"

    def browser(self):
        return Browser(self.url)

    def signed_in(self):
        browser = self.browser()
        answer = browser.submit("/sign-in", "/sign-in/demo")
        assert answer.status == 200
        return browser

    def ready(self):
        return self.member.answers("/ready")

    def log(self):
        return [json.loads(line) for line in self.member.log.read_text().splitlines() if line.startswith("{")]

    def eventually(self, true, seconds=30):
        deadline = time.monotonic() + seconds
        while not true():
            assert time.monotonic() < deadline, "it never came true"
            time.sleep(0.1)

    def rows(self, statement):
        with psycopg2.connect(self._database()) as connection, connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def _database(self):
        return self.site.environment(DOOR)["ZHIPING_DATABASE_URL"].replace("postgresql+psycopg2", "postgresql")

    def _add_somebody(self):
        self.rows("INSERT INTO accounts (id, person_id, name, must_change_password, created_at) VALUES "
                  "('a1', 'person-1', '何晓', false, '2026-07-05T10:00:00+08:00')")  # fmt: skip
        self.rows("INSERT INTO capacities (id, account_id, role) VALUES ('c1', 'a1', 'applicant')")
