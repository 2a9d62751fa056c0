"""Claims: a clerk takes a case onto his desk, and puts it back."""

from __future__ import annotations

from services.audit.domain.case import Case
from services.audit.requests import ClaimCase, ReleaseCase
from services.audit.results import CaseClaimed, CaseReleased
from services.audit.usecases.access import held_case
from services.audit.usecases.ports import Ports
from shared.kernel.errors import ZhipingError
from shared.persistence import Tx

STALE = "stale_version"


def claim_case(tx: Tx[Ports], request: ClaimCase) -> CaseClaimed:
    """Onto the caller's desk until the stage ends, he puts it back, or the site's time for claims is over.

    Of two at the same moment one gets it, and the other hears his name (`case_claimed`).
    """
    case = held_case(tx, request.declaration_id)
    caller, until = tx.caller, tx.ports.claims.ends(tx.now)
    claim = case.take(caller.person_id, caller.name, tx.now, until)
    version = _save(tx, case, request.expected_version)
    tx.trail("case_claimed", "case", case.declaration_id)
    return CaseClaimed(declaration_id=case.declaration_id, until=claim.until, version=version)


def release_case(tx: Tx[Ports], request: ReleaseCase) -> CaseReleased:
    """From the caller's desk."""
    case = held_case(tx, request.declaration_id)
    case.give_back(tx.caller.person_id, tx.now)
    version = _save(tx, case, request.expected_version)
    tx.trail("case_released", "case", case.declaration_id)
    return CaseReleased(declaration_id=case.declaration_id, version=version)


def _save(tx: Tx[Ports], case: Case, expected_version: int) -> int:
    """Where a colleague was faster, his name is told rather than a number."""
    try:
        return tx.ports.cases.save(case, expected_version)
    except ZhipingError as error:
        theirs = tx.ports.cases.claim_of(case.declaration_id) if error.slug == STALE else None
        if theirs is None or theirs.person_id == tx.caller.person_id or theirs.until <= tx.now:
            raise
        raise theirs.taken() from error
