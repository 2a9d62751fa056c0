"""At which instants three replicas look at a year: days are jumped over, and some nights are looked into."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from tests.support.reminders.days import DAY, SHANGHAI
from tests.support.reminders.year import OPENED

LAST = datetime(2026, 12, 21, 9, tzinfo=SHANGHAI)
ENDED = LAST + timedelta(minutes=30)
HOURS = ("07:30", "08:00", "08:40", "09:30", "11:00", "14:00", "17:00", "20:20")
NIGHT = timedelta(hours=2), timedelta(hours=6, minutes=20), timedelta(hours=10)
"""How long after the evening's last look, which is at 20:50."""
DAYS, NIGHTS = 40, 5


@dataclass(frozen=True)
class Look:
    """`calm`: nobody is killed, and the next one comes when all letters are gone: so no letter that was taken in hand
    by day is noted as sent at night by the mere jump of the clock."""

    at: datetime
    calm: bool = False


def jumping(rng, times=1):
    """The looks of a year, in order."""
    days = [OPENED.date() + number * DAY for number in range(1, (LAST - OPENED).days)]
    chosen = sorted(rng.sample(days, DAYS * times))
    nights = set(rng.sample(chosen, NIGHTS * times))
    looks = [Look(OPENED + timedelta(minutes=30))]
    for day in chosen:
        looks += [Look(_on(day, hour)) for hour in sorted(rng.sample(HOURS, rng.choice((1, 1, 2))))]
        if day in nights:
            evening = _on(day, "20:50")
            looks += [Look(evening, calm=True), Look(evening + rng.choice(NIGHT))]
    return [*looks, Look(LAST, calm=True), Look(ENDED, calm=True)]


def _on(day, hour):
    return datetime.combine(day, time.fromisoformat(hour), SHANGHAI)
