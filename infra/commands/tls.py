"""`zhiping tls`: a certificate authority of the house's own, where there is no cert-manager."""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="TLS certificates of an authority of the house's own.", no_args_is_help=True)

Folder = Annotated[Path, typer.Option(help="Gets one folder per name, with tls.crt, tls.key and ca.crt.")]


@app.command()
def issue(
    names: Annotated[list[str], typer.Argument(help="Host name of each server; more names of it after commas.")],
    folder: Folder,
    authority: Annotated[Path, typer.Option(help="Where the authority is kept; made when there is none.")],
) -> None:
    """Issue what is missing, or ends within 30 days; what is good stays. Each is also good for localhost."""
    from infra.tls_certificates import LOCAL, CertificateAuthority, ends_at, now

    issuer = CertificateAuthority.kept(authority, now())
    for spoken in names:
        name, *others = spoken.split(",")
        issued = issuer.issue_where_due(folder / name, [name, *filter(None, others), *LOCAL], now())
        typer.echo(f"{name}: {'issued' if issued else 'stays'}, ends {ends_at(folder / name):%Y-%m-%d}")


@app.command("list")
def list_certificates(folder: Folder) -> None:
    """When each certificate ends, the next one first; exit code 1 when one ends within 30 days, or has."""
    from datetime import timedelta

    from infra.tls_certificates import CERTIFICATE, RENEW_DAYS, ends_at, now

    found = sorted((ends_at(file.parent) or now(), file.parent.name) for file in folder.glob(f"*/{CERTIFICATE}"))
    for ends, name in found:
        typer.echo(f"{ends:%Y-%m-%d %H:%M} {name}")
    raise typer.Exit(1 if any(ends - now() < timedelta(days=RENEW_DAYS) for ends, _ in found) else 0)
