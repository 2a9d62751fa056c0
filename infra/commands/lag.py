"""`zhiping lag`: what is published and not handled yet, per queue; empty means that everything is done."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from infra.connections import operator_client
from shared.contracts.lag import lag_of
from shared.contracts.queues import SERVICES


def main(
    as_json: Annotated[bool, typer.Option("--json", help="print JSON")] = False,
    stack: Annotated[str, typer.Option(help="dev stack to use where ZHIPING_* is not set")] = "dev",
) -> None:
    """Compare what every service has published with what its followers have handled; exit code 1 while behind."""
    client = operator_client(stack)
    lag = lag_of({name: client.call(f"{name}.get_status") for name in SERVICES})
    client.close()
    if as_json:
        typer.echo(json.dumps(lag))
    else:
        for place, number in lag.items():
            typer.echo(f"{number:>8}  {place}")
        typer.echo("nothing is under way" if not lag else "")
    raise typer.Exit(1 if lag else 0)
