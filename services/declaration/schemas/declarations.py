"""Parameters of the methods on declarations."""

from __future__ import annotations

from marshmallow import fields, validate

from services.declaration.schemas.base import DIGEST, ID, ChangeDeclaration, Strict, told
from services.declaration.schemas.sections import Sections
from shared.contracts.base import LEVELS
from shared.messaging import CommandSchema, ListSchema, QuerySchema, sorted_by


class StartDeclaration(CommandSchema):
    """A plan of a notice in force."""

    plan_id = fields.String(required=True)
    notice_id = fields.String(load_default=None, allow_none=True, **told("where several notices have the plan"))
    major = fields.String(
        load_default=None, allow_none=True, validate=validate.Length(min=1, max=100),
        **told("code or Chinese name, where the plan leaves a choice; it can also be filled in later"),
    )  # fmt: skip


class FillDossier(ChangeDeclaration):
    """`sections`: each section given is replaced whole."""

    sections = fields.Nested(Sections, required=True)


class OpenUpload(CommandSchema):
    """What will be put."""

    declaration_id = fields.String(required=True, validate=ID)
    item = fields.String(required=True, **told("of the notice's material list"))
    filename = fields.String(required=True, validate=validate.Length(min=1, max=255), **told("kept nowhere"))
    size = fields.Integer(required=True, strict=True, validate=validate.Range(min=1), **told("bytes"))
    media_type = fields.String(required=True, **told("one of the item's"))
    sha256 = fields.String(required=True, validate=DIGEST, **told("hex"))


class AttachMaterial(ChangeDeclaration):
    """A file that was put."""

    item = fields.String(required=True)
    object_key = fields.String(required=True, validate=validate.Length(max=300), **told("as open_upload gave it"))
    title = fields.String(required=True, validate=validate.Length(min=1, max=200))
    supports = fields.String(
        load_default=None, allow_none=True, validate=validate.Length(max=100),
        **told("what it proves: a section, or a row of one as `section.id`"),
    )  # fmt: skip


class RemoveMaterial(ChangeDeclaration):
    """One attached file."""

    material_id = fields.String(required=True, validate=ID)


class SignCommitment(ChangeDeclaration):
    """The applicant's word."""

    agreed = fields.Boolean(required=True, truthy={True}, falsy={False}, **told("true"))


class SubmitDeclaration(ChangeDeclaration):
    """Nothing more."""


class WithdrawDeclaration(ChangeDeclaration):
    """With a reason or without."""

    reason = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=500))


class AcceptAmendment(ChangeDeclaration):
    """One version of the notice."""

    notice_version = fields.Integer(required=True, strict=True, validate=validate.Range(min=2), **told("accepted"))


class GetDeclaration(QuerySchema):
    """One declaration."""

    declaration_id = fields.String(required=True, validate=ID)


class GetProgress(GetDeclaration):
    """One declaration's timeline."""


class GetDossier(GetDeclaration):
    """One of its revisions."""

    revision = fields.Integer(required=True, strict=True, validate=validate.Range(min=1), **told("from 1"))


class DeclarationFilter(Strict):
    """Which declarations."""

    person_id = fields.String()
    state = fields.String()
    level = fields.String(validate=validate.OneOf(LEVELS))
    plan_id = fields.String()


class ListDeclarations(ListSchema):
    """The oldest first where nothing is said."""

    filter = fields.Nested(DeclarationFilter, load_default=dict)  # type: ignore[assignment]
    sort = sorted_by("started_at", "closes_on", "state", "level", "plan_id")
