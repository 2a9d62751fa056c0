"""`zhiping trail`: check that no decision and no opening was edited, removed, inserted, moved or made anew."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Annotated
from zipfile import ZipFile, is_zipfile

import typer

from infra.connections import database_url, store_url, trail_keys
from infra.service_classes import chosen
from shared.contracts.store_users import HEADS
from shared.contracts.trail import TrailHead
from shared.persistence import Database
from shared.persistence.kept_openings import KeptOpenings
from shared.persistence.trail.chain import sealed_entries
from shared.persistence.trail.verify import ExportedEntry, TrailReport, verify_trail
from shared.security.trail_keys import TrailKeys

app = typer.Typer(help="The hash-chained trail of decisions.", no_args_is_help=True)

_FOOTERS = {"word/footer": r".*", "xl/worksheets/sheet": r"<oddFooter.*?</oddFooter>"}
"""Parts of a document and of a workbook, and where in them stands what is printed at the end of a page."""

Service = Annotated[str, typer.Option(help="declaration, audit, committee, docgen, notify, gateway; or all")]
Url = Annotated[str, typer.Option(help="postgresql+psycopg2://... or sqlite:///path; else ZHIPING_DATABASE_URL")]
Stack = Annotated[str, typer.Option(help="Dev stack to use where ZHIPING_* is not set.")]


@app.command()
def verify(
    service: Service = "",
    url: Url = "",
    stack: Stack = "dev",
    file: Annotated[Path | None, typer.Option(help="an exported trail (JSON lines) instead of a database")] = None,
    head: Annotated[str, typer.Option(help="NUMBER:HASH noted at an earlier check; finds cut-off entries")] = "",
    heads: Annotated[
        Path | None, typer.Option(help="heads that left the house: lines, a package's cover, a roster, or a folder")
    ] = None,
    unsigned_until: Annotated[int, typer.Option(help="last entry that version 0.2.0 wrote beside this one")] = 0,
) -> None:
    """Recompute the chain, hold the records of openings against it; exit code 1 and the first fault in either.

    Seals and signatures are checked with ZHIPING_TRAIL_KEYS(_<SERVICE>) and ZHIPING_KEYRING(_<SERVICE>); a dev stack's
    with its own.
    """
    keys = partial(trail_keys, stack="" if url or file else stack)
    number, _, noted = head.partition(":")
    terms = _Terms((int(number), noted) if head else None, read_heads(heads) if heads else (), unsigned_until)
    if file:
        reports = {service or str(file): _checked(_lines(file), keys(service), service, terms)}
    else:
        reports = {
            name: _verify_database(where, keys(name), name, terms)
            for name, where in _databases(service, url, stack).items()
        }
    for name, report in reports.items():
        _say(name, report)
    raise typer.Exit(0 if all(report.holds for report in reports.values()) else 1)


@app.command()
def heads(
    to: Annotated[Path, typer.Option(help="file to write, JSON lines")],
    storage: Annotated[
        str, typer.Option(help="dir:///path or s3+http://...; else ZHIPING_STORAGE_URL(_OPERATOR)")
    ] = "",
    stack: Stack = "dev",
) -> None:
    """Collect the daily heads that lie in the object store. Keep the file where the store cannot reach it."""
    from shared.storage import store_from_url

    store = store_from_url(storage or store_url(stack))
    keys = store.list(HEADS)
    with to.open("wb") as lines:
        lines.writelines(store.get(key) + b"\n" for key in keys)
    typer.echo(f"{len(keys)} heads")


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


def read_heads(place: Path) -> tuple[TrailHead, ...]:
    """The heads of a file of JSON lines, of a cover (.docx) or a roster (.xlsx), or of all files below a folder."""
    files = sorted(one for one in place.rglob("*") if one.is_file()) if place.is_dir() else [place]
    try:
        return tuple(head for file in files for head in (_printed(file) if is_zipfile(file) else _listed(file)))
    except (KeyError, TypeError, ValueError) as error:
        raise typer.BadParameter(f"no heads: {error}", param_hint="--heads") from None


def _listed(file: Path) -> Iterator[TrailHead]:
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.lstrip().startswith("{"):
            yield TrailHead.read(json.loads(line))
        elif line.strip():
            yield from _found(line, "a line")


def _printed(paper: Path) -> tuple[TrailHead, ...]:
    with ZipFile(paper) as parts:
        footers = [
            found
            for name in parts.namelist()
            for part, pattern in _FOOTERS.items()
            if name.startswith(part)
            for found in re.findall(pattern, parts.read(name).decode(), re.DOTALL)
        ]
    return _found(re.sub(r"<[^>]*>", " ", "\n".join(footers)), paper.name)


def _found(text: str, where: str) -> tuple[TrailHead, ...]:
    """What is printed there, or typed off; ValueError without any."""
    found = tuple(TrailHead.found_in(text))
    if not found:
        raise ValueError(f"{where} prints none")
    return found


def _say(name: str, report: TrailReport) -> None:
    if report.fault:
        typer.echo(f"{name}: BROKEN after {report.entries} good entries: {report.fault}", err=True)
        return
    against = f", {report.heads} heads found again" if report.heads else ""
    against += f", {report.openings} openings as they were kept" if report.openings else ""
    keyed = f"{report.keyed} keyed seals, {report.signed} signatures" if report.keyed else "keyed seals not checked"
    typer.echo(
        f"{name}: {report.entries} entries, chain holds, head {report.head_no}:{report.head_hash}, {keyed}{against}"
    )


def _lines(path: Path) -> Iterator[ExportedEntry]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


@dataclass(frozen=True, slots=True)
class _Terms:
    """What a trail is held against beside its keys."""

    head: tuple[int, str] | None
    heads: tuple[TrailHead, ...]
    unsigned_until: int


def _checked(entries: Iterable[ExportedEntry], keys: TrailKeys | None, service: str, terms: _Terms) -> TrailReport:
    own = [head for head in terms.heads if head.service == service]
    if terms.heads and not own:
        raise typer.BadParameter(f"none of these heads is of the service {service!r}", param_hint="--heads")
    return verify_trail(entries, terms.head, keys=keys, heads=own, unsigned_until=terms.unsigned_until)


def _verify_database(url: str, keys: TrailKeys | None, service: str, terms: _Terms) -> TrailReport:
    database = Database(url, pool_size=1)
    with database.begin_reading() as connection:
        openings = KeptOpenings(connection, keys, terms.unsigned_until)
        report = openings.judged(_checked(openings.watched(sealed_entries(connection)), keys, service, terms))
    database.close()
    return report
