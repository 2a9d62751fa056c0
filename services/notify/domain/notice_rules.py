"""What a published pack says about reminders, cut out of its plain data, and what the house says where none does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from services.notify.domain.quiet import Quiet
from shared.wire.plain import read_as
from shared.wire.types import JsonObject, record


@record
class Again:
    """Further moments after the last one, each `every` units after the one before."""

    every: int
    unit: str
    times: int


@record
class KnownRule:
    """An entry of a pack's `reminders`, checked by whoever published it; docs/guides/reminders.md says what it does."""

    deadline: str
    to: tuple[str, ...]
    id: str = ""
    days_before: tuple[int, ...] = ()
    working_days_before: tuple[int, ...] = ()
    hours_before: tuple[int, ...] = ()
    days_after: tuple[int, ...] = ()
    working_days_after: tuple[int, ...] = ()
    days_waiting: tuple[int, ...] = ()
    working_days_waiting: tuple[int, ...] = ()
    repeat: Again | None = None
    template: str | None = None
    channels: tuple[str, ...] | None = None
    at: str | None = None
    batch: bool | None = None


@record
class NoticeHours:
    """A pack's `reminding`; what is None is as the house has it."""

    at: str | None = None
    quiet: dict[str, str] | None = None
    staff_days: str | None = None
    daily_letter: str | None = None


AS_THE_HOUSE = NoticeHours()


@record
class Ruling:
    """The rules of one version of a notice, in force since that instant of its publisher's clock."""

    version: int
    since: datetime
    rules: tuple[KnownRule, ...] = ()
    reminding: NoticeHours = AS_THE_HOUSE


@dataclass(frozen=True, slots=True)
class Hours:
    """When a notice lets people be reminded: the hour of a day's moments, quiet hours, days off of staff."""

    at: time
    quiet: Quiet
    shift: bool


@dataclass(frozen=True, slots=True)
class House:
    """Rules and hours where no notice says any."""

    rules: tuple[KnownRule, ...]
    reminding: NoticeHours

    def hours(self, said: NoticeHours) -> Hours:
        """What a notice says, the house's word where it says nothing."""
        quiet = said.quiet or self.reminding.quiet or {"from": "00:00", "to": "00:00"}
        begins, ends = (time.fromisoformat(quiet[end]) for end in ("from", "to"))
        at = time.fromisoformat(said.at or self.reminding.at or "08:00")
        return Hours(at, Quiet(begins, ends), (said.staff_days or self.reminding.staff_days) == "shift")

    def rules_of(self, word: str) -> tuple[KnownRule, ...]:
        """The house's rules for a kind of deadline."""
        return tuple(rule for rule in self.rules if rule.deadline == word)


@dataclass(frozen=True, slots=True)
class RulesInForce:
    """What to go by for the duties of one notice, or of none. `since`: when a version brought them."""

    house: House
    rules: tuple[KnownRule, ...] = ()
    reminding: NoticeHours = AS_THE_HOUSE
    since: datetime | None = None

    @property
    def hours(self) -> Hours:
        """Hours and days."""
        return self.house.hours(self.reminding)

    def rules_of(self, word: str) -> tuple[KnownRule, ...]:
        """The notice's entries for a kind of deadline; they stand for the house's as a whole."""
        return tuple(rule for rule in self.rules if rule.deadline == word) or self.house.rules_of(word)

    def from_when(self, since: datetime) -> datetime:
        """From when a duty that arose then is reminded of: what other rules had reached before counts as settled."""
        return since if self.since is None else max(since, self.since)

    def rule(self, word: str, rule_id: str) -> KnownRule | None:
        """One of them."""
        return next((rule for rule in self.rules_of(word) if rule.id == rule_id), None)


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
class PackNotice:
    """The document."""

    document_number: str | None = None


@record
class RemindingPack:
    """The parts of a policy pack that say when to remind, and its number; others are of no concern here."""

    notice: PackNotice = PackNotice()
    reminders: tuple[KnownRule, ...] = ()
    reminding: NoticeHours | None = None
    windows: tuple[PackWindow, ...] = ()


@record
class KnownReminderRule:
    """What version 0.2.0 keeps and reads of a kind's rule."""

    days_before: tuple[int, ...] = ()
    to: tuple[str, ...] = ()


@record
class LastDay:
    """The last day of a window; an empty `level_groups` means all of them."""

    stage: str
    closes_on: date
    clause: str
    level_groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoticeRules:
    """What the newest version of a notice says: its reminders, and the last days that clauses set.

    `reminders` is what version 0.2.0 reads and writes; `ruling` is None where only that version has seen the notice,
    or of an earlier version of it where that one was the last to see it. `document_number` is that under which papers
    cite it, None where only older versions of this service have seen it.
    """

    id: str
    notice_version: int
    reminders: dict[str, KnownReminderRule]
    last_days: tuple[LastDay, ...]
    ruling: Ruling | None = None
    document_number: str | None = None

    def in_force(self, house: House) -> RulesInForce:
        """What to go by."""
        said = self.ruling
        if said is not None and said.version == self.notice_version:
            return RulesInForce(house, said.rules, said.reminding, said.since)
        rules = (
            KnownRule(deadline=word, days_before=one.days_before, to=one.to) for word, one in self.reminders.items()
        )
        return RulesInForce(house, tuple(rules))

    def follows(self, earlier: NoticeRules | None) -> NoticeRules:
        """The same in force since the earlier version, where that one said the same about reminders."""
        if earlier is None or earlier.ruling is None or self.ruling is None or not _same(earlier.ruling, self.ruling):
            return self
        return replace(self, ruling=_dated(self.ruling, earlier.ruling.since))

    def clause_of(self, stages: tuple[str, ...], closes_on: date, otherwise: str) -> str:
        """The clause behind the last day of a window of one of the stages."""
        found = (day.clause for day in self.last_days if day.stage in stages and day.closes_on == closes_on)
        return next(found, otherwise)

    def last_day(self, stage: str, level_group: str | None) -> LastDay | None:
        """The last day of a stage for a level, the entry that names the level before the one for all."""
        fitting = [day for day in self.last_days if day.stage == stage]
        named = [day for day in fitting if level_group in day.level_groups]
        return next(iter(named or [day for day in fitting if not day.level_groups]), None)


def rules_of(notice_id: str, version: int, pack: JsonObject, since: datetime) -> NoticeRules:
    """Read what a pack (its YAML as it reads) says of reminders; its publisher has checked it."""
    read = read_as(RemindingPack, pack)
    plain = {one.deadline: KnownReminderRule(days_before=one.days_before, to=one.to) for one in _plain(read.reminders)}
    ruling = Ruling(version=version, since=since, rules=read.reminders, reminding=read.reminding or NoticeHours())
    days = tuple(_last_days(read.windows))
    return NoticeRules(notice_id, version, plain, days, ruling, read.notice.document_number)


def _plain(rules: tuple[KnownRule, ...]) -> Iterator[KnownRule]:
    return (rule for rule in rules if not rule.id and rule.days_before)


def _same(one: Ruling, other: Ruling) -> bool:
    return (one.rules, one.reminding) == (other.rules, other.reminding)


def _dated(ruling: Ruling, since: datetime) -> Ruling:
    return Ruling(version=ruling.version, since=since, rules=ruling.rules, reminding=ruling.reminding)


def _last_days(windows: Iterable[PackWindow]) -> Iterator[LastDay]:
    for window in windows:
        if window.clause:
            levels = window.applies.level_groups
            yield LastDay(stage=window.stage, closes_on=window.closes_on, clause=window.clause, level_groups=levels)
