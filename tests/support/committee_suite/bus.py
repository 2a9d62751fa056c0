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

from services.committee.service import CommitteeService
from shared.contracts import audit, committee, declaration
from shared.kernel.clock import VirtualClock
from shared.messaging import consume
from shared.storage import upload
from tests.support.committee_suite import world as cast
from tests.support.committee_suite.play import Play, checked
from tests.support.embedded_bus import Bus, Says, bare

HEARD = []
ENDS = {"committee.results_approved", "committee.certificate_revoked"}


class Audit(Says):
    """Stands in for audit."""

    name = "audit"
    app = bare("audit")


class Declaration(Says):
    """Stands in for declaration and listens as it would."""

    name = "declaration"
    app = bare("declaration")

    @consume(committee.SESSION)
    def on_session(self, tx, event):
        """Remember."""
        HEARD.append(event.type)

    @consume(committee.REVIEW)
    def on_review(self, tx, event):
        """Remember."""
        HEARD.append(event.type)


QUEUES = {
    declaration.NOTICE_PUBLISHED.name: "committee.declaration_notice",
    declaration.WITHDRAWN.name: "committee.declaration_declaration",
    audit.ORGANISATION_REGISTERED.name: "committee.audit_organisation",
    audit.DECLARATION_PASSED.name: "committee.audit_case",
}


class BusWorld(cast.Surroundings, Bus):
    """What Play needs, over RPC and events."""

    def __init__(self, folder):
        super().__init__(folder, VirtualClock(cast.at(5, 8)), CommitteeService, [Audit, Declaration])

    def announce(self, event, subject, data):
        """Somebody announces something; wait until this service has it."""
        queue = QUEUES[event.name]
        before = self.handled(queue)
        self.say(cast.OPERATOR, event, subject, data)
        with eventlet.Timeout(20):
            while self.handled(queue) == before:
                eventlet.sleep(0.01)

    def handled(self, queue):
        """How many events of a queue were taken in."""
        return sum(self.call(cast.OPERATOR, "get_status")["handled"].get(queue, {}).values())

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
        data = declaration.WITHDRAWN.sample | {"declaration_id": key, "person_id": f"person-{number}"}
        self.announce(declaration.WITHDRAWN, key, data)

    def import_pool(self, committee_id, version, content=None):
        """Link, PUT, import."""
        content = content or cast.pool_workbook()
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
        world.do(
            cast.BUREAU, "revoke_certificate", certificate_number=number, expected_version=1, reason="业绩材料不实。"
        )
        with eventlet.Timeout(20):
            while HEARD.count("committee.certificate_issued") < 3 or not set(HEARD) >= ENDS:
                eventlet.sleep(0.01)
        status = world.call(cast.OPERATOR, "get_status")
        seen = {
            "heard": HEARD,
            "approved": answer["approved"],
            "dead_letters": status["dead_letters"],
            "crossed": crossed,
            "revoked": checked(world, number)["state"],
        }
        print(json.dumps(seen))
    finally:
        world.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
