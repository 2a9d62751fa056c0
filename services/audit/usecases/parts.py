"""Parts of answers that several methods show."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from services.audit.domain.contact import ContactDetails
from services.audit.domain.stage import CaseStage
from services.audit.requests.vocabulary import ContactEntry
from services.audit.results import CaseLine, PublicityLine, StageView


def details_of(entry: ContactEntry) -> ContactDetails:
    """As it is kept."""
    return ContactDetails(telephone=entry.telephone, address=entry.address, email=entry.email)


def stage_view(stage: CaseStage) -> StageView:
    """A stage; of a substitute also for whom it stands in, and why."""
    return StageView(
        stage_id=stage.stage_id,
        index=stage.index,
        name=stage.name,
        holder_id=stage.holder_id,
        holder_name=stage.holder_name,
        due_on=stage.due_on,
        clause=stage.clause,
        replaces_id=stage.replaces_id,
        replaces_name=stage.replaces_name,
        replaces_reason=stage.replaces_reason,
    )


def fields_of(line: CaseLine | PublicityLine) -> dict[str, Any]:
    """The arguments that make an entry of a list the full view, which shows more."""
    return {each.name: getattr(line, each.name) for each in fields(line)}
