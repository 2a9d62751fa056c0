"""What the RPC methods take; results are plain JSON that the use cases build."""

from __future__ import annotations

from marshmallow import RAISE, Schema, fields, validate

from services.docgen.domain.document import State
from services.docgen.domain.kinds import KINDS
from shared.messaging import ListSchema, QuerySchema, sorted_by

_ID = validate.Length(min=1, max=100)


class DocumentFilter(Schema):
    """Which documents."""

    class Meta:
        unknown = RAISE

    subject_id = fields.String(validate=_ID)
    kind = fields.String(validate=validate.OneOf(sorted(KINDS)))
    variant = fields.String(validate=validate.Length(max=40))
    state = fields.String(validate=validate.OneOf([state.value for state in State]))
    notice_id = fields.String(validate=_ID)
    person_id = fields.String(validate=_ID, metadata={"description": "the owner"})
    organisation_id = fields.String(validate=_ID, metadata={"description": "a reader"})


class ListDocuments(ListSchema):
    """Documents that the caller may see."""

    filter = fields.Nested(DocumentFilter, load_default=dict)  # type: ignore[assignment]
    sort = sorted_by("created_at", "kind")


class GetDocument(QuerySchema):
    """One document."""

    document_id = fields.String(required=True, validate=_ID)


class GetDownloadLink(QuerySchema):
    """One document."""

    document_id = fields.String(required=True, validate=_ID)
