"""`make bench-reminders` (OPEN=1000000 DUE=60000): the sweep of notify over a register of a million open deadlines.

On PostgreSQL and on SQLite: a tick at which nothing is due and what it touches, then a morning on which many people
are reminded at once, by one process: each message rendered, put into the inbox and queued as mail. Prints a Markdown
table and writes `var/bench/reminders.json`.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import psutil

from infra.bench.figures import keep
from infra.bench.machine import machine
from infra.bench.reminders_register import MORNING, fill, publish, touched, written
from infra.devstack import DevStack
from services.notify.bootstrap import NotifyPorts, bootstrap
from services.notify.domain.channel import Channel
from services.notify.domain.rate import Rate
from services.notify.usecases.letter_ports import Outbound
from services.notify.usecases.remind import run_due
from shared.calendar import work_calendar
from shared.kernel.caller import Caller
from shared.kernel.clock import VirtualClock
from shared.kernel.settings import Settings
from shared.messaging import Application
from shared.persistence import migrate
from shared.security import Keyring

TICKS = 20
MEGABYTE = 2**20


def main() -> None:
    """Measure, print, write."""
    asked = argparse.ArgumentParser(prog="python -m infra.bench.reminders")
    asked.add_argument("--open", type=int, default=1_000_000)
    asked.add_argument("--due", type=int, default=60_000)
    asked.add_argument("--only", choices=("postgresql", "sqlite"))
    told = asked.parse_args()
    found: dict[str, Any] = {"machine": machine(), "open": told.open, "due": told.due, "databases": {}}
    for name, opened in (("postgresql", on_postgresql), ("sqlite", on_sqlite)):
        if told.only in (None, name):
            with opened() as url:
                found["databases"][name] = measure(url, told.open, told.due)
    keep("reminders", found)
    print(table(found))


@contextmanager
def on_postgresql() -> Iterator[str]:
    """A database of private servers."""
    stack = DevStack("bench", owner=os.getpid())
    stack.start(lambda line: None)
    try:
        yield stack.database.create("b_reminders")
    finally:
        stack.stop(discard=True)


@contextmanager
def on_sqlite() -> Iterator[str]:
    """A file."""
    with tempfile.TemporaryDirectory() as folder:
        yield f"sqlite:///{Path(folder) / 'notify.db'}"


def measure(url: str, many: int, due: int) -> dict[str, float]:
    """The figures of one database."""
    migrate("notify", url)
    clock = VirtualClock(MORNING - timedelta(days=30))
    app = bootstrap(Settings(database_url=url, keyring=Keyring.generate().to_json(), sweep_seconds=0), clock)
    app.make_ports = partial(NotifyPorts, outbound=Outbound({Channel.MAIL: Rate(1, 60)}, calendar=work_calendar()))
    try:
        publish(app)
        fill(app.database, many, due)
        clock.set(MORNING - timedelta(minutes=10))
        tick(app)
        quiet = [tick(app) for _ in range(TICKS)]
        rows = touched(app.database, lambda: tick(app))
        clock.set(MORNING)
        return {"tick_ms": 1e3 * statistics.median(quiet), "touched": rows, **morning(app)}
    finally:
        app.close()


def tick(app: Application) -> float:
    """Seconds of one step of the sweep."""
    began = time.perf_counter()
    with app.transaction(Caller.system("notify")) as tx:
        run_due(tx)
    return time.perf_counter() - began


def morning(app: Application) -> dict[str, float]:
    """Everything that is due, step by step, and the memory of the process meanwhile."""
    process, memory = psutil.Process(), list[int]()
    began, processor = time.perf_counter(), process.cpu_times()
    while True:
        with app.transaction(Caller.system("notify")) as tx:
            done = run_due(tx)
        if not done:
            break
        memory.append(process.memory_info().rss)
    seconds, after = time.perf_counter() - began, process.cpu_times()
    half, messages = len(memory) // 2, written(app.database)
    return {
        "messages": messages,
        "seconds": seconds,
        "a_minute": 60 * messages / seconds,
        "processor_ms": 1e3 * (after.user + after.system - processor.user - processor.system) / messages,
        "memory_first_half_mib": max(memory[:half], default=0) / MEGABYTE,
        "memory_second_half_mib": max(memory[half:], default=0) / MEGABYTE,
    }


def table(found: dict[str, Any]) -> str:
    """The figures as Markdown."""
    lines = [
        f"{found['machine']}; {found['open']:,} open deadlines",
        "",
        "| | tick, nothing due | touched by it | messages | a minute | a minute of its processor"
        " | memory, first half | second half |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for name, one in found["databases"].items():
        what = "rows" if name == "postgresql" else "steps of its machine"
        lines.append(
            f"| {name} | {one['tick_ms']:.1f} ms | {one['touched']:,} {what} | {one['messages']:,} |"
            f" {one['a_minute']:,.0f} | {60_000 / one['processor_ms']:,.0f} | {one['memory_first_half_mib']:.0f} MiB |"
            f" {one['memory_second_half_mib']:.0f} MiB |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
