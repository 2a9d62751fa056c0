"""`zhiping policy explain --person`: one line of a people file against one plan, and what would change the answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from infra.policy.dryrun.person import DryRunPerson
    from shared.policy import Pack, Plan, Verdict


def explain_person(pack: Pack, plan: Plan, people: Path, name: str | None, at: date | None) -> Iterator[str]:
    """The verdict with its remedies for the person of that id, or the first of the file; by default on the last filing
    day. Exit code 1 when the file has no such person or the line cannot be read.
    """
    from infra.policy.advice_text import explain_verdict
    from infra.policy.dryrun.judging import day_of
    from infra.policy.dryrun.person import UNREADABLE

    try:
        verdict = _verdict(pack, plan, _person(people, name), at or day_of(pack, plan))
    except UNREADABLE as error:
        typer.echo(f"{people}: unreadable: {type(error).__name__}: {error}", err=True)
        raise typer.Exit(1) from error
    yield from explain_verdict(verdict)


def _verdict(pack: Pack, plan: Plan, person: DryRunPerson, day: date) -> Verdict:
    from shared.policy import evaluate, facts_from_dossier, growth_of, with_remedies

    profile, unit = person.profile, person.unit
    facts = facts_from_dossier(
        pack, plan, profile=profile, unit=unit, at=day, record=person.record, major=person.major
    )  # fmt: skip
    growth = growth_of(pack, plan, profile=profile, unit=unit, at=day)
    return with_remedies(evaluate(pack, plan, facts, day), pack, plan, facts, growth)


def _person(people: Path, name: str | None) -> DryRunPerson:
    from infra.commands.policy.dry_run_files import lines_of
    from infra.policy.dryrun.person import person_of

    for line in lines_of(people, lambda size: None):
        person = person_of(line)
        if name in (None, person.id):
            return person
    typer.echo(f"{people}: nobody {name or 'in it'}", err=True)
    raise typer.Exit(1)
