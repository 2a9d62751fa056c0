"""`zhiping policy`: look at a notice's policy pack before it is published."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

if TYPE_CHECKING:
    from shared.policy import Pack

app = typer.Typer(help="Policy packs: a notice as data.", no_args_is_help=True)
PackName = Annotated[str, typer.Argument(help="a file, or the name of a shipped pack such as chifeng-2026")]
Unit = Annotated[str, typer.Option(help="city, county or stationed: whose route to show")]
Nature = Annotated[str, typer.Option(help="public_institution, private, social, freelance_agency or government")]


@app.command()
def check(pack: PackName) -> None:
    """Schema, references, windows, routes, conditions; exit code 1 and every problem with its line."""
    found = _load(pack)
    unverified = sum(1 for _, basis in _bases(found) if not basis.verified)
    typer.echo(
        f"{found.notice.id}: good. {len(found.plans)} plans, {len(found.routes)} routes, {len(found.rules)} rules, "
        f"{len(found.paths)} paths; {unverified} values await the official text; digest {found.digest}"
    )
    for slip in found.slips:
        typer.echo(f"  source slip at {slip.clause}: {slip.remark}")


@app.command()
def explain(
    pack: PackName,
    plan: Annotated[str | None, typer.Argument(help="id of one plan; without it, all plans are listed")] = None,
    unit: Unit = "county",
    nature: Nature = "public_institution",
) -> None:
    """The plans of a notice; or one plan: windows, committee, route, materials, and who qualifies, each with its clause."""
    from infra.policy_text import describe_plan, list_plans

    found = _load(pack)
    if plan is not None and plan not in {one.id for one in found.plans}:
        typer.echo(f"{found.notice.id} has no plan {plan}", err=True)
        raise typer.Exit(1)
    Console().print(list_plans(found) if plan is None else describe_plan(found, found.plan(plan), unit, nature))


@app.command()
def schema() -> None:
    """The JSON Schema of packs, for editors."""
    import json

    from shared.policy import pack_schema

    typer.echo(json.dumps(pack_schema(), ensure_ascii=False, indent=2))


@app.command()
def facts() -> None:
    """The facts a condition may look at: name, type, values, meaning."""
    from shared.policy import vocabulary

    for fact in vocabulary().values():
        values = f" [{', '.join(sorted(fact.values))}]" if fact.values else ""
        typer.echo(f"{fact.name:<40} {fact.type:<7} {fact.about}{values}")


def _bases(pack: Pack):  # type: ignore[no-untyped-def]
    from shared.policy.structure import basis_entries

    return basis_entries(pack)


def _load(pack: str) -> Pack:
    from shared.policy import PackError, load_pack, shipped_pack

    try:
        return load_pack(Path(pack)) if Path(pack).is_file() else shipped_pack(pack)
    except PackError as error:
        for problem in error.problems:
            typer.echo(f"{pack}: {problem}", err=True)
        raise typer.Exit(1) from error
    except FileNotFoundError as error:
        typer.echo(f"no such file or shipped pack: {pack}", err=True)
        raise typer.Exit(1) from error
