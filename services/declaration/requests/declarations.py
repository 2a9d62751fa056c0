"""What the methods on declarations take."""

from __future__ import annotations

from typing import Annotated, Any

from marshmallow import fields, validate

from services.declaration.requests.sections import Sections
from services.declaration.requests.words import ChangeDeclaration, Digest, Id, ObjectKey, Size, Word
from shared.policy.terms.basics import Level
from shared.wire.requests import Command, ListQuery, Query, sorted_by
from shared.wire.types import Doc, record


@record
class StartDeclaration(Command):
    """A plan of a notice in force."""

    plan_id: str
    notice_id: Annotated[str | None, Doc("where several notices have the plan")] = None
    major: Annotated[
        Word | None, Doc("code or Chinese name, where the plan leaves a choice; it can also be filled in later")
    ] = None


@record
class FillDossier(ChangeDeclaration):
    """`sections`: each section given is replaced whole."""

    # Stays a dict: sections are stored as they came, and what was not given must not look as if it were null.
    sections: Annotated[dict[str, Any], fields.Nested(Sections)]


@record
class OpenUpload(Command):
    """What will be put."""

    declaration_id: Id
    item: Annotated[str, Doc("of the notice's material list")]
    filename: Annotated[str, validate.Length(min=1, max=255), Doc("kept nowhere")]
    size: Annotated[Size, Doc("bytes")]
    media_type: Annotated[str, Doc("one of the item's")]
    sha256: Annotated[Digest, Doc("hex")]


@record
class AttachMaterial(ChangeDeclaration):
    """A file that was put."""

    item: str
    object_key: Annotated[ObjectKey, Doc("as open_upload gave it")]
    title: Annotated[str, validate.Length(min=1, max=200)]
    supports: Annotated[
        str | None, validate.Length(max=100), Doc("what it proves: a section, or a row of one as `section.id`")
    ] = None


@record
class RemoveMaterial(ChangeDeclaration):
    """One attached file."""

    material_id: Id


@record
class SignCommitment(ChangeDeclaration):
    """The applicant's word."""

    agreed: Annotated[bool, Doc("true")]


@record
class SubmitDeclaration(ChangeDeclaration):
    """Nothing more."""


@record
class WithdrawDeclaration(ChangeDeclaration):
    """With a reason or without."""

    reason: Annotated[str | None, validate.Length(max=500)] = None


@record
class AcceptAmendment(ChangeDeclaration):
    """One version of the notice."""

    notice_version: Annotated[int, validate.Range(min=2), Doc("accepted")]


@record
class GetDeclaration(Query):
    """One declaration."""

    declaration_id: Id


@record
class CheckDraft(GetDeclaration):
    """One's own draft."""


@record
class GetProgress(GetDeclaration):
    """One declaration's timeline."""


@record
class GetDossier(GetDeclaration):
    """One of its revisions."""

    revision: Annotated[int, validate.Range(min=1), Doc("from 1")]


@record
class CompareRevisions(GetDeclaration):
    """Two of its revisions."""

    earlier: Annotated[int | None, validate.Range(min=1), Doc("revision; null: the one before `later`")] = None
    later: Annotated[int | None, validate.Range(min=1), Doc("revision; null: the last submitted")] = None


@record
class OpenMaterial(GetDeclaration):
    """One uploaded file, as of a revision."""

    material_id: Annotated[str, validate.Length(min=1, max=64), Doc("as in the dossier; where it has none, `sha256`")]
    revision: Annotated[int | None, validate.Range(min=1), Doc("from 1; null: the applicant's own draft")] = None


@record
class DeclarationFilter:
    """Which declarations."""

    person_id: str | None = None
    state: str | None = None
    level: Level | None = None
    plan_id: str | None = None


@record
class ListDeclarations(ListQuery):
    """The oldest first where nothing is said."""

    filter: DeclarationFilter = DeclarationFilter()
    sort: Annotated[str | None, sorted_by("started_at", "closes_on", "state", "level", "plan_id")] = None
