"""The variables with which a service reaches a stack, as a mapping and as the file `var/stack/<name>/env`."""

import os
import shlex
from collections.abc import Mapping
from pathlib import Path

from infra.door_key import DOOR_KEY
from infra.setting_names import KEYRING, SIGNING, TRAIL, own

DATABASE = "ZHIPING_DATABASE_URL"
OWNER = "ZHIPING_DATABASE_OWNER_URL"
"""As whom migrations run; no service gets it."""
BUS = "ZHIPING_AMQP_URI"
STORE = "ZHIPING_STORAGE_URL"
OWN = (DATABASE, BUS, STORE, KEYRING, TRAIL, SIGNING, DOOR_KEY)
"""What each service has of its own."""


def variable_of(service: str) -> str:
    """The name under which it keeps one service's database URL."""
    return own(DATABASE, service)


def owner_of(service: str) -> str:
    """The name under which it keeps the URL of the owner of that database."""
    return own(OWNER, service)


def address_of(user: str) -> str:
    """The name under which it keeps the broker's address for one user: a service, the operator or a portal."""
    return own(BUS, user)


def store_of(user: str) -> str:
    """The name under which it keeps the object store's URL for one user: a service or the operator."""
    return own(STORE, user)


def write(path: Path, variables: Mapping[str, str]) -> None:
    """Write lines a shell can source; readable by the owner only, since they hold the stack's passwords."""
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
        out.write("# Made by `make up`; in a shell: set -a; . this file\n")
        out.writelines(f"{name}={shlex.quote(value)}\n" for name, value in sorted(variables.items()))


def read(path: Path) -> dict[str, str]:
    """Read such a file."""
    pairs = (word.partition("=") for word in shlex.split(path.read_text(), comments=True))
    return {name: value for name, _, value in pairs}


def for_service(variables: Mapping[str, str], service: str) -> dict[str, str]:
    """What one service gets of the file: everything common, and of databases, users and keys only its own."""
    foreign = (*(f"{name}_" for name in OWN), OWNER)
    common = {name: value for name, value in variables.items() if not name.startswith(foreign)}
    return common | {name: variables[own(name, service)] for name in OWN if own(name, service) in variables}
