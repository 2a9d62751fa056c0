"""Following the audit: organisations, and the case of each declaration stage by stage."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from services.declaration.domain.declaration import OpenReturn
from services.declaration.domain.transitions import Move
from services.declaration.domain.views import CaseView, Organisation
from services.declaration.usecases.integrity import keep_record
from services.declaration.usecases.moving import (
    Event,
    advance,
    check_turn,
    happened_at,
    is_late,
    keep_late,
    known,
    log_step,
    save,
)
from services.declaration.usecases.ports import Ports
from shared.contracts import audit
from shared.kernel.catalogue import text
from shared.kernel.clock import parse_instant
from shared.kernel.deadline import last_day
from shared.kernel.errors import NotYet
from shared.persistence import Tx

FEN = 100
"""Fen in a yuan."""


def apply_organisation(tx: Tx[Ports], event: Event) -> None:
    """Keep the organisation as announced; the stream has one fact, which holds the whole state."""
    if event.type == audit.ORGANISATION_REGISTERED.name:
        state: dict[str, Any] = {name: event.data.get(name) for name in Organisation.__dataclass_fields__}
        flags = {name: bool(state[name]) for name in ("stationed", "specialised_sme", "under_reform")}
        tx.ports.organisations.put(Organisation(**(state | flags)))


def apply_case(tx: Tx[Ports], event: Event) -> None:
    """Move the declaration as the audit decided, and keep where its case stands."""
    handler = _HANDLERS.get(event.type)
    if handler is not None:
        handler(tx, event)


def _opened(tx: Tx[Ports], event: Event) -> None:
    data = event.data
    known(tx, data["declaration_id"])
    case = CaseView(
        declaration_id=data["declaration_id"], case_number=data["case_number"], route_id=data["route_id"],
        stages=data["stages"], current=data["current"],
    )  # fmt: skip
    tx.ports.cases.put(case)
    _hold(tx, case, data["current"])
    log_step(
        tx, case.declaration_id, "case_opened", happened_at(event), data["current"]["holder_name"],
        case_number=case.case_number,
    )  # fmt: skip


def _stage_approved(tx: Tx[Ports], event: Event) -> None:
    data, case = event.data, _case(tx, event)
    case.current = data["next"] or data["stage"]
    case.waiting_report = data["waiting_report"]
    tx.ports.cases.put(case)
    if data["next"] is not None:
        _hold(tx, case, data["next"])
    decision = data["decision"]
    log_step(
        tx, case.declaration_id, "stage_approved", happened_at(event), decision["organisation_name"],
        clause=decision["clause"], stage=data["stage"]["name"],
    )  # fmt: skip


def _redated(tx: Tx[Ports], event: Event) -> None:
    """The stages have other days since the notice was amended; the step was logged when it was."""
    case = _case(tx, event)
    case.stages, case.current = event.data["stages"], event.data["current"] or case.current
    tx.ports.cases.put(case)


def _charged(tx: Tx[Ports], event: Event) -> None:
    data = event.data
    yuan = f"{data['amount_fen'] // FEN}.{data['amount_fen'] % FEN:02d}"
    log_step(
        tx, data["declaration_id"], f"charged_{data['kind']}", happened_at(event), data["organisation_name"],
        clause=data["clause"], yuan=yuan, receipt=data["receipt"],
    )  # fmt: skip


def _stage_entered(tx: Tx[Ports], event: Event) -> None:
    case, stage = _case(tx, event), event.data["stage"]
    case.current, case.waiting_report = stage, False
    tx.ports.cases.put(case)
    _hold(tx, case, stage)
    log_step(
        tx, case.declaration_id, "stage_entered", happened_at(event), stage["holder_name"], stage.get("due_on"),
        stage["clause"], stage=stage["name"],
    )  # fmt: skip


def _returned(tx: Tx[Ports], event: Event) -> None:
    data = event.data
    declaration = known(tx, data["declaration_id"])
    if is_late(declaration):
        keep_late(tx, declaration, Move.RETURN)
        return
    check_turn(declaration, Move.RETURN)
    declaration.take_return(_open_return(event))
    save(tx, declaration, Move.RETURN, data["decision"]["clause"])
    log_step(
        tx, declaration.declaration_id, "returned", happened_at(event), data["stage"]["holder_name"],
        last_day(parse_instant(data["deadline"])).isoformat(), data["deadline_clause"], items=len(data["corrections"]),
        remark=text("progress_return_provisional") if data["provisional"] else "",
    )  # fmt: skip


def _return_redated(tx: Tx[Ports], event: Event) -> None:
    """The year is announced; a return that is answered by now is nobody's concern any more."""
    data = event.data
    declaration = known(tx, data["declaration_id"])
    answer = declaration.open_return
    if is_late(declaration) or answer is None or answer.return_number != data["return_number"]:
        return
    declaration.redate_return(parse_instant(data["deadline"]))
    tx.ports.declarations.save(declaration, declaration.version)
    days = {"before": data["deadline_before"], "deadline": data["deadline"]}
    tx.trail("return_redated", "declaration", declaration.declaration_id, clause=data["deadline_clause"], data=days)
    last = last_day(parse_instant(data["deadline"])).isoformat()
    log_step(
        tx, declaration.declaration_id, "return_redated", happened_at(event), answer.holder_name, last,
        data["deadline_clause"], last=last,
    )  # fmt: skip


def _open_return(event: Event) -> OpenReturn:
    data = event.data
    return OpenReturn(
        returned_at=happened_at(event), return_number=data["return_number"], stage_id=data["stage"]["stage_id"],
        holder_id=data["stage"]["holder_id"], holder_name=data["stage"]["holder_name"],
        opinion=data["decision"]["opinion"], deadline=parse_instant(data["deadline"]),
        deadline_clause=data["deadline_clause"], provisional=data["provisional"], corrections=data["corrections"],
    )  # fmt: skip


def _rejected(tx: Tx[Ports], event: Event) -> None:
    data = event.data
    declaration = known(tx, data["declaration_id"])
    if advance(tx, declaration, Move.REJECT, data["clause"]):
        holder = data["stage"]["holder_name"]
        log_step(
            tx, declaration.declaration_id, "rejected", happened_at(event), holder, clause=data["clause"],
            stage=data["stage"]["name"],
        )  # fmt: skip


def _closed(tx: Tx[Ports], event: Event) -> None:
    """`lapsed` and `withdrawn` echo what this service announced itself; only an overdue stage is news."""
    data = event.data
    declaration = known(tx, data["declaration_id"])
    if data["reason"] == "stage_overdue" and advance(tx, declaration, Move.CLOSE_OVERDUE, data["clause"]):
        log_step(tx, declaration.declaration_id, "stage_overdue", happened_at(event), clause=data["clause"])


def _passed(tx: Tx[Ports], event: Event) -> None:
    declaration = known(tx, event.data["declaration_id"])
    if advance(tx, declaration, Move.PASS_AUDIT):
        log_step(tx, declaration.declaration_id, "passed_audit", happened_at(event))


def _case(tx: Tx[Ports], event: Event) -> CaseView:
    case = tx.ports.cases.find(event.data["declaration_id"])
    if case is None:
        raise NotYet("the case was not announced here yet")
    return case


def _hold(tx: Tx[Ports], case: CaseView, stage: dict[str, Any]) -> None:
    tx.ports.cases.add_holder(case.declaration_id, stage["holder_id"])


_HANDLERS: dict[str, Callable[[Tx[Ports], Event], None]] = {
    audit.CASE_OPENED.name: _opened,
    audit.CASE_REDATED.name: _redated,
    audit.CHARGE_RECORDED.name: _charged,
    audit.STAGE_APPROVED.name: _stage_approved,
    audit.STAGE_ENTERED.name: _stage_entered,
    audit.DECLARATION_RETURNED.name: _returned,
    audit.RETURN_REDATED.name: _return_redated,
    audit.DECLARATION_REJECTED.name: _rejected,
    audit.CASE_CLOSED.name: _closed,
    audit.DECLARATION_PASSED.name: _passed,
    audit.INTEGRITY_RECORDED.name: keep_record,
}
