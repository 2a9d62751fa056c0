"""What a decision on many cases gives: a row for each of them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from services.audit.domain.transitions import CaseState
from shared.kernel.errors import Kind
from shared.wire.types import Doc, record


@record
class RowRefusal:
    """Why a case was left as it was; the error that the same decision on it alone would raise."""

    slug: str
    kind: Kind
    message: Annotated[str, Doc("in Chinese")]
    path: Annotated[str | None, Doc("in the request for the case alone")]
    clause: str | None


@record
class DecidedRow:
    """One case of the batch: what became of it, or why nothing did."""

    declaration_id: str
    state: Annotated[CaseState | None, Doc("from now on; null where it was refused")]
    deadline: Annotated[datetime | None, Doc("of a return: the first instant too late to answer")]
    version: Annotated[int | None, Doc("from now on; null where it was refused")]
    refusal: RowRefusal | None


@record
class CasesDecided:
    """Every case of the request in its order; those that were refused are as they were."""

    rows: tuple[DecidedRow, ...]
    decided: Annotated[int, Doc("how many")]
    refused: Annotated[int, Doc("how many")]
