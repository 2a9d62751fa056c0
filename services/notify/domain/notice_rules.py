"""What a published pack says about reminders, cut out of its plain data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
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
class LastDay:
    """The last day of a window; an empty `level_groups` means all of them."""

    stage: str
    closes_on: date
    clause: str
    level_groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoticeRules:
    """Reminder rules by the pack's word for a deadline, and the last days that clauses set."""

    notice_id: str
    version: int
    reminders: Mapping[str, ReminderRule]
    last_days: tuple[LastDay, ...]

    def rule(self, deadline: str) -> ReminderRule:
        """The rule of one kind; a notice that names none has no reminders for it."""
        return self.reminders.get(deadline, NO_REMINDER)

    def clause_of(self, stages: tuple[str, ...], closes_on: date, otherwise: str) -> str:
        """The clause behind the last day of a window of one of the stages."""
        found = (day.clause for day in self.last_days if day.stage in stages and day.closes_on == closes_on)
        return next(found, otherwise)

    def last_day(self, stage: str, level_group: str | None) -> LastDay | None:
        """The last day of a stage for a level, the entry that names the level before the one for all."""
        fitting = [day for day in self.last_days if day.stage == stage]
        named = [day for day in fitting if level_group in day.level_groups]
        return next(iter(named or [day for day in fitting if not day.level_groups]), None)


def rules_of(notice_id: str, version: int, pack: Mapping[str, Any]) -> NoticeRules:
    """Read `reminders` and `windows` of a pack that its publisher has checked; other parts are of no concern here."""
    reminders = {
        entry["deadline"]: ReminderRule(tuple(entry["days_before"]), tuple(entry["to"]))
        for entry in pack.get("reminders", [])
    }
    return NoticeRules(notice_id, version, reminders, tuple(_last_days(pack.get("windows", []))))


def _last_days(windows: Iterable[Mapping[str, Any]]) -> Iterator[LastDay]:
    for window in windows:
        if window.get("clause"):
            levels = tuple(window.get("applies", {}).get("level_groups", ()))
            yield LastDay(window["stage"], date.fromisoformat(str(window["closes_on"])), window["clause"], levels)
