"""`zhiping keys`: make the secrets a new site needs."""

from typing import Annotated

import typer

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
