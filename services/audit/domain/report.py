"""A roster report: one organisation hands up the approved applicants of one level group."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from services.audit.domain.contact import ContactDetails
from services.audit.domain.posts import PostComputation
from shared.policy.terms.basics import LevelGroup
from shared.wire.types import Doc


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A roster that an organisation handed up, with the computation that let it through."""

    report_id: str
    notice_id: str
    organisation_id: str
    organisation_name: str
    contact: ContactDetails
    level_group: LevelGroup
    stage_id: Annotated[str, Doc("the stage that reported")]
    declaration_ids: tuple[str, ...]
    recommendation_report: str
    reported_by: Annotated[str, Doc("name")]
    reported_at: datetime
    clause: str
    due_on: Annotated[date | None, Doc("the last day for it")]
    posts: Annotated[tuple[PostComputation, ...], Doc("empty in reports from before it was kept")] = ()
