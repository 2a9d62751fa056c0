"""`zhiping keys`: make the secrets a new site needs."""

import os
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from shared.security import Keyring

app = typer.Typer(help="Secrets of a site.", no_args_is_help=True)


@app.command()
def generate(
    issuer: Annotated[bool, typer.Option(help="Also a development token issuer, with its private key.")] = False,
) -> None:
    """Print a fresh sealing keyring (and, with --issuer, a key pair) as lines for an env file. Keep them secret."""
    from shared.kernel.clock import SystemClock
    from shared.security import DevIssuer, Keyring

    typer.echo(f"ZHIPING_KEYRING='{Keyring.generate().to_json()}'")
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


def _given() -> "Keyring":
    from shared.security import Keyring

    text = os.environ.get("ZHIPING_KEYRING")
    if not text:
        raise SystemExit("ZHIPING_KEYRING is not set: the ring to change")
    return Keyring.from_json(text)
