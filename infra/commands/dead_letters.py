"""`zhiping dead-letters`: messages that a service gave up on; look, send back after the fix, or discard."""

from __future__ import annotations

import json
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Column, Table

from infra.connections import operator_client
from shared.contracts.queues import SERVICES
from shared.kernel.errors import ZhipingError

app = typer.Typer(help="Messages that a service gave up on.", no_args_is_help=True)

Service = Annotated[str, typer.Argument(help="declaration, audit, committee, docgen or notify")]
Letter = Annotated[str, typer.Argument(help="id of the letter")]
Stack = Annotated[str, typer.Option(help="dev stack to use where ZHIPING_* is not set")]
AsJson = Annotated[bool, typer.Option("--json", help="print JSON instead of a table")]
COLUMNS = ("id", "queue", "type", "subject", "sequence", "attempts", "failed_at", "reason")


@app.command("list")
def list_letters(
    service: Annotated[str, typer.Argument(help="a service, or `all`")] = "all",
    state: Annotated[str, typer.Option(help="open, replayed, discarded or all")] = "open",
    as_json: AsJson = False,
    stack: Stack = "dev",
) -> None:
    """List the letters of one service or of all."""
    names = list(SERVICES) if service == "all" else [service]
    wanted = None if state == "all" else state
    found = [item for name in names for item in _call(stack, name, "list_dead_letters", state=wanted)["items"]]
    if as_json:
        typer.echo(json.dumps(found, ensure_ascii=False))
        return
    whole_id = Column("id", no_wrap=True, min_width=36)  # the other commands ask for it
    table = Table(whole_id, *COLUMNS[1:])
    for item in found:
        table.add_row(*(str(item[column]) for column in COLUMNS))
    Console().print(table if found else f"no dead letters ({state})")


@app.command()
def show(service: Service, letter: Letter, stack: Stack = "dev") -> None:
    """Show one letter: the message as it came and what each attempt ran into."""
    found = _call(stack, service, "show_dead_letter", id=letter)
    typer.echo(json.dumps(found, ensure_ascii=False, indent=2))


@app.command()
def replay(
    service: Service, letter: Annotated[str, typer.Argument(help="id of the letter, or `all`")], stack: Stack = "dev"
) -> None:
    """Send a letter (or all open ones, in order) back to its queue, after the cause was mended."""
    done = _call(stack, service, "replay_dead_letter", command=True, id=letter)
    typer.echo(f"{service}: {done['replayed']} sent back")


@app.command()
def discard(
    service: Service,
    letter: Letter,
    reason: Annotated[str | None, typer.Option(help="why; it goes into the trail")] = None,
    stack: Stack = "dev",
) -> None:
    """Give a letter up for good; later events of its aggregate may then follow."""
    said = {} if reason is None else {"reason": reason}
    _call(stack, service, "discard_dead_letter", command=True, id=letter, **said)
    typer.echo(f"{service}: discarded {letter}")


def _call(stack: str, service: str, method: str, *, command: bool = False, **params: Any) -> Any:
    client = operator_client(stack)
    try:
        call = client.command if command else client.call
        return call(f"{service}.{method}", **params)
    except ZhipingError as error:
        typer.echo(f"{service}: {error.message} ({error.slug})", err=True)
        raise typer.Exit(1) from None
    finally:
        client.close()
