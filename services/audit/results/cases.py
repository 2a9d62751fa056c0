"""What the methods about cases and their stages give."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from services.audit.domain.charge import Charge
from services.audit.domain.dossier import DossierFacts
from services.audit.domain.eligibility import CaseEligibility
from services.audit.domain.one_time_notice import StageCorrection
from services.audit.domain.transitions import CaseState
from services.audit.domain.work_view import WorkView
from shared.contracts.audit.stage import Decision, StageFacts, Statement
from shared.policy.pack.materials import Provider
from shared.policy.pack.routes import PublicityScope
from shared.policy.terms.basics import LevelGroup
from shared.wire.types import Doc, JsonObject, record


@record
class ClaimView:
    """A clerk of the holder has the case on his desk; until then colleagues cannot decide it."""

    claimant: Annotated[str, Doc("his name")]
    claimed_at: datetime
    until: Annotated[datetime, Doc("the first instant at which it is free again")]
    mine: Annotated[bool, Doc("the caller's own")]
    absent_until: Annotated[date | None, Doc("the claimant is not there up to that day: colleagues may claim it")]


@record
class CaseLine(DossierFacts):
    """A case as lists show it; up to `submitted_at` it is what the dossier says."""

    declaration_id: str
    case_number: str
    revision: int
    state: CaseState
    stage: Annotated[StageFacts, Doc("the present one; of a returned or ended case, the last")]
    due_on: Annotated[date | None, Doc("the last day of the present stage")]
    working_days_left: Annotated[
        int | None, Doc("after today up to that day, negative by those since; null where no stage has the case")
    ]
    level_group: LevelGroup
    plan_id: str
    notice_id: str
    person_id: str
    unit_id: str
    returns: Annotated[int, Doc("how often it was returned")]
    publicity_needed: Annotated[PublicityScope | None, Doc("the list that the present stage still has to hold")]
    on_publicity: Annotated[str | None, Doc("publicity_id while it is on a posted list")]
    objection_upheld: Annotated[bool, Doc("bars approval until the next return")]
    claim: Annotated[ClaimView | None, Doc("null while the case lies on no desk")]
    version: int
    eligibility: CaseEligibility


@record
class WorkCount:
    """A number of cases."""

    view: WorkView
    level_group: LevelGroup
    stage_id: Annotated[str, Doc("the present or last one")]
    number: int


@record
class InboxCounts:
    """The work of an organisation; what is overdue is counted in `to_do` too."""

    counts: Annotated[tuple[WorkCount, ...], Doc("of what there is")]
    absent_until: Annotated[date | None, Doc("the last day of the caller's own absence; null while he is there")]


@record
class ListedMaterial:
    """One line of the notice's material list; a missing one can be named in a correction, too (`materials.<item>`)."""

    item: str
    name: str
    clause: Annotated[str | None, Doc("by which it is asked for; where there is none, the source")]
    provided_by: Provider
    required: Annotated[bool, Doc("of everybody; others may be required of some")]


@record
class Citable:
    """A clause that a decision under the notice may name; or the source of an entry that rests on none."""

    clause: str
    title: Annotated[str | None, Doc("its heading, where known")]


@record
class CaseView(CaseLine):
    """A case in full."""

    route_id: str
    stages: Annotated[tuple[StageFacts, ...], Doc("the whole route")]
    decisions: Annotated[tuple[Decision, ...], Doc("of every stage, oldest first, also those overtaken by a return")]
    corrections: Annotated[tuple[StageCorrection, ...], Doc("of every return, oldest first")]
    statements: Annotated[tuple[Statement, ...], Doc("those that stand")]
    charges: tuple[Charge, ...]
    return_deadline: Annotated[datetime | None, Doc("the first instant too late to answer the return; null otherwise")]
    dossier_digest: str
    dossier: Annotated[
        JsonObject | None,
        Doc("as in `declaration.submitted`, without what is sealed; null but for bodies that the route has reached"),
    ]
    recommends: Annotated[bool, Doc("an approval of the present stage carries a recommendation")]
    listed: Annotated[tuple[ListedMaterial, ...] | None, Doc("the notice's material list; null where dossier is")]
    citable: Annotated[tuple[Citable, ...] | None, Doc("what a decision may cite; null where dossier is")]


@record
class StageDecided:
    """The decision is taken."""

    declaration_id: str
    state: Annotated[CaseState, Doc("of the case from now on")]
    version: int


@record
class DeclarationReturnedAnswer:
    """The declaration lies in the applicant's hands."""

    declaration_id: str
    deadline: Annotated[datetime, Doc("the first instant too late")]
    provisional: Annotated[bool, Doc("it may still move to a later day, as the holidays of its year are not announced")]
    version: int


@record
class CaseClaimed:
    """The case lies on the caller's desk."""

    declaration_id: str
    until: Annotated[datetime, Doc("the first instant at which it is free again by itself")]
    version: int


@record
class CaseReleased:
    """The case lies on no desk."""

    declaration_id: str
    version: int


@record
class AbsenceSet:
    """The absence is kept, or ended."""

    until: Annotated[date | None, Doc("the last day")]


@record
class CaseHandedOver:
    """The body above holds the stage."""

    declaration_id: str
    stage: StageFacts
    version: int


@record
class ChargeRecordedAnswer:
    """The charge is kept."""

    declaration_id: str
    version: Annotated[int, Doc("of the case")]
