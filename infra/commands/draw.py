"""`zhiping draw`: check a published draw; needs nothing but the transcript."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from shared.kernel.canonical import digest

app = typer.Typer(help="Draws of review panels.", no_args_is_help=True)
Transcript = Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="The transcript as JSON.")]


@app.callback()
def about() -> None:
    """Draws of review panels."""


@app.command()
def verify(transcript: Transcript) -> None:
    """Redo the draw from its own snapshot and seed; exit code 1 when anything comes out otherwise."""
    from services.committee.domain.transcript import differences  # only here: images of the other services lack it

    try:
        content = json.loads(transcript.read_text(encoding="utf-8"))
    except ValueError:
        typer.echo("not a transcript: the file is not JSON")
        raise typer.Exit(1) from None
    if not isinstance(content, dict):
        typer.echo("not a transcript: a JSON object is needed")
        raise typer.Exit(1)
    wrong = differences(content)
    if wrong:
        typer.echo(f"DIFFERENT: {', '.join(wrong)}")
        raise typer.Exit(1)
    _report(content)


def _report(content: dict[str, object]) -> None:
    snapshot = content["snapshot"]
    assert isinstance(snapshot, dict)
    typer.echo(f"transcript  {digest(content)}")
    typer.echo(f"snapshot    {content['snapshot_digest']} ({len(snapshot['experts'])} experts)")
    typer.echo(f"eligible    {content['eligible']}, feasible panels {content['feasible_panels']}")
    typer.echo(f"members     {_listing(content['members'])}")
    typer.echo(f"alternates  {_listing(content['alternates'])}")
    typer.echo(f"chair       {content['chair']}")
    typer.echo("OK: the seed fits its commitment, and the same panel, alternates and exclusions come out")


def _listing(numbers: object) -> str:
    return ", ".join(map(str, numbers)) if isinstance(numbers, list) else ""
