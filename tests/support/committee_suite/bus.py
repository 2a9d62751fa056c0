# ruff: noqa: E402
"""`python -m tests.support.committee_suite.bus FOLDER`: the service on the embedded bus, beside stand-ins.

Runs a session from the notice to the certificates over RPC, events and upload links and prints what came of it as JSON.
A process of its own, because it must be green from its first line.
"""

import eventlet

eventlet.monkey_patch()

import hashlib
import json
import sys
from pathlib import Path

from marshmallow import fields

from services.committee.service import CommitteeService
from shared.contracts import audit, committee, declaration
from shared.contracts.queues import STREAMS
from shared.kernel.clock import VirtualClock
from shared.messaging import Application, CommandSchema, Service, Settings, Wiring, command, consume
from shared.messaging.client import RpcClient
from shared.messaging.runner import run_embedded
from shared.persistence import Database, new_metadata
from shared.persistence.migrations import migrate
from shared.policy import shipped_pack
from shared.security import DevIssuer, Keyring
from shared.storage import open_door, upload
from tests.support.committee_suite import world as cast
from tests.support.committee_suite.play import Play

HEARD = []
ENDS = {"committee.results_approved", "committee.certificate_revoked"}


class Tell(CommandSchema):
    """An event of the stand-in's contract."""

    event = fields.String(required=True)
    subject = fields.String(required=True)
    data = fields.Dict(required=True)


def stand_in(name):
    """The wiring of a stand-in: common tables only."""

    def wire(settings, clock):
        database = Database(settings.database_url)
        new_metadata().create_all(database.engine)
        database.close()
        access = Path(settings.environ["ACCESS"])
        access.write_text("p, operator, tell\n")
        return Application.wire(name, settings, clock, lambda connection: None, access)

    return wire


class StandIn(Service):
    """Says what it is told to say."""

    @command(Tell)
    def tell(self, tx, request):
        """Record one event."""
        event = next(one for stream in STREAMS for one in stream.events if one.name == request["event"])
        tx.record(event, request["subject"], request["data"])
        return {}


class Audit(StandIn):
    """Stands in for audit."""

    name = "audit"
    app = Wiring(stand_in("audit"))


class Declaration(StandIn):
    """Stands in for declaration and listens as it would."""

    name = "declaration"
    app = Wiring(stand_in("declaration"))

    @consume(committee.SESSION)
    def on_session(self, tx, event):
        """Remember."""
        HEARD.append(event.type)

    @consume(committee.REVIEW)
    def on_review(self, tx, event):
        """Remember."""
        HEARD.append(event.type)


class BusWorld:
    """What Play needs, over RPC and events."""

    def __init__(self, folder):
        self.clock = VirtualClock(cast.at(5, 8))
        self.issuer = DevIssuer(self.clock)
        self.folder, self.keyring = folder, Keyring.generate().to_json()
        migrate("committee", self.settings("committee").database_url)
        self.running = run_embedded([CommitteeService, Audit, Declaration], self.settings, self.clock)
        files = self.running.services["committee"].application.make_ports(None).store
        _, self.close_door = open_door(files)
        self.client = RpcClient("embedded://main")

    def settings(self, name):
        """Settings of one service in its own folder."""
        return Settings(
            amqp_uri="embedded://main", database_url=f"sqlite:///{self.folder}/{name}.db", sweep_seconds=0,
            storage_url=f"dir://{self.folder}/files?durable=no", keyring=self.keyring, jwks=self.issuer.jwks,
            environ={"ACCESS": f"{self.folder}/{name}.csv"}, retry_delays=(0.05, 0.1, 0.2),
        )  # fmt: skip

    def call(self, who, method, **params):
        """Any method."""
        client = self.client.with_token(self.issuer.issue(who) if who else None)
        return client.call(f"committee.{method}", **params)

    def do(self, who, method, **params):
        """A command."""
        client = self.client.with_token(self.issuer.issue(who) if who else None)
        return client.command(f"committee.{method}", **params)

    def tell(self, event, subject, queue, **changes):
        """Somebody announces something; wait until this service has it."""
        before = self.handled(queue)
        client = self.client.with_token(self.issuer.issue(cast.OPERATOR))
        client.command(f"{event.source}.tell", event=event.name, subject=subject, data=event.sample | changes)
        with eventlet.Timeout(20):
            while self.handled(queue) == before:
                eventlet.sleep(0.01)

    def handled(self, queue):
        """How many events of a queue were taken in."""
        return sum(self.call(cast.OPERATOR, "get_status")["handled"].get(queue, {}).values())

    def begin(self):
        """Notice and organisations."""
        pack = shipped_pack("chifeng-2026")
        self.tell(declaration.NOTICE_PUBLISHED, pack.notice.id, "committee.declaration_notice", pack=pack.raw)
        for key in (cast.OFFICE, cast.AUTHORITY):
            queue = "committee.audit_organisation"
            self.tell(audit.ORGANISATION_REGISTERED, key, queue, organisation_id=key, name=f"机构{key}")

    def passes(self, number):
        """A declaration passed audit."""
        key = f"declaration-{number}"
        self.tell(
            audit.DECLARATION_PASSED, key, "committee.audit_case", declaration_id=key,
            person_id=f"person-{number}", case_number=f"CF2026-{number:06d}", committee_code=cast.COMMITTEE_CODE,
            level="middle", level_group="middle",
        )  # fmt: skip

    def crosses(self, first, second):
        """Withdrawals that cross the passing of audit: one is told before it, one after it."""
        self.takes_back(first)
        self.passes(first)
        self.passes(second)
        self.takes_back(second)
        ids = [f"declaration-{number}" for number in (first, second)]
        return [self.call(cast.OPERATOR, "get_review", declaration_id=key)["state"] for key in ids]

    def takes_back(self, number):
        """The applicant withdraws."""
        key = f"declaration-{number}"
        queue = "committee.declaration_declaration"
        self.tell(declaration.WITHDRAWN, key, queue, declaration_id=key, person_id=f"person-{number}")

    register = cast.World.register
    clean = cast.World.clean

    def import_pool(self, committee_id, version):
        """Link, PUT, import."""
        content = cast.pool_workbook()
        ticket = self.do(
            cast.CLERK, "open_pool_upload", committee_id=committee_id, size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
        )  # fmt: skip
        upload(ticket["upload_url"], content)
        key = ticket["object_key"]
        return self.do(cast.CLERK, "import_pool", committee_id=committee_id, expected_version=version, object_key=key)


def main(folder):
    """Run the story; print JSON."""
    world = BusWorld(folder)
    try:
        play = Play(world, applicants=4)
        crossed = world.crosses(5, 6)
        answer = play.certified(fails={"declaration-2"})
        number = answer["certificates"][0]["certificate_number"]
        world.do(cast.BUREAU, "revoke_certificate", number=number, expected_version=1, reason="业绩材料不实。")
        with eventlet.Timeout(20):
            while HEARD.count("committee.certificate_issued") < 3 or not set(HEARD) >= ENDS:
                eventlet.sleep(0.01)
        status = world.call(cast.OPERATOR, "get_status")
        seen = {
            "heard": HEARD,
            "approved": answer["approved"],
            "dead_letters": status["dead_letters"],
            "crossed": crossed,
            "revoked": world.call(None, "verify_certificate", number=number)["state"],
        }
        print(json.dumps(seen))
    finally:
        world.close_door()
        world.running.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
