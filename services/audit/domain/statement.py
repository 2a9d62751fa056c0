"""What a stage states of an applicant where the notice leaves it to the audit: each with holder, day and ground."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from shared.policy.terms.vocabulary import FactValue
from shared.wire.types import Doc, Opaque


@dataclass(frozen=True, slots=True, kw_only=True)
class StageStatement:
    """A fact that the notice leaves to a stage, as that stage stated it."""

    fact: Annotated[str, Doc("as in the vocabulary of the policy packs")]
    value: Annotated[FactValue, Opaque("of the fact's type")]
    basis: Annotated[str, Doc("the paper or act that it rests on")]
    dated: Annotated[date, Doc("the day of that")]
    clause: str | None
    stage_id: str
    stated_by: Annotated[str, Doc("person")]
    organisation_id: str
    organisation_name: str
    at: datetime
