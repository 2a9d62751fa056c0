"""`python -m tests.support.declaration_suite.bus FOLDER`: the service on the embedded bus, beside a stand-in for audit.

Runs the whole applicant's story over RPC and events and prints what came of it as JSON. A process of its own, because
it must be green from its first line.
"""

import eventlet

eventlet.monkey_patch()

import json  # noqa: E402
import sys  # noqa: E402
from pathlib import Path  # noqa: E402

from marshmallow import fields  # noqa: E402

from services.declaration.service import DeclarationService  # noqa: E402
from shared.contracts import audit, declaration  # noqa: E402
from shared.kernel.clock import VirtualClock  # noqa: E402
from shared.messaging import Application, CommandSchema, Service, Settings, Wiring, command, consume  # noqa: E402
from shared.messaging.client import RpcClient  # noqa: E402
from shared.messaging.runner import run_embedded  # noqa: E402
from shared.persistence import Database, new_metadata  # noqa: E402
from shared.persistence.migrations import migrate  # noqa: E402
from shared.policy import shipped_text  # noqa: E402
from shared.security import DevIssuer, Keyring  # noqa: E402
from shared.storage import open_door, upload  # noqa: E402
from tests.support.declaration_suite import people  # noqa: E402

HEARD = []


class Tell(CommandSchema):
    """An event of the audit's contract."""

    event = fields.String(required=True)
    subject = fields.String(required=True)
    data = fields.Dict(required=True)


def stand_in(settings, clock):
    """The wiring of the stand-in: common tables only."""
    database = Database(settings.database_url)
    new_metadata().create_all(database.engine)
    database.close()
    access = Path(settings.environ["ACCESS"])
    access.write_text("p, operator, tell\n")
    return Application.wire("audit", settings, clock, lambda connection: None, access)


class AuditStandIn(Service):
    """Says what it is told to say, remembers what it hears."""

    name = "audit"
    app = Wiring(stand_in)

    @command(Tell)
    def tell(self, tx, request):
        """Record one event."""
        event = next(one for stream in audit.STREAMS for one in stream.events if one.name == request["event"])
        tx.record(event, request["subject"], request["data"])
        return {}

    @consume(declaration.NOTICE)
    def on_notice(self, tx, event):
        """Remember."""
        HEARD.append(event.type)

    @consume(declaration.DECLARATION)
    def on_declaration(self, tx, event):
        """Remember."""
        HEARD.append(event.type)


class Stack:
    """Both services on one embedded bus, and calls in anybody's name."""

    def __init__(self, folder):
        self.clock = VirtualClock(people.at(5, 8))
        self.issuer = DevIssuer(self.clock)
        self.folder, self.keyring = folder, Keyring.generate().to_json()
        migrate("declaration", self.settings("declaration").database_url)
        self.running = run_embedded([DeclarationService, AuditStandIn], self.settings, self.clock)
        files = self.running.services["declaration"].application.make_ports(None).files
        _, self.close_door = open_door(files)
        self.client = RpcClient("embedded://main")

    def settings(self, name):
        """Settings of one service in its own folder."""
        return Settings(
            amqp_uri="embedded://main", database_url=f"sqlite:///{self.folder}/{name}.db", sweep_seconds=0,
            storage_url=f"dir://{self.folder}/files?durable=no", keyring=self.keyring, jwks=self.issuer.jwks,
            environ={"ACCESS": f"{self.folder}/access.csv"}, retry_delays=(0.05, 0.1, 0.2),
        )  # fmt: skip

    def call(self, who, method, **params):
        """Any method."""
        return self.client.with_token(self.issuer.issue(who)).call(f"declaration.{method}", **params)

    def do(self, who, method, **params):
        """A command."""
        return self.client.with_token(self.issuer.issue(who)).command(f"declaration.{method}", **params)

    def tell(self, event, subject, **changes):
        """The audit announces something."""
        token = self.issuer.issue(people.OPERATOR)
        data = event.sample | changes
        self.client.with_token(token).command("audit.tell", event=event.name, subject=subject, data=data)

    def until(self, holds):
        """Wait for what travels over the bus."""
        with eventlet.Timeout(20):
            while not holds():
                eventlet.sleep(0.01)

    def declaration(self, key):
        """As the applicant sees it."""
        return self.call(people.APPLICANT, "get_declaration", declaration_id=key)

    def change(self, key, method, **params):
        """A command at the present version."""
        version = self.declaration(key)["version"]
        return self.do(people.APPLICANT, method, declaration_id=key, expected_version=version, **params)

    def attach(self, key, item, supports):
        """Link, PUT, attach."""
        data, sha256 = people.file_for(f"{item}{supports}")
        opened = self.do(
            people.APPLICANT, "open_upload", declaration_id=key, item=item, filename="file.pdf", size=len(data),
            media_type="application/pdf", sha256=sha256,
        )  # fmt: skip
        upload(opened["upload_url"], data, "application/pdf")
        path = opened["object_key"]
        self.change(key, "attach_material", item=item, object_key=path, title=item, supports=supports)


def story(stack):
    """Notice, person, declaration, return, resubmission, passed."""
    stack.do(people.PUBLISHER, "publish_notice", pack=shipped_text("chifeng-2026"))
    for organisation in people.ORGANISATIONS:
        subject = organisation["organisation_id"]
        stack.tell(audit.ORGANISATION_REGISTERED, subject, contact=people.CONTACT, **organisation)
    handled = lambda: stack.call(people.OPERATOR, "get_status")["handled"].get("declaration.audit_organisation", {})  # noqa: E731
    stack.until(lambda: sum(handled().values()) == len(people.ORGANISATIONS))
    applicant, clerk = people.APPLICANT, people.UNIT_CLERK
    stack.do(applicant, "register_person", **people.basics())
    stack.do(applicant, "update_profile", person_id="person-1", expected_version=1, profile=people.profile())
    stack.do(clerk, "verify_profile", person_id="person-1", expected_version=2, opinion="情况属实。")
    stack.clock.set(people.at(6, 15))
    key = stack.do(applicant, "start_declaration", plan_id=people.PLAN)["declaration_id"]
    stack.change(key, "fill_dossier", sections=people.sections())
    for item, supports in people.MATERIALS:
        stack.attach(key, item, supports)
    stack.change(key, "sign_commitment", agreed=True)
    stack.change(key, "submit_declaration")
    stack.tell(audit.CASE_OPENED, key, declaration_id=key)
    deadline = "2026-06-18T23:59:59+08:00"
    stack.tell(audit.DECLARATION_RETURNED, key, declaration_id=key, deadline=deadline)
    stack.until(lambda: stack.declaration(key)["state"] == "returned")
    stack.change(key, "sign_commitment", agreed=True)
    stack.change(key, "submit_declaration")
    stack.tell(audit.DECLARATION_PASSED, key, declaration_id=key, revision=2)
    stack.until(lambda: stack.declaration(key)["state"] == "passed_audit")
    stack.until(lambda: HEARD.count("declaration.submitted") == 2)
    return key


def main(folder):
    """Run the story; print JSON."""
    stack = Stack(folder)
    try:
        key = story(stack)
        steps = stack.call(people.APPLICANT, "get_progress", declaration_id=key)["steps"]
        status = stack.call(people.OPERATOR, "get_status")
        seen = {"heard": HEARD, "steps": [step["key"] for step in steps], "dead_letters": status["dead_letters"]}
        print(json.dumps(seen | {"revisions": stack.declaration(key)["revisions"]}))
    finally:
        stack.close_door()
        stack.running.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
