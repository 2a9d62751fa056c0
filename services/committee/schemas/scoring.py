"""What weighing dimensions and registering scores take."""

from __future__ import annotations

from typing import Any, get_args

from marshmallow import RAISE, Schema, ValidationError, fields, validate, validates_schema

from services.committee.schemas import SHORT, ChangeSession
from shared.policy.pack.procedure import Method

POINTS = validate.Range(min=0, max=100)
PERCENT = validate.Range(min=1, max=100)


class _Strict(Schema):
    class Meta:
        unknown = RAISE


class SeriesWeights(_Strict):
    """What is weighed in one series."""

    series = fields.String(required=True, validate=SHORT)
    weights = fields.Dict(
        keys=fields.String(validate=SHORT),
        values=fields.Integer(strict=True, validate=PERCENT),
        required=True,
        validate=validate.Length(min=1, max=100),
        metadata={"description": "dimension to percent, 100 together"},
    )


class SetIndicators(ChangeSession):
    """The series that it names are weighed anew; others stay as they are."""

    indicators = fields.List(
        fields.Nested(SeriesWeights),
        required=True,
        validate=validate.Length(min=1, max=100),
        metadata={"description": "1-100 series"},
    )


class ScoreRow(_Strict):
    """One declaration by one method."""

    blind_no = fields.String(validate=SHORT, metadata={"description": "or declaration_id"})
    declaration_id = fields.String(validate=SHORT, metadata={"description": "or blind_no"})
    method = fields.String(required=True, validate=validate.OneOf(get_args(Method)))
    scores = fields.Dict(
        keys=fields.String(validate=SHORT),
        values=fields.Integer(strict=True, validate=POINTS),
        validate=validate.Length(min=1, max=100),
        metadata={"description": "dimension to points, 0-100; or score"},
    )
    score = fields.Integer(
        strict=True, validate=POINTS, metadata={"description": "points for the whole, 0-100; or scores"}
    )
    remark = fields.String(load_default=None, allow_none=True, validate=validate.Length(min=1, max=500))

    @validates_schema
    def one_of_each(self, data: dict[str, Any], **_: Any) -> None:
        """One way to say which declaration, one way to say the points."""
        for pair in (("blind_no", "declaration_id"), ("scores", "score")):
            if sum(name in data for name in pair) != 1:
                raise ValidationError(f"exactly one of {pair[0]} and {pair[1]}", field_name=pair[0])


class RegisterScores(ChangeSession):
    """Rows of the score sheet."""

    rows = fields.List(
        fields.Nested(ScoreRow),
        required=True,
        validate=validate.Length(min=1, max=2000),
        metadata={"description": "1-2000, all or none"},
    )
