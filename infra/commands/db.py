"""`zhiping db`: schema migrations of one service's database, or of all."""

from __future__ import annotations

import subprocess
import sys
from typing import Annotated

import typer
from sqlalchemy import make_url

from infra.connections import database_url, owner_url
from infra.service_classes import chosen
from shared.persistence import Database
from shared.persistence.schema import migrations
from shared.persistence.schema.hidden_numbers import hide_id_numbers

app = typer.Typer(help="Schema migrations of a service's database.", no_args_is_help=True)

Service = Annotated[str, typer.Argument(help="declaration, audit, committee, docgen, notify; or all")]
Branch = Annotated[str, typer.Argument(help="a service, or common for the tables that all of them carry")]
Url = Annotated[str | None, typer.Option(help="postgresql+psycopg2://... or sqlite:///path; else ZHIPING_DATABASE_URL")]
Stack = Annotated[str, typer.Option(help="Dev stack to use where ZHIPING_* is not set.")]


@app.command()
def migrate(service: Service, url: Url = None, stack: Stack = "dev") -> None:
    """Bring the database to the newest schema; safe to run twice and from several machines at once.

    With ZHIPING_DATABASE_OWNER_URL(_<SERVICE>) the tables belong to that role, and the service may only add to its
    trail.
    """
    for name in chosen(service):
        own = url or database_url(name, stack)
        owner = None if url else owner_url(name, stack)
        where, user = owner or own, make_url(own).username if owner else None
        steps = migrations.pending(name, where)
        now_at = migrations.migrate(name, where, user=user)
        typer.echo(f"{name}: at {', '.join(now_at)}, {len(steps)} step(s) run")


@app.command()
def hide_numbers(service: Service, url: Url = None, stack: Stack = "dev") -> None:
    """Hide again what a process of 0.2.0 that outlived the migration wrote of ID numbers; safe to run twice."""
    for name in chosen(service):
        database = Database(url or database_url(name, stack), pool_size=1, statement_timeout=600)
        with database.begin() as connection:
            rows = hide_id_numbers(connection)
        database.close()
        typer.echo(f"{name}: {rows} row(s) changed")


@app.command()
def current(service: Service, url: Url = None, stack: Stack = "dev") -> None:
    """Say where the database stands; exit code 1 when migrations are pending."""
    behind = False
    for name in chosen(service):
        where = url or database_url(name, stack)
        steps = migrations.pending(name, where)
        stands = ", ".join(migrations.current(where)) or "nothing"
        typer.echo(f"{name}: at {stands}, pending: {', '.join(steps) or 'none'}")
        behind = behind or bool(steps)
    raise typer.Exit(1 if behind else 0)


@app.command()
def revision(branch: Branch, message: Annotated[str, typer.Option("-m", "--message")]) -> None:
    """Developers: write the next migration from what tables.py has and the migrations lack."""
    from shared.persistence.schema.revisions import write_revision

    path = write_revision(branch, message)
    if path is None:
        typer.echo(f"{branch}: the migrations already make these tables")
        return
    for arguments in (["check", "--fix", "--quiet"], ["format", "--quiet"]):
        subprocess.run([sys.executable, "-m", "ruff", *arguments, str(path)], check=True)
    typer.echo(str(path))
