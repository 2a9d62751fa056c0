"""`zhiping policy diff`: two notices by meaning, on the terminal, as a workbook, as JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from infra.commands.policy.packs import PackName, load


def diff(
    old: PackName,
    new: PackName,
    xlsx: Annotated[Path | None, typer.Option(help="write a workbook, one sheet per section")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON on standard output instead of tables")] = False,
    section: Annotated[str | None, typer.Option(help="only this section, such as headlines, windows, paths")] = None,
) -> None:
    """What is different in the new notice: windows moved, numbers changed, rules added, removed, narrowed, widened."""
    from infra.commands.policy.diff_terminal import show
    from infra.commands.policy.diff_workbook import write
    from shared.policy.diff import Comparison, compare
    from shared.wire.plain import plain

    found = compare(load(old), load(new))
    if section is not None:
        found = Comparison(found.old, found.new, tuple(one for one in found.changes if one.section == section))
    if xlsx is not None:
        write(found, xlsx)
        typer.echo(f"{len(found.changes)} changes in {xlsx}", err=True)
    if as_json:
        typer.echo(json.dumps(plain(found), ensure_ascii=False, indent=2))
    elif xlsx is None:
        show(found)
