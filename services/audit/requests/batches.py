"""What decisions on many cases at once take."""

from __future__ import annotations

from typing import Annotated

from marshmallow import validate

from services.audit.requests.cases import CorrectionItem, StageRecommendation
from services.audit.requests.vocabulary import Opinion
from shared.wire.requests import Command
from shared.wire.types import Doc, Ge, record

MOST_AT_ONCE = 200
"""Cases that one command decides."""


@record
class ChosenCase:
    """A case at the version that the caller saw."""

    declaration_id: str
    expected_version: Annotated[int, Ge(1)]


Chosen = Annotated[tuple[ChosenCase, ...], validate.Length(max=MOST_AT_ONCE), Doc("1-200, each once")]


@record
class ApproveStages(Command):
    """Approve the present stage of each, with one opinion; a case that waits for statements is approved by itself."""

    cases: Chosen
    opinion: Opinion
    seal_reference: Annotated[str, validate.Length(min=1, max=100)]
    recommendation: Annotated[StageRecommendation | None, Doc("required where a stage recommends")] = None


@record
class ReturnDeclarations(Command):
    """退回 each of them with the same complete list."""

    cases: Chosen
    opinion: Opinion
    seal_reference: str | None = None
    items: Annotated[tuple[CorrectionItem, ...], validate.Length(max=100)]
