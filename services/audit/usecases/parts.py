"""Parts of answers that several methods show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from services.audit.domain.case import CaseStage
from services.audit.domain.posts import PostCount
from services.audit.results import CaseLine, ContactView, PostCountView, PublicityLine, StageView


def contact_view(contact: Mapping[str, str | None]) -> ContactView:
    """What is not kept is null."""
    return ContactView(telephone=contact.get("telephone"), address=contact.get("address"), email=contact.get("email"))


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


def post_count_view(count: PostCount) -> PostCountView:
    """All numbers."""
    return PostCountView(
        body=count.body,
        base=count.base,
        clause=count.clause,
        over_percent=count.over_percent,
        approved=count.approved,
        filled=count.filled,
        applications=count.applications,
        not_stated=tuple(count.not_stated),
        vacant=count.vacant,
        allowance=count.allowance,
        over=count.over,
    )


def fields_of(line: CaseLine | PublicityLine) -> dict[str, Any]:
    """An entry of a list, to be made the full view that shows more."""
    return {each.name: getattr(line, each.name) for each in fields(line)}
