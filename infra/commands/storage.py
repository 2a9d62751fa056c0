"""`zhiping storage`: bucket and users of the object store, at deployment and before any service runs."""

import json
from typing import Annotated

import typer

from infra.connections import given, transport_security
from infra.passwords import PasswordsMissing
from infra.store_users import ENGINE, Administration, Engine, passwords

app = typer.Typer(help="Bucket and users of the object store.", no_args_is_help=True)
URL = "ZHIPING_STORAGE_URL"

Chosen = Annotated[Engine, typer.Option(envvar=ENGINE, help="What serves S3 there.")]


@app.command()
def prepare(engine: Chosen = Engine.SEAWEEDFS) -> None:
    """Make the bucket of ZHIPING_STORAGE_URL, as its administrator; safe to repeat.

    MinIO gets users and policies too, with the passwords of ZHIPING_STORAGE_PASSWORD_*. SeaweedFS reads its own from a
    file when it starts (`storage identities`).
    """
    there = _administration()
    typer.echo("the bucket is made" if there.make_bucket() else "the bucket stands")
    if engine is Engine.MINIO:
        there.bring_users_to_minio(_passwords())
        typer.echo("users and policies are set")


@app.command()
def identities() -> None:
    """Print the file that SeaweedFS takes its users from (-s3.config): secret, for its container only."""
    typer.echo(json.dumps(_administration().identities(_passwords())))


@app.command()
def prefixes() -> None:
    """Who writes where, and who else reads there."""
    from shared.contracts.store_users import PREFIXES

    for one in PREFIXES:
        typer.echo(f"{one.prefix:<22} {one.owner:<12} {', '.join(one.readers)}")


def _administration() -> Administration:
    url = given().get(URL)
    if not url:
        raise SystemExit(f"no address: set {URL}, with the administrator's name and password")
    return Administration(transport_security("").address(URL, url))


def _passwords() -> dict[str, str]:
    try:
        return passwords(given())
    except PasswordsMissing as missing:
        raise SystemExit(f"no password: set {missing}") from None
