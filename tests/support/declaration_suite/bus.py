"""`python -m tests.support.declaration_suite.bus FOLDER`: the service on the embedded bus, beside a stand-in for audit.

Runs the whole applicant's story over RPC and events and prints what came of it as JSON. A process of its own, because
it must be green from its first line.
"""

import eventlet

eventlet.monkey_patch()

import json  # noqa: E402
import sys  # noqa: E402
from pathlib import Path  # noqa: E402

from services.declaration.service import DeclarationService  # noqa: E402
from shared.contracts import audit, declaration  # noqa: E402
from shared.kernel.clock import VirtualClock  # noqa: E402
from shared.messaging import consume  # noqa: E402
from shared.policy import shipped_text  # noqa: E402
from shared.storage import upload  # noqa: E402
from tests.support.declaration_suite import people  # noqa: E402
from tests.support.embedded_bus import Bus, Says, bare  # noqa: E402

HEARD = []


class AuditStandIn(Says):
    """Says what it is told to say, remembers what it hears."""

    name = "audit"
    app = bare("audit")

    @consume(declaration.NOTICE)
    def on_notice(self, tx, event):
        """Remember."""
        HEARD.append(event.type)

    @consume(declaration.DECLARATION)
    def on_declaration(self, tx, event):
        """Remember."""
        HEARD.append(event.type)


class Stack(Bus):
    """Both services on one embedded bus."""

    def __init__(self, folder):
        super().__init__(folder, VirtualClock(people.at(5, 8)), DeclarationService, [AuditStandIn])

    def tell(self, event, subject, **changes):
        """The audit announces something."""
        self.say(people.OPERATOR, event, subject, event.sample | changes)

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
        supports = people.by_id(supports, self.declaration(key)["sections"])
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
    deadline = "2026-06-19T00:00:00+08:00"
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
        stack.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
