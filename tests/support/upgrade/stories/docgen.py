"""docgen: a year is told and printed; each part is a revision more, printed by the step after."""

from dataclasses import replace

from shared.kernel.clock import parse_instant
from tests.support.docgen_suite import facts
from tests.support.docgen_suite.world import Printer
from tests.support.upgrade.replica import OPERATOR
from tests.support.upgrade.telling import Telling

FIRST = 100
"""Revisions from here on are this story's own."""


class Story(Telling):
    """Part `number` is about revision 100 + number of the declaration."""

    service_name, start = "docgen", parse_instant("2026-06-15T09:30:00+08:00")
    untold = frozenset({"idempotency"})

    def tell(self, event, subject, data):
        """A fact of another service."""
        self.arrives(event, data)

    def set_up(self):
        """Every fact that asks for a document."""
        for fact in facts.year():
            self.tell(*fact)

    def first_half(self, number):
        """Another revision: three documents to be printed."""
        self.tell(*facts.submitted(FIRST + number))

    def second_half(self, number):
        """A render worker of this version prints what waits."""
        jobs = replace(self.app.render_jobs, renderer=Printer())
        while jobs.run_once():
            pass
        self.call(OPERATOR, "run_due", idempotency_key=f"due-{number}")
        printed = self.call(OPERATOR, "list_documents", filter={"kind": "evaluation_form"}, limit=1)["items"]
        self.call(OPERATOR, "get_download_link", document_id=printed[0]["document_id"])

    def look(self, number, ended):
        """The documents of the revision, and the way to one."""
        listed = self.call(facts.APPLICANT, "list_documents", limit=500)["items"]
        listed = [one for one in listed if one["revision"] == FIRST + number]
        assert {one["state"] for one in listed} == {"stored" if ended else "waiting"}
        if ended:
            self.call(facts.APPLICANT, "get_download_link", document_id=listed[0]["document_id"])
