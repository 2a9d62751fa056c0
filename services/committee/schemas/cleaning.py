"""What the yearly report of committee and pool takes."""

from __future__ import annotations

from marshmallow import RAISE, Schema, fields, validate

from services.committee.schemas import SHORT
from shared.messaging import CommandSchema


class Removed(Schema):
    """An expert who left the pool, and why."""

    class Meta:
        unknown = RAISE

    expert_no = fields.String(required=True, validate=SHORT)
    reason = fields.String(required=True, validate=SHORT)


class ReportCleaning(CommandSchema):
    """清理规范 of one year, under its notice."""

    committee_id = fields.String(required=True)
    notice_id = fields.String(required=True)
    removed = fields.List(fields.Nested(Removed), required=True, validate=validate.Length(max=5000))
    added = fields.List(
        fields.String(validate=SHORT),
        required=True,
        validate=validate.Length(max=5000),
        metadata={"description": "expert numbers"},
    )
