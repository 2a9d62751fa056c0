"""一次性告知书: every defect at once, with clause, remedy, deadline and the consequence of missing it."""

from __future__ import annotations

from datetime import datetime

from services.docgen.domain.known_notice import KnownNotice
from services.docgen.domain.order import Values
from shared.contracts.audit.case import DeclarationReturned
from shared.contracts.audit.organisation import Contact
from shared.contracts.audit.stage import Correction
from shared.kernel.catalogue import text
from shared.kernel.clock import ZONE
from shared.kernel.deadline import ends_with_its_day, last_day

from .opinions import seal
from .wording import clause, day


def one_time_notice(returned: DeclarationReturned, notice: KnownNotice, contact: Contact | None) -> Values:
    """The template's values, from `audit.declaration_returned`; `contact` is that of who returned the dossier."""
    decision = returned.decision
    unsure = text("doc_deadline_provisional") if returned.provisional else ""
    return {
        "number": text("doc_term_notice", case=returned.case_number, n=returned.return_number),
        "name": returned.person_name,
        "unit": returned.unit_name,
        "plan": returned.plan_name,
        "case_number": returned.case_number,
        "revision": returned.revision,
        "stage": returned.stage.name,
        "count": len(returned.corrections),
        "notice": notice.title,
        "corrections": [_correction(row, notice) for row in returned.corrections],
        "opinion": decision.opinion,
        "deadline": deadline(returned.deadline) + unsure,
        "deadline_clause": clause(returned.deadline_clause, notice),
        "consequence": notice.text_of("one_time_notice", "consequence") or text("doc_consequence"),
        "contact": channels(contact),
        "organisation": decision.organisation_name,
        "seal": seal(decision.seal_reference, decision.organisation_name),
        "auditor": decision.auditor_name,
        "date": day(decision.at),
    }


def _correction(row: Correction, notice: KnownNotice) -> Values:
    return {
        "number": row.number,
        "path": row.place or row.path,
        "defect": row.defect,
        "remedy": row.remedy,
        "clause": clause(row.clause, notice),
    }


def deadline(end: datetime) -> str:
    """The last day to the hour at which it ends, as letters write it: an end at midnight is the day before's 24时."""
    hour = text("doc_midnight") if ends_with_its_day(end) else f"{end.astimezone(ZONE):%H:%M}"
    return text("doc_deadline", day=day(last_day(end)), time=hour)


def channels(contact: Contact | None) -> str:
    """The ways to reach an organisation that are known; nothing when none is."""
    if contact is None:
        return ""
    ways = {"telephone": contact.telephone, "email": contact.email, "address": contact.address}
    known = [text(f"doc_channel_{way}", value=value) for way, value in ways.items() if value]
    return text("doc_sentence_separator").join(known)
