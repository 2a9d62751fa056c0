"""A roster report: one organisation hands up the approved applicants of one level group."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from services.audit.domain.posts import PostCount
from shared.kernel.clock import iso
from shared.policy.terms.basics import LevelGroup


@dataclass(frozen=True, slots=True)
class Report:
    """What was handed up, by whom, and when; the roster documents are made from its event.

    `posts`: the post computation that let it through, per body and level.
    """

    id: str
    notice_id: str
    organisation_id: str
    organisation_name: str
    contact: dict[str, str | None]
    level_group: LevelGroup
    stage_id: str
    declaration_ids: tuple[str, ...]
    recommendation_report: str
    reported_by: str
    reported_at: datetime
    clause: str
    due_on: date | None
    posts: tuple[PostCount, ...] = ()

    def as_event(self) -> dict[str, Any]:
        """The state that `audit.roster_reported` announces."""
        return {
            "report_id": self.id,
            "notice_id": self.notice_id,
            "organisation_id": self.organisation_id,
            "organisation_name": self.organisation_name,
            "contact": self.contact,
            "level_group": self.level_group,
            "stage_id": self.stage_id,
            "declaration_ids": list(self.declaration_ids),
            "recommendation_report": self.recommendation_report,
            "reported_by": self.reported_by,
            "reported_at": iso(self.reported_at),
            "clause": self.clause,
            "due_on": self.due_on.isoformat() if self.due_on else None,
            "posts": [count.as_event() for count in self.posts],
        }
