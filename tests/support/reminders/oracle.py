"""In: packs, event log, organisations, instants at which the service looks. Out: the messages that must be sent.

Written from the contract of reminders alone, without a look at the service. It imports nothing of the product.
"""

import heapq
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from tests.support.reminders.days import Holidays, instant, last_day_of
from tests.support.reminders.duties import Duties
from tests.support.reminders.moments import AFTER, BEFORE, LATE, Planner
from tests.support.reminders.questions import OPEN_QUESTIONS
from tests.support.reminders.rules import rule_book

__all__ = ["OPEN_QUESTIONS", "SUPERVISION", "Outcome", "Reminder", "Settled", "expected"]
PERSON, ORGANISATION = "person", "organisation"
SUPERVISION = (ORGANISATION, "supervision")
PERSONS = ("applicant", "expert")


@dataclass(frozen=True)
class Group:
    """What one message is about: a person's duty, or an organisation's duties of one kind, level and day."""

    notice: str
    kind: str
    about: tuple
    recipient: tuple


@dataclass(frozen=True)
class Reminder:
    """A message that must be sent. `days` is what is left of the day of sending (negative: over, none: no due day);
    `hours` only where hours are told; `waited` days since the duty arose, where it has no last day."""

    recipient: tuple
    kind: str
    rule: str
    about: tuple
    token: str
    due_at: datetime | None
    sent_at: datetime
    days: int | None
    hours: int | None
    waited: int | None
    count: int
    subjects: tuple


@dataclass(frozen=True)
class Settled:
    """A moment that passed without a message: `missed` (a later one was sent), `empty` (nobody left to count)."""

    recipient: tuple
    kind: str
    rule: str
    about: tuple
    token: str
    outcome: str
    at: datetime


@dataclass(frozen=True)
class Outcome:
    """Both lists, in the order of the instants."""

    sent: list
    settled: list


@dataclass(eq=False)
class Ledger:
    """One rule over one group: its members and the moments that wait, by phase."""

    rule: object
    group: Group
    due_at: datetime | None
    members: dict = field(default_factory=dict)
    waiting: dict = field(default_factory=lambda: {BEFORE: set(), AFTER: set()})


class Oracle:
    """Goes through the ticks; before each it hears what had happened by then."""

    def __init__(self, house, parents):
        self.house, self.parents, self.places, self.holidays = house, parents, {}, Holidays()
        self.duties, self.ledgers, self.sent_keys = Duties(), {}, set()
        self.books = {None: rule_book({}, house)}
        self.queue, self.ready, self.number = [], {}, 0
        self.outcome = Outcome([], [])

    def hear(self, event):
        """One fact, in the order of the publisher's clock."""
        if event["type"] == "declaration.notice_published":
            self._publish(event["data"], instant(event["time"]))
        elif event["type"] == "audit.organisation_registered":
            self.parents[event["data"]["organisation_id"]] = event["data"].get("parent_id")
            self.places[event["data"]["organisation_id"]] = event["data"].get("region")
        self.duties.apply(event)
        for duty in self.duties.fresh:
            self._plan(duty, None)
        self.duties.fresh.clear()

    def _publish(self, data, at):
        notice = data["notice_id"]
        known = notice in self.books
        self.books[notice] = rule_book(data["pack"], self.house)
        if not known:
            return
        for ledger in self.ledgers.values():
            if ledger.group.notice == notice:
                ledger.waiting = {BEFORE: set(), AFTER: set()}
        for duty in self.duties.open.values():
            if duty.notice == notice:
                self._plan(duty, at)

    def _plan(self, duty, settled_until):
        book = self.books[duty.notice]
        planner = Planner(book.reminding, self.holidays)
        for rule in book.rules.get(duty.word, ()):
            for recipient in sorted(set(self._recipients(rule, duty))):
                moments = planner.moments(rule, duty.since, duty.due_at, recipient[0] == ORGANISATION)
                ledger = self._ledger(rule, duty, recipient)
                ledger.members[duty] = None
                for moment in moments:
                    if settled_until is None or moment.at > settled_until:
                        self._wait(ledger, moment)

    def _recipients(self, rule, duty):
        for role in rule.to:
            if role == "supervisor":
                acting = None if duty.acting in PERSONS else duty.roles[duty.acting]
                place = self.places.get(acting)
                if acting is None or acting in self.parents:
                    yield (ORGANISATION, f"supervision-{place}") if place else SUPERVISION
            elif role == "superior":
                parent = self.parents.get(duty.roles[duty.acting]) if duty.acting not in PERSONS else None
                if parent:
                    yield ORGANISATION, parent
            elif duty.roles.get(role):
                yield PERSON if role in PERSONS else ORGANISATION, duty.roles[role]

    def _ledger(self, rule, duty, recipient):
        day = last_day_of(duty.due_at) if duty.due_at else duty.since.date()
        about = (day, duty.level if recipient[0] == ORGANISATION else duty.subject)
        group = Group(duty.notice, duty.kind, about, recipient)
        ledger = self.ledgers.setdefault((rule.word, rule.id, group), Ledger(rule, group, duty.due_at))
        ledger.rule = rule
        return ledger

    def _wait(self, ledger, moment):
        if moment not in ledger.waiting[moment.phase]:
            ledger.waiting[moment.phase].add(moment)
            self.number += 1
            heapq.heappush(self.queue, (moment.at, self.number, ledger, moment.phase))

    def look(self, now):
        """The service looks: what is reached is sent or settled, except for what is in its quiet hours."""
        while self.queue and self.queue[0][0] <= now:
            _, _, ledger, phase = heapq.heappop(self.queue)
            self.ready[ledger, phase] = None
        for ledger, phase in list(self.ready):
            if not self.books[ledger.group.notice].reminding.quiet.covers(now):
                del self.ready[ledger, phase]
                self._settle(ledger, phase, now)

    def _settle(self, ledger, phase, now):
        reached = [moment for moment in ledger.waiting[phase] if moment.at <= now]
        ledger.waiting[phase].difference_update(reached)
        members = [duty for duty in ledger.members if not duty.over]
        alone = ledger.group.recipient[0] == PERSON
        if not reached or (alone and not members):
            return
        reached.sort(key=lambda moment: (moment.at, moment.nominal))
        if phase == BEFORE and now >= ledger.due_at:
            self._note(ledger, reached, "missed", now)
            return
        self._note(ledger, reached[:-1], "missed", now)
        latest = reached[-1]
        counted = [duty for duty in members if _counts(duty, latest)]
        if counted:
            self._send(ledger, latest, counted, now)
        else:
            self._note(ledger, [latest], "empty", now)

    def _send(self, ledger, moment, counted, now):
        rule, group, due_at = ledger.rule, ledger.group, ledger.due_at
        key = (rule.word, rule.id, group, moment.token)
        if key in self.sent_keys:
            return
        self.sent_keys.add(key)
        days = (last_day_of(due_at) - now.date()).days if due_at else None
        subjects = tuple(sorted(duty.subject for duty in counted))
        waited = None if due_at else (now.date() - counted[0].since.date()).days
        row = Reminder(
            recipient=group.recipient, kind=group.kind, rule=rule.id, about=group.about, token=moment.token,
            due_at=due_at, sent_at=now, days=days, hours=_hours(moment, due_at, now), waited=waited,
            count=len(counted), subjects=subjects,
        )  # fmt: skip
        self.outcome.sent.append(row)

    def _note(self, ledger, moments, outcome, now):
        group = ledger.group
        self.outcome.settled.extend(
            Settled(group.recipient, group.kind, ledger.rule.id, group.about, moment.token, outcome, now)
            for moment in moments
        )


def _counts(duty, moment):
    """Whether the duty arose before the moment; a late moment may be the very instant at which it arose."""
    return duty.since < moment.at or (moment.token == LATE and duty.since == moment.at)


def _hours(moment, due_at, now):
    """Whole hours, rounded up, where the rule counts hours and less than a day is left."""
    if not moment.token.startswith("h"):
        return None
    seconds = (due_at - now).total_seconds()
    return int(-(-seconds // 3600)) if seconds < 24 * 3600 else None


def expected(events, ticks, house=None, parents=None):
    """The outcome for a log (plain envelopes, in the order of the publisher's clock) and the instants of looking.

    Packs come by value with `declaration.notice_published`; `parents` (organisation -> its superior) grows with
    `audit.organisation_registered`.
    """
    oracle = Oracle(house or {}, dict(parents or {}))
    log = iter(events)
    event = next(log, None)
    for now in ticks:
        while event is not None and instant(event["time"]) <= now:
            oracle.hear(event)
            event = next(log, None)
        oracle.look(now)
    return oracle.outcome


def by_kind(outcome):
    """How many messages of each kind, rule and token: a look at what a log exercises."""
    return Counter((row.kind, row.rule, row.token) for row in outcome.sent)
