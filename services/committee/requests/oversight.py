"""What the oversight of a committee takes: inspections, measures, extensions, cleaning, joint review."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from marshmallow import validate

from services.committee.domain.cleaning import RemovedExpert
from services.committee.domain.joint_review import JointMode
from services.committee.requests.parts import Opinion, Short
from shared.policy.pack.oversight import InspectionKind, MeasureKind
from shared.wire.requests import Change, Command, Query
from shared.wire.types import Doc, record


@record
class RecordInspection(Command):
    """A look at a committee's work, or at one of its sessions."""

    committee_id: str
    session_id: Annotated[str | None, Doc("null: the committee as a whole")] = None
    kind: InspectionKind
    inspected_on: date
    faults: bool
    findings: Opinion


@record
class TakeMeasure(Command):
    """A measure against a committee; `due_on` for those that set a day."""

    committee_id: str
    inspection_id: Annotated[str | None, Doc("from which the measure follows")] = None
    kind: MeasureKind
    reason: Opinion
    due_on: Annotated[date | None, Doc("of dated ones, and of no others")] = None


@record
class LiftMeasure(Change):
    """The measure ends: put right, or lifted; `expected_version` is the measure's."""

    measure_id: str
    opinion: Opinion


@record
class GetOversight(Query):
    """Everything about one committee."""

    committee_id: str


@record
class FileExtension(Command):
    """延期评审: until when and why."""

    committee_id: str
    notice_id: str
    until: Annotated[date, Doc("the last day of the review")]
    reason: Opinion


@record
class AnswerExtension(Change):
    """同意, sent back to be mended, or (`final`) declined; `expected_version` is the extension's."""

    extension_id: str
    agreed: bool
    final: Annotated[bool, Doc("with a no: declined, not sent back; yes when absent")] = True
    opinion: Opinion


@record
class Removed(RemovedExpert):
    """An expert who left the pool, and why."""

    expert_no: Short
    reason: Short


@record
class ReportCleaning(Command):
    """清理规范 of one year, under its notice."""

    committee_id: str
    notice_id: str
    removed: Annotated[tuple[Removed, ...], validate.Length(max=5000)]
    added: Annotated[tuple[Short, ...], validate.Length(max=5000), Doc("expert numbers")]


@record
class AgreeJointReview(Command):
    """`committee_id` takes the declarations that wait for the committee with the code `from_code`."""

    committee_id: Annotated[str, Doc("that takes over")]
    from_code: Annotated[Short, Doc("of the committee that hands over")]
    notice_id: str
    mode: JointMode
    opinion: Opinion
