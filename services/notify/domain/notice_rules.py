"""What a published pack says about reminders, cut out of its plain data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from shared.wire.plain import read_as
from shared.wire.types import JsonObject, record


@record
class PackReminder:
    """An entry of a pack's `reminders`."""

    deadline: str
    days_before: tuple[int, ...]
    to: tuple[str, ...]


@record
class PackScope:
    """To whom a window applies."""

    level_groups: tuple[str, ...] = ()


@record
class PackWindow:
    """An entry of a pack's `windows`."""

    stage: str
    closes_on: date
    clause: str | None = None
    applies: PackScope = PackScope()


@record
class RemindingPack:
    """The parts of a policy pack that say when to remind; others are of no concern here."""

    reminders: tuple[PackReminder, ...] = ()
    windows: tuple[PackWindow, ...] = ()


@record
class KnownReminderRule:
    """So many calendar days before the due day (0: the day itself), to these roles."""

    days_before: tuple[int, ...] = ()
    to: tuple[str, ...] = ()


NO_REMINDER = KnownReminderRule()


@record
class LastDay:
    """The last day of a window; an empty `level_groups` means all of them."""

    stage: str
    closes_on: date
    clause: str
    level_groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoticeRules:
    """Reminder rules by the pack's word for a deadline, and the last days that clauses set."""

    id: str
    notice_version: int
    reminders: dict[str, KnownReminderRule]
    last_days: tuple[LastDay, ...]

    def rule(self, deadline: str) -> KnownReminderRule:
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


def rules_of(notice_id: str, version: int, pack: JsonObject) -> NoticeRules:
    """Read `reminders` and `windows` of a pack (its YAML as it reads) that its publisher has checked."""
    read = read_as(RemindingPack, pack)
    reminders = {one.deadline: KnownReminderRule(days_before=one.days_before, to=one.to) for one in read.reminders}
    return NoticeRules(notice_id, version, reminders, tuple(_last_days(read.windows)))


def _last_days(windows: Iterable[PackWindow]) -> Iterator[LastDay]:
    for window in windows:
        if window.clause:
            levels = window.applies.level_groups
            yield LastDay(stage=window.stage, closes_on=window.closes_on, clause=window.clause, level_groups=levels)
