"""What the schemas of this service share."""

from __future__ import annotations

from typing import Any

from marshmallow import RAISE, Schema, fields, validate

from shared.messaging import ChangeSchema

ID = validate.Length(min=1, max=36)
DIGEST = validate.Regexp(r"^[0-9a-f]{64}\Z")
OPINION = validate.Length(min=1, max=2000)


def told(remark: str) -> dict[str, Any]:
    """What the README says of a parameter beside its name and type."""
    return {"metadata": {"description": remark}}


class Strict(Schema):
    """A nested object that takes known fields only."""

    class Meta:
        unknown = RAISE


class ChangeDeclaration(ChangeSchema):
    """A command on one declaration."""

    declaration_id = fields.String(required=True, validate=ID)
