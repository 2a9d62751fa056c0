"""`zhiping calendar`: which years' holidays are announced, and whether the coming year is late."""

from __future__ import annotations

from typing import Annotated

import typer

from shared.calendar import work_calendar
from shared.kernel.clock import SystemClock

LATE_FROM = 12
"""Month by which the State Council has announced the coming year; it does so in October or November."""


def main(on: Annotated[str, typer.Option(help="day to ask for (ISO); today when empty")] = "") -> None:
    """Print the announced years; exit code 1 when this year is missing, or in December the next one."""
    year, month = (int(part) for part in (on or SystemClock().today().isoformat()).split("-")[:2])
    known = work_calendar().announced_years
    needed = range(year, year + 2 if month >= LATE_FROM else year + 1)
    missing = [one for one in needed if one not in known]
    typer.echo(f"announced: {min(known)} to {max(known)}")
    for one in missing:
        typer.echo(f"missing: {one}; see infra/runbooks/yearly-calendar.md")
    raise typer.Exit(1 if missing else 0)
