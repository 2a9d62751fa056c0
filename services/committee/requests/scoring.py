"""What weighing dimensions and registering scores take."""

from __future__ import annotations

from typing import Annotated

from marshmallow import ValidationError, validate

from services.committee.requests.parts import ChangeSession, Short
from shared.policy.pack.procedure import Method
from shared.wire.types import Doc, record

Percent = Annotated[int, validate.Range(min=1, max=100)]
Points = Annotated[int, validate.Range(min=0, max=100)]
_DIMENSIONS = validate.Length(min=1, max=100)
_EITHER = (("blind_no", "declaration_id"), ("scores", "score"))


@record
class SeriesIndicators:
    """What is weighed in one series."""

    series: Short
    weights: Annotated[dict[Short, Percent], _DIMENSIONS, Doc("dimension to percent, 100 together")]


@record
class SetIndicators(ChangeSession):
    """The series that it names are weighed anew; others stay as they are."""

    indicators: Annotated[tuple[SeriesIndicators, ...], validate.Length(min=1, max=100), Doc("1-100 series")]


@record
class ScoreEntry:
    """One declaration by one method."""

    blind_no: Annotated[Short | None, Doc("or declaration_id")] = None
    declaration_id: Annotated[Short | None, Doc("or blind_no")] = None
    method: Method
    scores: Annotated[
        dict[Short, Points] | None, _DIMENSIONS, Doc("dimension to points, 0-100; or score")
    ] = None  # fmt: skip
    score: Annotated[Points | None, Doc("points for the whole, 0-100; or scores")] = None
    remark: Annotated[str | None, validate.Length(min=1, max=500)] = None

    def __post_init__(self) -> None:
        """One way to say which declaration, one way to say the points; what is wrong is told like a field's fault."""
        for one, other in _EITHER:
            if (getattr(self, one) is None) == (getattr(self, other) is None):
                raise ValidationError(f"exactly one of {one} and {other}", field_name=one)


@record
class RegisterScores(ChangeSession):
    """Rows of the score sheet."""

    rows: Annotated[tuple[ScoreEntry, ...], validate.Length(min=1, max=2000), Doc("1-2000, all or none")]
