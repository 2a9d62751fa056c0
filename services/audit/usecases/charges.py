"""Recording what an organisation on the route of a case has charged; anything outside the schedule is refused."""

from __future__ import annotations

from services.audit.domain.case import Case
from services.audit.domain.charge import Charge, check_charge
from services.audit.domain.scope import ROUTE
from services.audit.requests import RecordCharge
from services.audit.results import ChargeRecordedAnswer
from services.audit.usecases.access import case_to, hidden_case, own_house, scope_of
from services.audit.usecases.ports import Ports
from shared.contracts.audit import CHARGE_RECORDED
from shared.contracts.audit.case import ChargeRecorded
from shared.kernel.scope import BODY_CLERKS
from shared.persistence import Tx


def record_charge(tx: Tx[Ports], request: RecordCharge) -> ChargeRecordedAnswer:
    """A fee was taken for this declaration, with its receipt; once per kind."""
    case = tx.ports.cases.get(request.declaration_id)
    scope = scope_of(tx)
    scope.require(case_to(tx, scope, case), ROUTE, hidden_case())
    pack, kind, amount = tx.ports.packs.get(case.notice_id, case.notice_version), request.kind, request.amount_fen
    basis = next((fee.clause for fee in pack.fees if fee.clause), None)
    clause = check_charge(pack.fee_for(pack.plan(case.plan_id), kind), amount, basis)
    organisation = tx.ports.organisations.get(own_house(tx, BODY_CLERKS))
    charge = Charge(
        kind=kind, amount_fen=amount, organisation_id=organisation.id, organisation_name=organisation.name,
        receipt=request.receipt, at=tx.now, clause=clause,
    )  # fmt: skip
    case.charge(charge)
    version = tx.ports.cases.save(case, request.expected_version)
    tx.record(CHARGE_RECORDED, case.declaration_id, _recorded(case, charge))
    tx.trail("charge_recorded", "case", case.declaration_id, clause=clause, data={"kind": kind, "amount_fen": amount})
    return ChargeRecordedAnswer(declaration_id=case.declaration_id, version=version)


def _recorded(case: Case, charge: Charge) -> ChargeRecorded:
    return ChargeRecorded(
        declaration_id=case.declaration_id,
        person_id=case.person_id,
        unit_id=case.unit_id,
        kind=charge.kind,
        amount_fen=charge.amount_fen,
        organisation_id=charge.organisation_id,
        organisation_name=charge.organisation_name,
        receipt=charge.receipt,
        at=charge.at,
        clause=charge.clause,
    )
