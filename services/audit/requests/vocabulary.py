"""Words that several requests share."""

from __future__ import annotations

from typing import Annotated

from marshmallow import fields, validate

from shared.contracts.audit.organisation import Contact
from shared.wire.types import Doc, record

Opinion = Annotated[str, validate.Length(min=1, max=2000)]
Region = Annotated[str, validate.Regexp(r"^[0-9]{6}\Z")]
ClauseText = Annotated[
    str,
    validate.Length(max=200),
    validate.Regexp(r"^(?:[a-z0-9-]+/[a-z0-9.\-]+\Z|.*[^\x00-\x7f])"),
    Doc("of the notice, or one that its pack rests on"),
]
"""A clause's id, or the Chinese source of an entry that rests on none; whether it may be cited is asked of the pack."""


@record
class ContactEntry(Contact):
    """Where people reach an organisation, or may object to a posted list."""

    telephone: Annotated[str | None, validate.Length(max=60)] = None
    address: Annotated[str | None, validate.Length(max=200)] = None
    email: Annotated[str | None, fields.Email()] = None
