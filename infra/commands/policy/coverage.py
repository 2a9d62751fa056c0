"""`zhiping policy coverage`: every requirement of the notices, and where it is met."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from infra.policy.coverage.account import Line

ROOT = Path(__file__).parents[3]


def coverage(
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="the sums and what is missing only")] = False,
) -> None:
    """Clause -> rule or feature -> tests; exit code 1 when something is missing."""
    from infra.policy.coverage.account import account, shipped_packs
    from infra.policy.coverage.requirements import requirements

    lines = account(shipped_packs())
    if not quiet:
        _list(lines)
    faults = [*_unmet(lines), *_absent(lines)]
    for fault in faults:
        typer.echo(fault, err=True)
    counted = Counter(line.status for line in lines)
    typer.echo(
        f"\n{len(requirements())} rows, {len(lines)} clauses: enforced {counted['enforced']}, "
        f"recorded {counted['recorded']}, outside {counted['outside']}, missing {counted['missing']}, "
        f"without a pack {counted['no pack']}"
    )
    if faults:
        raise typer.Exit(1)


def _list(lines: tuple[Line, ...]) -> None:
    """Sections, rows and clauses, in the order of the data."""
    from infra.policy.coverage.requirements import SECTIONS

    section, row = "", ""
    for line in lines:
        if line.row.section != section:
            section = line.row.section
            typer.echo(f"\n{section.upper()}. {SECTIONS[line.row.section]}")
        if line.row.key != row:
            row = line.row.key
            typer.echo(f"  {row}: {line.row.behaviour}")
        typer.echo(f"    {_said(line)}")


def _said(line: Line) -> str:
    """`chifeng-2026/3.2 enforced by windows[0], ... and 3 more; 3 tests`."""
    by = ", ".join(line.by[:3]) + (f" and {len(line.by) - 3} more" if len(line.by) > 3 else "")
    basis = f" by {by}" if by else f": {line.row.reason}" if line.row.reason else ""
    return f"{line.clause} {line.status}{basis}; {len(line.row.tests)} tests"


def _unmet(lines: tuple[Line, ...]) -> list[str]:
    return [
        f"{line.row.key}: {line.clause} is {line.status}" for line in lines if line.status in ("missing", "no pack")
    ]


def _absent(lines: tuple[Line, ...]) -> list[str]:
    """Tests and features that are named and not there."""
    from infra.policy.coverage.references import feature_exists, named_test_exists

    tests = {(line.row.key, test) for line in lines for test in line.row.tests_of(line.clause)}
    features = {(line.row.key, feature) for line in lines for feature in line.row.features}
    return [
        *(f"{key}: no such test: {test}" for key, test in sorted(tests) if not named_test_exists(test, ROOT)),
        *(f"{key}: no such feature: {one}" for key, one in sorted(features) if not feature_exists(one)),
    ]
