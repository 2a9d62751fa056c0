"""A portal that calls both versions: the released client, and somebody who reads again what is out of date."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import shared.messaging.base.errors
from shared.calls.errors import error_from_wire
from shared.kernel.errors import ZhipingError

STALE = "stale_version"
TRIES = 20
BY_VERSION = ("audit.resolve_objection", "audit.close_publicity")
"""Of a list the released version wants the list's version for both; the present one that of the objection, which does
not move the list's."""


def released_client(tree: Path, amqp_uri: str) -> Any:
    """The client as the released tree has it: its answers come to a queue of its own, which both versions serve.

    It reads errors with a function that stands elsewhere today.
    """
    vars(shared.messaging.base.errors)["error_from_wire"] = error_from_wire
    spec = importlib.util.spec_from_file_location("released_client", tree / "shared/messaging/rpc/client.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.RpcClient(amqp_uri, timeout=20)


class PortalOfBoth:
    """`RpcClient`, for whom either version may answer."""

    def __init__(self, client: Any, lists: dict[str, str] | None = None) -> None:
        self._client = client
        self._lists: dict[str, str] = {} if lists is None else lists
        """Objection -> the list that it is about."""

    def with_token(self, token: str | None) -> PortalOfBoth:
        """The same for somebody else."""
        return PortalOfBoth(self._client.with_token(token), self._lists)

    def call(self, method: str, **params: Any) -> Any:
        """As the caller of the present version expects it."""
        if method == "audit.get_publicity":
            return self._list(**params)
        if method in BY_VERSION:
            return self._at_the_version_of_today(method, params)
        return self._client.call(method, **params)

    def close(self) -> None:
        """Close every idle connection."""
        self._client.close()

    def _list(self, **params: Any) -> Any:
        listed = self._client.call("audit.get_publicity", **params)
        for objection in listed["objections"] or ():
            objection.setdefault("version", listed["version"])
            self._lists[objection["objection_id"]] = listed["publicity_id"]
        return listed

    def _at_the_version_of_today(self, method: str, params: dict[str, Any]) -> Any:
        for number in range(TRIES):
            try:
                return self._client.call(method, **params)
            except ZhipingError as error:
                if error.slug != STALE or number == TRIES - 1:
                    raise
            params = params | {"expected_version": self._version(params, of_list=number % 2 == 0)}
        raise AssertionError(method)

    def _version(self, params: dict[str, Any], *, of_list: bool) -> int:
        objection_id = params.get("objection_id")
        listed = self._list(publicity_id=params.get("publicity_id") or self._lists[str(objection_id)])
        if of_list or objection_id is None:
            return int(listed["version"])
        found = [one["version"] for one in listed["objections"] if one["objection_id"] == objection_id]
        return int(found[0])
