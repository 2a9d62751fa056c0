"""What the methods about cases and the decisions of their stages take."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from marshmallow import validate

from services.audit.domain.transitions import CaseState
from services.audit.domain.work_view import WorkView
from services.audit.requests.vocabulary import ClauseText, Opinion
from shared.policy.pack.procedure import FeeKind
from shared.policy.terms.basics import LevelGroup
from shared.policy.terms.vocabulary import FactValue
from shared.wire.requests import Change, Command, ListQuery, Query, sorted_by
from shared.wire.types import Doc, Opaque, record


@record
class InboxFilter:
    """Which cases of the organisation's work."""

    view: Annotated[WorkView | None, Doc("absent: all whose present or last stage it holds")] = None
    state: CaseState | None = None
    stage_id: Annotated[str | None, Doc("of the present stage")] = None
    level_group: LevelGroup | None = None
    notice_id: str | None = None
    plan_id: str | None = None
    unit_id: Annotated[str | None, Doc("of the applicant")] = None
    due_by: Annotated[date | None, Doc("the present stage ends on that day or before")] = None
    claimed_by: Annotated[Literal["me", "nobody"] | None, Doc("on whose desk")] = None


@record
class ListInbox(ListQuery):
    """A page of the work of the caller's organisation."""

    filter: InboxFilter = InboxFilter()
    sort: Annotated[str | None, sorted_by("due_on", "case_number")] = None


@record
class CountInbox(Query):
    """The work of the caller's organisation."""

    notice_id: Annotated[str | None, Doc("under that notice only")] = None


@record
class GetCase(Query):
    """One case."""

    declaration_id: str


@record
class StageRecommendation:
    """推荐意见: how the person was chosen, and the conditions that he or she meets."""

    method: Annotated[Opinion, Doc("how the person was chosen")]
    qualification: Opinion


@record
class StatementRow:
    """A fact that the notice leaves to this stage, with the paper or act that it rests on and that one's day."""

    fact: Annotated[str, validate.Length(min=1, max=60), Doc("one of `facts` of an open point of this stage")]
    value: Annotated[FactValue, Opaque("of the fact's type")]
    basis: Annotated[str, validate.Length(min=1, max=200), Doc("the paper or act that it rests on")]
    dated: Annotated[date, Doc("the day of that")]


@record
class ApproveStage(Change):
    """Approve the current stage."""

    declaration_id: str
    opinion: Opinion
    seal_reference: Annotated[str, validate.Length(min=1, max=100)]
    recommendation: Annotated[StageRecommendation | None, Doc("required where the stage recommends")] = None
    statements: Annotated[tuple[StatementRow, ...], validate.Length(max=20)] = ()


@record
class CorrectionItem:
    """One line of the one-time notice."""

    path: Annotated[
        str,
        validate.Length(min=1, max=200),
        Doc("a place in the dossier, such as `summary` or `achievements.<id>.effect`"),
    ]
    defect: Opinion
    remedy: Opinion
    clause: ClauseText


@record
class Override:
    """A supervisor's reason to let a late finding through."""

    reason: Opinion


@record
class ReturnDeclaration(Change):
    """退回 with the complete list."""

    declaration_id: str
    opinion: Opinion
    seal_reference: str | None = None
    items: Annotated[tuple[CorrectionItem, ...], validate.Length(max=100)]
    override: Annotated[Override | None, Doc("by a supervisor: what was visible before may be listed")] = None


@record
class RejectDeclaration(Change):
    """Out of scope or false material."""

    declaration_id: str
    opinion: Opinion
    seal_reference: str | None = None
    reason_code: Literal["out_of_scope", "out_of_procedure", "false_material"]
    clause: ClauseText


@record
class ClaimCase(Change):
    """Onto the caller's desk; his own claim is made longer."""

    declaration_id: str


@record
class ReleaseCase(Change):
    """From the caller's desk."""

    declaration_id: str


@record
class SetAbsence(Command):
    """The caller will not be there; colleagues may take over what he has claimed."""

    until: Annotated[date | None, Doc("the last day; absent: he is back")] = None


@record
class HandOverCase(Change):
    """To the body above the holder of the present stage, and why."""

    declaration_id: str
    reason: Opinion


@record
class RecordCharge(Change):
    """A fee of the notice's schedule, taken; money is integer fen."""

    declaration_id: str
    kind: FeeKind
    amount_fen: Annotated[int, validate.Range(min=1, max=100_000_000)]
    receipt: Annotated[str, validate.Length(min=1, max=60), Doc("its number")]
