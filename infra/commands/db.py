"""`zhiping db`: schema migrations of one service's database."""

from __future__ import annotations

import subprocess
import sys
from typing import Annotated

import typer

from shared.persistence import migrations

app = typer.Typer(help="Schema migrations of a service's database.", no_args_is_help=True)

Service = Annotated[str, typer.Argument(help="declaration, audit, committee, docgen or notify")]
Url = Annotated[str, typer.Option(envvar="ZHIPING_DATABASE_URL", help="postgresql+psycopg2://... or sqlite:///path")]


@app.command()
def migrate(service: Service, url: Url) -> None:
    """Bring the database to the newest schema; safe to run twice and from several machines at once."""
    steps = migrations.pending(service, url)
    now_at = migrations.migrate(service, url)
    typer.echo(f"{service}: at {now_at}, {len(steps)} step(s) run")


@app.command()
def current(service: Service, url: Url) -> None:
    """Say where the database stands; exit code 1 when migrations are pending."""
    steps = migrations.pending(service, url)
    typer.echo(f"{service}: at {migrations.current(url)}, pending: {', '.join(steps) or 'none'}")
    raise typer.Exit(1 if steps else 0)


@app.command()
def revision(service: Service, message: Annotated[str, typer.Option("-m", "--message")]) -> None:
    """Developers: write the next migration from what tables.py has and the migrations lack."""
    from shared.persistence.revisions import write_revision

    path = write_revision(service, message)
    if path is None:
        typer.echo(f"{service}: the migrations already make these tables")
        return
    for arguments in (["check", "--fix", "--quiet"], ["format", "--quiet"]):
        subprocess.run([sys.executable, "-m", "ruff", *arguments, str(path)], check=True)
    typer.echo(str(path))
