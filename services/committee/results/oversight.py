"""What inspections, measures, extensions, cleaning and joint review give, and the record of a committee's oversight."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from services.committee.domain.cleaning import RemovedExpert
from services.committee.domain.joint_review import JointMode
from services.committee.domain.transitions import ExtensionState, MeasureState
from services.committee.results.parts import BodyNote, SameBody
from shared.policy.pack.oversight import InspectionKind, MeasureKind
from shared.wire.types import Doc, record

Standing = Annotated[MeasureState, Doc("issued: it only had to be said; in_force until it is lifted")]
Suspends = Annotated[bool, Doc("nothing goes on while it is in force")]
Overdue = Annotated[bool, Doc("its day passed before it was lifted")]
Until = Annotated[date, Doc("the last day of the review that was asked for")]
ExtensionAnswer = Annotated[ExtensionState, Doc("returned: sent back to be filed anew")]
Private = Annotated[int, Doc("of them from private enterprises, counted in the pool")]


@record
class InspectionRecordedAnswer:
    """An inspection is kept."""

    inspection_id: str


@record
class MeasureTaken:
    """A measure against a committee."""

    measure_id: str
    version: Annotated[int, Doc("of the measure")]
    state: Standing
    suspends: Suspends


@record
class MeasureLifted:
    """A measure that has ended."""

    measure_id: str
    version: Annotated[int, Doc("of the measure")]
    state: MeasureState
    overdue: Overdue


@record
class InspectionView:
    """抽查, 巡查 or 倒查复查 of a committee."""

    inspection_id: str
    session_id: Annotated[str | None, Doc("null: of the committee as a whole")]
    kind: InspectionKind
    name: Annotated[str, Doc("as the notice calls the kind")]
    inspected_on: date
    faults: bool
    findings: str
    organisation_id: Annotated[str, Doc("who inspected; may be empty for a supervisor")]
    clause: str


@record
class MeasureView:
    """A measure as it stands."""

    measure_id: str
    version: Annotated[int, Doc("of the measure")]
    inspection_id: Annotated[str | None, Doc("from which it follows")]
    kind: MeasureKind
    name: Annotated[str, Doc("as the notice calls the kind")]
    state: Standing
    suspends: Suspends
    reason: str
    clause: str
    organisation_id: Annotated[str, Doc("the authority that took it")]
    taken_on: date
    due_on: Annotated[date | None, Doc("by when things are put right, of dated ones")]
    overdue: Overdue
    lifted_on: date | None
    lifting_opinion: str | None


@record
class CleaningView:
    """清理规范 of a year as the office reported it."""

    cleaning_id: str
    notice_id: str
    year: int
    removed: tuple[RemovedExpert, ...]
    added: Annotated[tuple[str, ...], Doc("expert numbers")]
    pool_size: Annotated[int, Doc("experts who may be drawn")]
    private: Private
    reported_on: date
    clause: str


@record
class JointReviewView:
    """A consent to take what waits for another committee."""

    joint_review_id: str
    from_code: Annotated[str, Doc("of the committee that hands over")]
    notice_id: str
    mode: JointMode
    opinion: str
    authority_id: Annotated[str, Doc("the bureau that agreed")]
    authority_name: str
    agreed_on: date
    clause: str


@record
class ExtensionView:
    """延期评审 under a notice."""

    extension_id: str
    version: Annotated[int, Doc("of the extension")]
    notice_id: str
    state: ExtensionAnswer
    extends: Annotated[date, Doc("the last day that the notice set")]
    until: Until
    reason: str
    filed_on: date
    answered_on: date | None
    opinion: Annotated[str | None, Doc("the authority's")]
    clause: str


@record
class OversightView:
    """Everything about the oversight of a committee; lists oldest first."""

    committee_id: str
    suspended: Annotated[bool, Doc("a measure keeps it from reviewing now")]
    inspections: tuple[InspectionView, ...]
    measures: tuple[MeasureView, ...]
    cleanings: tuple[CleaningView, ...]
    joint_reviews: tuple[JointReviewView, ...]
    extensions: tuple[ExtensionView, ...]


@record
class ExtensionFiled:
    """An extension that was asked for."""

    extension_id: str
    version: Annotated[int, Doc("of the extension")]
    state: Annotated[ExtensionState, Doc("agreed at once where filing is enough")]
    until: Until


@record
class ExtensionAnswered:
    """The authority's answer to an extension."""

    extension_id: str
    version: Annotated[int, Doc("of the extension")]
    state: ExtensionAnswer
    until: Until
    same_body: SameBody
    note: BodyNote


@record
class CleaningReportedAnswer:
    """The year's report in numbers."""

    cleaning_id: str
    year: int
    removed: int
    added: int
    pool_size: Annotated[int, Doc("experts who may be drawn")]
    private: Private
    reported_on: date


@record
class JointReviewAgreedAnswer:
    """The committee may take what waits for the other one under this notice."""

    joint_review_id: str
    committee_id: Annotated[str, Doc("that takes over")]
    from_code: Annotated[str, Doc("of the committee that hands over")]
    mode: JointMode
    clause: str
