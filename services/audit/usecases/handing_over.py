"""A superior body stands in where the applicant himself is the only one who could act for the holder of the stage."""

from __future__ import annotations

from services.audit.domain.case import Case
from services.audit.domain.organisation import Organisation
from services.audit.domain.scope import HOLDERS, READERS, above_it
from services.audit.requests import HandOverCase
from services.audit.results import CaseHandedOver
from services.audit.usecases.access import case_to, hidden_case, scope_of
from services.audit.usecases.parts import stage_entered
from services.audit.usecases.ports import Ports
from services.audit.usecases.register import standing_bodies
from shared.contracts.audit import STAGE_ENTERED
from shared.kernel.errors import forbidden, refused
from shared.kernel.scope import Ground
from shared.persistence import Tx
from shared.policy.pack.holders import superior_of
from shared.security import is_among


def hand_over_case(tx: Tx[Ports], request: HandOverCase) -> CaseHandedOver:
    """Give the present stage of one case to the body above its holder, with the reason; nothing is decided by it.

    By a clerk of the holder whose own case it is (his token proves it), or by the body above where the applicant
    belongs to the holder itself.
    """
    case = tx.ports.cases.get(request.declaration_id)
    holder = tx.ports.organisations.get(case.current.holder_id)
    above = superior_of(holder, tx.ports.organisations.find, standing_bodies(tx))
    _require_party(tx, case, above)
    if above is None:
        raise refused("superior_unknown", clause=case.current.clause)
    stage = case.hand_over(above.id, above.name, request.reason)
    version = tx.ports.cases.save(case, request.expected_version)
    tx.record(STAGE_ENTERED, case.declaration_id, stage_entered(case, stage))
    both = {"from": stage.replaces_id, "to": stage.holder_id}
    tx.trail("case_handed_over", "case", case.declaration_id, clause=stage.clause, opinion=request.reason, data=both)
    return CaseHandedOver(declaration_id=case.declaration_id, stage=stage, version=version)


def _require_party(tx: Tx[Ports], case: Case, above: Organisation | None) -> None:
    """forbidden("hand_over_not_needed") for a clerk whose case it is not, and for a body above without need."""
    scope, holder_id = scope_of(tx), case.current.holder_id
    subject = case_to(tx, scope, case)
    if scope.reaches(subject, HOLDERS):
        needed = is_among(tx.caller.person_id, [case.person_id])
    elif above is not None and scope.reaches(above_it(above.id), {Ground.AUTHORITY}):
        needed = case.unit_id == holder_id
    else:
        scope.require(subject, (), hidden_case(), known_by=READERS)
    if not needed:
        raise forbidden("hand_over_not_needed", path="declaration_id")
