"""A year of chifeng-2026 with any number of declarations as an event log, the same for the same seed; and when to look.

Every event is a valid envelope of its contract. Times are the publisher's clock; the log is in their order.
"""

import random
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from shared.contracts.declaration import NOTICE_PUBLISHED
from tests.support.reminders.days import SHANGHAI
from tests.support.reminders.year_committees import committees
from tests.support.reminders.year_lists import publicities, rosters, sessions
from tests.support.reminders.year_lives import Life
from tests.support.reminders.year_places import places
from tests.support.reminders.year_provisional import certain_later
from tests.support.reminders.year_rules import NOTICE, first_version, second_version

OPENED = datetime(2026, 5, 8, 9, tzinfo=SHANGHAI)
AMENDED_AT = datetime(2026, 7, 6, 16, 20, tzinfo=SHANGHAI)
ENDED = datetime(2026, 12, 20, 9, tzinfo=SHANGHAI)
DOWN = (
    (datetime(2026, 6, 7, 18, tzinfo=SHANGHAI), datetime(2026, 6, 10, 9, 15, tzinfo=SHANGHAI)),
    (datetime(2026, 7, 14, 7, tzinfo=SHANGHAI), datetime(2026, 7, 16, 13, tzinfo=SHANGHAI)),
    (datetime(2026, 9, 29, 23, tzinfo=SHANGHAI), datetime(2026, 9, 30, 22, tzinfo=SHANGHAI)),
)
"""When the service is down: from, to."""
SHARP = ("07:30", "08:00", "09:30", "20:59")
"""When it looks every day, to the minute: when rules speak, when quiet hours end, and the last minute before them."""
NOW_AND_THEN = ("00:10", "06:00", "08:20", "11:00", "14:00", "17:00", "20:00", "21:00", "23:30")
"""When it looks on some days, and then a little later, night included."""


@dataclass(frozen=True)
class Year:
    """The log, the instants of looking, and every body's superior (which the log says too)."""

    events: list
    ticks: list
    places: object

    def by_type(self):
        """How many events of each type."""
        return Counter(event["type"] for event in self.events)


class Told:
    """Collects facts; makes envelopes of them in the order of time."""

    def __init__(self, seed):
        self.rng = random.Random(seed)
        self.facts, self.reports, self.filed = [], {}, {}

    def new_id(self):
        """An id in the form of a UUIDv7."""
        digits = f"{self.rng.getrandbits(128):032x}"
        return f"0197{digits[4:8]}-{digits[8:12]}-7{digits[13:16]}-8{digits[17:20]}-{digits[20:]}"

    def tell(self, when, event, about, **data):
        """A fact: the contract's sample with what matters here."""
        self.facts.append((when.replace(microsecond=0), event, about, event.sample | data))

    def envelopes(self):
        """What the publishers sent."""
        sequences, made = Counter(), []
        self.facts.sort(key=lambda fact: fact[0])
        for when, event, about, data in self.facts:
            place = (event.source, event.aggregate, about)
            sequences[place] += 1
            made.append(
                {"specversion": "1.0", "datacontenttype": "application/json", "id": self.new_id(), "type": event.name,
                 "source": event.source, "aggregate": event.aggregate, "subject": about, "epoch": "epoch-1",
                 "sequence": sequences[place], "publisher": event.source, "time": when.isoformat(),
                 "correlation": "c1", "authtype": "system", "authid": event.source, "dataversion": event.version,
                 "data": data}
            )  # fmt: skip
        return made


def year(declarations, seed=1, reminders=None, amended=True):
    """The log of so many declarations; `reminders` in place of the shipped entries; with an amendment or without."""
    told = Told(seed)
    bodies = places(told, OPENED - timedelta(days=8), declarations)
    _publish(told, OPENED, 1, first_version(reminders))
    if amended:
        _publish(told, AMENDED_AT, 2, second_version(reminders))
    schools = bodies.schools
    for number in range(declarations):
        Life(told, bodies, AMENDED_AT if amended else None, *schools[number % len(schools)]).live()
    rosters(told)
    publicities(told)
    sessions(told, bodies)
    committees(told, bodies)
    certain_later(told, bodies)
    return Year(told.envelopes(), list(looks(random.Random(seed))), bodies)


def _publish(told, when, version, pack):
    told.tell(when, NOTICE_PUBLISHED, NOTICE, notice_id=NOTICE, version=version, pack=pack)


def looks(rng):
    """The instants at which the service looks: some a day, at irregular minutes, with three outages."""
    day = OPENED.replace(hour=0)
    while day < ENDED:
        at = [_on(day, hour) for hour in SHARP]
        at += [_on(day, hour) + timedelta(seconds=rng.randint(1, 570)) for hour in NOW_AND_THEN if rng.random() < 0.3]
        yield from (now for now in sorted(at) if now > OPENED and not any(begin <= now < end for begin, end in DOWN))
        day += timedelta(days=1)


def _on(day, hour):
    hours, minutes = map(int, hour.split(":"))
    return day + timedelta(hours=hours, minutes=minutes)
