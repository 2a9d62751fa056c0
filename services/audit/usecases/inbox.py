"""What a clerk sees: the cases that his organisation holds, and one case in full."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from services.audit.domain.case import Case
from services.audit.usecases.judging import views
from services.audit.usecases.ports import Ports
from shared.kernel.errors import forbidden, not_found
from shared.persistence import Tx


def list_inbox(tx: Tx[Ports], request: dict[str, Any]) -> dict[str, Any]:
    """Cases held by the caller's organisation, the most urgent first, each with what the notice's rules say of it."""
    if tx.caller.organisation_id is None:
        raise forbidden("organisation_not_allowed")
    cases, cursor, total = tx.ports.cases.inbox(tx.caller.organisation_id, request)
    eligibility = views(tx, cases)
    items = [_line(case) | {"eligibility": eligibility[case.declaration_id]} for case in cases]
    return {"items": items, "next_cursor": cursor, "total": total}


def get_case(tx: Tx[Ports], request: dict[str, Any]) -> dict[str, Any]:
    """One case with route, decisions and corrections; organisations on its route also get the dossier, unsealed
    fields only."""
    case = tx.ports.cases.find(request["declaration_id"])
    if case is None or not may_see(tx, case):
        raise not_found("case_not_found", path="declaration_id")
    view = _line(case) | {
        "route_id": case.route_id,
        "stages": [stage.as_event() for stage in case.stages],
        "decisions": [decision.as_event() for decision in case.decisions],
        "corrections": [
            correction.as_event() | {"stage_id": correction.stage_id, "revision": correction.revision}
            for correction in case.corrections
        ],
        "statements": [asdict(each) for each in case.statements],
        "charges": [charge.as_event() for charge in case.charges],
        "return_deadline": case.return_deadline,
        "dossier_digest": case.dossier_digest,
        "eligibility": views(tx, [case])[case.declaration_id],
    }
    if _on_route(tx, case):
        view["dossier"] = without_sealed(tx.ports.cases.dossier(case.declaration_id, case.revision))
    return view


def without_sealed(value: Any) -> Any:
    """The same JSON without any `*_sealed` member, at every depth."""
    if isinstance(value, dict):
        return {key: without_sealed(item) for key, item in value.items() if not key.endswith("_sealed")}
    return [without_sealed(item) for item in value] if isinstance(value, list) else value


def _line(case: Case) -> dict[str, Any]:
    stage = case.current
    return {
        "declaration_id": case.declaration_id,
        "case_number": case.case_number,
        "revision": case.revision,
        "state": case.state.value,
        "stage": stage.as_event(),
        "due_on": stage.due_on.isoformat() if stage.due_on else None,
        "level_group": case.level_group,
        "plan_id": case.plan_id,
        "notice_id": case.notice_id,
        "person_id": case.person_id,
        "unit_id": case.unit_id,
        "returns": case.returns,
        "publicity_needed": stage.publicity if stage.stage_id not in case.publicised else None,
        "on_publicity": case.on_publicity,
        "objection_upheld": case.objection_upheld,
        "version": case.version,
    } | case.facts


def _on_route(tx: Tx[Ports], case: Case) -> bool:
    mine = tx.caller.organisation_id
    return mine is not None and any(mine in (stage.holder_id, stage.replaces_id) for stage in case.stages)


def may_see(tx: Tx[Ports], case: Case) -> bool:
    """Oversight, the organisations on the route, the applicant: nobody else knows that the case is there."""
    oversight = tx.caller.has("supervisor") or tx.caller.has("operator")
    return oversight or _on_route(tx, case) or case.person_id == tx.caller.person_id
