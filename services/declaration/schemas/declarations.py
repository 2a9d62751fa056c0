"""Parameters of the methods on declarations."""

from __future__ import annotations

from marshmallow import fields, validate

from services.declaration.schemas.base import DIGEST, ID, ChangeDeclaration, Strict
from services.declaration.schemas.sections import Sections
from shared.contracts.base import LEVELS
from shared.messaging import CommandSchema, ListSchema, QuerySchema


class StartDeclaration(CommandSchema):
    """`major` when the plan leaves a choice; it can also be filled in later. `notice_id` where several have it."""

    plan_id = fields.String(required=True)
    notice_id = fields.String(load_default=None, allow_none=True)
    major = fields.String(load_default=None, allow_none=True, validate=validate.Length(min=1, max=100))


class FillDossier(ChangeDeclaration):
    """`sections`: each section given is replaced whole."""

    sections = fields.Nested(Sections, required=True)


class OpenUpload(CommandSchema):
    """`size` in bytes; `media_type` one of the item's; `filename` is kept nowhere."""

    declaration_id = fields.String(required=True, validate=ID)
    item = fields.String(required=True)
    filename = fields.String(required=True, validate=validate.Length(min=1, max=255))
    size = fields.Integer(required=True, strict=True, validate=validate.Range(min=1))
    media_type = fields.String(required=True)
    sha256 = fields.String(required=True, validate=DIGEST)


class AttachMaterial(ChangeDeclaration):
    """`supports`: the section or row that the file proves, e.g. `achievements.<id of the row>`."""

    item = fields.String(required=True)
    object_key = fields.String(required=True, validate=validate.Length(max=300))
    title = fields.String(required=True, validate=validate.Length(min=1, max=200))
    supports = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=100))


class RemoveMaterial(ChangeDeclaration):
    """One attached file."""

    material_id = fields.String(required=True, validate=ID)


class SignCommitment(ChangeDeclaration):
    """`agreed` must be true."""

    agreed = fields.Boolean(required=True, truthy={True}, falsy={False})


class SubmitDeclaration(ChangeDeclaration):
    """Nothing more."""


class WithdrawDeclaration(ChangeDeclaration):
    """`reason` is optional."""

    reason = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=500))


class AcceptAmendment(ChangeDeclaration):
    """`notice_version`: the version that is accepted."""

    notice_version = fields.Integer(required=True, strict=True, validate=validate.Range(min=2))


class GetDeclaration(QuerySchema):
    """One declaration."""

    declaration_id = fields.String(required=True, validate=ID)


class GetProgress(GetDeclaration):
    """One declaration's timeline."""


class GetDossier(GetDeclaration):
    """`revision` from 1."""

    revision = fields.Integer(required=True, strict=True, validate=validate.Range(min=1))


class DeclarationFilter(Strict):
    """Each narrows the list."""

    person_id = fields.String()
    state = fields.String()
    level = fields.String(validate=validate.OneOf(LEVELS))
    plan_id = fields.String()


class ListDeclarations(ListSchema):
    """Filters person_id, state, level, plan_id; sort started_at (default), closes_on, state, level, plan_id."""

    filter = fields.Nested(DeclarationFilter, load_default=dict)  # type: ignore[assignment]
