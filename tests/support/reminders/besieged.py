"""A year told to replicas of notify with accidents at the moments where most is under way."""

from bisect import bisect_right
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from shared.kernel.clock import iso
from tests.support.reminders.publishers import disordered

SENDING = ("kill", "kill", "all")
"""Accidents while reminders are sent, for one time through the year."""
HEARING = ("kill", "kill", "broker stopped", "broker killed")
"""And while events are heard."""
RESTARTS = {"broker stopped": "stop", "broker killed": "kill"}
REGISTERED = "audit.organisation_registered"
AMONG = 4
"""An accident hits one of so many times as many of the busiest looks."""


class Siege:
    """`happened` says what was hit when."""

    def __init__(self, site, broker, rng):
        self.site, self.broker, self.rng = site, broker, rng
        self.happened = []
        self._wanted, self._earlier = 0, []
        self._missed = Counter()

    def follow(self, events, looks, due, times=1):
        """The whole log and all looks; between them everything that is reached is settled."""
        batches, sent = _batches(events, looks), Counter(row.sent_at for row in due)
        alone = [one for one in looks[1:] if not one.calm]
        sending = self._drawn(SENDING * times, alone, lambda look: sent[look.at])
        hearing = self._drawn(HEARING * times, alone, lambda look: len(batches[look.at]))
        for bodies in (True, False):  # nobody's superior is known before the directory is
            self._hear([one for one in batches[looks[0].at] if (one["type"] == REGISTERED) is bodies], None)
        batches[looks[0].at] = []
        for look in looks:
            self._hear(batches[look.at], hearing.get(look))
            self._look(look, sending.get(look))
            self._put_back(look.at)

    def _drawn(self, accidents, looks, work):
        busiest = sorted(looks, key=work, reverse=True)[: AMONG * len(accidents)]
        return dict(zip(self.rng.sample(busiest, len(accidents)), accidents, strict=True))

    def _hear(self, batch, accident):
        told = disordered(self.rng, batch, self._earlier)
        half, self._wanted = len(told) // 2, self._wanted + len(batch)
        with ThreadPoolExecutor(1) as pool:
            telling = pool.submit(self._tell, told[:half])
            self._kill_at("inbox", accident, lambda: not telling.done())
            telling.result()
        if accident in RESTARTS:
            self._restart(accident)
        self._tell(told[half:])
        self.site.until(lambda: self.site.heard() >= self._wanted, "events")
        self._earlier += batch

    def _look(self, look, accident):
        self.site.clock.set(look.at)
        if accident == "all":
            self.site.kill_all()
            self._note("all killed", self.site.undone())
        elif not look.calm:
            self._kill_at("messages", accident, self.site.undone)
        self.site.until(lambda: not self.site.undone(), "reminders")
        if look.calm:
            self.site.until(lambda: not self.site.unsent(), "letters")

    def _kill_at(self, table, accident, at_work):
        """Whoever writes there; where all are done before that, at the next opportunity."""
        self._missed[table] += accident == "kill"
        if self._missed[table] and (hit := self.site.kill_one_writing(table, at_work)):
            self._missed[table] -= 1
            self._note(f"{hit.label} writing {table}", self.site.undone())

    def _put_back(self, now):
        """As when a clock is put right: whoever looks finds nothing new. Never into a night, see jumps.Look."""
        earliest = now.replace(hour=7, minute=30)
        if self.rng.random() < 0.2 and now.hour < 21 and now > earliest:
            self.site.clock.set(max(earliest, now - timedelta(minutes=self.rng.randint(1, 180))))

    def _tell(self, events):
        for event in events:
            self.site.publishers.tell(event)

    def _restart(self, how):
        getattr(self.broker, RESTARTS[how])()
        self.broker.start()
        self._note(how, self._wanted - self.site.heard())

    def _note(self, hit, left):
        self.happened.append(f"{self.site.clock.now():%m-%d %H:%M} {hit}; {left} under way")


def _batches(events, looks):
    """What is heard before each look."""
    times, made, first = [event["time"] for event in events], {}, 0
    for look in looks:
        last = bisect_right(times, iso(look.at), first)
        made[look.at], first = events[first:last], last
    return made
