"""Following a case through its stages: each holder's audit, the roster that reports it up, returns and their fixing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from services.notify.domain.kinds import DeadlineKind
from services.notify.domain.message import Draft, Item, notice
from services.notify.domain.recipient import organisation, person
from services.notify.domain.subject import Subject
from services.notify.usecases.deliver import deliver
from services.notify.usecases.ports import Fact, NotifyTx
from services.notify.usecases.register import Duty, clear, enter
from services.notify.usecases.stage_duties import audit_due, case_of, stage_duty
from shared.contracts import audit as contract
from shared.kernel.clock import parse_instant
from shared.kernel.deadline import last_day

_AT_STAGE = (DeadlineKind.AUDIT_STAGE, DeadlineKind.RECHECK, DeadlineKind.REPORT_ROSTER)
_ALL = (*_AT_STAGE, DeadlineKind.FIX_RETURNED)


def apply(tx: NotifyTx, event: Fact) -> None:
    """Work in one event of the case stream."""
    handler = _HANDLERS.get(event.type)
    if handler is not None:
        handler(tx, event)


def _opened(tx: NotifyTx, event: Fact) -> None:
    data = event.data
    clear(tx, data["declaration_id"], _ALL, parse_instant(event.time))
    last = data["stages"][-1]["stage_id"]
    subject = Subject(data["declaration_id"], data["notice_id"], data["level_group"], data["case_number"], last)
    tx.ports.subjects.keep(subject)
    audit_due(tx, event, subject, data["current"])


def _stage_approved(tx: NotifyTx, event: Fact) -> None:
    data = event.data
    clear(tx, data["declaration_id"], _AT_STAGE, parse_instant(event.time))
    subject = case_of(tx, data)
    if data["waiting_report"]:
        stage_duty(tx, event, subject, data["stage"], DeadlineKind.REPORT_ROSTER)
    elif data.get("next"):
        audit_due(tx, event, subject, data["next"])


def _stage_entered(tx: NotifyTx, event: Fact) -> None:
    clear(tx, event.data["declaration_id"], _AT_STAGE, parse_instant(event.time))
    audit_due(tx, event, case_of(tx, event.data), event.data["stage"])


def _redated(tx: NotifyTx, event: Fact) -> None:
    """The notice was amended: the present stage has other days from now on."""
    data = event.data
    if data["current"] is None:
        return
    clear(tx, data["declaration_id"], _AT_STAGE, parse_instant(event.time))
    if data["waiting_report"]:
        stage_duty(tx, event, case_of(tx, data), data["current"], DeadlineKind.REPORT_ROSTER)
    else:
        audit_due(tx, event, case_of(tx, data), data["current"])


def _returned(tx: NotifyTx, event: Fact) -> None:
    data = event.data
    clear(tx, data["declaration_id"], _AT_STAGE, parse_instant(event.time))
    deliver(tx, _one_time_notice(data))
    enter(tx, _to_be_fixed(event, case_of(tx, data).level_group))


def _one_time_notice(data: dict[str, Any]) -> Draft:
    """What the applicant reads; a second return of the same declaration is another message."""
    return notice(
        "declaration_returned",
        person(data["person_id"]),
        Item(data["declaration_id"], data["case_number"]),
        str(data["return_number"]),
        data["deadline_clause"],
        parse_instant(data["deadline"]),
        count=len(data["corrections"]),
        stage=data["stage"]["name"],
    )


def _to_be_fixed(event: Fact, level_group: str | None) -> Duty:
    """The applicant's duty, of which the unit is reminded too, until the return's own deadline."""
    data = event.data
    return Duty(
        kind=DeadlineKind.FIX_RETURNED,
        notice_id=data["notice_id"],
        subject_id=data["declaration_id"],
        round=f"revision-{data['revision']}",
        parties={"applicant": person(data["person_id"]), "unit": organisation(data["unit_id"])},
        since=parse_instant(event.time),
        due_at=parse_instant(data["deadline"]),
        clause=data["deadline_clause"],
        level_group=level_group,
        label=data["case_number"],
    )


def _return_redated(tx: NotifyTx, event: Fact) -> None:
    """The year is announced: the duty ends on the day that is certain; the applicant is told when that is another."""
    data, at = event.data, parse_instant(event.time)
    before, last = (last_day(parse_instant(data[name])).isoformat() for name in ("deadline_before", "deadline"))
    if before == last:
        return
    clear(tx, data["declaration_id"], (DeadlineKind.FIX_RETURNED,), at)
    enter(tx, replace(_to_be_fixed(event, data["level_group"]), round=f"revision-{data['revision']}/{last}"))
    told, item = person(data["person_id"]), Item(data["declaration_id"], data["case_number"])
    occasion = f"{data['return_number']}/{last}"
    deliver(tx, notice("return_redated", told, item, occasion, data["deadline_clause"], before=before, last=last))


def _rejected(tx: NotifyTx, event: Fact) -> None:
    data = event.data
    clear(tx, data["declaration_id"], _ALL, parse_instant(event.time))
    item = Item(data["declaration_id"], data["case_number"])
    told = person(data["person_id"])
    deliver(tx, notice("declaration_rejected", told, item, "rejected", data["clause"], stage=data["stage"]["name"]))


def _closed(tx: NotifyTx, event: Fact) -> None:
    data = event.data
    clear(tx, data["declaration_id"], _ALL, parse_instant(event.time))
    if data["reason"] == "stage_overdue":
        subject = tx.ports.subjects.find(data["declaration_id"])
        item = Item(data["declaration_id"], subject.label if subject else None)
        deliver(tx, notice("audit_overdue", person(data["person_id"]), item, "overdue", data["clause"]))


def _passed(tx: NotifyTx, event: Fact) -> None:
    data = event.data
    clear(tx, data["declaration_id"], _ALL, parse_instant(event.time))
    item = Item(data["declaration_id"], data["case_number"])
    deliver(tx, notice("audit_passed", person(data["person_id"]), item, f"revision-{data['revision']}"))


_HANDLERS = {
    contract.CASE_OPENED.name: _opened,
    contract.CASE_REDATED.name: _redated,
    contract.STAGE_APPROVED.name: _stage_approved,
    contract.STAGE_ENTERED.name: _stage_entered,
    contract.DECLARATION_RETURNED.name: _returned,
    contract.RETURN_REDATED.name: _return_redated,
    contract.DECLARATION_REJECTED.name: _rejected,
    contract.CASE_CLOSED.name: _closed,
    contract.DECLARATION_PASSED.name: _passed,
}
