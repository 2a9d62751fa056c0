"""Which role may call which method: a service's `access.csv`, evaluated by pycasbin."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

import casbin
from casbin.persist.adapters.string_adapter import StringAdapter

from shared.kernel.errors import forbidden

PUBLIC = "public"

_MODEL = """
[request_definition]
r = role, method
[policy_definition]
p = role, method
[policy_effect]
e = some(where (p.eft == allow))
[matchers]
m = r.role == p.role && (p.method == "*" || r.method == p.method)
"""


class AccessPolicy:
    """Role check by lines `p, role, method`; the role `public` opens a method to calls without a token.

    Decisions are kept: the questions are few, and the lines of one service are the same wherever it is wired.
    """

    def __init__(self, path: str | Path) -> None:
        """Load the policy lines of one service."""
        lines = Path(path).read_text(encoding="utf-8").splitlines()
        self._enforcer, self._decisions = _decider("\n".join(line.strip() for line in lines))

    def allows(self, role: str, method: str) -> bool:
        """Tell whether one role may call the method."""
        key = (role, method)
        if key not in self._decisions:
            self._decisions[key] = bool(self._enforcer.enforce(role, method))
        return self._decisions[key]

    def is_public(self, method: str) -> bool:
        """Tell whether the method needs no token."""
        return self.allows(PUBLIC, method)

    def check(self, roles: Iterable[str], method: str) -> None:
        """Raise forbidden `role_not_allowed` unless the method is public or one of the roles may call it."""
        if not self.is_public(method) and not any(self.allows(role, method) for role in roles):
            raise forbidden("role_not_allowed", method=method)

    def lines(self) -> list[tuple[str, str]]:
        """List all (role, method) pairs, in file order; tests hold them against the service class."""
        return [(line[0], line[1]) for line in self._enforcer.get_policy()]


@lru_cache(maxsize=32)
def _decider(lines: str) -> tuple[Any, dict[tuple[str, str], bool]]:
    """The enforcer of these policy lines and what it has decided."""
    model = casbin.Model()
    model.load_model_from_text(_MODEL)
    return casbin.Enforcer(model, StringAdapter(lines or "\n")), {}
