"""Replicas of notify on the real stack under one clock that a test turns, and how one of them is killed at its work."""

import signal
import time
import uuid
from contextlib import contextmanager

from sqlalchemy import create_engine, text

from infra.devstack import processes
from infra.devstack.site import Site
from infra.fleet import Fleet
from shared.kernel.clock import FileClock
from shared.persistence import Database
from tests.support.reminders.driven import reminders_in
from tests.support.reminders.publishers import Publishers

SETTINGS = {
    "ZHIPING_SWEEP_SECONDS": "1", "ZHIPING_RETRY_DELAYS": "0.1,0.3,1,3,10,30", "ZHIPING_HEARTBEAT": "4",
    "ZHIPING_CONFIRM_TIMEOUT": "3", "ZHIPING_LOG_LEVEL": "WARNING", "ZHIPING_EVENT_SIGNATURES": "off",
}  # fmt: skip
CHANNELS = "channels: [{{channel: mail, url: 'smtp://{host}:{port}?from=zhiping@bureau.example', rate: {rate}}}]"
RATE = "{letters: 100000, seconds: 1}"
"""A clock that stands still fills no bucket."""
PATIENCE = 180
UNDONE = (
    "SELECT (SELECT count(*) FROM reminder_plans WHERE next_at <= :now)"
    " + (SELECT count(*) FROM notices WHERE replanned_to IS NOT NULL)"
)
UNSENT = "SELECT count(*) FROM dispatches WHERE state = 'claimed' OR (state = 'queued' AND due_at <= :now)"
HEARD = "SELECT count(DISTINCT event_id) FROM inbox WHERE handler NOT LIKE '%trail'"
WRITING = (
    "SELECT a.client_port FROM pg_stat_activity a JOIN pg_locks l USING (pid) WHERE l.mode = 'RowExclusiveLock'"
    " AND l.granted AND l.relation = to_regclass(:table) AND a.datname = current_database()"
)


class Replicas:
    """`kills` says of each replica that was killed what it had in hand."""

    def __init__(self, site, fleet, clock):
        self.site, self.fleet, self.clock, self.kills = site, fleet, clock, []
        self.publishers = Publishers(site.stack.broker, site.name)
        self._url = site.environment("notify")["ZHIPING_DATABASE_URL"]
        self._engine = create_engine(self._url, isolation_level="AUTOCOMMIT")

    def rows(self, sql, **values):
        """Asked directly, whatever the processes do."""
        with self._engine.connect() as connection:
            return connection.execute(text(sql), values).all()

    def number(self, sql, **values):
        return self.rows(sql, **values)[0][0]

    def undone(self):
        """Plans whose moments are reached, and notices that are planned anew."""
        return self.number(UNDONE, now=self.clock.now())

    def unsent(self):
        """Letters that are due or in somebody's hand."""
        return self.number(UNSENT, now=self.clock.now())

    def reminders(self):
        """What stands in the inboxes."""
        database = Database(self._url)
        try:
            return reminders_in(database)
        finally:
            database.close()

    def heard(self):
        """How many events have had their effect."""
        return self.number(HEARD)

    def until(self, holds, what):
        """Wait, starting again who died."""
        deadline = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < deadline, f"{what}: still {self.undone()} undone, {self.heard()} heard"
            self.fleet.revive()
            time.sleep(0.1)

    def kill_one_writing(self, table, still_at_work):
        """kill -9 of a replica that has written to the table and not committed; None where all are done before."""
        while still_at_work():
            for member in self._at(table):
                processes.signal_all([member.process], signal.SIGSTOP)
                if member in self._at(table):
                    self._kill(member, f"{member.label} writing to {table}")
                    return member
                processes.signal_all([member.process], signal.SIGCONT)
            time.sleep(0.003)
        return None

    def kill_all(self):
        """All at once, at their work or not."""
        for member in self.fleet.members:
            self._kill(member, f"{member.label} with all others")

    def close(self):
        self.publishers.close()
        self.fleet.stop()
        self._engine.dispose()

    def _kill(self, member, what):
        if member.process is not None:
            self.fleet.kill(member)
            self.kills.append(what)

    def _at(self, table):
        ports = {port for (port,) in self.rows(WRITING, table=table)}
        return [member for member in self.fleet.members if ports and ports & _ports_of(member)]


def _ports_of(member):
    process = member.process
    return {one.laddr.port for one in process.net_connections("tcp")} if process else set()


@contextmanager
def replicas(stack, folder, start, count, mail):
    """So many, ready, on a site of their own that is gone afterwards; their letters go to the mail server `mail`."""
    clock = FileClock(folder / "clock")
    clock.set(start)
    host, port = mail
    channels = CHANNELS.format(host=host, port=port, rate=RATE)
    own = {"ZHIPING_CLOCK": f"file:{folder / 'clock'}", "ZHIPING_CHANNELS": channels}
    site = Site.create(stack, f"r{uuid.uuid4().hex[:10]}", SETTINGS | own)
    made = Replicas(site, Fleet(site.environment, folder / "logs", count, services=("notify",)), clock)
    try:
        made.fleet.start(120)
        yield made
    finally:
        made.close()
        site.drop()
