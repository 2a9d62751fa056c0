"""`zhiping policy dry-run | people`: a pack over a file of people, and a made-up file to try it with."""

from __future__ import annotations

import json
import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from infra.commands.policy.packs import PackName, load

if TYPE_CHECKING:
    from rich.progress import Progress


def dry_run(
    pack: PackName,
    people: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="JSON lines, or .csv in the simple form")],
    out: Annotated[Path | None, typer.Option(help="answers: .jsonl or .csv; without it, the table only")] = None,
    jobs: Annotated[int, typer.Option(min=1, help="processes")] = os.cpu_count() or 1,
    on: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="the day asked about")] = None,
) -> None:
    """Who would qualify for what and why, for every person of a file; a table by plan at the end.

    Without --on each plan is asked about on its last filing day.
    """
    from infra.commands.policy.dry_run_files import answers_to, lines_of
    from infra.commands.policy.dry_run_table import show
    from infra.policy.dryrun.judging import VerdictCounts
    from infra.policy.dryrun.parallel import judge_parts

    found, tally = load(pack), VerdictCounts()
    with _progress() as bar, answers_to(out) as write:
        task = bar.add_task(found.notice.id, total=people.stat().st_size)
        lines = lines_of(people, lambda size: bar.advance(task, size))
        for rows, counts in judge_parts(found, lines, on.date() if on else None, jobs):
            write(rows)
            tally.add(counts)
    show(found.notice.short_title, tally)


def people(
    count: Annotated[int, typer.Option(min=1, help="how many")] = 1000,
    seed: Annotated[int, typer.Option(help="the same seed gives the same people")] = 1,
    pack: Annotated[str, typer.Option(help="the notice whose series and regions are used")] = "chifeng-2026",
    out: Annotated[Path | None, typer.Option(help="file to write; without it, standard output")] = None,
) -> None:
    """A made-up people file for dry-run, one JSON line per person; nobody in it is real."""
    from infra.policy.people import people as made_up

    lines = (json.dumps(person, ensure_ascii=False) for person in made_up(load(pack), count, seed))
    if out is None:
        for line in lines:
            typer.echo(line)
        return
    with out.open("w", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in lines)
    typer.echo(f"{count} made-up people in {out}")


def _progress() -> Progress:
    """On standard error, so that a table on standard output stays clean."""
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
    )
