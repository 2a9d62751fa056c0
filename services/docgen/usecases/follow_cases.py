"""Following the audit of a declaration: who may read it now, the one-time notice, the audited forms."""

from __future__ import annotations

from dataclasses import replace

from services.docgen.domain.document import Subject
from services.docgen.domain.kinds import ONE_TIME_NOTICE
from services.docgen.usecases.follow_declarations import forms_of
from services.docgen.usecases.ports import Body, DocgenTx, Fact
from services.docgen.usecases.print_again import print_again
from services.docgen.usecases.request_document import request_document
from shared.contracts import audit
from shared.kernel.errors import NotYet


def apply(tx: DocgenTx, event: Fact) -> None:
    """Act on every event of the case."""
    data = event.data
    if event.type == audit.CASE_OPENED.name:
        _held_by(tx, data, data["current"])
    elif event.type == audit.STAGE_APPROVED.name and data["next"]:
        _held_by(tx, data, data["next"])
    elif event.type == audit.STAGE_ENTERED.name:
        _held_by(tx, data, data["stage"])
    elif event.type == audit.DECLARATION_RETURNED.name:
        _notify_once(tx, data)
    elif event.type == audit.RETURN_REDATED.name:
        _notify_of_other_day(tx, data)
    elif event.type == audit.DECLARATION_PASSED.name:
        _audited(tx, data)


def _held_by(tx: DocgenTx, data: Body, stage: Body) -> None:
    """The organisation that now holds the case may read its documents, and the roster it came up with."""
    holder = stage["holder_id"]
    tx.ports.readers.allow(data["declaration_id"], [holder])
    tx.ports.facts.keep("holder", data["declaration_id"], {"organisation_id": holder})
    for report_id in (tx.ports.facts.find("reports", data["declaration_id"]) or {}).get("ids", []):
        tx.ports.readers.allow(report_id, [holder])


def _notify_once(tx: DocgenTx, data: Body) -> None:
    """一次性告知书 (chifeng-2026/3.4): one per return."""
    tx.ports.readers.allow(data["declaration_id"], [data["decision"]["organisation_id"], data["unit_id"]])
    request_document(
        tx, ONE_TIME_NOTICE, data["declaration_id"], data, variant=f"return-{data['return_number']}",
        revision=data["revision"], notice_id=data["notice_id"], owner=data["person_id"],
    )  # fmt: skip


def _notify_of_other_day(tx: DocgenTx, data: Body) -> None:
    """The year is announced: the notice again with the deadline that is certain."""
    told = Subject(ONE_TIME_NOTICE.slug, data["declaration_id"], f"return-{data['return_number']}", data["revision"])
    again = replace(told, variant=f"{told.variant}-redated")
    print_again(tx, told, again, "deadline", data["deadline_before"], data["deadline"])


def _audited(tx: DocgenTx, data: Body) -> None:
    """The forms again, with the audit line on every page and the opinions of the stages."""
    course = {name: data[name] for name in ("case_number", "unit_id", "decisions")}
    tx.ports.facts.keep("case", data["declaration_id"], course | {"revision": data["revision"]})
    found = tx.ports.dossiers.find(data["declaration_id"], data["revision"])
    if found is None:
        raise NotYet("the dossier is not known yet")
    for kind in forms_of(found[0]):
        request_document(
            tx, kind, data["declaration_id"], course, variant="audited", revision=data["revision"],
            notice_id=data["notice_id"], owner=data["person_id"],
        )  # fmt: skip
