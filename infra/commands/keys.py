"""`zhiping keys`: make the secrets a site needs, change them, and revoke tokens."""

import os
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from shared.security import Keyring

app = typer.Typer(help="Secrets of a site.", no_args_is_help=True)


@app.command()
def generate(
    issuer: Annotated[bool, typer.Option(help="Also a development token issuer, with its private key.")] = False,
) -> None:
    """Print a fresh sealing keyring and trail key (and, with --issuer, a key pair) as lines for an env file.

    Keep them secret.
    """
    from shared.kernel.clock import SystemClock
    from shared.security import DevIssuer, Keyring
    from shared.security.trail_keys import TrailKeys

    typer.echo(f"ZHIPING_KEYRING='{Keyring.generate().to_json()}'")
    typer.echo(f"ZHIPING_TRAIL_KEYS='{TrailKeys.generate().to_json()}'")
    if issuer:
        made = DevIssuer(SystemClock())
        typer.echo(f"ZHIPING_JWKS='{made.jwks}'")
        typer.echo(f"# private key of the issuer: {made.private_json}")


@app.command()
def add() -> None:
    """Print the ring of ZHIPING_KEYRING with one more key, not yet the active one. First step of a rotation."""
    typer.echo(f"ZHIPING_KEYRING='{_given().with_new_key().to_json()}'")


@app.command()
def activate() -> None:
    """Print the ring of ZHIPING_KEYRING with its newest key active, once every process has it. Second step."""
    typer.echo(f"ZHIPING_KEYRING='{_given().with_newest_active().to_json()}'")


@app.command()
def renew_trail() -> None:
    """Print ZHIPING_TRAIL_KEYS with one more key, which seals from now on; a first one where there is none."""
    from shared.security.trail_keys import TrailKeys

    text = os.environ.get("ZHIPING_TRAIL_KEYS")
    made = TrailKeys.from_json(text).with_new_key() if text else TrailKeys.generate()
    typer.echo(f"ZHIPING_TRAIL_KEYS='{made.to_json()}'")


@app.command()
def revoke(
    token_id: Annotated[str, typer.Option(help="`jti` of one token.")] = "",
    person: Annotated[str, typer.Option(help="`sub`: every token that he has by now.")] = "",
    service: Annotated[str, typer.Option(help="One service; or all.")] = "all",
    hours: Annotated[float, typer.Option(help="The longest lifetime of a token (ZHIPING_TOKEN_LONGEST).")] = 12,
    url: Annotated[str, typer.Option(help="A database, instead of ZHIPING_DATABASE_URL.")] = "",
    stack: Annotated[str, typer.Option(help="Dev stack to use where ZHIPING_* is not set.")] = "dev",
) -> None:
    """Revoke a token, or all of a person's, in the services' databases; every process heeds it within seconds."""
    from infra.connections import database_url
    from infra.service_classes import chosen
    from shared.kernel.clock import clock_from
    from shared.persistence import Database
    from shared.persistence.revocations import revoke as revoke_in

    if bool(token_id) == bool(person):
        raise typer.BadParameter("give either --token-id or --person")
    now = clock_from(os.environ.get("ZHIPING_CLOCK", "system")).now()
    ends_at = now + timedelta(hours=hours, minutes=10)  # and a leeway
    for name in chosen(service):
        database = Database(url or database_url(name, stack), pool_size=1)
        with database.begin() as connection:
            revoke_in(connection, now, ends_at, token_id=token_id or None, person_id=person or None)
        database.close()
        typer.echo(f"{name}: revoked until it ends by itself, {ends_at:%Y-%m-%d %H:%M}")


def _given() -> "Keyring":
    from shared.security import Keyring

    text = os.environ.get("ZHIPING_KEYRING")
    if not text:
        raise SystemExit("ZHIPING_KEYRING is not set: the ring to change")
    return Keyring.from_json(text)
