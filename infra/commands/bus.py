"""`zhiping bus declare`: exchanges and queues, at deployment and before any producer runs."""

from typing import Annotated

import typer

from infra.reach import bus_uri

app = typer.Typer(help="Exchanges and queues of the suite.", no_args_is_help=True)


@app.command()
def declare(stack: Annotated[str, typer.Option(help="Dev stack to use where ZHIPING_* is not set.")] = "dev") -> None:
    """Declare every exchange and queue of the contracts; safe to repeat."""
    from shared.messaging import Settings
    from shared.messaging.topology import declare_topology

    queues = declare_topology(bus_uri(stack), Settings.from_env().retry_delays)
    typer.echo(f"{len(queues)} event queues stand")


@app.command("list")
def list_queues() -> None:
    """Queue, exchange and routing keys of every subscription."""
    from shared.messaging.topology import subscriptions

    for one in subscriptions():
        keys = ", ".join(event.name for event in one.stream.events)
        typer.echo(f"{one.queue:<34} <- {one.stream.exchange:<20} {keys}")
