"""A leaked key on a real site, by the steps of the runbook: the service runs on files, and people register."""

import shlex
import threading
import uuid

import pytest
from typer.testing import CliRunner

from infra.commands import keys as command
from infra.devstack.site import Site
from infra.fleet import Fleet
from infra.secret_folder import write_secrets
from infra.setting_names import COMMON_SECRETS, secrets_of
from infra.site_keys import SiteKeys
from services.declaration.bootstrap import bootstrap
from services.declaration.usecases import follow_audit
from shared.contracts import audit
from shared.kernel.caller import Caller
from shared.kernel.clock import SystemClock
from shared.kernel.ids import new_id
from shared.messaging import Settings
from shared.messaging.rpc.client import RpcClient
from shared.security import DevIssuer, install_keyring
from tests.support.declaration_suite import people
from tests.support.declaration_suite.world import Heard

SERVICE = "declaration"


class Town:
    """A site with a running declaration service, whose people register as long as `registering` lasts."""

    def __init__(self, stack, folder):
        self.site, self.folder = Site.create(stack, f"keys_{uuid.uuid4().hex[:8]}"), folder
        self.issuer = DevIssuer(SystemClock(), private_json=stack.issuer_key)
        self._know_organisations()
        self.fleet = Fleet(self.environment, folder / "logs", services=(SERVICE,))
        self.fleet.start()
        self.registered, self._enough = [], threading.Event()

    def environment(self, service):
        """The settings of the service, its secrets as files."""
        own = self.site.environment(service)
        secrets = {name: own.pop(name) for name in (*COMMON_SECRETS, *secrets_of(service))}
        write_secrets(self.folder / "secrets", secrets)
        return own | {f"{name}_FILE": str(self.folder / "secrets" / name) for name in secrets}

    def _know_organisations(self):
        app = bootstrap(Settings.from_env(self.site.environment(SERVICE)), SystemClock())
        with app.transaction(Caller.system(SERVICE)) as tx:
            for one in people.ORGANISATIONS:
                data = audit.ORGANISATION_REGISTERED.sample | {"contact": people.CONTACT} | one
                follow_audit.apply(tx, Heard.of(audit.ORGANISATION_REGISTERED, data, tx.now))
        app.close()
        install_keyring(None)

    def client(self, person_id):
        token = self.issuer.issue(people.caller(person_id))
        return RpcClient(self.site.address("portal"), token, timeout=30)

    def register(self):
        """One more person."""
        number, person = len(self.registered), new_id()
        wanted = people.basics(id_number=people.id_number(serial=f"{number:03}"))
        with self.client(person) as client:
            client.command(f"{SERVICE}.register_person", **wanted)
        self.registered.append((person, wanted["id_number"]))

    def register_on(self):
        """People come one after the other, until `enough`."""
        self._coming = threading.Thread(target=self._until_enough)
        self._coming.start()

    def _until_enough(self):
        while not self._enough.is_set():
            self.register()

    def enough(self):
        self._enough.set()
        self._coming.join(60)
        assert not self._coming.is_alive()

    def run(self, *arguments):
        """(exit code, output) of `zhiping keys ...` with the site's settings."""
        done = CliRunner().invoke(command.app, list(arguments), env=self.site.variables)
        return done.exit_code, done.output

    def change(self, *arguments):
        """The command's rings are given to the service, which is started anew."""
        code, said = self.run(*arguments)
        assert code == 0, said
        self.site.variables |= dict(word.split("=", 1) for word in shlex.split(said))
        [member] = self.fleet.of(SERVICE)
        self.fleet.stop_member(member)
        self.fleet.start_member(member)
        self.fleet.wait_ready()

    def close(self):
        self.fleet.stop()
        self.site.drop()


@pytest.fixture
def town(stack, tmp_path):
    made = Town(stack, tmp_path)
    yield made
    made.close()


def test_a_leaked_key_goes_while_people_register(town):
    for _ in range(10):
        town.register()
    town.change("add")
    town.register()
    town.change("activate")
    assert town.run("retire")[0] == 1
    town.register_on()
    code, said = town.run("reseal", "all")
    town.enough()
    assert code == 0, said
    assert f"{SERVICE}: 22 texts sealed anew, 0 left under retired keys" in said
    town.change("retire")
    ring = SiteKeys.read(town.site.variables).rings[SERVICE]
    assert {tuple(keys.keys) for keys in ring.sets.values()} == {("declaration-2",), ("numbers-2",), ("index-1",)}
    assert len(town.registered) >= 12
    for person, number in town.registered:
        with town.client(person) as client:
            assert client.call(f"{SERVICE}.get_person", person_id=person)["id_number"] == number
