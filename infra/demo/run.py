"""Running the demonstration: progress while it plays, tables, documents and `summary.json` at its end."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from infra.demo.days import NOON, moment
from infra.demo.driver import Driver
from infra.demo.embedded import EmbeddedRun, open_embedded
from infra.demo.real import RealRun, open_real
from infra.demo.report import show
from infra.demo.schedule import Schedule
from infra.demo.steps.opening import publish_notice
from infra.demo.story.lines import told
from infra.demo.story.people import find_stories
from infra.demo.story.piece import TrailPlace, gather
from infra.demo.story.terminal import fitting
from infra.demo.summary import Summary, summarise
from infra.demo.world import World, build_world
from infra.devstack import DevStack
from shared.kernel.ids import new_id
from shared.policy import LEVEL_GROUP_NAMES, Pack

GROUP_NAMES = {str(group): name for group, name in LEVEL_GROUP_NAMES.items()}
PHASES = {
    "publish": "发布通知", "register": "单位与人员注册", "committees": "评委会组建备案", "filing": "个人申报",
    "audit": "逐级审核与公示", "recheck": "评委会办事机构复核", "sessions": "召集评审会议",
    "draw": "抽取评委、备案方案",
    "meeting": "评审会议", "recognition": "考核认定", "results": "结果公示与报送", "certificates": "核准与发证",
}  # fmt: skip


def demo(pack: Pack, applicants: int, seed: int, folder: Path, console: Console, stack: str | None = None) -> Summary:
    """Play one notice's year and leave everything under `folder`; embedded, or on the dev stack `stack` that is up."""
    world = build_world(pack, seed, applicants)
    start = moment(world.pack.notice.issued_on, time(8, 0))
    run = _open(folder / "stack", start, stack)
    try:
        summary = play(run.driver, world, console)
        gathered = gather(run.driver, world, folder, console)
    finally:
        run.close()
    (folder / "summary.json").write_text(json.dumps(summary, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    trail = TrailPlace(folder / "stack" / "db", run.keys.keyring) if isinstance(run, EmbeddedRun) else None
    page = gathered.write(summary, gathered.verify(trail))
    gathered.tell(fitting(console))
    show(summary, world.pack, fitting(console))
    gathered.conclude(summary, page, console)
    return summary


def _open(folder: Path, start: datetime, stack: str | None) -> EmbeddedRun | RealRun:
    """On a dev stack the year gets a site of its own (databases, virtual host, bucket), removed at the end."""
    if stack is None:
        return open_embedded(folder, start)
    running = DevStack(stack)
    if not running.env_file.exists():
        raise SystemExit(f"the stack '{stack}' is not up: make up STACK={stack}")
    return open_real(running, f"demo_{new_id()[-8:]}", folder, start)


def play(driver: Driver, world: World, console: Console, amendment: Pack | None = None) -> Summary:
    """Play the schedule on any stack and count what came of it; `amendment` is published on the day it is issued."""
    schedule = Schedule(driver, world)
    timeline = schedule.write()
    if amendment is not None and (said := amendment.notice.amendment) is not None:
        timeline.add(moment(said.issued_on, NOON), "publish", lambda: publish_notice(driver, amendment))
    with Progress(
        TextColumn("{task.description:<24}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), console=console
    ) as progress:
        timeline.play(driver, _progress(progress, timeline.remaining))
        driver.settle()
    summary = summarise(driver, world, schedule)
    return summary | {"stories": [told(story) for story in find_stories(driver, world)]}


def _progress(progress: Progress, remaining: Callable[[str], int]) -> Callable[[date, str], None]:
    """One bar per phase; a bar's end moves when the schedule writes further entries."""
    tasks: dict[str, object] = {}

    def tell(day: date, phase: str) -> None:
        if phase not in tasks:
            tasks[phase] = progress.add_task(label(phase), total=None)
        task = progress.tasks[list(tasks).index(phase)]
        done = task.completed + 1
        progress.update(
            task.id, completed=done, total=done + remaining(phase), description=f"{label(phase)} {day:%m-%d}"
        )

    return tell


def label(phase: str) -> str:
    """Chinese name of a phase such as `audit-junior`."""
    name, _, cohort = phase.partition("-")
    group, _, turn = cohort.partition("-")
    return PHASES[name] + (f"（{GROUP_NAMES[group]}{turn and ' '}{turn}）" if group else "")
