"""What a stage of a case has to do, and by when."""

from __future__ import annotations

from typing import Protocol

from services.notify.domain.kinds import DeadlineKind, Role
from services.notify.domain.recipient import Parties, Recipient, organisation, person
from services.notify.domain.subject import Subject
from services.notify.usecases.ports import NotifyTx
from services.notify.usecases.register import Duty, enter
from shared.contracts.audit.case import CaseRedated
from shared.contracts.audit.stage import StageFacts
from shared.contracts.envelope import Event
from shared.kernel.clock import parse_instant
from shared.kernel.deadline import end_of_day
from shared.kernel.errors import not_found


class OfCase(Protocol):
    """What the events that hand a case to a stage have in common."""

    @property
    def declaration_id(self) -> str: ...
    @property
    def revision(self) -> int: ...
    @property
    def person_id(self) -> str: ...
    @property
    def unit_id(self) -> str: ...


def audit_due(tx: NotifyTx, event: Event, fact: OfCase, subject: Subject, stage: StageFacts) -> None:
    """The stage that now holds the case has to audit it; the route's last stage re-checks it."""
    last = stage.stage_id == subject.last_stage
    stage_duty(tx, event, fact, subject, stage, DeadlineKind.RECHECK if last else DeadlineKind.AUDIT_STAGE)


def stage_duty(
    tx: NotifyTx, event: Event, fact: OfCase, subject: Subject, stage: StageFacts, kind: DeadlineKind
) -> None:
    """Enter a duty of the stage's organisation; a stage without a last day has none."""
    if stage.due_on is None:
        return
    amended = f"/version-{fact.notice_version}" if isinstance(fact, CaseRedated) else ""
    enter(
        tx,
        Duty(
            kind=kind,
            notice_id=subject.notice_id,
            subject_id=subject.id,
            round=f"revision-{fact.revision}/{stage.stage_id}{amended}",
            parties=_parties(fact, stage, kind),
            since=parse_instant(event.time),
            due_at=end_of_day(stage.due_on),
            clause=stage.clause,
            level_group=subject.level_group,
            label=subject.label,
            windows=("audit", "review"),
        ),
    )


def _parties(fact: OfCase, stage: StageFacts, kind: DeadlineKind) -> Parties:
    holder = organisation(stage.holder_id)
    parties: dict[Role, Recipient] = {
        "applicant": person(fact.person_id),
        "unit": organisation(fact.unit_id),
        "holder": holder,
    }
    return parties | {"office": holder} if kind is DeadlineKind.RECHECK else parties


def case_of(tx: NotifyTx, declaration_id: str) -> Subject:
    """What was remembered when the case was opened; its events arrive in order."""
    subject = tx.ports.subjects.find(declaration_id)
    if subject is None:
        raise not_found("notify_case_unknown")
    return subject
