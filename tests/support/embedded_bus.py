"""One service on the embedded bus beside stand-ins for the others: what the story programs of the suites share.

Imported by programs that are green from their first line.
"""

from pathlib import Path

from shared.calls import RpcClient
from shared.contracts.queues import STREAMS
from shared.kernel.settings import Settings
from shared.messaging import Application, Service, Wiring, command
from shared.messaging.runtime.runner import run_embedded
from shared.persistence import Database, new_metadata
from shared.persistence.schema.migrations import migrate
from shared.security import Keyring, TokenIssuer
from shared.storage.door import open_door
from shared.wire.requests import Command
from shared.wire.types import JsonObject, record


@record
class Tell(Command):
    """An event of any contract."""

    event: str
    subject: str
    data: JsonObject


@record
class Told:
    """What was said."""

    event: str


class Says(Service):
    """Says what it is told to say."""

    @command()
    def tell(self, tx, request: Tell) -> Told:
        """Record one event."""
        event = next(one for stream in STREAMS for one in stream.events if one.name == request.event)
        tx.record(event, request.subject, event.read(request.data))
        return Told(event=request.event)


def bare(name):
    """The wiring of a stand-in: common tables only."""

    def wire(settings, clock):
        database = Database(settings.database_url)
        new_metadata().create_all(database.engine)
        database.close()
        access = Path(settings.environ["ACCESS"])
        access.write_text("p, operator, tell\n")
        return Application.wire(name, settings, clock, lambda connection: None, access)

    return Wiring(wire)


class Bus:
    """`service` and its stand-ins in one process, its file door open, and calls in anybody's name."""

    environ = {}  # noqa: RUF012 - of all services; a story sets its own

    def __init__(self, folder, clock, service, stand_ins, keyring=None):
        self.folder, self.clock, self.name = folder, clock, service.name
        self.issuer, self.keyring = TokenIssuer(clock), (keyring or Keyring.generate()).to_json()
        migrate(self.name, self.settings(self.name).database_url)
        self.running = run_embedded([*stand_ins, service], self.settings, clock)
        ports = self.running.services[self.name].application.make_ports(None)
        _, self._close_door = open_door(getattr(ports, "files", None) or ports.store)
        self.client = RpcClient("embedded://main")

    def settings(self, name):
        """Settings of one service in its own folder."""
        return Settings(
            amqp_uri="embedded://main", database_url=f"sqlite:///{self.folder}/{name}.db", sweep_seconds=0,
            storage_url=f"dir://{self.folder}/files?durable=no", keyring=self.keyring, jwks=self.issuer.jwks,
            environ={"ACCESS": f"{self.folder}/{name}.csv"} | self.environ, retry_delays=(0.05, 0.1, 0.2),
        )  # fmt: skip

    def close(self):
        """Stop everything."""
        self._close_door()
        self.running.stop()

    def call(self, who, method, **params):
        """Any method of the service."""
        return self.speaking(who).call(f"{self.name}.{method}", **params)

    def do(self, who, method, **params):
        """A command of the service."""
        return self.speaking(who).command(f"{self.name}.{method}", **params)

    def say(self, who, event, subject, data):
        """The event's own service announces it."""
        self.speaking(who).command(f"{event.source}.tell", event=event.name, subject=subject, data=data)

    def speaking(self, who):
        """A client with the token of somebody, or of nobody."""
        return self.client.with_token(self.issuer.issue(who) if who else None)
