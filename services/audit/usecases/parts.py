"""Parts of answers and events that several methods give."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from services.audit.domain.case import Case
from services.audit.domain.stage import CaseStage
from services.audit.results import CaseLine
from shared.contracts.audit.case import StageEntered
from shared.contracts.audit.publicity_and_roster import PublicityPosted


def fields_of(line: CaseLine | PublicityPosted) -> dict[str, Any]:
    """The arguments that make an entry of a list the full view, which shows more."""
    return {each.name: getattr(line, each.name) for each in fields(line)}


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
