"""What the RPC methods take."""

from __future__ import annotations

from marshmallow import RAISE, Schema, fields, validate

from services.notify.domain.deadline import DeadlineState
from services.notify.domain.kinds import DeadlineKind
from shared.messaging import CommandSchema, ListSchema, sorted_by


class _Recipient(Schema):
    """Narrowing to one recipient; `everyone` opens all entries to operators and supervisors."""

    class Meta:
        unknown = RAISE

    everyone = fields.Boolean(load_default=False, truthy={True}, falsy={False})
    person_id = fields.String(validate=validate.Length(max=100))
    organisation_id = fields.String(validate=validate.Length(max=100))
    subject_id = fields.String(validate=validate.Length(max=100))


class MessageFilter(_Recipient):
    """Which messages."""

    unread = fields.Boolean(truthy={True}, falsy={False})
    kind = fields.String(validate=validate.Length(max=40))
    category = fields.String(validate=validate.OneOf(("reminder", "notice")))


class DeadlineFilter(_Recipient):
    """Which deadlines."""

    kind = fields.String(validate=validate.OneOf([kind.value for kind in DeadlineKind]))
    state = fields.String(validate=validate.OneOf([state.value for state in DeadlineState]))
    due_before = fields.AwareDateTime(format="iso")


class ListMessages(ListSchema):
    """Messages of the caller and of his organisation."""

    filter = fields.Nested(MessageFilter, load_default=dict)
    sort = sorted_by("sent_at")


class ListDeadlines(ListSchema):
    """Deadlines of the caller and of his organisation."""

    filter = fields.Nested(DeadlineFilter, load_default=dict)
    sort = sorted_by("due_at", "since")


class MarkRead(CommandSchema):
    """One message."""

    message_id = fields.String(required=True, validate=validate.Length(max=36))
