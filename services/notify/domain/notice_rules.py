"""What a published pack says about reminders, cut out of its plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class ReminderRule:
    """So many calendar days before the due day (0: the day itself), to these roles."""

    days_before: tuple[int, ...] = ()
    to: tuple[str, ...] = ()


NO_REMINDER = ReminderRule()


@dataclass(frozen=True, slots=True)
class NoticeRules:
    """Rules by the pack's word for a deadline, and the clause that sets the last day of each window."""

    notice_id: str
    version: int
    reminders: Mapping[str, ReminderRule]
    window_clauses: Mapping[str, str]

    def rule(self, deadline: str) -> ReminderRule:
        """The rule of one kind; a notice that names none has no reminders for it."""
        return self.reminders.get(deadline, NO_REMINDER)

    def clause_of(self, stages: tuple[str, ...], closes_on: date, otherwise: str) -> str:
        """The clause behind the last day of a window of one of the stages."""
        keys = (f"{stage}:{closes_on.isoformat()}" for stage in stages)
        return next((self.window_clauses[key] for key in keys if key in self.window_clauses), otherwise)


def rules_of(notice_id: str, version: int, pack: Mapping[str, Any]) -> NoticeRules:
    """Read `reminders` and `windows` of a pack that its publisher has checked; other parts are of no concern here."""
    reminders = {
        entry["deadline"]: ReminderRule(tuple(entry["days_before"]), tuple(entry["to"]))
        for entry in pack.get("reminders", [])
    }
    clauses = {
        f"{window['stage']}:{window['closes_on']}": window["clause"]
        for window in pack.get("windows", [])
        if window.get("clause")
    }
    return NoticeRules(notice_id, version, reminders, clauses)
