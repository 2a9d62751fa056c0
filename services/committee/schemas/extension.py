"""What the methods of putting a review off take."""

from __future__ import annotations

from marshmallow import fields

from services.committee.schemas import OPINION
from shared.messaging import ChangeSchema, CommandSchema


class FileExtension(CommandSchema):
    """延期评审: until when and why."""

    committee_id = fields.String(required=True)
    notice_id = fields.String(required=True)
    until = fields.Date(required=True, metadata={"description": "the last day of the review"})
    reason = fields.String(required=True, validate=OPINION)


class AnswerExtension(ChangeSchema):
    """同意, sent back to be mended, or (`final`) declined; `expected_version` is the extension's."""

    extension_id = fields.String(required=True)
    agreed = fields.Boolean(required=True, truthy={True}, falsy={False})
    final = fields.Boolean(
        load_default=True,
        truthy={True},
        falsy={False},
        metadata={"description": "with a no: declined, not sent back; yes when absent"},
    )
    opinion = fields.String(required=True, validate=OPINION)
