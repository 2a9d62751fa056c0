"""What the requests of several subjects share."""

from __future__ import annotations

from typing import Annotated

from marshmallow import validate

from services.committee.domain.committee import Answer
from shared.wire.requests import Change
from shared.wire.types import Doc, record

Short = Annotated[str, validate.Length(min=1, max=200)]
Opinion = Annotated[str, validate.Length(min=1, max=2000)]
LongText = Annotated[str, validate.Length(min=1, max=5000)]
Hex64 = Annotated[str, validate.Regexp(r"^[0-9a-f]{64}\Z")]


@record
class ChangeSession(Change):
    """A step of a session; `expected_version` is the session's."""

    session_id: str


@record
class AuthorityAnswer(Change):
    """The authority's answer, with its opinion or the reason: yes, sent back to be mended, no."""

    outcome: Annotated[Answer, Doc("approved when absent; returned: sent back to be mended")] = "approved"
    opinion: Annotated[Opinion, Doc("or the reason")]
