"""`zhiping policy explain | schema | facts`: a pack, its schema and its vocabulary in words."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from infra.commands.policy.packs import PackName, load


class Unit(StrEnum):
    """Affiliation of the unit whose route is shown."""

    CITY = "city"
    COUNTY = "county"
    REGION = "region"
    STATIONED = "stationed"


class Nature(StrEnum):
    """Nature of that unit."""

    PUBLIC_INSTITUTION = "public_institution"
    PRIVATE = "private"
    SOCIAL = "social"
    STATE_ENTERPRISE = "state_enterprise"
    FREELANCE_AGENCY = "freelance_agency"
    GOVERNMENT = "government"


class Recommender(StrEnum):
    """The body through which a non-public unit recommends."""

    HR_BUREAU = "hr_bureau"
    TALENT_SERVICE = "talent_service"
    ASSOCIATION = "association"
    SERVICE_POINT = "service_point"


def explain(
    pack: PackName,
    plan: Annotated[str | None, typer.Argument(help="id of one plan; without it, all plans are listed")] = None,
    unit: Annotated[Unit, typer.Option(help="affiliation of the unit whose route to show")] = Unit.COUNTY,
    nature: Annotated[Nature, typer.Option(help="nature of that unit")] = Nature.PUBLIC_INSTITUTION,
    sector: Annotated[str, typer.Option(help="sector of that unit")] = "general",
    channel: Annotated[Recommender, typer.Option(help="recommending channel of that unit")] = Recommender.HR_BUREAU,
    person: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="people file: the plan as it is for one of them")
    ] = None,
    name: Annotated[str | None, typer.Option("--id", help="id in that file; without it, the first line")] = None,
    at: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="the day asked about")] = None,
) -> None:
    """The plans of a notice; or one plan: windows, committee, route, materials, who qualifies; each with its clause.

    With --person: whether that person qualifies, and what would change the answer.
    """
    from infra.commands.policy.explaining import explain_person
    from infra.policy.explain import explain_plan, list_plans
    from shared.policy import UnitFacts

    found = load(pack)
    if plan is None:
        typer.echo("\n".join(list_plans(found)))
        return
    if plan not in {one.id for one in found.plans}:
        typer.echo(f"{found.notice.id} has no plan {plan}", err=True)
        raise typer.Exit(1)
    if person is not None:
        typer.echo("\n".join(explain_person(found, found.plan(plan), person, name, at.date() if at else None)))
        return
    facts = UnitFacts(
        affiliation=unit.value,
        nature=nature.value,
        region=found.notice.issuer.region,
        sector=sector,
        channel=channel.value,
    )
    typer.echo("\n".join(explain_plan(found, found.plan(plan), facts)))


def schema() -> None:
    """The JSON Schema of packs, for editors."""
    import json

    from shared.policy import pack_schema

    typer.echo(json.dumps(pack_schema(), ensure_ascii=False, indent=2))


def facts(
    markdown: Annotated[bool, typer.Option(help="as docs/facts.md, instead of a plain list")] = False,
) -> None:
    """The facts a condition may look at: name, type, values, meaning."""
    from infra.policy.facts_page import facts_page
    from shared.policy import vocabulary

    if markdown:
        typer.echo(facts_page(), nl=False)
        return
    for fact in vocabulary().values():
        values = f" [{', '.join(sorted(fact.values))}]" if fact.values else ""
        typer.echo(f"{fact.name:<40} {fact.type:<7} {fact.about}{values}")
