"""The RPC methods of a service as data: what each takes and gives, how it may fail, who may call it."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from infra.paths import ROOT
from infra.service_classes import service_class
from shared.messaging import Service, endpoints
from shared.messaging.rpc.endpoint import Endpoint
from shared.security import AccessPolicy

EVERY_METHOD = (
    "unknown_field", "missing_field", "invalid_field", "arguments_by_name", "token_missing", "token_expired",
    "token_invalid", "role_not_allowed", "dry_run_not_possible",
)  # fmt: skip
COMMANDS = ("idempotency_key_missing", "idempotency_key_reused", "request_in_progress", "own_affair")
CHANGES = ("stale_version",)
LISTS = ("cursor_invalid", "sort_unknown")
FAULTS = frozenset({"internal_error", "service_unavailable", "rpc_timeout", "database_unavailable", "database_busy"})
"""Of the house, not of a method: the same call may be sent again."""


@dataclass(frozen=True, slots=True)
class Method:
    """One method; `errors` are those that its use case raises, in the order of errors.csv."""

    service: str
    endpoint: Endpoint
    errors: tuple[str, ...]
    callers: tuple[str, ...]

    @property
    def name(self) -> str:
        """As it is called on the wire."""
        return self.endpoint.name

    @property
    def does(self) -> str:
        """The first sentence of its docstring."""
        return " ".join((self.endpoint.method.__doc__ or "").split("\n\n")[0].split())

    @property
    def general_errors(self) -> Iterator[str]:
        """Those that its kind has whatever it does."""
        yield from LISTS if self.is_list else ()
        yield from COMMANDS if self.endpoint.kind == "command" else ()
        yield from CHANGES if self.is_change else ()
        yield from EVERY_METHOD

    @property
    def is_change(self) -> bool:
        """Whether it takes the version of what it changes."""
        return "expected_version" in self.endpoint.schema.fields

    @property
    def is_list(self) -> bool:
        """Whether it gives a page."""
        return "cursor" in self.endpoint.schema.fields

    def may_fail_with(self, slug: str) -> bool:
        """Whether a caller was told that this may come."""
        return slug in self.errors or slug in FAULTS or slug in self.general_errors


@cache
def methods_of(service: str) -> dict[str, Method]:
    """Methods by name, in the order of the service class and its parts; what every service has is left out."""
    folder = ROOT / "services" / service
    errors, callers = defaultdict(list), defaultdict(list)
    for method, slug in _lines(folder / "errors.csv"):
        errors[method].append(slug)
    for role, method in AccessPolicy(folder / "access.csv").lines():
        callers[method].append(role)
    whole = service_class(service)
    own = dict.fromkeys(name for part in whole.__mro__ if part is not Service for name in vars(part))
    found = endpoints(whole)
    return {
        name: Method(service, found[name], tuple(errors[name]), tuple(callers[name])) for name in own if name in found
    }


def _lines(path: Any) -> Iterator[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from ([cell.strip() for cell in row] for row in csv.reader(file) if row)
