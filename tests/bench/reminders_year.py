"""A year of 20,000 declarations through notify on SQLite, every reminder compared with the oracle's.

`python -W ignore -m tests.bench.reminders_year [--declarations N] [--seed N] [--every-sort]`; fails on any difference.
"""

import argparse
import resource
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from shared.persistence import Database, migrate
from tests.support.reminders.driven import Service, differences, house_rules
from tests.support.reminders.oracle import expected
from tests.support.reminders.year import OPENED, year
from tests.support.reminders.year_rules import MANY


class Stages:
    """Processor time of what was done, printed as it goes."""

    def done(self, what):
        """Since the last one."""
        now = time.process_time()
        print(f"{now - getattr(self, '_last', 0):8.1f} s  {what}", flush=True)
        self._last = now


def main(url, declarations, seed, reminders):
    """Zero when the service sent exactly what the oracle says."""
    stages = Stages()
    stages.done("loaded")
    made = year(declarations, seed=seed, reminders=reminders)
    stages.done(f"made up {len(made.events)} events, {len(made.ticks)} looks")
    due = expected(made.events, made.ticks, house_rules()).sent
    stages.done(f"computed {len(due)} reminders")
    migrate("notify", url)
    service = Service(Database(url), OPENED - timedelta(days=30))
    service.follow(made.events, made.ticks)
    stages.done("followed by the service")
    sent = service.reminders()
    found = differences(due, sent)
    print(f"sent {len(sent)}; peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
    print(found.shown())
    return 1 if found else 0


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--declarations", type=int, default=20_000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--every-sort", action="store_true", help="rules of every sort in place of the shipped")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite:///{Path(folder) / 'notify.db'}"
        sys.exit(main(database, chosen.declarations, chosen.seed, MANY if chosen.every_sort else None))
