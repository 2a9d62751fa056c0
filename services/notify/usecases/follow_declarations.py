"""Following a declaration in the applicant's hands: submit before the window closes; word when it lapses."""

from __future__ import annotations

from services.notify.domain.kinds import DeadlineKind
from services.notify.domain.message import DeadlineItem, notice
from services.notify.domain.recipient import organisation, person
from services.notify.usecases.deliver import deliver
from services.notify.usecases.ports import NotifyTx
from services.notify.usecases.register import Duty, clear, enter
from shared.contracts.acting import Handlers, act_on
from shared.contracts.declaration import Amended, Lapsed, Rechecked, Started, Submitted, Withdrawn
from shared.contracts.envelope import Event
from shared.kernel.clock import parse_instant
from shared.kernel.deadline import end_of_day

_DRAFT = (DeadlineKind.SUBMIT_DECLARATION,)
_IN_HAND = (DeadlineKind.SUBMIT_DECLARATION, DeadlineKind.FIX_RETURNED)


def apply(tx: NotifyTx, event: Event) -> None:
    """Work in one event of the declaration stream."""
    act_on(HANDLERS, tx, event)


def _started(tx: NotifyTx, event: Event, fact: Started) -> None:
    _submit_by(tx, event, fact, "draft")


def _rechecked(tx: NotifyTx, event: Event, fact: Rechecked) -> None:
    """The notice was amended and that concerns the applicant: told once, with what is asked of them."""
    if fact.findings:
        told, item = person(fact.person_id), DeadlineItem(fact.declaration_id)
        kind, occasion = f"amendment_{fact.settled}", f"version-{fact.notice_version}"
        changes = "；".join(finding.message for finding in fact.findings)
        deliver(tx, notice(kind, told, item, occasion, fact.clause, title=fact.title, changes=changes))


def _amended(tx: NotifyTx, event: Event, fact: Amended) -> None:
    """Another version counts: a draft may have another last day."""
    if fact.state == "draft":
        clear(tx, event, fact.declaration_id, _DRAFT)
        _submit_by(tx, event, fact, f"draft/version-{fact.notice_version}")


def _submit_by(tx: NotifyTx, event: Event, fact: Started | Amended, occasion: str) -> None:
    enter(
        tx,
        Duty(
            kind=DeadlineKind.SUBMIT_DECLARATION,
            notice_id=fact.notice_id,
            subject_id=fact.declaration_id,
            round=occasion,
            parties={"applicant": person(fact.person_id), "unit": organisation(fact.unit_id)},
            since=parse_instant(event.time),
            due_at=end_of_day(fact.closes_on),
            clause=fact.notice_id,
            level_group=fact.level_group,
            windows=("filing",),
        ),
    )


def _submitted(tx: NotifyTx, event: Event, fact: Submitted) -> None:
    clear(tx, event, fact.declaration_id, _DRAFT)


def _withdrawn(tx: NotifyTx, event: Event, fact: Withdrawn) -> None:
    clear(tx, event, fact.declaration_id, _IN_HAND)


def _lapsed(tx: NotifyTx, event: Event, fact: Lapsed) -> None:
    clear(tx, event, fact.declaration_id, _IN_HAND)
    item = DeadlineItem(fact.declaration_id)
    deliver(tx, notice("declaration_lapsed", person(fact.person_id), item, "lapsed", fact.clause))


HANDLERS: Handlers[NotifyTx] = {
    Started: _started,
    Rechecked: _rechecked,
    Amended: _amended,
    Submitted: _submitted,
    Withdrawn: _withdrawn,
    Lapsed: _lapsed,
}
