"""Run as its own process: a Database under a patched eventlet, 10 greenlets at once; prints what it found as JSON."""

# ruff: noqa: E402 - patching comes first

import eventlet

eventlet.monkey_patch()

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from sqlalchemy import text

from shared.persistence import Database
from tests.support.persistence_suite import FACT, WRITTEN, envelopes, unit_of_work

database = Database(sys.argv[1], pool_size=10)


def sleep_in_server():
    """Half a second of waiting for the server."""
    with database.begin() as connection:
        connection.execute(text("SELECT pg_sleep(0.5)"))


def ticks_during_sleep():
    """How often another greenlet ran meanwhile."""
    ticks, sleeper = 0, eventlet.spawn(sleep_in_server)
    while not sleeper.dead:
        eventlet.sleep(0.01)
        ticks += 1
    return ticks


def record(_):
    """One event of the one aggregate."""
    with unit_of_work(database) as tx:
        tx.record(WRITTEN, "a", FACT)


def killed_then():
    """A greenlet is cut off in mid-query by a timeout; the next user of the pool must not notice."""
    with eventlet.Timeout(0.05, False):
        sleep_in_server()
    with database.begin() as connection:
        return connection.scalar(text("SELECT 1"))


list(eventlet.GreenPool(10).imap(record, range(100)))
sequences = sorted(envelope["sequence"] for envelope in envelopes(database))
print(json.dumps({"ticks_during_sleep": ticks_during_sleep(), "sequences": sequences, "killed_then": killed_then()}))
