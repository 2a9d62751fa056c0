"""The table at the end of a dry run."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from infra.policy.dryrun.judging import VerdictCounts

WIDTH = 132
OUTCOMES = ("eligible", "conditional", "refused")


def show(title: str, tally: VerdictCounts, console: Console | None = None) -> None:
    """Per plan: how many of each verdict, and the commonest first refusals with their clauses."""
    table = Table(title=f"{title}: {tally.people} people")
    for column in ("plan", *OUTCOMES, "refused most by"):
        table.add_column(column, justify="right" if column in OUTCOMES else "left", no_wrap=True)
    plans = sorted({plan for plan, _ in tally.verdicts if plan != "-"})
    for plan in plans:
        counts = [str(tally.verdicts[plan, outcome]) for outcome in OUTCOMES]
        table.add_row(plan, *counts, _top(tally, plan))
    sums = [str(sum(tally.verdicts[plan, outcome] for plan in plans)) for outcome in OUTCOMES]
    table.add_section()
    table.add_row("all", *sums, "")
    console = console or Console(width=WIDTH)
    console.print(table)
    for outcome, number in sorted((key[1], number) for key, number in tally.verdicts.items() if key[0] == "-"):
        console.print(f"{outcome}: {number}")


def _top(tally: VerdictCounts, plan: str) -> str:
    return "\n".join(f"{rule} {clause} ({number})" for rule, clause, number in tally.top_refusals(plan))
