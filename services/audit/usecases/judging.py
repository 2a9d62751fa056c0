"""What the notice's rules say of a case: made when it moves, kept with it, and made anew for whoever decides."""

from __future__ import annotations

from services.audit.domain.case import Case
from services.audit.domain.eligibility import CaseEligibility
from services.audit.domain.judgement import Judgement
from services.audit.usecases.case_views import eligibility
from services.audit.usecases.ports import Ports
from shared.persistence import Tx
from shared.policy import Pack
from shared.wire.types import JsonObject


def dossier_of(tx: Tx[Ports], case: Case) -> JsonObject:
    """What was declared at the present revision."""
    return tx.ports.cases.dossier(case.declaration_id, case.revision)


def pack_of(tx: Tx[Ports], case: Case) -> Pack:
    """The version of the notice under which the case stands."""
    return tx.ports.packs.get(case.notice_id, case.notice_version)


def judged(case: Case, pack: Pack, dossier: JsonObject) -> Judgement:
    """Judge the case as it stands and keep the verdict with it; whoever saves the case saves that."""
    found = Judgement.of(pack, dossier, case.stated)
    case.keep_eligibility(eligibility(found, case.stages))
    return found


def shown(tx: Tx[Ports], case: Case) -> CaseEligibility:
    """The kept verdict; made anew only where there is none that fits, as after a move by an earlier version."""
    kept = case.kept_eligibility
    return kept or eligibility(judged(case, pack_of(tx, case), dossier_of(tx, case)), case.stages)
