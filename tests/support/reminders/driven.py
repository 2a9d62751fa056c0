"""notify driven by a log: events in as the bus brings them, sweeps at the instants of looking, messages out as rows."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import yaml
from sqlalchemy import select

from services import notify
from services.notify.bootstrap import NotifyPorts
from services.notify.store.tables import MESSAGES, REMINDER_OCCURRENCES
from services.notify.usecases import announced, following, remind
from shared.contracts import audit, committee, declaration
from shared.kernel.caller import Caller
from shared.kernel.clock import ZONE, VirtualClock, iso, parse_instant
from shared.persistence import transaction
from tests.support.notify_suite import Fact

TYPES = {
    event.name: event
    for house in (audit, committee, declaration)
    for stream in house.STREAMS
    for event in stream.events
}
TOLD = re.compile(r"今天截止|明天截止|还有\d+(?:天|小时)截止")
COUNTED = re.compile(r"(\d+)(?:件|人|名|项)")
HOUSE_RULES = Path(notify.__file__).with_name("house_rules.yaml")
TOGETHER = 40
"""Events heard in one transaction, which saves a tenth of the time."""
LISTED_AT_MOST = 500
"""Subjects that a message lists; it counts all of them."""


def house_rules():
    """The file of the service, as it reads."""
    return yaml.load(HOUSE_RULES.read_text("utf-8"), Loader=yaml.CSafeLoader)


@dataclass(frozen=True)
class Row:
    """A reminder as far as both sides know it; `words` is what its title says is left."""

    key: str
    sent_at: datetime
    count: int
    subjects: tuple
    words: str | None


class Service:
    """The use cases of notify over one database, under a clock that follows the log."""

    def __init__(self, database, start):
        self.database, self.clock = database, VirtualClock(start)

    def hear(self, events):
        """Some events, when the last of them happens unless that is over."""
        when = parse_instant(events[-1]["time"])
        if when > self.clock.now():
            self.clock.set(when)
        with self._transaction() as tx:
            for event in events:
                following.follow(tx, _fact(event))

    def look(self, now):
        """Sweep until nothing is left to do."""
        self.clock.set(now)
        for _ in range(5000):
            with self._transaction() as tx:
                if not remind.run_due(tx) and not announced.end_waiting(tx):
                    return
        raise AssertionError("the sweep does not end")

    def follow(self, events, ticks, watch=lambda now, heard: None):
        """The whole log, with a look at every tick; `watch` is told of each and how many events were heard by then."""
        times, heard = [event["time"] for event in events], 0
        for now in ticks:
            until = bisect_right(times, iso(now), heard)
            for first in range(heard, until, TOGETHER):
                self.hear(events[first : min(first + TOGETHER, until)])
            heard = until
            self.look(now)
            watch(now, heard)

    def reminders(self):
        """What was sent before and after deadlines, by key; notices of facts are no business of rules."""
        return reminders_in(self.database)

    def texts(self):
        """Title and body of every message, of facts too."""
        with self.database.begin_reading() as connection:
            return [f"{row.title}\n{row.body}" for row in connection.execute(select(MESSAGES))]

    def settled(self):
        """Moments that passed without a message: by key, what became of them and when."""
        table = REMINDER_OCCURRENCES
        with self.database.begin_reading() as connection:
            rows = connection.execute(select(table).where(table.c.outcome != "sent"))
            return {row.key: (row.outcome, row.noted_at.astimezone(ZONE)) for row in rows}

    def _transaction(self):
        return transaction(self.database, NotifyPorts, self.clock, Caller.system("notify"))


def reminders_in(database):
    """What stands in its inboxes."""
    wanted = select(MESSAGES).where(MESSAGES.c.category == "reminder")
    with database.begin_reading() as connection:
        return [_row(row) for row in connection.execute(wanted)]


def _fact(event):
    kind = TYPES[event["type"]]
    return Fact(event["id"], kind.name, event["subject"], event["sequence"], event["time"], kind.read(event["data"]))


def _row(row):
    subjects = tuple(sorted(item["subject_id"] for item in row.items))
    told, counted = TOLD.search(row.title), COUNTED.search(row.title) or COUNTED.search(row.body)
    count = len(subjects) if len(subjects) < LISTED_AT_MOST else int(counted.group(1))
    return Row(row.key, row.sent_at.astimezone(ZONE), count, subjects, told and told.group())


def wanted(row):
    """A row of the oracle as the service keeps it."""
    return Row(key_of(row), row.sent_at, row.count, row.subjects, _words(row))


def wanted_settled(outcome):
    """What the oracle says of moments without a message; where a later one under the same key was sent, that counts."""
    first = {}
    for row in outcome.settled:
        first.setdefault(key_of(row), (row.outcome, row.at))
    sent = {key_of(row) for row in outcome.sent}
    return {key: what for key, what in first.items() if key not in sent}


def key_of(row):
    """The key by the contract: `reminder/<group>/<rule id or nothing>/<token>`."""
    day, scope = row.about
    group = f"{row.kind}/{row.recipient[0]}:{row.recipient[1]}/{day.isoformat()}/{scope or 'all'}"
    return "/".join(("reminder", group, *([row.rule] if row.rule else []), row.token))


def _words(row):
    if row.days is None or row.days < 0:
        return None
    if row.hours is not None:
        return f"还有{row.hours}小时截止"
    return {0: "今天截止", 1: "明天截止"}.get(row.days, f"还有{row.days}天截止")


@dataclass(frozen=True)
class Differences:
    """missing: expected and not sent; extra: sent and not expected; other: (expected, sent) under one key."""

    missing: list
    extra: list
    other: list
    twice: list

    def __bool__(self):
        return bool(self.missing or self.extra or self.other or self.twice)

    def shown(self, most=15):
        """For a failing test: a line each."""
        lines = []
        for name in ("missing", "extra", "other", "twice"):
            rows = getattr(self, name)
            lines += [f"{name}: {len(rows)}", *(f"  {_line(row)}" for row in rows[:most])]
        return "\n".join(lines)


def _line(row):
    if isinstance(row, tuple):
        due, sent = row
        apart = sorted(set(due.subjects) ^ set(sent.subjects))[:4]
        return f"{_line(due)} but {sent.sent_at:%m-%d %H:%M:%S} {sent.count} {sent.words} (apart: {apart})"
    return f"{row.key} {row.sent_at:%m-%d %H:%M:%S} {row.count} {row.words}"


def differences(expected, sent):
    """Row by row, by key."""
    there, due = {}, {row.key: row for row in map(wanted, expected)}
    twice = [row for row in sent if there.setdefault(row.key, row) is not row]
    return Differences(
        missing=[row for key, row in due.items() if key not in there],
        extra=[row for key, row in there.items() if key not in due],
        other=[(due[key], row) for key, row in there.items() if key in due and not _same(due[key], row)],
        twice=twice,
    )


def _same(due, sent):
    """Texts that do not say how much is left are not asked for it; long lists are cut."""
    listed = sent.subjects == due.subjects[:LISTED_AT_MOST]
    return listed and (due.sent_at, due.count) == (sent.sent_at, sent.count) and sent.words in (None, due.words)
