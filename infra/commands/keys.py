"""`zhiping keys`: make the secrets a site needs, change them, retire a leaked key, and revoke tokens."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from infra.secret_folder import read_secrets, write_secrets

if TYPE_CHECKING:
    from infra.site_keys import SiteKeys
    from infra.site_signers import SiteSigners

app = typer.Typer(help="Secrets of a site.", no_args_is_help=True)

Stack = Annotated[str, typer.Option(help="Dev stack to use where ZHIPING_* is not set.")]
To = Annotated[Path | None, typer.Option(help="Folder for a file per secret, instead of lines for an env file.")]
Keep = Annotated[bool, typer.Option(help="Give them to the dev stack, instead of printing them.")]


@app.command()
def generate(
    issuer: Annotated[bool, typer.Option(help="Also a development token issuer, with its private key.")] = False,
    to: To = None,
) -> None:
    """Print fresh keys for each service's ring, trail and events, and for the door's ring, as lines for an env file.

    With --issuer also a key pair.

    Keep them secret.
    """
    from infra.site_keys import SiteKeys
    from infra.site_signers import SiteSigners
    from shared.kernel.clock import SystemClock
    from shared.security import TokenIssuer

    _hand_out(SiteKeys.generate().variables() | SiteSigners.generate().variables(), to)
    if issuer:
        made = TokenIssuer(SystemClock())
        typer.echo(f"ZHIPING_JWKS='{made.jwks}'")
        typer.echo(f"# private key of the issuer: {made.private_json}")


@app.command()
def site(
    to: Annotated[Path, typer.Option(help="Folder for the files; what stands there already stays as it is.")],
    s3_host: Annotated[str, typer.Option(help="The S3 server's address, which browsers reach too.")] = "objects:9000",
) -> None:
    """Write every secret of a site that runs with Docker Compose: keys, passwords, and the addresses made from them.

    With ZHIPING_KEYRING set (one ring for all services) the services get that one.
    """
    from infra.compose_secrets import site_secrets
    from infra.connections import given
    from infra.door_key import JWKS, NOBODY, with_door
    from infra.setting_names import DOOR
    from infra.site_keys import SiteKeys

    keys = SiteKeys.read(given()) or SiteKeys.generate()
    known = read_secrets(to)
    made = site_secrets(known, keys, s3_host, given())
    write_secrets(to, {name: value for name, value in made.items() if name not in known})
    typer.echo(f"{len(made) - len(known)} files written to {to}, {len(known)} left as they were")
    typer.echo("# the services believe the door by this; portals' own keys go into the same list")
    typer.echo(f"ZHIPING_JWKS='{with_door(given().get(JWKS) or NOBODY, made[f'door_key_{DOOR}'])}'")


@app.command()
def add(
    index: Annotated[bool, typer.Option(help="Also a key for the index of ID numbers.")] = False,
    to: To = None,
    keep: Keep = False,
    stack: Stack = "dev",
) -> None:
    """Print every service's ring with a key more for what it seals, not yet the active one. First step of a rotation.

    A ring that all services share comes out as one of its own for each.
    """
    from infra.connections import site_keys

    _change(site_keys(stack).with_new_keys(index=index), stack, to, keep)


@app.command()
def activate(to: To = None, keep: Keep = False, stack: Stack = "dev") -> None:
    """Print every ring with its newest keys active, once every process has them. Second step."""
    from infra.connections import site_keys

    _change(site_keys(stack).with_newest_active(), stack, to, keep)


@app.command()
def reseal(
    service: Annotated[str, typer.Argument(help="One service; or all.")],
    url: Annotated[str, typer.Option(help="A database, instead of ZHIPING_DATABASE_URL.")] = "",
    files: Annotated[str, typer.Option(help="An object store, instead of ZHIPING_STORAGE_URL_KEEPER.")] = "",
    stack: Stack = "dev",
) -> None:
    """Seal anew what a service's database holds under retired keys, and docgen's papers in the object store, while the
    service runs. Third step.

    May be stopped at any moment and run again; exit code 1 while something is left.
    """
    from infra.resealing import HOLDS_FILES, reseal_papers, reseal_texts
    from infra.service_classes import chosen

    left = 0
    for name in chosen(service):
        tally = reseal_texts(name, url, stack, _tell)
        typer.echo(f"{name}: {tally.resealed} texts sealed anew, {tally.left} left under retired keys")
        left += tally.left
        if name == HOLDS_FILES:
            papers = reseal_papers(url, files, stack, _tell)
            typer.echo("".join(f"  {fault}\n" for fault in papers.faults), nl=False)
            typer.echo(
                f"{name}: {papers.resealed} papers sealed anew, {papers.removed} without a document removed, "
                f"{papers.left} left under retired keys"
            )
            left += papers.left
    raise typer.Exit(1 if left else 0)


@app.command()
def reindex(
    url: Annotated[str, typer.Option(help="A database, instead of ZHIPING_DATABASE_URL.")] = "",
    stack: Stack = "dev",
) -> None:
    """Make the index of ID numbers anew after its key was replaced (`add --index`), all at once or not at all.

    The declaration service must not run meanwhile.
    """
    from infra.resealing import HOLDS_NUMBERS, reindex_numbers

    typer.echo(f"{HOLDS_NUMBERS}: {reindex_numbers(url, stack)} indexes made anew")


@app.command()
def retire(
    files: Annotated[str, typer.Option(help="An object store, instead of ZHIPING_STORAGE_URL_KEEPER.")] = "",
    to: To = None,
    keep: Keep = False,
    stack: Stack = "dev",
) -> None:
    """Print the rings without retired keys; refused while a database or a stored paper needs one. Last step."""
    from infra.connections import site_keys
    from infra.resealing import indexes_left, papers_left, texts_left
    from infra.setting_names import DEPLOYED

    if texts := _told({name: texts_left(name, stack) for name in DEPLOYED}):
        raise SystemExit(f"texts are left under retired keys ({texts}): zhiping keys reseal all")
    if papers := papers_left(files, stack):
        raise SystemExit(f"{papers} papers are left under a retired key: zhiping keys reseal docgen")
    if indexes := indexes_left(stack):
        raise SystemExit(f"{indexes} indexes are left under a retired key: zhiping keys reindex")
    _change(site_keys(stack).without_retired(), stack, to, keep)


@app.command()
def renew_trail(to: To = None, keep: Keep = False, stack: Stack = "dev") -> None:
    """Print every service's trail keys with one more, which seals from now on; a first one where there is none."""
    from infra.connections import site_keys

    _change(site_keys(stack).with_new_trail_keys(), stack, to, keep)


@app.command()
def renew_signing(to: To = None, keep: Keep = False, stack: Stack = "dev") -> None:
    """Print a new key for each service's events, and the public set with it and those before; first ones where there
    are none. Give the set to every process before the first one signs with its new key."""
    from infra.connections import site_signers

    _change_signers(site_signers(stack).with_new_keys(), stack, to, keep)


@app.command()
def retire_signing(to: To = None, keep: Keep = False, stack: Stack = "dev") -> None:
    """Print the public set without the keys that have a successor; refused while an outbox or an open dead letter holds
    an event that one of them has signed. The broker's queues are looked at by `zhiping lag`."""
    from infra.connections import site_signers
    from infra.resealing import signed_with
    from shared.contracts.queues import SERVICES

    signers = site_signers(stack)
    former = signers.former()
    if events := _told({name: signed_with(former, name, stack) for name in SERVICES}):
        raise SystemExit(f"events are left that former keys have signed ({events}): replay or discard them first")
    _change_signers(signers.without_former(), stack, to, keep)


@app.command()
def revoke(
    token_id: Annotated[str, typer.Option(help="`jti` of one token.")] = "",
    person: Annotated[str, typer.Option(help="`sub`: every token that he has by now.")] = "",
    service: Annotated[str, typer.Option(help="One service; or all.")] = "all",
    hours: Annotated[float, typer.Option(help="The longest lifetime of a token (ZHIPING_TOKEN_LONGEST).")] = 12,
    url: Annotated[str, typer.Option(help="A database, instead of ZHIPING_DATABASE_URL.")] = "",
    stack: Stack = "dev",
) -> None:
    """Revoke a token, or all of a person's, in the services' databases; every process heeds it within seconds."""
    from infra.connections import database_url, given
    from infra.service_classes import chosen
    from shared.kernel.clock import clock_from
    from shared.persistence import Database
    from shared.persistence.revocations import revoke as revoke_in

    if bool(token_id) == bool(person):
        raise typer.BadParameter("give either --token-id or --person")
    now = clock_from(given().get("ZHIPING_CLOCK", "system")).now()
    ends_at = now + timedelta(hours=hours, minutes=10)  # and a leeway
    for name in chosen(service):
        database = Database(url or database_url(name, stack), pool_size=1)
        with database.begin() as connection:
            revoke_in(connection, now, ends_at, token_id=token_id or None, person_id=person or None)
        database.close()
        typer.echo(f"{name}: revoked until it ends by itself, {ends_at:%Y-%m-%d %H:%M}")


def _tell(place: str, done: int) -> None:
    typer.echo(f"  {place}: {done}")


def _told(left: Mapping[str, int]) -> str:
    return ", ".join(f"{service}: {number}" for service, number in left.items() if number)


def _change(keys: "SiteKeys", stack: str, to: Path | None, keep: bool) -> None:
    if keep:
        from infra.devstack import DevStack

        DevStack(stack).keep_keys(keys)
    else:
        _hand_out(keys.variables(), to)


def _change_signers(signers: "SiteSigners", stack: str, to: Path | None, keep: bool) -> None:
    if keep:
        from infra.devstack import DevStack

        DevStack(stack).keep_event_keys(signers)
    else:
        _hand_out(signers.variables(), to)


def _hand_out(variables: Mapping[str, str], to: Path | None) -> None:
    """Lines of an env file, or files named after them (`keyring_audit`) in a folder that is the owner's alone."""
    if to is None:
        typer.echo("\n".join(f"{name}='{value}'" for name, value in sorted(variables.items())))
        return
    write_secrets(to, {name.removeprefix("ZHIPING_").lower(): value for name, value in variables.items()})
    typer.echo(f"{len(variables)} files in {to}")
