"""`zhiping trail`: check that no decision of a service was edited, removed, inserted or moved after it was sealed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from infra.connections import database_url
from infra.service_classes import chosen
from shared.persistence import Database
from shared.persistence.trail.chain import TrailReport, sealed_entries, verify_trail

app = typer.Typer(help="The hash-chained trail of decisions.", no_args_is_help=True)

Service = Annotated[str, typer.Option(help="declaration, audit, committee, docgen, notify; or all")]
Url = Annotated[str, typer.Option(help="postgresql+psycopg2://... or sqlite:///path; else ZHIPING_DATABASE_URL")]
Stack = Annotated[str, typer.Option(help="Dev stack to use where ZHIPING_* is not set.")]


@app.command()
def verify(
    service: Service = "",
    url: Url = "",
    stack: Stack = "dev",
    file: Annotated[Path | None, typer.Option(help="an exported trail (JSON lines) instead of a database")] = None,
    head: Annotated[str, typer.Option(help="NUMBER:HASH noted at an earlier check; finds cut-off entries")] = "",
) -> None:
    """Recompute the chain; exit code 1 and the first fault when it does not hold."""
    number, _, noted = head.partition(":")
    expected = (int(number), noted) if head else None
    if file:
        reports = {service or str(file): verify_trail(_lines(file), expected)}
    else:
        reports = {name: _verify_database(where, expected) for name, where in _databases(service, url, stack).items()}
    for name, report in reports.items():
        _say(name, report)
    raise typer.Exit(0 if all(report.holds for report in reports.values()) else 1)


@app.command()
def export(
    to: Annotated[Path, typer.Option(help="file to write, JSON lines")],
    service: Service = "",
    url: Url = "",
    stack: Stack = "dev",
) -> None:
    """Write the sealed trail of one service to a file that can be verified anywhere."""
    where = list(_databases(service, url, stack).values())
    if len(where) != 1:
        raise typer.BadParameter("one service at a time")
    database = Database(where[0], pool_size=1)
    with database.begin_reading() as connection, to.open("w", encoding="utf-8") as lines:
        for entry in sealed_entries(connection):
            lines.write(json.dumps(entry, ensure_ascii=False, sort_keys=True) + "\n")
    database.close()


def _databases(service: str, url: str, stack: str) -> dict[str, str]:
    """Name -> URL of the databases meant."""
    if url:
        return {service or url: url}
    if not service:
        raise typer.BadParameter("give --service, --url or --file")
    return {name: database_url(name, stack) for name in chosen(service)}


def _say(name: str, report: TrailReport) -> None:
    if report.fault:
        typer.echo(f"{name}: BROKEN after {report.entries} good entries: {report.fault}", err=True)
    else:
        typer.echo(f"{name}: {report.entries} entries, chain holds, head {report.head_no}:{report.head_hash}")


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _verify_database(url: str, head: tuple[int, str] | None) -> TrailReport:
    database = Database(url, pool_size=1)
    with database.begin_reading() as connection:
        report = verify_trail(sealed_entries(connection), head)
    database.close()
    return report
