"""What assigning declarations takes: the groups that are reviewed apart, and what is taken over from others."""

from __future__ import annotations

from marshmallow import fields, validate

from services.committee.schemas import SHORT, ChangeSession

RATE = validate.Regexp(r"^[1-9][0-9]{0,2}/[1-9][0-9]{0,2}\Z")


class AssignDeclarations(ChangeSession):
    """`groups`: those set up beside the ones that the notice demands; without it those of the last time stay.

    `pass_rates`: group -> share of its candidates, such as "3/5". `from_codes`: other committees whose declarations are
    taken too, by a consent to joint or entrusted review.
    """

    groups = fields.List(
        fields.String(validate=SHORT),
        load_default=None,
        allow_none=True,
        metadata={"description": "set up beside those that the notice demands; those of the last time when absent"},
    )
    pass_rates = fields.Dict(
        keys=fields.String(validate=SHORT),
        values=fields.String(validate=RATE),
        load_default=dict,
        metadata={"description": "group to share of its candidates, such as 3/5"},
    )
    from_codes = fields.List(
        fields.String(validate=SHORT),
        load_default=list,
        metadata={"description": "committees whose declarations are taken too, see agree_joint_review"},
    )
