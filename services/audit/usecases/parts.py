"""Parts of events that several methods record."""

from __future__ import annotations

from services.audit.domain.case import Case
from services.audit.domain.stage import CaseStage
from shared.contracts.audit.case import StageEntered


def stage_entered(case: Case, stage: CaseStage) -> StageEntered:
    """The case is held by `stage` now."""
    return StageEntered(
        declaration_id=case.declaration_id,
        revision=case.revision,
        person_id=case.person_id,
        unit_id=case.unit_id,
        level_group=case.level_group,
        stage=stage,
    )
