"""Signed, expiring links of the directory store: `<door>/<key>?method=..&expires=..&name=..&size=..&signature=..`."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from shared.kernel.errors import forbidden


@dataclass(frozen=True, slots=True)
class Promise:
    """What a link is good for: until `expires` (epoch seconds), a download name, the only size that may be put."""

    expires: int
    name: str = ""
    size: int | None = None

    def parameters(self) -> dict[str, str]:
        """As they stand in the query."""
        return {"expires": str(self.expires), "name": self.name, "size": "" if self.size is None else str(self.size)}


@dataclass(frozen=True, slots=True)
class LinkSigner:
    """Signs method, key and promise with HMAC-SHA256."""

    secret: bytes

    def query(self, method: str, key: str, promise: Promise) -> str:
        """The query string of a link."""
        signature = self._signature(method, key, promise)
        return urlencode({"method": method, **promise.parameters(), "signature": signature})

    def check(self, method: str, key: str, query: Mapping[str, str], now: float) -> Promise:
        """Return what the link is good for; raises forbidden `link_invalid` or `link_expired`."""
        try:
            size = query.get("size") or None
            promise = Promise(int(query["expires"]), query.get("name", ""), None if size is None else int(size))
            given = query["signature"]
        except (KeyError, ValueError):
            raise forbidden("link_invalid") from None
        expected = self._signature(method, key, promise)
        if query.get("method") != method or not hmac.compare_digest(expected.encode(), given.encode()):
            raise forbidden("link_invalid")
        if promise.expires <= now:
            raise forbidden("link_expired")
        return promise

    def _signature(self, method: str, key: str, promise: Promise) -> str:
        text = "\n".join((method, key, *promise.parameters().values()))
        return hmac.new(self.secret, text.encode(), hashlib.sha256).hexdigest()
