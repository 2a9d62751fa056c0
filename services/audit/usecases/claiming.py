"""Claims: a clerk takes a case onto his desk and puts it back; who is absent leaves his to his colleagues."""

from __future__ import annotations

from services.audit.domain.case import Case
from services.audit.requests import ClaimCase, ReleaseCase, SetAbsence
from services.audit.results import AbsenceSet, CaseClaimed, CaseReleased
from services.audit.usecases.access import held_case, own_house
from services.audit.usecases.ports import Ports
from shared.kernel.errors import ZhipingError, invalid
from shared.persistence import Tx
from shared.wire.types import JsonObject

STALE = "stale_version"


def claim_case(tx: Tx[Ports], request: ClaimCase) -> CaseClaimed:
    """Onto the caller's desk until the stage ends, he puts it back, or the site's time for claims is over.

    A colleague who has said that he is absent is relieved of it. Of two at the same moment one gets it, and the other
    hears his name (`case_claimed`).
    """
    case = held_case(tx, request.declaration_id)
    caller, until, theirs = tx.caller, tx.ports.claims.ends(tx.now), case.claim_at(tx.now)
    over = theirs is not None and theirs.person_id in tx.ports.absences.of_house(theirs.holder_id, tx.today)
    claim = case.take(caller.person_id, caller.name, tx.now, until, over=over)
    version = _save(tx, case, request.expected_version)
    data: JsonObject = {"instead_of": theirs.person_id} if theirs and not theirs.is_by(caller.person_id) else {}
    tx.trail("case_claimed", "case", case.declaration_id, data=data or None)
    return CaseClaimed(declaration_id=case.declaration_id, until=claim.until, version=version)


def release_case(tx: Tx[Ports], request: ReleaseCase) -> CaseReleased:
    """From the caller's desk."""
    case = held_case(tx, request.declaration_id)
    case.give_back(tx.caller.person_id, tx.now)
    version = _save(tx, case, request.expected_version)
    tx.trail("case_released", "case", case.declaration_id)
    return CaseReleased(declaration_id=case.declaration_id, version=version)


def set_absence(tx: Tx[Ports], request: SetAbsence) -> AbsenceSet:
    """The caller is not there until a day, or is back; raises invalid `absence_is_past`."""
    house, person_id = own_house(tx), tx.caller.person_id
    if request.until is None:
        tx.ports.absences.forget(house, person_id)
    elif request.until < tx.today:
        raise invalid("absence_is_past", path="until")
    else:
        tx.ports.absences.keep(house, person_id, request.until)
    until = request.until.isoformat() if request.until else None
    tx.trail("absence_set", "organisation", house, data={"until": until})
    return AbsenceSet(until=request.until)


def _save(tx: Tx[Ports], case: Case, expected_version: int) -> int:
    """Where a colleague was faster, his name is told rather than a number."""
    try:
        return tx.ports.cases.save(case, expected_version)
    except ZhipingError as error:
        theirs = tx.ports.cases.claim_of(case.declaration_id) if error.slug == STALE else None
        if theirs is None or theirs.is_by(tx.caller.person_id) or theirs.until <= tx.now:
            raise
        raise theirs.taken() from error
