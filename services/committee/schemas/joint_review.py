"""What the consent to joint or entrusted review takes."""

from __future__ import annotations

from marshmallow import fields, validate

from services.committee.schemas import OPINION, SHORT
from shared.messaging import CommandSchema


class AgreeJointReview(CommandSchema):
    """`committee_id` takes the declarations that wait for the committee with the code `from_code`."""

    committee_id = fields.String(required=True, metadata={"description": "that takes over"})
    from_code = fields.String(
        required=True, validate=SHORT, metadata={"description": "of the committee that hands over"}
    )
    notice_id = fields.String(required=True)
    mode = fields.String(required=True, validate=validate.OneOf(["joint", "entrusted"]))
    opinion = fields.String(required=True, validate=OPINION)
