"""A year of 20,000 declarations through notify on SQLite, every reminder compared with the oracle's.

`python -W ignore -m tests.bench.reminders_year [--declarations N] [--seed N] [--every-sort]`; fails on any difference.
"""

import argparse
import gc
import sys
import tempfile
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path

import psutil

from shared.persistence import Database, migrate
from tests.support.reminders.days import QuietHours
from tests.support.reminders.driven import Service, differences, house_rules
from tests.support.reminders.oracle import expected
from tests.support.reminders.rules import HOUSE_HOURS
from tests.support.reminders.year import OPENED, year
from tests.support.reminders.year_rules import MANY


class Progress:
    """Processor time and memory of what was done, printed as it goes."""

    def __init__(self):
        self._last, self._month = 0.0, 0

    def done(self, what):
        """Since the last one."""
        now = time.process_time()
        print(f"{now - self._last:8.1f} s {memory():6.0f} MB  {what}", flush=True)
        self._last = now

    def watch(self, now, heard):
        """A line for each month that the service has followed."""
        if now.month != self._month:
            self._month = now.month
            self.done(f"followed until {now:%Y-%m-%d %H:%M}: {heard} events")


def memory():
    """MB in memory now."""
    return psutil.Process().memory_info().rss / 2**20


def main(url, declarations, seed, reminders):
    """Zero when the service sent exactly what the oracle says."""
    progress = Progress()
    progress.done("loaded")
    made = year(declarations, seed=seed, reminders=reminders)
    progress.done(f"made up {len(made.events)} events, {len(made.ticks)} looks")
    due = expected(made.events, made.ticks, house_rules()).sent
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)
    progress.done(f"computed {len(due)} reminders")
    before = memory()
    migrate("notify", url.partition("?")[0])
    service = Service(Database(url), OPENED - timedelta(days=30))
    service.follow(made.events, made.ticks, progress.watch)
    progress.done(f"followed by the service, which has {memory() - before:.0f} MB more than before it")
    return told(due, service.reminders())


def told(due, sent):
    """The figures; one where a row differs, is missing or twice, or stands in quiet hours."""
    found, hours = differences(due, sent), HOUSE_HOURS["quiet"]
    quiet = QuietHours(*(time_of(hours[end]) for end in ("from", "to")))
    woken = [row.key for row in sent if quiet.covers(row.sent_at)]
    for kind, count in sorted(Counter(row.kind for row in due).items()):
        print(f"{count:10}  {kind}")
    print(f"sent {len(sent)}, due {len(due)}; in quiet hours {len(woken)}")
    print(found.shown())
    return 1 if found or woken else 0


def time_of(text):
    """An hour of the rules."""
    hours, minutes = map(int, text.split(":"))
    return OPENED.replace(hour=hours, minute=minutes).time()


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--declarations", type=int, default=20_000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--every-sort", action="store_true", help="rules of every sort in place of the shipped")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite:///{Path(folder) / 'notify.db'}?synchronous=OFF"
        sys.exit(main(database, chosen.declarations, chosen.seed, MANY if chosen.every_sort else None))
