"""From names on the command line to services and their classes."""

import importlib
from typing import TYPE_CHECKING

from infra.setting_names import DEPLOYED
from shared.contracts.queues import SERVICES

if TYPE_CHECKING:
    from shared.messaging import Service


def service_class(name: str) -> type["Service"]:
    """The one Service subclass of `services.<name>.service`; SystemExit when there is no such service."""
    if name not in SERVICES:
        raise SystemExit(f"no service '{name}'; there are {', '.join(SERVICES)}")
    module = importlib.import_module(f"services.{name}.service")
    found = [
        value for value in vars(module).values() if isinstance(value, type) and getattr(value, "name", None) == name
    ]
    if len(found) != 1:
        raise TypeError(f"services.{name}.service must define exactly one class with name = '{name}'")
    return found[0]


def chosen(name: str) -> list[str]:
    """The services a command works on: all of them for `all`."""
    if name == "all":
        return list(DEPLOYED)
    if name not in DEPLOYED:
        raise SystemExit(f"no service '{name}'; there are {', '.join(DEPLOYED)}, and all")
    return [name]
