"""`zhiping token`: an access token of the dev stack's own issuer, to try RPC methods by hand."""

from datetime import timedelta
from typing import Annotated

import typer

from infra.connections import stack_token


def main(
    person: Annotated[str, typer.Option(help="person_id of the caller.")],
    role: Annotated[list[str], typer.Option(help="A role; may be given several times.")],
    name: Annotated[str, typer.Option(help="Name as it appears in the trail.")] = "开发用户",
    organisation: Annotated[str | None, typer.Option(help="organisation_id the caller acts for.")] = None,
    region: Annotated[str | None, typer.Option(help="Administrative code.")] = None,
    minutes: Annotated[int, typer.Option(help="How long it is valid.")] = 60,
    stack: Annotated[str, typer.Option(help="The dev stack whose services believe it.")] = "dev",
) -> None:
    """Print a token; only the services of this dev stack accept it."""
    from shared.kernel.caller import Caller

    caller = Caller(person, name, organisation, frozenset(role), region)
    typer.echo(stack_token(stack, caller, timedelta(minutes=minutes)))
