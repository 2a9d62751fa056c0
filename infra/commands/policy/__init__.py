"""`zhiping policy`: look at a notice's policy pack before it is published, and compare it with others."""

from __future__ import annotations

import typer

from infra.commands.policy import checking, coverage, diff, dry_run, showing

app = typer.Typer(help="Policy packs: a notice as data.", no_args_is_help=True)
app.command()(checking.check)
app.command()(showing.explain)
app.command()(showing.schema)
app.command()(showing.facts)
app.command()(diff.diff)
app.command(name="dry-run")(dry_run.dry_run)
app.command()(dry_run.people)
app.command()(coverage.coverage)
