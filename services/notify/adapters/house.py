"""The house's rules of reminders: a file that ships with the service, checked like those of a pack."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from services.notify.domain.notice_rules import House, KnownRule, NoticeHours
from shared.policy import load_reminders
from shared.wire.plain import plain, read_as

FILE = Path(__file__).parents[1] / "house_rules.yaml"


@cache
def house_rules() -> House:
    """Read once; PackError with every mistake of the file."""
    found = load_reminders(FILE)
    rules = tuple(read_as(KnownRule, plain(rule)) for rule in found.reminders)
    return House(rules, read_as(NoticeHours, plain(found.reminding)) if found.reminding else NoticeHours())
