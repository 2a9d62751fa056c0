"""The rules that count for a notice: its pack's entries, word for word in place of the house's; as plain records."""

from dataclasses import dataclass, field
from datetime import time

from tests.support.reminders.days import QuietHours


@dataclass(frozen=True)
class Rule:
    """One entry of `reminders`; the lists hold offsets as written."""

    word: str
    id: str
    to: tuple
    at: time | None
    days_before: tuple = ()
    working_days_before: tuple = ()
    hours_before: tuple = ()
    days_after: tuple = ()
    working_days_after: tuple = ()
    days_waiting: tuple = ()
    working_days_waiting: tuple = ()
    repeat: dict = field(default=None, hash=False)

    @property
    def counts_days_down(self):
        """Whether somebody who begins too late for all of it gets one reminder after all."""
        return bool(self.days_before or self.working_days_before)


@dataclass(frozen=True)
class Reminding:
    """Hours that count for all rules of a notice."""

    at: time
    quiet: QuietHours
    shifts: bool


@dataclass(frozen=True)
class RuleBook:
    """word -> rules; and the hours."""

    rules: dict
    reminding: Reminding


OFFSETS = (
    "days_before", "working_days_before", "hours_before", "days_after", "working_days_after", "days_waiting",
    "working_days_waiting",
)  # fmt: skip
HOUSE_HOURS = {"at": "08:00", "quiet": {"from": "21:00", "to": "07:30"}, "staff_days": "shift"}


def rule_book(pack, house):
    """What counts for the notice of `pack`, with `house` (a file of the same shape) for words that it leaves out."""
    own, general = _by_word(pack), _by_word(house)
    hours = HOUSE_HOURS | (house.get("reminding") or {}) | (pack.get("reminding") or {})
    quiet = QuietHours(_hour(hours["quiet"]["from"]), _hour(hours["quiet"]["to"]))
    return RuleBook(general | own, Reminding(_hour(hours["at"]), quiet, hours["staff_days"] == "shift"))


def _by_word(source):
    found = {}
    for entry in source.get("reminders") or ():
        found.setdefault(entry["deadline"], []).append(_rule(entry))
    return found


def _rule(entry):
    offsets = {name: tuple(entry.get(name) or ()) for name in OFFSETS}
    at = _hour(entry["at"]) if entry.get("at") else None
    return Rule(
        word=entry["deadline"], id=entry.get("id") or "", to=tuple(entry["to"]), at=at, repeat=entry.get("repeat"),
        **offsets,
    )  # fmt: skip


def _hour(text):
    return time.fromisoformat(str(text))
