"""How a command reaches the services: the process environment where it is set, else the env file of a dev stack."""

import os
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from infra.devstack import environment
from infra.paths import VAR
from shared.contracts.broker_users import OPERATOR
from shared.kernel.transport_security import TransportSecurity

if TYPE_CHECKING:
    from shared.kernel.caller import Caller
    from shared.messaging.rpc.client import RpcClient
    from shared.security.trail_keys import TrailKeys

_TRAIL = ("ZHIPING_TRAIL_KEYS", "ZHIPING_KEYRING")


def service_environment(service: str, stack: str) -> dict[str, str]:
    """What a service process gets: its own database and all common variables; the process environment wins.

    Raises FileNotFoundError when neither the environment nor a running stack says where the database is.
    """
    if environment.DATABASE in os.environ:
        return dict(os.environ)
    return environment.for_service(_stack_variables(stack), service) | os.environ


def bus_uri(stack: str) -> str:
    """The broker's address for its administrator, who declares."""
    said = os.environ.get(environment.BUS) or _stack_variables(stack)[environment.BUS]
    return transport_security(stack).address(environment.BUS, said)


def client_uri(stack: str) -> str:
    """The broker's address for the command line: that of the user `operator`, who may call and nothing else; the
    process's own address where it is a service's or the operator's own."""
    own = environment.address_of(OPERATOR)
    said = os.environ.get(own) or os.environ.get(environment.BUS) or _stack_variables(stack)[own]
    return transport_security(stack).address(own, said)


def database_url(service: str, stack: str) -> str:
    """Of one service: `ZHIPING_DATABASE_URL_<SERVICE>`, else `ZHIPING_DATABASE_URL`, else the stack's."""
    own = environment.variable_of(service)
    said = os.environ.get(own) or os.environ.get(environment.DATABASE) or _stack_variables(stack)[own]
    return transport_security(stack).address(own, said)


def owner_url(service: str, stack: str) -> str | None:
    """Of the owner of its tables: ZHIPING_DATABASE_OWNER_URL(_<SERVICE>), else the stack's; None = it owns them."""
    own = environment.owner_of(service)
    said = os.environ.get(own) or os.environ.get(environment.OWNER)
    if not said and not (environment.DATABASE in os.environ or environment.variable_of(service) in os.environ):
        said = _stack_variables(stack).get(own)
    return transport_security(stack).address(own, said) if said else None


def store_url(stack: str) -> str:
    """The object store for the command line: that of the user `operator`, who reads the heads of the trails; else the
    process's own."""
    own = environment.store_of(OPERATOR)
    said = os.environ.get(own) or os.environ.get(environment.STORE) or _stack_variables(stack)[own]
    return transport_security(stack).address(own, said)


def transport_security(stack: str) -> TransportSecurity:
    """Whom to believe, and whether an address may do without TLS: as the process environment says, else the stack."""
    kept = environment.read(_env_file(stack)) if stack and _env_file(stack).exists() else {}
    return TransportSecurity.from_env({"ZHIPING_CA_FILE": kept.get("ZHIPING_CA_FILE", "")} | os.environ)


def trail_keys(stack: str) -> "TrailKeys | None":
    """What verifies a trail: ZHIPING_TRAIL_KEYS and ZHIPING_KEYRING, else those of the dev stack, if one is named."""
    from shared.security.trail_keys import TrailKeys

    given: Mapping[str, str] = os.environ
    if stack and not any(name in given for name in _TRAIL) and _env_file(stack).exists():
        given = environment.read(_env_file(stack))
    return TrailKeys.configured(given.get(_TRAIL[0], ""), given.get(_TRAIL[1], ""))


def operator_client(stack: str) -> "RpcClient":
    """An RPC client that speaks as an operator: token from ZHIPING_TOKEN, else one that the dev stack issues."""
    from shared.kernel.caller import Caller
    from shared.messaging.rpc.client import RpcClient

    operator = Caller("operator", "operator", roles=frozenset({"operator"}))
    token = os.environ.get("ZHIPING_TOKEN") or stack_token(stack, operator, timedelta(minutes=10))
    return RpcClient(client_uri(stack), token)


def stack_token(stack: str, caller: "Caller", lifetime: timedelta) -> str:
    """A token signed by the dev stack's own issuer; its services believe it, nobody else's do."""
    from infra.devstack import DevStack
    from shared.kernel.clock import SystemClock
    from shared.security import DevIssuer

    _stack_variables(stack)
    return DevIssuer(SystemClock(), private_json=DevStack(stack).issuer_key).issue(caller, lifetime)


def must_be_up(stack: str) -> None:
    """SystemExit that says what to do when the dev stack is not up."""
    if not _env_file(stack).exists():
        raise SystemExit(f"the stack '{stack}' is not up: make up{'' if stack == 'dev' else f' STACK={stack}'}")


def _env_file(stack: str) -> Path:
    return VAR / "stack" / stack / "env"


def _stack_variables(stack: str) -> Mapping[str, str]:
    if not _env_file(stack).exists():
        raise SystemExit(f"the stack '{stack}' is not up (`make up`), and the ZHIPING_* variables are not set")
    return environment.read(_env_file(stack))
