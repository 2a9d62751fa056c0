"""异议/举报 about one person on a posted list: filed by anybody, resolved once by the organisation that posted it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from shared.kernel.errors import conflict

ObjectionOutcome = Literal["open", "upheld", "dismissed"]


@dataclass(frozen=True, slots=True)
class Objection:
    """The aggregate. `filed_by`: the account of who gave his name, None for somebody who did not."""

    id: str
    publicity_id: str
    declaration_id: str
    content: str
    filed_at: datetime
    filed_by: str | None = None
    outcome: ObjectionOutcome = "open"
    opinion: str | None = None
    resolved_at: datetime | None = None
    version: int = 1

    def resolved(self, outcome: ObjectionOutcome, opinion: str, at: datetime) -> Objection:
        """With its finding; conflict `objection_already_resolved` for a second one."""
        if self.outcome != "open":
            raise conflict("objection_already_resolved", outcome=self.outcome)
        return replace(self, outcome=outcome, opinion=opinion, resolved_at=at)


@dataclass(frozen=True, slots=True)
class ObjectionTally:
    """How the objections to one list stand; `upheld_against`: the declarations about which one was upheld."""

    filed: int
    unresolved: int
    upheld: int
    upheld_against: frozenset[str]
