"""What the methods of oversight take: inspections, measures, revoking a certificate."""

from __future__ import annotations

from typing import get_args

from marshmallow import fields, validate

from services.committee.schemas import OPINION, SHORT
from shared.messaging import ChangeSchema, CommandSchema, QuerySchema
from shared.policy.pack.oversight import InspectionKind, MeasureKind

INSPECTIONS = get_args(InspectionKind)
MEASURES = get_args(MeasureKind)


class RecordInspection(CommandSchema):
    """A look at a committee's work, or at one of its sessions."""

    committee_id = fields.String(required=True)
    session_id = fields.String(
        load_default=None, allow_none=True, metadata={"description": "null: the committee as a whole"}
    )
    kind = fields.String(required=True, validate=validate.OneOf(INSPECTIONS))
    inspected_on = fields.Date(required=True)
    faults = fields.Boolean(required=True, truthy={True}, falsy={False})
    findings = fields.String(required=True, validate=OPINION)


class TakeMeasure(CommandSchema):
    """A measure against a committee; `due_on` for those that set a day."""

    committee_id = fields.String(required=True)
    inspection_id = fields.String(
        load_default=None, allow_none=True, metadata={"description": "from which the measure follows"}
    )
    kind = fields.String(required=True, validate=validate.OneOf(MEASURES))
    reason = fields.String(required=True, validate=OPINION)
    due_on = fields.Date(
        load_default=None, allow_none=True, metadata={"description": "of dated ones, and of no others"}
    )


class LiftMeasure(ChangeSchema):
    """The measure ends: put right, or lifted; `expected_version` is the measure's."""

    measure_id = fields.String(required=True)
    opinion = fields.String(required=True, validate=OPINION)


class GetOversight(QuerySchema):
    """Everything about one committee."""

    committee_id = fields.String(required=True)


class RevokeCertificate(ChangeSchema):
    """撤销 of a title; `expected_version` is the certificate's."""

    number = fields.String(required=True, validate=SHORT)
    reason = fields.String(required=True, validate=OPINION)
