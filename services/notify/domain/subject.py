"""What is remembered of a case or a session, because later events of it do not repeat it."""

from __future__ import annotations

from dataclasses import dataclass


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
