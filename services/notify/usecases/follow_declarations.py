"""Following a declaration in the applicant's hands: submit before the window closes; word when it lapses."""

from __future__ import annotations

from services.notify.domain.kinds import DeadlineKind
from services.notify.domain.message import Item, notice
from services.notify.domain.recipient import organisation, person
from services.notify.usecases.deliver import deliver
from services.notify.usecases.ports import Fact, Handler, NotifyTx
from services.notify.usecases.register import Duty, clear, enter
from shared.contracts.declaration import Amended, Lapsed, Rechecked, Started, Submitted, Withdrawn
from shared.kernel.clock import parse_instant
from shared.kernel.deadline import end_of_day

_DRAFT = (DeadlineKind.SUBMIT_DECLARATION,)
_IN_HAND = (DeadlineKind.SUBMIT_DECLARATION, DeadlineKind.FIX_RETURNED)


def apply(tx: NotifyTx, event: Fact[object]) -> None:
    """Work in one event of the declaration stream."""
    handler = HANDLERS.get(type(event.fact))
    if handler is not None:
        handler(tx, event)


def _started(tx: NotifyTx, event: Fact[Started]) -> None:
    _submit_by(tx, event, "draft")


def _rechecked(tx: NotifyTx, event: Fact[Rechecked]) -> None:
    """The notice was amended and that concerns the applicant: told once, with what is asked of them."""
    fact = event.fact
    if fact.findings:
        told, item = person(fact.person_id), Item(fact.declaration_id)
        kind, occasion = f"amendment_{fact.settled}", f"version-{fact.notice_version}"
        changes = "；".join(finding.message for finding in fact.findings)
        deliver(tx, notice(kind, told, item, occasion, fact.clause, title=fact.title, changes=changes))


def _amended(tx: NotifyTx, event: Fact[Amended]) -> None:
    """Another version counts: a draft may have another last day."""
    fact = event.fact
    if fact.state == "draft":
        clear(tx, event, fact.declaration_id, _DRAFT)
        _submit_by(tx, event, f"draft/version-{fact.notice_version}")


def _submit_by(tx: NotifyTx, event: Fact[Started | Amended], occasion: str) -> None:
    fact = event.fact
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


def _submitted(tx: NotifyTx, event: Fact[Submitted]) -> None:
    clear(tx, event, event.fact.declaration_id, _DRAFT)


def _withdrawn(tx: NotifyTx, event: Fact[Withdrawn]) -> None:
    clear(tx, event, event.fact.declaration_id, _IN_HAND)


def _lapsed(tx: NotifyTx, event: Fact[Lapsed]) -> None:
    fact = event.fact
    clear(tx, event, fact.declaration_id, _IN_HAND)
    item = Item(fact.declaration_id)
    deliver(tx, notice("declaration_lapsed", person(fact.person_id), item, "lapsed", fact.clause))


HANDLERS: dict[type, Handler] = {
    Started: _started,
    Rechecked: _rechecked,
    Amended: _amended,
    Submitted: _submitted,
    Withdrawn: _withdrawn,
    Lapsed: _lapsed,
}
