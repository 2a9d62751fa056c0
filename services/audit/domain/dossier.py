"""What the audit keeps by name of a dossier; the dossier itself stays the JSON that was digested."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from shared.contracts.base import Level
from shared.contracts.declaration.dossier import Dossier


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierFacts:
    """What lists and later events show of a dossier; nothing sealed."""

    person_name: str
    unit_name: str
    plan_name: str
    series_name: str
    major: str
    title: str
    level: Level
    submitted_at: datetime

    @classmethod
    def of(cls, dossier: Dossier) -> DossierFacts:
        """Of one submitted revision."""
        plan = dossier.plan
        return cls(
            person_name=dossier.person.name,
            unit_name=dossier.unit.name,
            plan_name=plan.name,
            series_name=plan.series_name,
            major=plan.major,
            title=plan.title,
            level=plan.level,
            submitted_at=dossier.submitted_at,
        )
