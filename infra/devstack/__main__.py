"""`python -m infra.devstack up|down|status|...`: the stack by hand, and its servers' bad days."""

import os
import time
from enum import StrEnum
from typing import Annotated

import typer

from infra.devstack.broker import SCRIPTS
from infra.devstack.packages import CannotInstall
from infra.devstack.server import Server
from infra.devstack.stack import DevStack, all_stacks, reap_orphans

app = typer.Typer(help="Private RabbitMQ, PostgreSQL and S3 under var/stack/<name>.", no_args_is_help=True)
Name = Annotated[str, typer.Option("--name", help="Which stack.")]


class Which(StrEnum):
    """A server to do something to."""

    BROKER = "broker"
    DATABASE = "database"
    OBJECTS = "objects"


@app.command()
def up(
    name: Name = "dev",
    tls: Annotated[bool | None, typer.Option(help="TLS on every wire, or on none; else as it was.")] = None,
) -> None:
    """Install what is missing, start the three servers, write var/stack/<name>/env."""
    began = time.monotonic()
    stack = DevStack(name)
    try:
        stack.start(typer.echo, tls=tls)
    except CannotInstall as missing:
        raise SystemExit(str(missing)) from None
    after = f"after {time.monotonic() - began:.1f} s{', with TLS' if stack.tls.on else ''}"
    typer.echo(f"stack '{name}' is up {after}; variables in {stack.env_file}")


@app.command()
def down(
    name: Name = "dev",
    every: Annotated[bool, typer.Option("--all", help="Every stack of this checkout.")] = False,
    discard: Annotated[bool, typer.Option(help="Remove the data too.")] = False,
) -> None:
    """Stop the stack, what `make run` started on it, and what dead test runs left behind."""
    for orphan in reap_orphans():
        typer.echo(f"stopped '{orphan}', left by a test run that died")
    for stack in all_stacks() if every else [DevStack(name)]:
        stack.stop(discard=discard)
        typer.echo(f"stack '{stack.name}' is down")


@app.command()
def status() -> None:
    """Every stack with its servers, ports, process ids and memory, and the services `make run` started."""
    stacks = all_stacks()
    if not stacks:
        typer.echo("no stack has been started here (make up)")
    for stack in stacks:
        for server in stack.servers:
            process = server.process
            what = f"pid {process.pid}, {server.memory() / 1e6:.0f} MB" if process else "not running"
            typer.echo(f"{stack.name:<12} {server.key:<10} port {server.facts.get('port', '-')!s:<6} {what}")
        for fleet in stack.fleets:
            typer.echo(f"{stack.name:<12} {'services':<22} pid {fleet.pid}, {len(fleet.children())} processes")


@app.command()
def restart(server: Which, name: Name = "dev") -> None:
    """Stop and start one server on the same port with the same data."""
    _server(name, server).restart()


@app.command()
def kill(server: Which, name: Name = "dev") -> None:
    """SIGKILL one server; `up` or `restart` brings it back."""
    _server(name, server).kill()


@app.command()
def freeze(server: Which, name: Name = "dev") -> None:
    """SIGSTOP one server: connections stay open and nothing answers."""
    _server(name, server).freeze()


@app.command()
def thaw(server: Which, name: Name = "dev") -> None:
    """SIGCONT one server."""
    _server(name, server).thaw()


@app.command(context_settings={"ignore_unknown_options": True, "allow_extra_args": True})
def rabbitmqctl(context: typer.Context, name: Name = "dev") -> None:
    """Run rabbitmqctl against the stack's broker."""
    program = str(SCRIPTS / "rabbitmqctl")
    os.execve(program, [program, *context.args], DevStack(name).broker.environment())


def _server(name: str, which: Which) -> Server:
    stack = DevStack(name)
    servers: dict[Which, Server] = {
        Which.BROKER: stack.broker,
        Which.DATABASE: stack.database,
        Which.OBJECTS: stack.objects,
    }
    return servers[which]


if __name__ == "__main__":
    app()
