"""What objecting to results, investigating and deciding take."""

from __future__ import annotations

from marshmallow import fields, validate

from services.committee.schemas import OPINION
from shared.messaging import ChangeSchema, CommandSchema, QuerySchema


class FileObjection(CommandSchema):
    """Somebody objects to a result."""

    session_id = fields.String(required=True)
    declaration_id = fields.String(required=True)
    content = fields.String(
        required=True, validate=validate.Length(min=5, max=4000), metadata={"description": "5-4000 characters"}
    )
    about = fields.String(
        load_default="review",
        validate=validate.OneOf(["review", "material"]),
        metadata={"description": "review when absent"},
    )


class GetObjection(QuerySchema):
    """One objection."""

    objection_id = fields.String(required=True)


class ReportInvestigation(ChangeSchema):
    """What was found about the truth of material; `expected_version` is the objection's."""

    objection_id = fields.String(required=True)
    finding = fields.String(required=True, validate=validate.OneOf(["confirmed", "not_confirmed"]))
    findings = fields.String(required=True, validate=validate.Length(min=1, max=4000))


class ResolveObjection(ChangeSchema):
    """The finding; `expected_version` is the objection's."""

    objection_id = fields.String(required=True)
    outcome = fields.String(required=True, validate=validate.OneOf(["upheld", "dismissed"]))
    opinion = fields.String(required=True, validate=OPINION)
