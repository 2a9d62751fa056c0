"""`zhiping bus`: users, rights, exchanges and queues, at deployment and before any producer runs."""

import json
from typing import TYPE_CHECKING, Annotated

import typer

from infra.connections import bus_uri, database_url, given, transport_security

if TYPE_CHECKING:
    from shared.contracts.broker_users import Definitions

app = typer.Typer(help="Users, exchanges and queues of the suite.", no_args_is_help=True)
API = "ZHIPING_BROKER_API"


@app.command()
def declare(stack: Annotated[str, typer.Option(help="Dev stack to use where ZHIPING_* is not set.")] = "dev") -> None:
    """Declare every exchange and queue of the contracts, as the broker's administrator; safe to repeat.

    Where ZHIPING_BROKER_API names RabbitMQ's management API, users and rights (`bus definitions`) are brought there
    first.
    """
    from infra.broker_definitions import upload
    from shared.kernel.settings import Settings
    from shared.messaging.events.topology import declare_topology

    if api := given().get(API):
        upload(api, bus_uri(stack), _definitions(stack, with_users=True), transport_security(stack))
        typer.echo("users, rights and policies are set")
    queues = declare_topology(bus_uri(stack), Settings.from_env(given()).retry_delays)
    typer.echo(f"{len(queues)} event queues stand")


@app.command()
def definitions(
    stack: Annotated[str, typer.Option(help="Dev stack to use where ZHIPING_* is not set.")] = "dev",
    users: Annotated[bool, typer.Option(help="With users, whose passwords ZHIPING_BROKER_PASSWORD_* give.")] = True,
) -> None:
    """Print RabbitMQ's definitions as JSON: one user per service and portal, their rights, and the policies."""
    typer.echo(json.dumps(_definitions(stack, with_users=users), indent=2))


def _definitions(stack: str, *, with_users: bool) -> "Definitions":
    from infra.broker_definitions import site_definitions
    from infra.passwords import PasswordsMissing

    try:
        return site_definitions(bus_uri(stack), given(), with_users=with_users)
    except PasswordsMissing as missing:
        raise SystemExit(f"no password: set {missing}") from None


@app.command()
def join(
    consumer: Annotated[str, typer.Argument(help="Service that is to follow one stream more.")],
    stream: Annotated[str, typer.Argument(help="Stream, as in `audit_case`: <source>_<aggregate>.")],
    stack: Annotated[str, typer.Option(help="Dev stack to use where ZHIPING_* is not set.")] = "dev",
) -> None:
    """Add a consumer to a running system: it sees every event from now on, also of aggregates that exist already.

    To be run after the migrations, before `bus declare`, and before the service starts that has the new subscription.
    """
    from shared.kernel.settings import Settings
    from shared.messaging.events.topology import subscriptions
    from shared.messaging.ops.add_consumer import QueueExists
    from shared.messaging.ops.add_consumer import join as join_running
    from shared.persistence import Database

    wanted = [one for one in subscriptions() if one.queue == f"{consumer}.{stream}"]
    if not wanted:
        raise typer.BadParameter(f"the contracts have no subscription {consumer}.{stream} (see `zhiping bus list`)")
    source = Database(database_url(wanted[0].stream.source, stack), pool_size=1)
    target = Database(database_url(consumer, stack), pool_size=1)
    try:
        joined = join_running(wanted[0], source, target, bus_uri(stack), Settings.from_env().retry_delays)
    except QueueExists:
        typer.echo(f"{consumer}.{stream} stands already; nothing was changed", err=True)
        raise typer.Exit(1) from None
    finally:
        source.close()
        target.close()
    typer.echo(f"{joined.queue}: {joined.subjects} aggregates exist already, {joined.before} events are left out")


@app.command("list")
def list_queues() -> None:
    """Queue, exchange and routing keys of every subscription."""
    from shared.messaging.events.topology import subscriptions

    for one in subscriptions():
        keys = ", ".join(event.name for event in one.stream.events)
        typer.echo(f"{one.queue:<34} <- {one.stream.exchange:<20} {keys}")
