"""`zhiping policy`: look at a notice's policy pack before it is published."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from shared.policy import Pack

app = typer.Typer(help="Policy packs: a notice as data.", no_args_is_help=True)
PackName = Annotated[str, typer.Argument(help="a file, or the name of a shipped pack such as chifeng-2026")]


class Unit(StrEnum):
    """Affiliation of the unit whose route is shown."""

    CITY = "city"
    COUNTY = "county"
    STATIONED = "stationed"


class Nature(StrEnum):
    """Nature of that unit."""

    PUBLIC_INSTITUTION = "public_institution"
    PRIVATE = "private"
    SOCIAL = "social"
    FREELANCE_AGENCY = "freelance_agency"
    GOVERNMENT = "government"


@app.command()
def check(pack: PackName) -> None:
    """Schema, references, windows, routes, conditions; exit code 1 and every problem with its line."""
    found = _load(pack)
    unverified = _unverified(found)
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
    unit: Annotated[Unit, typer.Option(help="affiliation of the unit whose route to show")] = Unit.COUNTY,
    nature: Annotated[Nature, typer.Option(help="nature of that unit")] = Nature.PUBLIC_INSTITUTION,
) -> None:
    """The plans of a notice; or one plan: windows, committee, route, materials, who qualifies; each with its clause."""
    from shared.policy import UnitFacts
    from shared.policy.explain import explain_plan, list_plans

    found = _load(pack)
    if plan is None:
        typer.echo("\n".join(list_plans(found)))
        return
    if plan not in {one.id for one in found.plans}:
        typer.echo(f"{found.notice.id} has no plan {plan}", err=True)
        raise typer.Exit(1)
    facts = UnitFacts(affiliation=unit.value, nature=nature.value, region=found.notice.issuer.region)
    typer.echo("\n".join(explain_plan(found, found.plan(plan), facts)))


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


def _unverified(pack: Pack) -> int:
    from shared.policy.structure import basis_entries

    return sum(not basis.verified for _, basis in basis_entries(pack))


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
