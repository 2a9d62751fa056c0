"""Plays the year up to a moment, once; progress is shown while it plays."""

from __future__ import annotations

import os
from datetime import date, time
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from infra.demo.days import moment
from infra.demo.embedded import open_embedded
from infra.demo.run import PHASES
from infra.demo.schedule import Schedule
from infra.demo.world import build_world
from infra.serve.kept import KeptSite, Wish, alone, forget_old
from infra.serve.people import visitors

MORNING_START = time(8, 0)


def kept_site(wish: Wish, root: Path, console: Console) -> KeptSite:
    """What was played for this wish, now or earlier."""
    kept = KeptSite(root / wish.digest)
    with alone(kept.folder):
        if not kept.is_played:
            _play(wish, kept, console)
    os.utime(kept.folder)
    forget_old(root)
    return kept


def _progress(console: Console) -> Progress:
    share = TextColumn("{task.percentage:>3.0f}%")
    return Progress(TextColumn("{task.description}"), BarColumn(), share, TimeElapsedColumn(), console=console)


def _play(wish: Wish, kept: KeptSite, console: Console) -> None:
    world = build_world(wish.pack, wish.seed, wish.applicants)
    start = moment(world.pack.notice.issued_on, MORNING_START)
    run = open_embedded(kept.played, start)
    try:
        schedule = Schedule(run.driver, world)
        span = max(1, (wish.at.date() - start.date()).days)
        with _progress(console) as progress:
            task = progress.add_task("", total=span)

            def tell(day: date, phase: str) -> None:
                name = PHASES.get(phase.partition("-")[0], phase)
                progress.update(task, completed=(day - start.date()).days, description=f"{day:%m月%d日} {name}")

            schedule.write().play(run.driver, tell, until=wish.at)
            run.driver.settle()
            progress.update(task, completed=span)
        groups = [group.plain() for group in visitors(run.driver, world, schedule)]
        now, keys = run.driver.clock.now(), run.keys
    finally:
        run.close()
    kept.finish(keys, groups, max(now, wish.at))
