"""Following publicity and roster reports of the audit service."""

from __future__ import annotations

from services.docgen.domain.kinds import APPLICANT_ROSTER, PUBLICITY
from services.docgen.usecases.ports import EVERYBODY, DocgenTx, Fact
from services.docgen.usecases.print_again import post_again
from services.docgen.usecases.request_document import request_document
from shared.contracts import audit


def apply(tx: DocgenTx, event: Fact) -> None:
    """公示 of a unit or a roster: public by its nature."""
    if event.type == audit.PUBLICITY_POSTED.name:
        data = event.data
        tx.ports.readers.allow(data["publicity_id"], [data["organisation_id"], EVERYBODY])
        request_document(tx, PUBLICITY, data["publicity_id"], data, variant=data["scope"], notice_id=data["notice_id"])
    elif event.type == audit.PUBLICITY_REDATED.name:
        post_again(tx, event.data, event.data["scope"])


def apply_report(tx: DocgenTx, event: Fact) -> None:
    """申报人员花名册 of one level group (chifeng-2026/4.3.4); the organisation the cases went to may read it too."""
    if event.type != audit.ROSTER_REPORTED.name:
        return
    data, report_id = event.data, event.data["report_id"]
    tx.ports.readers.allow(report_id, [data["organisation_id"]])
    for declaration_id in data["declaration_ids"]:
        known = (tx.ports.facts.find("reports", declaration_id) or {}).get("ids", [])
        tx.ports.facts.keep("reports", declaration_id, {"ids": [*known, report_id]})
        holder = tx.ports.facts.find("holder", declaration_id)
        if holder:
            tx.ports.readers.allow(report_id, [holder["organisation_id"]])
    request_document(tx, APPLICANT_ROSTER, report_id, data, variant=data["level_group"], notice_id=data["notice_id"])
