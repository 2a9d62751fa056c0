"""`zhiping account`: the first operators of a site, and help where nobody can sign in any more.

It works on the gateway's database and is as strong as that; each step stands in the trail as done by the command line.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from infra.connections import service_environment

if TYPE_CHECKING:
    from services.gateway.bootstrap import Gateway
    from services.gateway.domain.account import Account
    from services.gateway.usecases.ports import Tx
    from shared.kernel.caller import Caller

app = typer.Typer(help="Accounts of the door: who may sign in, in which capacities.", no_args_is_help=True)

Login = Annotated[str, typer.Argument(help="the login name of a local account")]
Url = Annotated[str, typer.Option(help="postgresql+psycopg2://... or sqlite:///path; else ZHIPING_DATABASE_URL")]
Stack = Annotated[str, typer.Option(help="Dev stack to use where ZHIPING_* is not set.")]


@app.command()
def add(
    login_name: Login,
    name: Annotated[str, typer.Option(help="the person's name")],
    person: Annotated[str, typer.Option(help="the id that services know him by; else a new one")] = "",
    url: Url = "",
    stack: Stack = "dev",
) -> None:
    """Make a local account and print its first password, which the person changes at once."""
    from services.gateway.usecases.administration import NewAccount, add_account, first_password

    with _door(url, stack) as (gateway, caller):
        password = first_password()
        add_account(gateway, caller, NewAccount(name, login_name, password, person or None))
    typer.echo(f"{login_name}: {password}")


@app.command()
def grant(
    login_name: Login,
    role: str,
    organisation: Annotated[str, typer.Option(help="organisation_id")] = "",
    organisation_name: Annotated[str, typer.Option(help="as pages show it")] = "",
    region: Annotated[str, typer.Option(help="administrative code")] = "",
    url: Url = "",
    stack: Stack = "dev",
) -> None:
    """Propose a capacity. The role operator is given at once while the site has fewer than two operators, who can then
    confirm each other's proposals; everything else waits for a second person."""
    from services.gateway.domain.grant import Grant
    from services.gateway.usecases import administration
    from shared.kernel.scope import OPERATOR

    with _door(url, stack) as (gateway, caller), gateway.transaction(caller) as tx:
        account = _account(tx, login_name)
        wanted = Grant(
            tx.new_id(), account.id, role, organisation or None, organisation_name or None, region or None,
            caller.person_id, tx.now,
        )  # fmt: skip
        first = role == OPERATOR and tx.ports.accounts.holders(OPERATOR) < 2
        given = administration.give_first_operator(tx, wanted) if first else administration.propose_grant(tx, wanted)
    typer.echo(f"{login_name}: {role} {'given' if given else 'proposed, waits for an operator or a supervisor'}")


@app.command()
def password(login_name: Login, url: Url = "", stack: Stack = "dev") -> None:
    """Print another first password; ends the person's logins."""
    from services.gateway.usecases.administration import first_password, reset_password

    new = first_password()
    with _door(url, stack) as (gateway, caller):
        with gateway.reading() as tx:
            account_id = _account(tx, login_name).id
        reset_password(gateway, caller, account_id, new)
    typer.echo(f"{login_name}: {new}")


@app.command()
def block(login_name: Login, url: Url = "", stack: Stack = "dev") -> None:
    """Nobody signs in to it any more; its logins end."""
    from services.gateway.usecases import administration

    with _door(url, stack) as (gateway, caller), gateway.transaction(caller) as tx:
        administration.block(tx, _account(tx, login_name).id)
    typer.echo(f"{login_name}: blocked")


@app.command()
def unblock(login_name: Login, url: Url = "", stack: Stack = "dev") -> None:
    """It may be used again; wrong passwords are forgotten."""
    from services.gateway.usecases import administration

    with _door(url, stack) as (gateway, caller), gateway.transaction(caller) as tx:
        administration.unblock(tx, _account(tx, login_name).id)
    typer.echo(f"{login_name}: may sign in")


@app.command(name="list")
def listed(url: Url = "", stack: Stack = "dev") -> None:
    """Print every account with its capacities."""
    with _door(url, stack) as (gateway, _), gateway.reading() as tx:
        for account in tx.ports.accounts.every():
            known = tx.ports.passwords.of_account(account.id)
            held = ", ".join("/".join(filter(None, one.place)) for one in account.capacities)
            state = " blocked" if account.blocked_at else ""
            typer.echo(f"{known.login_name if known else '-'}\t{account.person_id}\t{held or '-'}{state}")


@contextmanager
def _door(url: str, stack: str) -> Iterator[tuple[Gateway, Caller]]:
    """The door without its bus, and the command line as whoever acts."""
    from services.gateway.bootstrap import bootstrap
    from services.gateway.config import DoorSettings
    from shared.kernel.caller import Caller
    from shared.kernel.clock import SystemClock

    environ = {"ZHIPING_DATABASE_URL": url} if url else service_environment("gateway", stack)
    gateway = bootstrap(DoorSettings.from_env(environ), SystemClock())
    try:
        yield gateway, Caller.system("command-line")
    finally:
        gateway.close()


def _account(tx: Tx, login_name: str) -> Account:
    from services.gateway.domain.password import login_name_of
    from services.gateway.usecases.administration import the_account

    known = tx.ports.passwords.of_name(login_name_of(login_name))
    return the_account(tx, known.account_id if known else "")
