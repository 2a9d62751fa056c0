"""How a command reaches the services: the process environment where it is set, else the env file of a dev stack."""

import os
from collections.abc import Mapping
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from infra.devstack import environment
from infra.paths import VAR
from infra.setting_names import EVENT_KEYS, KEYRING, TRAIL, own
from shared.contracts.broker_users import OPERATOR
from shared.contracts.store_users import KEEPER
from shared.kernel.secret_files import with_files_read
from shared.kernel.transport_security import TransportSecurity

if TYPE_CHECKING:
    from infra.site_keys import SiteKeys
    from infra.site_signers import SiteSigners
    from shared.calls import RpcClient
    from shared.kernel.caller import Caller
    from shared.security.trail_keys import TrailKeys


@cache
def _read(environ: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return with_files_read(dict(environ))


def given() -> dict[str, str]:
    """The process environment, with what the files hold that ZHIPING_*_FILE name; read once."""
    return dict(_read(tuple(os.environ.items())))


def service_environment(service: str, stack: str) -> dict[str, str]:
    """What a service process gets: its own database and all common variables; the process environment wins.

    Raises FileNotFoundError when neither the environment nor a running stack says where the database is.
    """
    said = given()
    return said if environment.DATABASE in said else environment.for_service(_stack_variables(stack), service) | said


def bus_uri(stack: str) -> str:
    """The broker's address for its administrator, who declares."""
    return _address(environment.BUS, environment.BUS, stack)


def client_uri(stack: str) -> str:
    """The broker's address for the command line: that of the user `operator`, who may call and nothing else; the
    process's own address where it is a service's or the operator's own."""
    return _address(environment.address_of(OPERATOR), environment.BUS, stack)


def database_url(service: str, stack: str) -> str:
    """Of one service: `ZHIPING_DATABASE_URL_<SERVICE>`, else `ZHIPING_DATABASE_URL`, else the stack's."""
    return _address(environment.variable_of(service), environment.DATABASE, stack)


def owner_url(service: str, stack: str) -> str | None:
    """Of the owner of its tables: ZHIPING_DATABASE_OWNER_URL(_<SERVICE>), else the stack's; None = it owns them."""
    variable = environment.owner_of(service)
    said = given()
    told = said.get(variable) or said.get(environment.OWNER)
    if not told and not (environment.DATABASE in said or environment.variable_of(service) in said):
        told = _stack_variables(stack).get(variable)
    return transport_security(stack).address(variable, told) if told else None


def store_url(stack: str) -> str:
    """The object store for the command line: that of the user `operator`, who reads the heads of the trails; else the
    process's own."""
    return _address(environment.store_of(OPERATOR), environment.STORE, stack)


def keepers_store_url(stack: str) -> str:
    """The object store for who changes keys: that of the user `keeper`; else the process's own."""
    return _address(environment.store_of(KEEPER), environment.STORE, stack)


def transport_security(stack: str) -> TransportSecurity:
    """Whom to believe, and whether an address may do without TLS: as the process environment says, else the stack."""
    kept = environment.read(_env_file(stack)) if stack and _env_file(stack).exists() else {}
    return TransportSecurity.from_env({"ZHIPING_CA_FILE": kept.get("ZHIPING_CA_FILE", "")} | given())


def trail_keys(service: str, stack: str) -> "TrailKeys | None":
    """What verifies a service's trail: ZHIPING_TRAIL_KEYS(_<SERVICE>) and ZHIPING_KEYRING(_<SERVICE>), else those of
    the dev stack, if one is named."""
    from shared.security import Keyring
    from shared.security.trail_keys import TrailKeys

    said: Mapping[str, str] = given()
    if stack and not any(name.startswith((TRAIL, KEYRING)) for name in said) and _env_file(stack).exists():
        said = environment.read(_env_file(stack))
    keys, ring = (said.get(own(name, service)) or said.get(name) for name in (TRAIL, KEYRING))
    return TrailKeys.configured(keys or "", Keyring.from_json(ring) if ring else None)


def site_keys(stack: str) -> "SiteKeys":
    """The keys of every service: of the process environment where it names some, else the dev stack's."""
    from infra.site_keys import SiteKeys

    said: Mapping[str, str] = given()
    if not any(name.startswith(KEYRING) for name in said):
        said = _stack_variables(stack)
    found = SiteKeys.read(said)
    if found is None:
        raise SystemExit(f"give every service's ring in {KEYRING}_<SERVICE>, or one for all in {KEYRING}")
    return found


def site_signers(stack: str) -> "SiteSigners":
    """The public keys of all services' events: of the process environment where it gives them, else the dev stack's."""
    from infra.site_signers import SiteSigners

    said: Mapping[str, str] = given()
    return SiteSigners.read(said if EVENT_KEYS in said else _stack_variables(stack))


def operator_client(stack: str) -> "RpcClient":
    """An RPC client that speaks as an operator: token from ZHIPING_TOKEN, else one that the dev stack issues."""
    from shared.calls import RpcClient
    from shared.kernel.caller import Caller

    operator = Caller("operator", "operator", roles=frozenset({"operator"}))
    token = given().get("ZHIPING_TOKEN") or stack_token(stack, operator, timedelta(minutes=10))
    return RpcClient(client_uri(stack), token)


def stack_token(stack: str, caller: "Caller", lifetime: timedelta) -> str:
    """A token signed by the dev stack's own issuer, valid from now on by ZHIPING_CLOCK; its services believe it, nobody
    else's do."""
    from infra.devstack import DevStack
    from shared.kernel.clock import clock_from
    from shared.security import TokenIssuer

    kept = _stack_variables(stack)
    clock = clock_from(given().get("ZHIPING_CLOCK") or kept["ZHIPING_CLOCK"])
    return TokenIssuer(clock, private_json=DevStack(stack).issuer_key).issue(caller, lifetime)


def must_be_up(stack: str) -> None:
    """SystemExit that says what to do when the dev stack is not up."""
    if not _env_file(stack).exists():
        raise SystemExit(f"the stack '{stack}' is not up: make up{'' if stack == 'dev' else f' STACK={stack}'}")


def _address(own_name: str, common_name: str, stack: str) -> str:
    """As the process environment says under one name or the other, else the stack under the first."""
    said = given()
    address = said.get(own_name) or said.get(common_name) or _stack_variables(stack)[own_name]
    return transport_security(stack).address(own_name, address)


def _env_file(stack: str) -> Path:
    return VAR / "stack" / stack / "env"


def _stack_variables(stack: str) -> Mapping[str, str]:
    if not _env_file(stack).exists():
        raise SystemExit(f"the stack '{stack}' is not up (`make up`), and the ZHIPING_* variables are not set")
    return environment.read(_env_file(stack))
