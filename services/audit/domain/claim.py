"""A claim: a clerk has a case on his desk, and colleagues do not decide it meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from services.audit.domain.stage import CaseStage
from shared.kernel.clock import iso
from shared.kernel.errors import ZhipingError, conflict
from shared.wire.types import record


@record
class Claim:
    """Who has the case since when and until when, at which stage of which revision, held by whom."""

    person_id: str
    name: str
    claimed_at: datetime
    until: datetime
    stage_id: str
    holder_id: str
    revision: int

    @classmethod
    def of(cls, stage: CaseStage, revision: int, person_id: str, name: str, now: datetime, until: datetime) -> Claim:
        """Of the stage that holds the case now."""
        return cls(
            person_id=person_id, name=name, claimed_at=now, until=until, stage_id=stage.stage_id,
            holder_id=stage.holder_id, revision=revision,
        )  # fmt: skip

    def is_by(self, person_id: str) -> bool:
        """Whether it is his."""
        return self.person_id == person_id

    def is_of(self, stage: CaseStage, revision: int) -> bool:
        """Whether the stage has not ended since, nor changed its holder."""
        return (self.stage_id, self.holder_id, self.revision) == (stage.stage_id, stage.holder_id, revision)

    def taken(self) -> ZhipingError:
        """What a colleague hears who wants to claim, release or decide the case."""
        return conflict("case_claimed", path="declaration_id", claimant=self.name, until=iso(self.until),
                        again=f"{self.until:%Y-%m-%d %H:%M}")  # fmt: skip


@dataclass(frozen=True, slots=True)
class ClaimTerm:
    """How long a claim lasts by itself: no notice says so, the site does."""

    hours: int = 24

    def __post_init__(self) -> None:
        if self.hours < 1:
            raise ValueError("a claim lasts at least an hour")

    def ends(self, begun: datetime) -> datetime:
        """The first instant at which the case is free again."""
        return begun + timedelta(hours=self.hours)
