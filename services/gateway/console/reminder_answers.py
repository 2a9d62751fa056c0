"""What pages read of the answers of notify; held against the shapes that the service declares."""

from __future__ import annotations

from typing import TypedDict

from shared.wire.types import JsonObject


class DeadlineViewJson(TypedDict):
    """An entry of the register of deadlines."""

    kind: str
    subject_id: str
    subject_label: str | None
    person_id: str | None
    organisation_id: str | None
    organisation_name: str | None
    since: str
    due_at: str | None
    due_on: str | None
    state: str


class DueCountJson(TypedDict):
    """What is due on one day, of one kind."""

    due_on: str
    kind: str
    open: int
    overdue: int


class DeadlineCountsJson(TypedDict):
    """What stands in a register."""

    days: list[DueCountJson]
    organisations: list[JsonObject]


class PreviewedReminderJson(TypedDict):
    """What a rule would send at one moment."""

    at: str
    kind: str
    rule: str
    token: str
    title: str
    body: str
    roles: list[str]
    organisation_id: str | None
    organisation_name: str | None
    not_configured: list[str]
    recipients: int
