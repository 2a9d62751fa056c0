"""What one declaration before the committee, and recognising without a session, take."""

from __future__ import annotations

from typing import Annotated

from marshmallow import validate

from services.committee.requests.parts import Opinion
from shared.wire.requests import Command, Query
from shared.wire.types import Doc, record


@record
class GetReview(Query):
    """One declaration before the committee."""

    declaration_id: str


@record
class RecognitionDecision:
    """考核认定 of one declaration."""

    declaration_id: str
    granted: bool
    opinion: Opinion
    reason: Annotated[Opinion | None, Doc("needed when not granted")] = None


@record
class RecogniseDeclarations(Command):
    """The decisions of one body under one notice."""

    committee_id: str
    notice_id: str
    decisions: Annotated[
        tuple[RecognitionDecision, ...], validate.Length(min=1, max=500), Doc("1-500, all or none")
    ]  # fmt: skip
