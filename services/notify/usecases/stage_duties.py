"""What a stage of a case has to do, and by when."""

from __future__ import annotations

from datetime import date
from typing import Any

from services.notify.domain.kinds import DeadlineKind, Role
from services.notify.domain.recipient import Parties, Recipient, organisation, person
from services.notify.domain.subject import Subject
from services.notify.usecases.ports import Fact, NotifyTx
from services.notify.usecases.register import Duty, enter
from shared.kernel.clock import parse_instant
from shared.kernel.deadline import end_of_day
from shared.kernel.errors import not_found


def audit_due(tx: NotifyTx, event: Fact, subject: Subject, stage: dict[str, Any]) -> None:
    """The stage that now holds the case has to audit it; the route's last stage re-checks it."""
    last = stage["stage_id"] == subject.last_stage
    stage_duty(tx, event, subject, stage, DeadlineKind.RECHECK if last else DeadlineKind.AUDIT_STAGE)


def stage_duty(tx: NotifyTx, event: Fact, subject: Subject, stage: dict[str, Any], kind: DeadlineKind) -> None:
    """Enter a duty of the stage's organisation; a stage without a last day has none."""
    if stage.get("due_on") is None:
        return
    data = event.data
    amended = f"/version-{data['notice_version']}" if "notice_version" in data else ""
    enter(
        tx,
        Duty(
            kind=kind,
            notice_id=subject.notice_id,
            subject_id=subject.id,
            round=f"revision-{data['revision']}/{stage['stage_id']}{amended}",
            parties=_parties(data, stage, kind),
            since=parse_instant(event.time),
            due_at=end_of_day(date.fromisoformat(stage["due_on"])),
            clause=stage["clause"],
            level_group=subject.level_group,
            label=subject.label,
            windows=("audit", "review"),
        ),
    )


def _parties(data: dict[str, Any], stage: dict[str, Any], kind: DeadlineKind) -> Parties:
    holder = organisation(stage["holder_id"])
    parties: dict[Role, Recipient] = {
        "applicant": person(data["person_id"]),
        "unit": organisation(data["unit_id"]),
        "holder": holder,
    }
    return parties | {"office": holder} if kind is DeadlineKind.RECHECK else parties


def case_of(tx: NotifyTx, data: dict[str, Any]) -> Subject:
    """What was remembered when the case was opened; its events arrive in order."""
    subject = tx.ports.subjects.find(data["declaration_id"])
    if subject is None:
        raise not_found("notify_case_unknown")
    return subject
