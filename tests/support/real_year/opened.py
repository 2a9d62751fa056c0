"""The fleet with its wires, the player, and the accounts of everybody at the door."""

import json
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from datetime import datetime
from urllib.parse import urlsplit

import psycopg2

from infra.devstack.broker import PORTAL
from infra.devstack.site import Site
from infra.fleet import Fleet
from infra.paths import ROOT
from infra.setting_names import DEPLOYED, DOOR
from shared.kernel.clock import ZONE, FileClock
from tests.support.gateway_site import Browser
from tests.support.sluice import Sluice

CALL_SECONDS = 8
ISSUED = datetime(2026, 5, 8, 8, 0, tzinfo=ZONE)
SETTINGS = {
    "ZHIPING_DOOR_OPEN_DEMO": "yes", "ZHIPING_LOGIN_IDLE": "99999999", "ZHIPING_LOGIN_LONGEST": "99999999",
    "ZHIPING_SWEEP_SECONDS": "0", "ZHIPING_RENDER_WORKERS": "1", "ZHIPING_LOG_LEVEL": "INFO",
}  # fmt: skip
ROLES = {"authority": "hr_clerk", "played": "applicant"}
"""Whoever is not called after the role in which he acts."""


class RealYear:
    """`broker` is everybody's wire to the bus, `databases` each service's to its own and the door's to its own."""

    def __init__(self, site, fleet, clock, broker, databases, player, changed):
        self.site, self.fleet, self.clock, self.broker, self.databases = site, fleet, clock, broker, databases
        self._changed = changed
        self._player = player
        self.people = {}

    @property
    def door(self):
        """The door's process."""
        return self.fleet.of(DOOR)[0]

    @property
    def url(self):
        """Where it answers."""
        return f"http://127.0.0.1:{self.door.door_port}/"

    def all_back(self):
        """The bus is there again, and everybody has found it."""
        self.broker.mend()
        self.fleet.wait_ready(120)

    def audit_back(self):
        """The same of a service's database."""
        self.databases["audit"].mend()
        self.fleet.wait_ready(120)

    def restart(self, service, **changed):
        """Start the service's process anew, with these settings instead of what the site has for it."""
        self._changed[service] = changed
        [member] = self.fleet.of(service)
        self.fleet.stop_member(member)
        self.fleet.start_member(member)
        self.fleet.wait_ready(120)

    def until(self, moment):
        """Let the player go on with the year."""
        return self._ask({"until": moment})

    def do(self, what, **options):
        """Something that the player can do."""
        return self._ask({"do": what, **options})

    def browser(self, who=None):
        """A small browser without a screen, signed in where a part is named."""
        browser = Browser(self.url)
        if who is not None:
            answer = browser.submit("/sign-in", "/sign-in/demo", {"account_id": f"account-{who}"})
            assert answer.status == 200, answer.text
        return browser

    def let_in(self, parts):
        """Give an account to everybody of these who has none: part -> what the player told of him."""
        for part, (person, name, organisation, place, region) in parts.items():
            if part not in self.people:
                self.people[part] = person
                role = ROLES.get(part, part.partition("-")[0])
                self._write("INSERT INTO accounts (id, person_id, name, must_change_password, created_at) "
                            "VALUES (%s, %s, %s, false, now())", f"account-{part}", person, name)  # fmt: skip
                self._write("INSERT INTO capacities (id, account_id, role, organisation_id, organisation_name, region)"
                            " VALUES (%s, %s, %s, %s, %s, %s)",
                            f"capacity-{part}", f"account-{part}", role, organisation, place, region)  # fmt: skip

    def _write(self, statement, *values):
        url = self.site.environment(DOOR)["ZHIPING_DATABASE_URL"].replace("postgresql+psycopg2", "postgresql")
        with psycopg2.connect(url) as connection, connection.cursor() as cursor:
            cursor.execute(statement, values)

    def _ask(self, what):
        self._player.stdin.write(json.dumps(what) + "\n")
        self._player.stdin.flush()
        return self.heard()

    def heard(self):
        """The player's next line."""
        line = self._player.stdout.readline()
        assert line, "the player has ended; what it said of it is above"
        return json.loads(line)


@contextmanager
def opened(stack, folder, name="real_year"):
    """Everything up, on the day on which the notice was issued."""
    clock = FileClock(folder / "clock")
    clock.set(ISSUED)
    extra = SETTINGS | {"ZHIPING_CLOCK": f"file:{folder / 'clock'}", "ZHIPING_RPC_TIMEOUT": str(CALL_SECONDS)}
    site = Site.create(stack, name, extra)
    with ExitStack() as ends:
        ends.callback(site.drop)
        broker = ends.enter_context(Sluice(urlsplit(site.amqp_uri).port))
        port = urlsplit(site.environment(DOOR)["ZHIPING_DATABASE_URL"]).port
        databases = {one: ends.enter_context(Sluice(port)) for one in DEPLOYED}
        changed = {}
        fleet = Fleet(lambda one: wired(site, broker, databases, one) | changed.get(one, {}), folder / "logs",
                      services=DEPLOYED)  # fmt: skip
        ends.callback(fleet.stop)
        fleet.start(240)
        player = ends.enter_context(_playing(site, stack, folder / "clock"))
        year = RealYear(site, fleet, clock, broker, databases, player, changed)
        assert year.heard() == {"ready": True}
        yield year
        for wire in (broker, *databases.values()):
            wire.mend()


def wired(site, broker, databases, service):
    """A service's variables, its addresses over the wires."""
    variables = site.environment(service)
    variables["ZHIPING_AMQP_URI"] = broker.on(variables["ZHIPING_AMQP_URI"])
    variables["ZHIPING_DATABASE_URL"] = databases[service].on(variables["ZHIPING_DATABASE_URL"])
    return variables


@contextmanager
def _playing(site, stack, clock):
    told = {"uri": site.address(PORTAL), "issuer": stack.issuer_key, "clock": str(clock), "seed": 3, "applicants": 60}
    command = [sys.executable, "-W", "ignore", "-m", "tests.support.real_year.player", json.dumps(told)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield process
        process.stdin.close()
        process.wait(60)
