"""`zhiping trail`: check that no decision of a service was edited, removed, inserted or moved after it was sealed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from shared.persistence import Database
from shared.persistence.trail_chain import TrailReport, sealed_entries, verify_trail

app = typer.Typer(help="The hash-chained trail of decisions.", no_args_is_help=True)

Service = Annotated[str, typer.Option(help="declaration, audit, committee, docgen or notify; names the report")]
Url = Annotated[str, typer.Option(envvar="ZHIPING_DATABASE_URL", help="the service's database")]


@app.command()
def verify(
    service: Service = "",
    url: Url = "",
    file: Annotated[Path | None, typer.Option(help="an exported trail (JSON lines) instead of the database")] = None,
    head: Annotated[str, typer.Option(help="NUMBER:HASH noted at an earlier check; finds cut-off entries")] = "",
) -> None:
    """Recompute the chain; exit code 1 and the first fault when it does not hold."""
    number, _, noted = head.partition(":")
    expected = (int(number), noted) if head else None
    report = _verify_file(file, expected) if file else _verify_database(url, expected)
    name = service or str(file or url)
    if report.fault:
        typer.echo(f"{name}: BROKEN after {report.entries} good entries: {report.fault}", err=True)
        raise typer.Exit(1)
    typer.echo(f"{name}: {report.entries} entries, chain holds, head {report.head_no}:{report.head_hash}")


@app.command()
def export(url: Url, to: Annotated[Path, typer.Option(help="file to write, JSON lines")]) -> None:
    """Write the sealed trail to a file that can be verified anywhere."""
    database = Database(url, pool_size=1)
    with database.begin_reading() as connection, to.open("w", encoding="utf-8") as lines:
        for entry in sealed_entries(connection):
            lines.write(json.dumps(entry, ensure_ascii=False, sort_keys=True) + "\n")
    database.close()


def _verify_file(path: Path, head: tuple[int, str] | None) -> TrailReport:
    return verify_trail(_lines(path), head)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _verify_database(url: str, head: tuple[int, str] | None) -> TrailReport:
    if not url:
        raise typer.BadParameter("give --url (or ZHIPING_DATABASE_URL) or --file")
    database = Database(url, pool_size=1)
    with database.begin_reading() as connection:
        report = verify_trail(sealed_entries(connection), head)
    database.close()
    return report
