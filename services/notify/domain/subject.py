"""What is remembered of a case or a session, because later events of it do not repeat it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from shared.contracts.audit.case import CaseOpened
from shared.contracts.committee.recognition import RecognitionDecided
from shared.contracts.committee.session import SessionScheduled


@dataclass(frozen=True, slots=True)
class Subject:
    """A declaration's case or a review session; `label` is the case number or the committee's name.

    `last_stage` is the id of the route's last stage, the committee office's re-check.
    """

    id: str
    notice_id: str
    level_group: str | None = None
    label: str | None = None
    last_stage: str | None = None
    office_id: str | None = None
    authority_id: str | None = None


def remembered(fact: Any) -> Subject | None:
    """What the fact that begins a history leaves to later ones; None for every other fact."""
    if isinstance(fact, CaseOpened):
        last = fact.stages[-1].stage_id
        return Subject(fact.declaration_id, fact.notice_id, fact.level_group, fact.case_number, last)
    if isinstance(fact, SessionScheduled | RecognitionDecided):
        return Subject(
            id=fact.session_id,
            notice_id=fact.notice_id,
            level_group=fact.level_group,
            label=fact.committee_name,
            office_id=fact.office_id,
            authority_id=fact.authority_id,
        )
    return None
