"""`zhiping policy check`: what the loader refuses, then what it would load but nobody should publish."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from infra.commands.policy.packs import PackName, load_text, text_of

if TYPE_CHECKING:
    from shared.policy import Pack
    from shared.policy.pack.yaml_lines import Lines


def check(pack: PackName) -> None:
    """Schema, references, dead and contradictory rules, windows, working days, clauses; each problem with its line.

    Errors: exit code 1. Warnings: exit code 0.
    """
    found, lines = load_text(pack, text_of(pack))
    errors, warnings = _findings(found, lines)
    for line in (*errors, *warnings):
        typer.echo(f"{pack}: {line}", err=line in errors)
    if errors:
        typer.echo(f"{found.notice.id}: {len(errors)} errors, {len(warnings)} warnings", err=True)
        raise typer.Exit(1)
    typer.echo(_good(found, len(warnings)))
    for slip in found.slips:
        typer.echo(f"  source slip at {slip.clause}: {slip.remark}")


def _findings(pack: Pack, lines: Lines) -> tuple[list[str], list[str]]:
    from infra.policy.inspection import inspect
    from shared.calendar import work_calendar

    found = sorted(inspect(pack, work_calendar()), key=lambda finding: lines.of(finding.path))
    said = [(finding.severity, lines.told(finding.path, finding.reason)) for finding in found]
    errors = [problem for severity, problem in said if severity == "error"]
    return errors, [f"warning: {problem}" for severity, problem in said if severity == "warning"]


def _good(pack: Pack, warnings: int) -> str:
    from shared.policy.pack.structure import basis_entries

    unverified = sum(not basis.verified for _, basis in basis_entries(pack))
    return (
        f"{pack.notice.id}: good. {len(pack.plans)} plans, {len(pack.routes)} routes, {len(pack.rules)} rules, "
        f"{len(pack.paths)} paths; {unverified} values await the official text; {warnings} warnings; "
        f"digest {pack.digest}"
    )
